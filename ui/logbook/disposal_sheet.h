// DisposalSheet: the berita acara on paper before it is one: number, why, what goes, and lines to sign on. Signed and
// scanned it is what the disposal is carried out with. No file of ours is written on the way.
// Owner: whoever prints. Thread: UI.
#pragma once

#include "protocol/logbook.h"

#include <wx/print.h>

#include <string>
#include <vector>

namespace siaga::ui {

struct DisposalDraft {
  std::string number, why, present;  ///< as far as they are written
  std::string made;                  ///< "22 Nov 2026, Dian Permata"
  std::vector<protocol::LogbookRow> rows;
};

/// What one page holds between its head and the signatures' room.
struct DisposalPage {
  std::size_t first_line = 0, lines = 0;  ///< of the reason
  bool counts = false;                    ///< says below the reason how many user IDs there are
  std::size_t first_row = 0, rows = 0;

  friend bool operator==(const DisposalPage&, const DisposalPage&) = default;
};
/// A reason of so many lines, then the rows with their titles: `first` lines fit on the first page, `next` on each
/// other (at least 4). Nothing is left out; at least one page.
std::vector<DisposalPage> pages_of(std::size_t reason, std::size_t rows, std::size_t first, std::size_t next);

class DisposalSheet : public wxPrintout {
 public:
  explicit DisposalSheet(DisposalDraft draft);

  /// How many lines the reason and the witnesses take, and so what stands on which page.
  void OnPreparePrinting() override;
  bool OnPrintPage(int page) override;
  bool HasPage(int page) override { return page >= 1 && page <= sheets(); }
  void GetPageInfo(int* first, int* last, int* from, int* to) override;

 private:
  int sheets() const { return static_cast<int>(pages_.size()); }
  /// Where what follows begins.
  int show_head(wxDC& dc) const;
  int show_short_head(wxDC& dc) const;
  int show_reason(wxDC& dc, const DisposalPage& page, int at) const;
  void show_rows(wxDC& dc, const DisposalPage& page, int at) const;
  void show_signatures(wxDC& dc, int at) const;

  DisposalDraft draft_;
  std::vector<wxString> why_, present_;  ///< by lines
  std::vector<DisposalPage> pages_;      ///< each has room for the signatures, which the last one needs
};

/// Asks for a printer and prints; false when the printer didn't take it.
bool print_draft(wxWindow& parent, DisposalDraft draft);

}  // namespace siaga::ui
