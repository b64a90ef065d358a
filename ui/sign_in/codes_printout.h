// CodesPrintout: ten recovery codes on one sheet of paper. They go to the printer that the person chooses and nowhere
// else: no file of ours is written on the way.
// Owner: whoever prints. Thread: UI.
#pragma once

#include <wx/print.h>

#include <string>
#include <vector>

namespace siaga::ui {

class CodesPrintout : public wxPrintout {
 public:
  /// `whose`: printed above the codes, so that the right account is opened with them.
  CodesPrintout(std::vector<std::string> codes, std::string whose);

  bool OnPrintPage(int page) override;
  bool HasPage(int page) override { return page == 1; }

 private:
  std::vector<std::string> codes_;
  std::string whose_;
};

struct Printed {
  bool done = false;
  bool failed = false;  ///< neither: it was cancelled
};
/// Asks for a printer and prints.
Printed print_codes(wxWindow& parent, std::vector<std::string> codes, std::string whose);

}  // namespace siaga::ui
