#include "ui/user_id/case_steps.h"

#include "base/zone.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <algorithm>

namespace siaga::ui {
namespace {

using domain::CaseKind;
using domain::CaseState;
using protocol::Event;
using protocol::EventKind;
using protocol::UserIdCaseView;
using Sign = CaseStep::Sign;

std::string with(const std::string& who, const std::string& text) { return text.empty() ? who : who + " · " + text; }

std::string confirmed_words(const UserIdCaseView& view) {
  return view.one.kind == CaseKind::replace ? tr("Seen again: it is there") : tr("Seen again: inactive");
}

std::string awaited_words(const UserIdCaseView& view, base::Instant now) {
  const auto& one = view.one;
  const bool replacing = one.kind == CaseKind::replace;
  if (one.attempt_begun_at) return tr("Attempt {} is running…", one.attempts);
  if (view.waits && view.replaced) return tr("Waits until {} is closed", view.replaced->user_name);
  if (one.next_try)
    return tr("Attempt {} in {}", one.attempts + 1,
              base::short_duration(std::max(*one.next_try - now, std::chrono::microseconds{0})));
  if (one.order && one.order->due > now)
    return replacing ? tr("To be made {}", end_words(one.order->due, now, one.zone))
                     : tr("To be deactivated {}", end_words(one.order->due, now, one.zone));
  if (replacing) return is_by_hand(view) ? tr("The team leader makes it in the application") : tr("To be made");
  return is_by_hand(view) ? tr("The team leader deactivates it in the application") : tr("To be deactivated");
}

/// In the order of the procedure; the first one is awaited now.
std::vector<std::string> what_comes(const UserIdCaseView& view, base::Instant now) {
  const bool replacing = view.one.kind == CaseKind::replace;
  std::vector<std::string> steps;
  switch (view.one.state) {
    case CaseState::received: steps.push_back(tr("Request it from the team leader")); [[fallthrough]];
    case CaseState::requested: steps.push_back(awaited_words(view, now)); [[fallthrough]];
    case CaseState::carried_out:
      steps.push_back(is_looked_at(view) ? tr("A second person looks in the application")
                                         : tr("Read again from the application"));
      [[fallthrough]];
    case CaseState::confirmed:
      if (replacing) steps.push_back(tr("Hand over to Support"));
      [[fallthrough]];
    case CaseState::handed_over: steps.push_back(tr("Bring the logbook up to date")); break;
    case CaseState::documented:
    case CaseState::withdrawn: break;
  }
  return steps;
}

}  // namespace

std::string warning_words(const std::string& name) {
  using enum domain::CaseWarning;
  const auto warning = domain::case_warning(name);
  if (!warning) return tr("Warning");
  switch (*warning) {
    case order_due: return tr("The ordered time has come: do it by hand");
    case target: return tr("The unit's own target has passed");
    case twelve_hours: return tr("12 hours left");
    case four_hours: return tr("4 hours left");
    case one_hour: return tr("1 hour left");
    case overdue: return tr("The deadline has passed");
    case look: return tr("The hub can't tell: a person must look in the application");
  }
  return {};
}

std::string due_words(const UserIdCaseView* view, const std::string& keys) {
  if (!view) return tr("Of a user ID that must be closed. The queue ({}) says which one.", keys);
  return view->one.state == CaseState::carried_out
             ? tr("{}. It waits for a second look, in the queue under way ({}).", title_of(*view), keys)
             : tr("{}. It stands in the queue ({}).", title_of(*view), keys);
}

std::string actor_of(const Event& event, const UserIdCaseView& view) {
  if (event.body.by) {
    for (const auto& person : event.people)
      if (person.version == *event.body.by) return person.name;
    return name_in(view, event.body.by);
  }
  if (!event.on_behalf_of) return tr("the hub");
  for (const auto& person : event.people)
    if (person.id == *event.on_behalf_of) return tr("the hub, ordered by {}", person.name);
  return tr("the hub");
}

std::optional<CaseStep> step_of(const Event& event, const UserIdCaseView& view) {
  const auto who = actor_of(event, view);
  const auto text = event.body.text.value_or("");
  const bool replacing = view.one.kind == CaseKind::replace;
  const auto number = event.body.attempt.value_or(0);
  CaseStep step{Sign::done, {}, who, event.at};
  switch (event.kind) {
    case EventKind::case_opened:
      step.text = replacing           ? tr("New agent's e-mail received")
                  : event.body.letter ? tr("Resignation letter received")
                                      : tr("Resignation recorded; its letter may follow");
      break;
    case EventKind::case_letter_added: step.text = tr("Resignation letter received"); break;
    case EventKind::case_requested: step.text = tr("Requested from the team leader"); break;
    case EventKind::case_ordered: {
      const auto due = event.body.due_at;
      const bool later = due && *due > event.at + std::chrono::seconds{1};  // "now" was read before it was kept
      step.text = later ? tr("Ordered for {}", end_words(*due, event.at, view.one.zone)) : tr("Ordered: now");
      break;
    }
    case EventKind::case_lapsed:
      step.sign = Sign::told;
      step.text = event.actor.is_nil() ? tr("The order has lapsed") : tr("The order was taken back");
      break;
    case EventKind::case_failed:
      step.sign = Sign::failed;
      step.text = tr("Attempt {} failed: {}", number, text.empty() ? tr("no reason was given") : text);
      break;
    case EventKind::user_id_deactivated:
      step.text = tr("Deactivated (attempt {})", number);
      step.detail = with(who, text);
      break;
    case EventKind::user_id_created:
      step.text = tr("Made (attempt {})", number);
      step.detail = with(who, text);
      break;
    case EventKind::user_id_confirmed:
      step.text = confirmed_words(view);
      step.detail = with(who, text);
      break;
    case EventKind::case_handed_over: step.text = tr("Handed over to Support"); break;
    case EventKind::case_documented: step.text = tr("Logbook brought up to date"); break;
    case EventKind::case_reopened:
      step.sign = Sign::failed;
      step.text = tr("The user ID came back to life");
      step.detail = with(who, text);
      break;
    case EventKind::case_withdrawn:
      step.sign = Sign::told;
      step.text = tr("Withdrawn");
      step.detail = with(who, text);
      break;
    case EventKind::case_warned:
      step.sign = Sign::told;
      step.text = warning_words(event.body.warning.value_or(""));
      step.detail.clear();
      break;
    case EventKind::user_id_seen_active:
      step.sign = Sign::failed;
      step.text = tr("Used after the last working day");
      step.detail = text;
      break;
    default: return std::nullopt;
  }
  return step;
}

const char* sign_of(CaseStep::Sign sign) {
  switch (sign) {
    case Sign::done: return "✔";
    case Sign::failed: return "✖";
    case Sign::told: return "•";
    case Sign::next: return "●";
    case Sign::open: break;
  }
  return "○";
}

std::vector<CaseStep> steps_of(const UserIdCaseView& view, base::Instant now) {
  std::vector<CaseStep> steps;
  for (const auto& event : view.timeline)
    if (auto step = step_of(event, view)) steps.push_back(std::move(*step));
  auto sign = Sign::next;
  for (auto& text : what_comes(view, now)) {
    steps.push_back({sign, std::move(text)});
    sign = Sign::open;
  }
  return steps;
}

}  // namespace siaga::ui
