// GlanceChoice: whose recording is looked into beside the queue. The row that the keys have gone to comes first, then
// the one under the pointer, then the selected one. Looking opens nothing and moves no focus. Thread: pure.
#pragma once

#include "base/id.h"

#include <optional>
#include <vector>

namespace siaga::ui {

class GlanceChoice {
 public:
  /// Another one is selected, or the same again: what keys and pointer had chosen ends.
  void select(const std::optional<base::Id>& sos);
  /// The pointer rests on this row; nothing: on none.
  void point(const std::optional<base::Id>& sos) { pointed_ = sos; }
  /// By keys to the row above (-1) or below (1); the first or last of `rows` stays.
  void step(const std::vector<base::Id>& rows, int by);
  /// Back to the selected one. True when keys had gone elsewhere.
  bool let_go();
  /// These rows are left; who isn't among them is no longer looked into.
  void keep_to(const std::vector<base::Id>& rows);

  std::optional<base::Id> target() const;
  const std::optional<base::Id>& by_keys() const { return by_keys_; }

 private:
  std::optional<base::Id> selected_, pointed_, by_keys_;
};

}  // namespace siaga::ui
