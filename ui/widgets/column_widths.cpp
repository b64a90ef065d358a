#include "ui/widgets/column_widths.h"

namespace siaga::ui {

std::vector<int> column_widths(std::span<const ColumnNeed> needs, int room) {
  std::vector<int> widths;
  int shares = 0;
  for (const auto& need : needs) {
    widths.push_back(need.least);
    room -= need.least;
    shares += need.share;
  }
  for (std::size_t at = 0; at < needs.size() && room > 0 && shares > 0; ++at) {
    const int part = room * needs[at].share / shares;  // what rounding leaves goes to the last one
    widths[at] += part;
    room -= part;
    shares -= needs[at].share;
  }
  return widths;
}

}  // namespace siaga::ui
