#include "ui/directory/unit_tree.h"

#include "ui/text.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

UnitTree::UnitTree(std::vector<domain::Unit> units) : units_(std::move(units)) {
  std::ranges::sort(units_, {}, &domain::Unit::name);
  for (const auto& unit : units_)
    if (!unit.parent || !find(*unit.parent)) {
      branches_.push_back({unit, 0});
      grow(unit.id, 1);
    }
}

void UnitTree::grow(const base::Id& parent, int depth) {
  for (const auto& unit : units_)
    if (unit.parent == parent) {
      branches_.push_back({unit, depth});
      grow(unit.id, depth + 1);
    }
}

const domain::Unit* UnitTree::find(const base::Id& unit) const {
  const auto found = std::ranges::find(units_, unit, &domain::Unit::id);
  return found == units_.end() ? nullptr : &*found;
}

std::string UnitTree::name_of(const base::Id& unit) const {
  if (unit.is_nil()) return tr("The whole organisation");
  const auto* found = find(unit);
  return found ? found->name : tr("another unit");
}

std::string UnitTree::indented(const Branch& branch) {
  std::string text;
  for (int step = 0; step < branch.depth; ++step) text += "\u00a0\u00a0\u00a0\u00a0";
  return text + branch.unit.name;
}

}  // namespace siaga::ui
