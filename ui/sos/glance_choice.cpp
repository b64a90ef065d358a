#include "ui/sos/glance_choice.h"

#include <algorithm>

namespace siaga::ui {

void GlanceChoice::select(const std::optional<base::Id>& sos) {
  selected_ = sos;
  pointed_.reset();
  by_keys_.reset();
}

void GlanceChoice::step(const std::vector<base::Id>& rows, int by) {
  if (rows.empty()) return;
  const auto from = by_keys_ ? by_keys_ : selected_;
  const auto at = from ? std::ranges::find(rows, *from) : rows.end();
  if (at == rows.end())
    by_keys_ = rows.front();
  else if (by < 0)
    by_keys_ = at == rows.begin() ? *at : *(at - 1);
  else
    by_keys_ = at + 1 == rows.end() ? *at : *(at + 1);
}

bool GlanceChoice::let_go() {
  const bool had = by_keys_.has_value();
  by_keys_.reset();
  pointed_.reset();
  return had;
}

void GlanceChoice::keep_to(const std::vector<base::Id>& rows) {
  for (auto* each : {&pointed_, &by_keys_})
    if (*each && std::ranges::find(rows, **each) == rows.end()) each->reset();
}

std::optional<base::Id> GlanceChoice::target() const { return by_keys_ ? by_keys_ : pointed_ ? pointed_ : selected_; }

}  // namespace siaga::ui
