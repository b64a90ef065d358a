#include "ui/user_id/case_batch.h"

#include <utility>

namespace siaga::ui {

bool CaseBatch::begin(std::vector<base::Id> cases, Deed deed) {
  if (running_ || cases.empty()) return false;
  cases_ = std::move(cases);
  deed_ = std::move(deed);
  next_ = kept_ = refused_ = 0;
  running_ = true;
  send_next();
  return true;
}

void CaseBatch::send_next() {
  if (next_ >= cases_.size()) {
    running_ = false;
    return on_finished();
  }
  const auto one = cases_[next_++];
  on_sent(one);
  deed_(one, [this, one, weak = std::weak_ptr<bool>{alive_}](const base::Result<void>& kept) {
    if (weak.expired()) return;
    ++(kept ? kept_ : refused_);
    on_answer(one, kept);
    send_next();
  });
}

}  // namespace siaga::ui
