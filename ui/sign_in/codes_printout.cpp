#include "ui/sign_in/codes_printout.h"

#include "ui/text.h"

#include <wx/dc.h>
#include <wx/printdlg.h>

#include <utility>

namespace siaga::ui {
namespace {

constexpr int margin_mm = 25;
constexpr int words_pt = 11;
constexpr int head_pt = 16;
constexpr int code_pt = 16;

}  // namespace

CodesPrintout::CodesPrintout(std::vector<std::string> codes, std::string whose)
    : wxPrintout(wx(tr("Siaga recovery codes"))), codes_(std::move(codes)), whose_(std::move(whose)) {}

// Codes are large and one a line: somebody types them in the dark, without the phone.
bool CodesPrintout::OnPrintPage(int) {
  auto* dc = GetDC();
  if (!dc || codes_.empty()) return false;
  wxSize paper_mm, device;
  GetPageSizeMM(&paper_mm.x, &paper_mm.y);
  GetPageSizePixels(&device.x, &device.y);
  if (paper_mm.x <= 0 || device.x <= 0) return false;
  // Figures are tenths of a millimetre, whatever the printer's dots are.
  FitThisSizeToPaper(paper_mm * 10);
  int at = margin_mm * 10;
  const auto line = [&](const std::string& text, int points, bool fixed, bool bold) {
    const int height = points * 254 / 72;  // tenths of a millimetre
    dc->SetFont(wxFontInfo(wxSize(0, height)).Family(fixed ? wxFONTFAMILY_TELETYPE : wxFONTFAMILY_SWISS).Bold(bold));
    dc->DrawText(wx(text), margin_mm * 10, at);
    at += height * 8 / 5;
  };
  dc->SetTextForeground(*wxBLACK);
  line(tr("Siaga recovery codes"), head_pt, false, true);
  line(whose_, words_pt, false, false);
  line(tr("Each opens your account once when the phone is lost."), words_pt, false, false);
  at += 60;
  for (const auto& code : codes_) line("\u2610  " + code, code_pt, true, false);
  at += 60;
  line(tr("Keep this sheet locked away, and not with the phone. Cross out what was used."), words_pt, false, false);
  return true;
}

Printed print_codes(wxWindow& parent, std::vector<std::string> codes, std::string whose) {
  CodesPrintout sheet(std::move(codes), std::move(whose));
  wxPrintDialogData wishes;
  wishes.SetMaxPage(1);
  wishes.EnablePageNumbers(false);
  wxPrinter printer(&wishes);
  const bool done = printer.Print(&parent, &sheet, true);
  return {done, !done && wxPrinter::GetLastError() == wxPRINTER_ERROR};
}

}  // namespace siaga::ui
