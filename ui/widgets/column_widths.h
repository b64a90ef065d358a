// How wide the columns of a list are: none below what it needs, and the room that is left goes to those that hold
// words, by their shares. Pure; any thread. Pixels.
#pragma once

#include <span>
#include <vector>

namespace siaga::ui {

struct ColumnNeed {
  int least = 0;
  int share = 0;  ///< of what is left; 0: it stays as narrow as it may be
};
/// One for each; together they are `room`, or more where that is too narrow, or less where no column takes a share.
std::vector<int> column_widths(std::span<const ColumnNeed> needs, int room);

}  // namespace siaga::ui
