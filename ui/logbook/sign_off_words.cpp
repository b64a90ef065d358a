#include "ui/logbook/sign_off_words.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <algorithm>
#include <chrono>

namespace siaga::ui {

using protocol::SignOffView;

std::string period_words(base::Day from, base::Day to) {
  return from == to ? day_words(from) : tr("{} – {}", day_words(from), day_words(to));
}

std::vector<CaseStep> sign_off_steps(const std::vector<SignOffView>& views) {
  std::vector<CaseStep> steps;
  for (const auto& view : views) {
    const auto proof = view.checkpoint ? tr("The hub signed {} events with key {}.", grouped(view.checkpoint->size),
                                            view.checkpoint->key)
                                       : tr("The hub's signature follows.");
    steps.push_back({view.checkpoint ? CaseStep::Sign::done : CaseStep::Sign::next,
                     period_words(view.from, view.to) + " · " + tr("No. {}", grouped(view.book_no)),
                     view.by + ": " + view.text + "\n" + proof, view.at});
  }
  return steps;
}

std::optional<std::pair<base::Day, base::Day>> next_period(const std::vector<SignOffView>& views, base::Day today) {
  using namespace std::chrono;
  if (views.empty()) {
    const auto month = today.year() / today.month() - months{1};
    return std::pair{base::Day{month / day{1}}, base::Day{month / last}};
  }
  const auto newest = std::ranges::max_element(views, {}, [](const auto& view) { return sys_days{view.to}; });
  const base::Day from{sys_days{newest->to} + days{1}};
  if (today < from) return std::nullopt;
  return std::pair{from, std::min(base::Day{from.year() / from.month() / last}, today)};
}

}  // namespace siaga::ui
