// LooksPane: who opened one's record or photo, when and where, the newest first; older ones come as the list is read.
// Owner: AccountView. Thread: UI. Errors stand where the list would.
#pragma once

#include "protocol/account.h"
#include "ui/desk.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class LooksPane : public Surface {
 public:
  LooksPane(wxWindow* parent, Desk& desk);

  /// Asks the hub anew.
  void open();
  void forget();

 private:
  void fetch(std::optional<std::uint64_t> before);
  void show(protocol::LooksPage page, bool first);
  std::string cell(std::size_t row, std::size_t column) const;

  Desk& desk_;
  void wrap();

  Label *about_, *state_;
  Table* table_;
  std::vector<protocol::Look> looks_;
  std::optional<std::uint64_t> next_;
  bool under_way_ = false;
};

}  // namespace siaga::ui
