#include "ui/user_id/case_words.h"

#include "base/zone.h"
#include "ui/format.h"
#include "ui/text.h"

#include <algorithm>

namespace siaga::ui {
namespace {

using namespace std::chrono_literals;
using domain::CaseKind;
using domain::CaseState;
using protocol::UserIdCaseView;
using std::chrono::microseconds;

constexpr microseconds last_two_days = 48h;
constexpr microseconds act_now_within = 4h;

bool in_english() { return tr("language|en") == "language|en"; }

std::string date_of(base::Instant at, const std::string& zone) { return base::date_in_zone(at, zone, in_english()); }

std::string without_year(const std::string& date) { return date.substr(0, date.rfind(' ')); }
std::string year_of(const std::string& date) { return date.substr(date.rfind(' ') + 1); }

std::string minutes_of(base::Instant at, const std::string& zone) { return base::clock_time(at, zone).substr(0, 5); }

/// Without the year when it is `now`'s.
std::string short_date(base::Instant at, base::Instant now, const std::string& zone) {
  const auto date = date_of(at, zone);
  return year_of(date) == year_of(date_of(now, zone)) ? without_year(date) : date;
}

std::string requested_words(const UserIdCaseView& view, base::Instant now) {
  const auto& one = view.one;
  if (one.attempt_begun_at) return tr("attempt {} is running…", one.attempts);
  if (one.failures > 0 && one.next_try)
    return tr("failed {}×, again at {}", one.failures, minute_words(*one.next_try, now, one.zone));
  if (one.failures > 0) return tr("failed {}×, nothing is ordered", one.failures);
  if (view.waits)
    return view.replaced ? tr("waits until {} is closed", view.replaced->user_name) : tr("waits for the one before");
  if (one.order && one.order->due > now) {
    const auto when = end_words(one.order->due, now, one.zone);
    return is_by_hand(view) ? tr("{} will do it {}", short_name(name_in(view, one.order->by_version)), when)
                            : tr("ordered for {}", when);
  }
  if (one.order)
    return is_by_hand(view) ? tr("{} does it now by hand", short_name(name_in(view, one.order->by_version)))
                            : tr("ordered, begins in a moment");
  if (!one.requested_at) return tr("requested");
  const auto when = minute_words(*one.requested_at, now, one.zone);
  return one.reopened > 0 ? tr("came back to life: close it again")
                          : tr("requested by {}, {}", short_name(name_in(view, one.requested_by)), when);
}

std::string finished_words(const UserIdCaseView& view) {
  const auto margin = view.one.met_by();
  if (!margin) return tr("done");
  if (*margin >= 0us) return tr("done, {} before the deadline", spoken(*margin));
  return tr("done, {} after the deadline", spoken(-*margin));
}

std::optional<std::string> refused_member(std::string_view field) {
  if (field.starts_with('/')) field.remove_prefix(1);
  if (field == "last_day") return tr("The last working day isn't possible: not before the hire, at most a year ahead.");
  if (field == "letter_date") return tr("The letter's date isn't possible: neither in the future nor before the hire.");
  if (field == "user_name") return tr("A user ID of 1 to 120 characters without blanks is needed.");
  if (field == "agent") return tr("The agent's name is needed, at most 120 characters.");
  if (field == "email") return tr("An e-mail address has one @.");
  if (field == "team") return tr("The team's name is too long.");
  if (field == "hired_on") return tr("The date of the hire isn't possible.");
  if (field == "letter") return tr("The hub doesn't have the letter any more. Attach it again.");
  if (field == "application") return tr("The application isn't there any more, or isn't your unit's. Choose another.");
  if (field == "unit") return tr("The unit isn't there any more. Ask the system administrator.");
  if (field == "person") return tr("The person isn't in the directory any more.");
  if (field == "when") return tr("This case has no last working day: order it for now.");
  if (field == "id") return tr("This can't be recorded so. Close the form and begin again.");
  if (field == "replaces") return tr("The user ID to replace belongs to another application.");
  if (field == "early")
    return tr("The last working day isn't over. Nothing was done: confirm it, or order it for its end.");
  if (field == "text") return tr("A reason is needed, at most 2000 characters.");
  if (field == "proof") return tr("The proof isn't there any more. Attach it again.");
  return std::nullopt;
}

std::string conflict_words(const base::Error& error, const UserIdCaseView* view, base::Instant now) {
  if (error.field == "user_id") return tr("This user ID is closed already, or has a case. Nothing was recorded.");
  if (error.field == "replaces")
    return tr("This user ID was replaced already, or somebody waits to replace it. Nothing was recorded.");
  if (error.field == "disposed") return tr("This user ID was disposed of: nothing is left to open again.");
  if (error.field == "user_name" || error.field == "email")
    return tr("This user ID or e-mail exists already in the application. Nothing was recorded.");
  if (error.field == "letter") return tr("This case has a letter already. Nothing was changed.");
  if (error.field == "id") return tr("This case was recorded otherwise by now. Look again, then decide.");
  if (error.field == "waiting") return tr("What it replaces is still active. Close that one first.");
  if (error.field == "reading")
    return tr("The hub reads this application itself, and what stands there decides. Wait for its result.");
  if (error.field == "attempt") return tr("An attempt is running. Wait for its result.");
  if (error.field == "order" && view && view->one.order)
    return tr("{} has had it in hand since {}. Nothing was changed: ask them, or wait.",
              name_in(*view, view->one.order->by_version),
              minute_words(view->one.order->given_at, now, view->one.zone));
  if (view && view->one.done_by_version && !view->one.done_by_version->is_nil())
    return tr("{} was quicker. It stands so: {}. Nothing was changed.", name_in(*view, view->one.done_by_version),
              status_words(*view, now));
  if (view) return tr("Somebody was quicker. It stands so: {}. Nothing was changed.", status_words(*view, now));
  return tr("Meanwhile it has changed. Look again, then decide.");
}

}  // namespace

bool is_by_hand(const UserIdCaseView& view) { return view.application.connector == domain::ConnectorKind::manual; }

bool is_looked_at(const UserIdCaseView& view) {
  return is_by_hand(view) || view.one.was_warned(domain::CaseWarning::look);
}

bool has_failed(const UserIdCaseView& view) {
  const auto& one = view.one;
  return one.state == CaseState::requested && (one.failures > 0 || (one.reopened > 0 && !one.order));
}

bool was_late(const UserIdCaseView& view) {
  return view.one.state == CaseState::documented && view.one.met_by().value_or(0us) < 0us;
}

bool is_early(const UserIdCaseView& view, base::Instant now) { return view.one.ends_at && now < *view.one.ends_at; }

std::optional<microseconds> time_left(const UserIdCaseView& view, base::Instant now) {
  if (!view.one.deadline || !view.one.is_pressing()) return std::nullopt;
  return *view.one.deadline - now;
}

CaseTone tone_of_time(const UserIdCaseView& view, base::Instant now) {
  const auto left = time_left(view, now);
  if (!left || *left > last_two_days) return CaseTone::calm;
  return *left <= act_now_within ? CaseTone::alarm : CaseTone::running;
}

CaseTone tone_of(const UserIdCaseView& view, base::Instant now) {
  return has_failed(view) ? CaseTone::alarm : tone_of_time(view, now);
}

std::string left_words(microseconds left) { return left < 0us ? tr("{} late", spoken(-left)) : spoken(left); }

double used_part(microseconds left) {
  return std::clamp(1 - static_cast<double>(left.count()) / static_cast<double>(last_two_days.count()), 0.0, 1.0);
}

std::string end_words(base::Instant at, base::Instant now, const std::string& zone) {
  const auto label = base::zone_label(at, zone);
  if (base::clock_time(at, zone) == "00:00:00") return short_date(at - 1us, now, zone) + " 24:00 " + label;
  return short_date(at, now, zone) + " " + minutes_of(at, zone) + " " + label;
}

std::string minute_words(base::Instant at, base::Instant now, const std::string& zone) {
  const auto clock = minutes_of(at, zone) + " " + base::zone_label(at, zone);
  return date_of(at, zone) == date_of(now, zone) ? clock : short_date(at, now, zone) + " " + clock;
}

std::string day_words(base::Day day) { return date_of(base::Instant{std::chrono::sys_days{day}}, "UTC"); }

std::string month_words(base::Instant at, const std::string& zone) {
  const auto date = date_of(at, zone);
  return date.substr(date.find(' ') + 1);
}

std::string month_query(base::Instant at, const std::string& zone) {
  // The day there, whatever its offset is: half a day apart decides it.
  const auto utc = std::chrono::floor<std::chrono::days>(at);
  for (const int shift : {-1, 0, 1}) {
    const base::Day day{utc + std::chrono::days{shift}};
    const auto begins = base::midnight(day, zone);
    if (begins <= at && at < base::midnight(std::chrono::sys_days{day} + std::chrono::days{1}, zone))
      return base::to_text(day).substr(0, 7);
  }
  return base::to_text(base::Day{utc}).substr(0, 7);
}

std::string name_in(const UserIdCaseView& view, const std::optional<base::Id>& version) {
  if (version)
    for (const auto& person : view.people)
      if (person.version == *version) return person.name;
  return tr("somebody");
}

std::string status_words(const UserIdCaseView& view, base::Instant now) {
  const bool replacing = view.one.kind == CaseKind::replace;
  switch (view.one.state) {
    case CaseState::received:
      return view.one.letter ? tr("letter there, not requested yet") : tr("recorded, not requested yet");
    case CaseState::requested: return requested_words(view, now);
    case CaseState::carried_out:
      return is_looked_at(view) ? tr("a second person must look") : tr("is being read again");
    case CaseState::confirmed: return replacing ? tr("made: hand it over") : tr("closed: document it");
    case CaseState::handed_over: return tr("handed over: document it");
    case CaseState::documented: return finished_words(view);
    case CaseState::withdrawn: return tr("withdrawn");
  }
  return {};
}

std::string title_of(const UserIdCaseView& view) { return view.user_id.agent + " · " + view.user_id.user_name; }

WhyWords why_words(const UserIdCaseView& view, base::Instant now) {
  const auto& one = view.one;
  if (!one.deadline || !one.last_day) return {};
  WhyWords words{
      tr("Why is the deadline {}?", end_words(*one.deadline, now, one.zone)),
      tr("The last working day is {} until 24:00, plus 24 hours. Rule R36; procedure 5.1.", day_words(*one.last_day))};
  if (one.target) words.answer += " " + tr("The unit's own target: {} (R41).", end_words(*one.target, now, one.zone));
  return words;
}

std::string activity_words(const UserIdCaseView& view, base::Instant now) {
  const auto& id = view.user_id;
  if (id.seen_active == 0) return {};
  const auto when = id.seen_active_at ? minute_words(*id.seen_active_at, now, view.one.zone) : tr("time unknown");
  return tr_n("{} sign-in, {}; the application tells", "{} sign-ins, the newest {}; the application tells",
              id.seen_active, id.seen_active, when);
}

std::string sla_words(const protocol::SlaView& sla) {
  const auto all = sla.met + sla.missed;
  const auto unseen = sla.waiting > 0 ? "  ·  " + sla_waiting_words(sla.waiting) : std::string{};
  if (all == 0) return tr("nothing was closed this month yet") + unseen;
  auto words = tr("{} of {} in time", sla.met, all) + "  ·  " +
               tr("median {}", spoken(std::chrono::seconds{static_cast<std::int64_t>(sla.median_seconds)}));
  if (sla.missed == 0) return words + unseen;
  words += "  ·  " + tr_n("{} past the deadline", "{} past the deadline", sla.missed, sla.missed);
  const auto late =
      std::ranges::find_if(sla.entries, [](const auto& entry) { return !entry.met && !entry.cause.empty(); });
  if (late != sla.entries.end()) words += " (" + late->cause + ")";
  return words + unseen;
}

std::string hired_words() { return tr("Write the day when the work started like 31-12-2026, or leave it empty."); }

std::string sla_waiting_words(std::uint64_t waiting) {
  return tr_n("{} not seen by a second person yet", "{} not seen by a second person yet", waiting, grouped(waiting));
}

std::string case_sentence(const base::Error& error, const UserIdCaseView* view, base::Instant now) {
  using base::Fault;
  switch (error.fault) {
    case Fault::forbidden:
      if (error.field == "second_person")
        return tr("You did it yourself: a second person must look. Nothing was changed.");
      return tr("Your role doesn't allow this here. Nothing was changed.");
    case Fault::conflict: return conflict_words(error, view, now);
    case Fault::invalid:
      if (const auto why = refused_member(error.field)) return *why;
      return tr("The hub didn't accept it: {}. What you wrote is still here.", error.detail);
    case Fault::too_large: return tr("The file is larger than 20 MB. Nothing was sent; take a smaller one.");
    case Fault::unsupported: return tr("The file is neither PDF nor JPEG nor PNG. Nothing was sent.");
    case Fault::unavailable:
      return tr("The hub can't be reached. What you wrote is still here; try again when connected.");
    default: return sentence(error);
  }
}

}  // namespace siaga::ui
