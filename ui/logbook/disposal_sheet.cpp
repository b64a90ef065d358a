#include "ui/logbook/disposal_sheet.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/control.h>
#include <wx/dc.h>
#include <wx/printdlg.h>

#include <algorithm>
#include <array>
#include <utility>

namespace siaga::ui {
namespace {

// Figures are tenths of a millimetre on A4, whatever the printer's dots are.
constexpr int paper_width = 2100, paper_height = 2970;
constexpr int edge = 200;
constexpr int line_height = 60;
constexpr int title_height = 90, head_lines = 2;           ///< above the reason
constexpr std::size_t count_lines = 2, title_lines = 1;    ///< how many there are, and a gap; the table's head
constexpr std::size_t least_lines = 4;                     ///< of a page
constexpr int signature_height = 290;                      ///< without the witnesses' names
constexpr int number_height = 90;                          ///< of the page, below
constexpr std::array columns{edge, 300, 780, 1220, 1560};  ///< number, agent, user ID, application, kept until
constexpr int signature_width = 560;
constexpr int words_at = columns[2] - 200, words_width = paper_width - words_at - edge;

void set_font(wxDC& dc, int points, bool bold) {
  dc.SetFont(wxFontInfo(wxSize(0, points * 254 / 72)).Family(wxFONTFAMILY_SWISS).Bold(bold));
}

/// As much as fits.
void cell(wxDC& dc, const std::string& text, int x, int y, int width) {
  dc.DrawText(wxControl::Ellipsize(wx(text), dc, wxELLIPSIZE_END, width), x, y);
}

/// All of it, by words; one that is wider than a line is cut into several.
std::vector<wxString> lines_of(const wxDC& dc, const std::string& text, int width) {
  const auto fits = [&](const wxString& line) { return dc.GetTextExtent(line).x <= width; };
  std::vector<wxString> lines;
  for (const auto& paragraph : wxSplit(wx(text), '\n', '\0')) {
    wxString line;
    for (auto word : wxSplit(paragraph, ' ', '\0')) {
      if (const auto longer = line.empty() ? word : line + " " + word; fits(longer)) {
        line = longer;
        continue;
      }
      if (!line.empty()) lines.push_back(line);
      while (!fits(word) && word.length() > 1) {
        auto most = word.length() - 1;
        while (most > 1 && !fits(word.Left(most))) --most;
        lines.push_back(word.Left(most));
        word = word.Mid(most);
      }
      line = word;
    }
    lines.push_back(line);
  }
  return lines;
}

/// The height below them.
int show_lines(wxDC& dc, const std::vector<wxString>& lines, int x, int y) {
  for (const auto& line : lines) {
    dc.DrawText(line, x, y);
    y += line_height;
  }
  return y;
}

int height_of(const std::vector<wxString>& lines) { return static_cast<int>(lines.size()) * line_height; }

}  // namespace

std::vector<DisposalPage> pages_of(std::size_t reason, std::size_t rows, std::size_t first, std::size_t next) {
  std::vector<DisposalPage> pages;
  std::size_t told = 0, placed = 0;
  bool counted = false;
  while (told < reason || !counted || placed < rows) {
    auto room = pages.empty() ? first : std::max(next, least_lines);
    DisposalPage page{.first_line = told, .lines = std::min(reason - told, room), .first_row = placed};
    told += page.lines;
    room -= page.lines;
    if (!counted && told == reason && room > count_lines + title_lines) {
      counted = page.counts = true;
      room -= count_lines;
    }
    if (counted && room > title_lines) page.rows = std::min(rows - placed, room - title_lines);
    placed += page.rows;
    pages.push_back(page);
  }
  return pages;
}

void DisposalSheet::OnPreparePrinting() {
  auto* dc = GetDC();
  if (!dc) return;
  FitThisSizeToPaper(wxSize(paper_width, paper_height));
  set_font(*dc, 10, false);
  why_ = lines_of(*dc, draft_.why.empty() ? "…………………………………" : draft_.why, words_width);
  set_font(*dc, 9, false);
  if (!draft_.present.empty()) present_ = lines_of(*dc, tr("Witnesses: {}", draft_.present), paper_width - 2 * edge);
  const int next = paper_height - 2 * edge - number_height - signature_height - height_of(present_) - title_height;
  const int first = next - head_lines * line_height;
  pages_ = pages_of(why_.size(), draft_.rows.size(), static_cast<std::size_t>(std::max(0, first / line_height)),
                    static_cast<std::size_t>(std::max(0, next / line_height)));
}

DisposalSheet::DisposalSheet(DisposalDraft draft)
    : wxPrintout(wx(tr("Berita acara: disposal of user IDs"))), draft_(std::move(draft)) {}

void DisposalSheet::GetPageInfo(int* first, int* last, int* from, int* to) {
  *first = *from = 1;
  *last = *to = sheets();
}

int DisposalSheet::show_head(wxDC& dc) const {
  int at = edge;
  set_font(dc, 15, true);
  dc.DrawText(wx(tr("Berita acara: disposal of user IDs")), edge, at);
  at += title_height;
  set_font(dc, 10, false);
  const auto line = [&](const std::string& caption, const std::string& words) {
    dc.DrawText(wx(caption), edge, at);
    cell(dc, words.empty() ? "…………………………………" : words, words_at, at, words_width);
    at += line_height;
  };
  line(tr("Number"), draft_.number);
  line(tr("Drawn up"), draft_.made);
  return at;
}

int DisposalSheet::show_short_head(wxDC& dc) const {
  set_font(dc, 10, true);
  cell(dc, tr("Berita acara: disposal of user IDs") + " · " + draft_.number, edge, edge, paper_width - 2 * edge);
  return edge + title_height;
}

int DisposalSheet::show_reason(wxDC& dc, const DisposalPage& page, int at) const {
  set_font(dc, 10, false);
  if (page.lines > 0 && page.first_line == 0) dc.DrawText(wx(tr("Why they go")), edge, at);
  const auto begin = why_.begin() + static_cast<std::ptrdiff_t>(page.first_line);
  at = show_lines(dc, {begin, begin + static_cast<std::ptrdiff_t>(page.lines)}, words_at, at);
  if (!page.counts) return at;
  dc.DrawText(wx(tr("User IDs")), edge, at);
  dc.DrawText(wx(grouped(draft_.rows.size())), words_at, at);
  return at + static_cast<int>(count_lines) * line_height - line_height / 2;
}

void DisposalSheet::show_rows(wxDC& dc, const DisposalPage& page, int at) const {
  if (page.rows == 0) return;  // the reason fills the page
  const std::array titles{std::string{}, tr("Agent"), tr("User ID"), tr("Application"), tr("Kept until")};
  set_font(dc, 9, true);
  for (std::size_t column = 1; column < titles.size(); ++column) dc.DrawText(wx(titles[column]), columns[column], at);
  at += line_height;
  dc.DrawLine(edge, at - 8, paper_width - edge, at - 8);
  set_font(dc, 9, false);
  for (auto row = page.first_row; row < page.first_row + page.rows; ++row, at += line_height) {
    const auto& one = draft_.rows[row];
    const std::array cells{std::to_string(row + 1), one.user_id.agent, one.user_id.user_name, one.application,
                           one.keep_until ? day_words(*one.keep_until) : std::string{}};
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const int right = column + 1 < columns.size() ? columns[column + 1] : paper_width - edge;
      cell(dc, cells[column], columns[column], at, right - columns[column] - 20);
    }
  }
}

void DisposalSheet::show_signatures(wxDC& dc, int at) const {
  set_font(dc, 9, false);
  at = show_lines(dc, present_, edge, at);
  const std::array who{tr("Document control"), tr("Witness"), tr("Witness")};
  for (std::size_t each = 0; each < who.size(); ++each) {
    const int x = edge + static_cast<int>(each) * (signature_width + 10);
    dc.DrawText(wx(who[each]), x, at);
    dc.DrawLine(x, at + 230, x + signature_width - 60, at + 230);
  }
}

bool DisposalSheet::OnPrintPage(int page) {
  auto* dc = GetDC();
  if (!dc || !HasPage(page)) return false;
  FitThisSizeToPaper(wxSize(paper_width, paper_height));
  dc->SetTextForeground(*wxBLACK);
  dc->SetPen(wxPen(*wxBLACK, 2));
  const auto& shown = pages_[static_cast<std::size_t>(page - 1)];
  const int at = show_reason(*dc, shown, page == 1 ? show_head(*dc) : show_short_head(*dc));
  show_rows(*dc, shown, at);
  if (page == sheets())
    show_signatures(*dc, paper_height - edge - number_height - signature_height - height_of(present_));
  set_font(*dc, 8, false);
  dc->DrawText(wx(tr("Page {} of {}", page, sheets())), edge, paper_height - edge);
  return true;
}

bool print_draft(wxWindow& parent, DisposalDraft draft) {
  DisposalSheet sheet(std::move(draft));
  wxPrintDialogData wishes;
  wishes.EnablePageNumbers(false);
  wxPrinter printer(&wishes);
  return printer.Print(&parent, &sheet, true) || wxPrinter::GetLastError() != wxPRINTER_ERROR;
}

}  // namespace siaga::ui
