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

/// How many pages so many rows fill: `first` of them fit on the first one, `next` on each other; at least one.
int sheets_of(std::size_t rows, std::size_t first, std::size_t next);

class DisposalSheet : public wxPrintout {
 public:
  explicit DisposalSheet(DisposalDraft draft);

  /// How many lines the reason and the witnesses take, and so how many rows a page.
  void OnPreparePrinting() override;
  bool OnPrintPage(int page) override;
  bool HasPage(int page) override { return page >= 1 && page <= sheets(); }
  void GetPageInfo(int* first, int* last, int* from, int* to) override;

 private:
  int sheets() const { return sheets_of(draft_.rows.size(), rows_first_, rows_next_); }
  /// Where the rows begin.
  int show_head(wxDC& dc) const;
  int show_short_head(wxDC& dc) const;
  void show_rows(wxDC& dc, int page, int at) const;
  void show_signatures(wxDC& dc, int at) const;

  DisposalDraft draft_;
  std::vector<wxString> why_, present_;  ///< by lines
  /// The reason stands on the first page alone; each page has room for the signatures, which the last one needs.
  std::size_t rows_first_ = 1, rows_next_ = 1;
};

/// Asks for a printer and prints; false when the printer didn't take it.
bool print_draft(wxWindow& parent, DisposalDraft draft);

}  // namespace siaga::ui
