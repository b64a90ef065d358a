// UnitTree: the units that somebody may see, as a tree by name: each below the one that it is a part of. Pure.
#pragma once

#include "domain/person.h"

#include <string>
#include <vector>

namespace siaga::ui {

class UnitTree {
 public:
  struct Branch {
    domain::Unit unit;
    int depth = 0;  ///< 0: its parent isn't among those seen
  };

  UnitTree() = default;
  explicit UnitTree(std::vector<domain::Unit> units);

  /// Parents before their parts.
  const std::vector<Branch>& branches() const { return branches_; }
  const std::vector<domain::Unit>& units() const { return units_; }
  const domain::Unit* find(const base::Id& unit) const;
  /// The name of the unit; the nil unit is the whole organisation; an unseen one says so.
  std::string name_of(const base::Id& unit) const;
  /// The name as it stands in a list, indented by its depth.
  static std::string indented(const Branch& branch);

 private:
  void grow(const base::Id& parent, int depth);

  std::vector<domain::Unit> units_;  ///< by name
  std::vector<Branch> branches_;
};

}  // namespace siaga::ui
