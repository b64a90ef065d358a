#include "hub/finding_book.h"

#include "base/log.h"
#include "base/zone.h"
#include "domain/directory.h"
#include "hub/case_warning.h"
#include "hub/finding_words.h"
#include "store/application_table.h"
#include "store/mail_table.h"
#include "store/person_table.h"
#include "store/reconciliation_table.h"
#include "store/unit_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <map>
#include <set>

namespace siaga::hub::finding_book {

namespace cases = store::user_id_case_table;
namespace findings = store::finding_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::CaseKind;
using domain::CaseState;
using domain::FindingKind;
using protocol::EventBody;
using protocol::EventKind;
using store::reconciliation_table::Known;

namespace {

constexpr std::chrono::hours mail_is_of_use{24};

std::string lowered(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

/// An agent needs no account: then the first user ID with their e-mail stands for them.
class Holders {
 public:
  Holders(const std::vector<store::reconciliation_table::Address>& people, const std::vector<Known>& known) {
    for (const auto& one : people) by_email_.emplace(lowered(one.email), one.person);
    for (const auto& one : known)
      if (!one.planned && !one.orphan) note(one);
  }

  std::optional<base::Id> of(const Known& one) const {
    if (one.person) return one.person;
    const auto found = by_email_.find(lowered(one.email));
    return one.email.empty() || found == by_email_.end() ? std::nullopt : std::optional{found->second};
  }
  std::vector<domain::Holder> all() const {
    std::vector<domain::Holder> holders;
    for (const auto& [email, person] : by_email_) holders.push_back({person, email, left_at(person)});
    for (const auto& [person, leaving] : leaving_)
      if (!with_email_.contains(person)) holders.push_back({person, {}, left_at(person)});
    return holders;
  }

 private:
  struct Leaving {
    std::optional<base::Instant> at;
    std::string last_day;
    std::string hired_on;  ///< the newest: whoever was hired again hasn't left
  };

  void note(const Known& one) {
    if (!one.email.empty()) by_email_.emplace(lowered(one.email), one.person.value_or(one.id));
    const auto person = of(one);
    if (!person) return;
    if (!one.email.empty()) with_email_.insert(*person);
    auto& leaving = leaving_[*person];
    if (one.left_at && (!leaving.at || *leaving.at < *one.left_at)) {
      leaving.at = one.left_at;
      leaving.last_day = one.last_day.value_or("");
    }
    leaving.hired_on = std::max(leaving.hired_on, one.hired_on.value_or(""));
  }
  std::optional<base::Instant> left_at(const base::Id& person) const {
    const auto found = leaving_.find(person);
    if (found == leaving_.end() || found->second.hired_on > found->second.last_day) return std::nullopt;
    return found->second.at;
  }

  std::map<std::string, base::Id> by_email_;
  std::set<base::Id> with_email_;
  std::map<base::Id, Leaving> leaving_;
};

/// What mustn't be held against an application: what a case takes care of already, and what changed while it was read.
std::set<base::Id> excused(const std::vector<Known>& known, base::Instant begun_at) {
  std::set<base::Id> ids;
  for (const auto& one : known)
    if (one.in_hand || (one.closed && one.ended_at && *one.ended_at >= begun_at)) ids.insert(one.id);
  return ids;
}

bool is_excused(const domain::Finding& finding, const std::set<base::Id>& ids) {
  const bool about_state =
      finding.kind == FindingKind::active_after_leaving || finding.kind == FindingKind::reactivated;
  return about_state && finding.user_id && ids.contains(*finding.user_id);
}

base::Id unit_of(store::Database& database, const base::Id& application, const domain::Finding& finding) {
  if (finding.user_id)
    if (const auto user_id = store::user_id_table::find(database, *finding.user_id)) return user_id->unit;
  if (finding.person)
    if (const auto person = store::person_table::find(database, *finding.person)) return person->unit;
  const auto found = store::application_table::find(database, application);
  return found ? found->unit : base::Id{};
}

std::string agent_of(store::Database& database, const domain::Finding& finding) {
  if (!finding.user_id) return {};
  const auto user_id = store::user_id_table::find(database, *finding.user_id);
  return user_id ? user_id->agent : std::string{};
}

EventBody body_about(const findings::Row& row, const std::string& text) {
  EventBody body;
  body.application = row.application;
  body.finding = domain::name_of(row.finding.kind);
  body.user_name = user_names_of(row.finding);
  body.text = text;
  body.user_id = row.finding.user_id;  // its history has it, and it goes with that
  return body;
}

void mail_finding(store::Database& database, const findings::Row& row, base::Instant at) {
  const auto application = store::application_table::find(database, row.application);
  const auto text = finding_mail(row.finding, agent_of(database, row.finding), application ? application->name : "",
                                 zone_for(database, row.unit));
  // While a deputy acts, the coordinator hears as well of what the absent team leader would have seen to.
  const bool coordinators = has_deputy_leader(database, row.unit, at);
  for (const auto& person : heard_by(database, row.unit, coordinators, at))
    if (!person.email.empty())
      store::mail_table::insert(
          database, {base::make_id(at), "finding", person.email, text.subject, text.body, at, at + mail_is_of_use, 0});
}

/// The application tells of activity after the last working day.
void tell_activity(store::Ledger& ledger, const findings::Row& row) {
  if (!row.finding.user_id || row.finding.users.empty()) return;
  auto user_id = store::user_id_table::find(ledger.database, *row.finding.user_id);
  if (!user_id) return;
  const auto seen = row.finding.users.front().last_active;
  if (seen && (!user_id->seen_active_at || *user_id->seen_active_at < *seen)) {
    ++user_id->seen_active;
    user_id->seen_active_at = seen;
    store::user_id_table::update(ledger.database, *user_id);
  }
  const auto one = cases::of_user_id(ledger.database, user_id->id, CaseKind::deactivate);
  EventBody body;
  body.user_id = user_id->id;
  body.read_state = row.finding.users.front().active ? "active" : "inactive";
  if (seen) body.text = base::date_time_with_zone(*seen, zone_for(ledger.database, row.unit));
  case_book::enter(ledger, {}, EventKind::user_id_seen_active, one ? one->id : user_id->id, user_id->unit,
                   std::move(body));
}

Result<base::Id> reopen_case(store::Ledger& ledger, const case_book::Hand& hand, domain::UserIdCase one,
                             const std::string& why) {
  if (auto may = case_book::check_return(ledger.database, one.user_id); !may) return may.error();
  const auto reopened = domain::reopen(std::move(one));
  if (!reopened) return reopened.error();
  case_book::reopen(ledger, hand, *reopened, why);
  return reopened->id;
}

Result<base::Id> open_case(store::Ledger& ledger, const case_book::Hand& hand, domain::UserId user_id, base::Day day,
                           const std::string& why, base::Instant at) {
  auto& database = ledger.database;
  if (user_id.state == domain::UserIdState::inactive) {  // as the application shows it
    if (auto may = case_book::check_return(database, user_id.id); !may) return may.error();
    user_id.state = domain::UserIdState::active;
    user_id.ended_at.reset();
    store::user_id_table::update(database, user_id);
  }
  const auto application = store::application_table::find(database, user_id.application).value();
  domain::OpenDeactivation wish;
  wish.id = base::make_id(at);
  wish.user_id = user_id.id;
  // Yesterday, for somebody who began today, would be before their hire.
  wish.last_day = std::max<std::chrono::sys_days>(day, user_id.hired_on.value_or(day));
  const auto version = hand.version.value_or(base::Id{});
  const auto one = domain::open(wish, user_id, application, zone_for(database, user_id.unit), version, at);
  if (!one) return one.error();
  case_book::open(ledger, hand, *one, user_id, application, {});
  const auto requested = domain::request(*one, version, at);
  if (!requested) return requested.error();
  case_book::say(ledger, hand, EventKind::case_requested, *requested, why);
  return wish.id;
}

/// For what the logbook doesn't have: listed as the application tells it.
Result<domain::UserId> listed_now(store::Ledger& ledger, const case_book::Hand& hand, const findings::Row& row,
                                  const domain::ApplicationUser& user, const base::Id& unit, base::Instant at) {
  domain::UserId made;
  made.id = base::make_id(at);
  made.application = row.application;
  made.unit = row.unit.is_nil() ? unit : row.unit;
  made.user_name = user.user_name;  // by which it is found again there
  made.agent = domain::tidy_name(user.name.empty() ? user.user_name : user.name);
  made.email = domain::tidy_name(user.email);
  made.listed_at = ledger.now;
  if (auto known = store::user_id_table::of_name(ledger.database, made)) return *known;
  if (auto good = domain::check_user_id(made, domain::NameOrigin::existing); !good) return good.error();
  store::user_id_table::insert(ledger.database, made);
  case_book::list(ledger, hand, made);
  return made;
}

Result<domain::UserId> user_id_for(store::Ledger& ledger, const case_book::Hand& hand, const findings::Row& row,
                                   const domain::ApplicationUser& user, const base::Id& unit, base::Instant at) {
  if (row.finding.user_id)
    if (auto known = store::user_id_table::find(ledger.database, *row.finding.user_id)) return std::move(*known);
  return listed_now(ledger, hand, row, user, unit, at);
}

}  // namespace

Comparison compare(store::Database& database, const base::Id& application,
                   const std::vector<domain::ApplicationUser>& users, base::Instant begun_at, base::Instant now) {
  const auto known = store::reconciliation_table::all_known(database);
  const Holders holders{store::reconciliation_table::addresses(database), known};
  std::vector<domain::ListedUserId> listed;
  for (const auto& one : known)
    if (one.application == application)
      listed.push_back({one.id, one.user_name, {}, holders.of(one), one.left_at, one.closed, one.planned, one.orphan});
  auto result = domain::reconcile(application, users, listed, holders.all(), now);
  const auto ids = excused(known, begun_at);
  std::erase_if(result.findings, [&](const auto& finding) { return is_excused(finding, ids); });
  const auto standing = findings::standing(database, application);
  Comparison found;
  found.gone = domain::gone_findings(standing, result.findings);
  found.fresh = domain::new_findings(std::move(result.findings), standing);
  found.unlisted = std::move(result.unlisted);
  return found;
}

bool list_user(store::Ledger& ledger, const base::Id& application, const domain::Unlisted& found) {
  auto& database = ledger.database;
  domain::UserId made;
  made.id = base::make_id(ledger.now);
  made.application = application;
  made.user_name = found.user.user_name;
  made.email = domain::tidy_name(found.user.email);
  made.state = found.user.active ? domain::UserIdState::active : domain::UserIdState::inactive;
  made.listed_at = ledger.now;
  if (!found.user.active) made.ended_at = ledger.now;
  if (const auto person = store::person_table::find(database, found.person)) {
    made.unit = person->unit;
    made.agent = person->name;
    made.person = person->id;
  } else if (const auto other = store::user_id_table::find(database, found.person)) {
    made.unit = other->unit;
    made.agent = other->agent;
    made.team = other->team;
  } else {
    return false;
  }
  if (const auto good = domain::check_user_id(made, domain::NameOrigin::existing); !good) {
    base::log::warning("reconciliation.not_listed", {{"application", base::to_string(application)},
                                                     {"user", found.user.id},
                                                     {"error", base::log::describe(good.error())}});
    return false;
  }
  if (store::user_id_table::of_name(database, made)) return false;
  store::user_id_table::insert(database, made);
  case_book::list(ledger, {}, made);
  return true;
}

void open(store::Ledger& ledger, const base::Id& application, const domain::Finding& finding, bool by_mail,
          base::Instant at) {
  auto& database = ledger.database;
  if (const auto known = findings::find(database, finding.id); known && !known->ended_at) return;
  findings::Row row;
  row.finding = finding;
  // An agent without an account is nobody of the directory.
  if (finding.person && !store::person_table::find(database, *finding.person)) row.finding.person.reset();
  row.application = application;
  row.unit = unit_of(database, application, finding);
  row.opened_at = at;
  findings::open(database, row);
  case_book::enter(ledger, {}, EventKind::finding_opened, application, row.unit,
                   body_about(row, finding_words(finding.kind)));
  const bool alarms = finding.kind == FindingKind::seen_active || finding.kind == FindingKind::reactivated;
  if (finding.kind == FindingKind::seen_active) tell_activity(ledger, row);
  if (alarms && by_mail) mail_finding(database, row, at);
  if (finding.kind != FindingKind::reactivated || !finding.user_id) return;
  auto one = cases::of_user_id(database, *finding.user_id, CaseKind::deactivate);
  if (!one || (one->state != CaseState::confirmed && one->state != CaseState::documented)) return;
  const auto reopened = reopen_case(ledger, {}, std::move(*one), finding_words(finding.kind));
  if (!reopened) return;  // it stays open, for a person to decide
  row.of_case = *reopened;
  findings::update(database, row);
}

void end(store::Ledger& ledger, const base::Id& finding, base::Instant at) {
  auto row = findings::find(ledger.database, finding);
  if (!row || row->ended_at) return;
  row->ended_at = at;
  findings::update(ledger.database, *row);
}

Result<base::Id> take_up(store::Ledger& ledger, const case_book::Hand& hand, findings::Row row,
                         const domain::ApplicationUser& user, const base::Id& unit, base::Instant at) {
  auto& database = ledger.database;
  if (row.of_case) return *row.of_case;
  if (row.accepted_at || row.ended_at) return fail(Fault::conflict, "this finding is accepted, or over", "state");
  if (!user.active) return fail(Fault::conflict, "this user ID is closed in the application", "user_id");
  const auto user_id = user_id_for(ledger, hand, row, user, unit, at);
  if (!user_id) return user_id.error();
  if (user_id->state == domain::UserIdState::planned)
    return fail(Fault::conflict, "a replacement is planned under this name: withdraw it first", "planned");
  const auto why = finding_words(row.finding.kind);
  auto one = cases::of_user_id(database, user_id->id, CaseKind::deactivate);
  Result<base::Id> taken = base::Id{};
  if (one && (one->state == CaseState::confirmed || one->state == CaseState::documented)) {
    taken = reopen_case(ledger, hand, std::move(*one), why);
  } else if (one) {
    taken = one->id;
  } else {
    const auto zone = zone_for(database, user_id->unit);
    taken = open_case(ledger, hand, *user_id,
                      day_ended_by(row.finding.left_at.value_or(at - std::chrono::days{1}), zone), why, at);
  }
  if (!taken) return taken;
  row.of_case = *taken;
  row.finding.user_id = user_id->id;
  findings::update(database, row);
  return taken;
}

store::Appended accept(store::Ledger& ledger, const case_book::Hand& hand, findings::Row row, const std::string& reason,
                       const base::Id& unit, base::Instant at) {
  row.accepted_by = hand.version;
  row.accepted_at = at;
  row.reason = reason;
  // R39: it works on, so it is in the logbook from here on. One that is planned under this name is somebody else's.
  if (row.finding.kind == FindingKind::orphan && !row.finding.user_id) {
    const auto listed = listed_now(ledger, hand, row, row.finding.users.front(), unit, at);
    if (listed && listed->state == domain::UserIdState::active) row.finding.user_id = listed->id;
    if (!listed) base::log::warning("finding.not_listed", {{"error", base::log::describe(listed.error())}});
  }
  findings::update(ledger.database, row);
  return case_book::enter(ledger, hand, EventKind::finding_accepted, row.application, row.unit,
                          body_about(row, reason));
}

std::string zone_for(store::Database& database, const base::Id& unit) {
  if (!unit.is_nil())
    if (const auto found = store::unit_table::find(database, unit)) return found->zone;
  for (const auto& one : store::unit_table::all(database))
    if (!one.parent) return one.zone;
  return "Asia/Jakarta";
}

base::Day day_ended_by(base::Instant at, const std::string& zone) {
  const auto before = at - std::chrono::seconds{1};
  const auto utc = std::chrono::floor<std::chrono::days>(before);
  for (const int shift : {1, 0}) {  // zones are at most 14 hours from UTC
    const base::Day day{utc + std::chrono::days{shift}};
    if (base::midnight(day, zone) <= before) return day;
  }
  return base::Day{utc - std::chrono::days{1}};
}

}  // namespace siaga::hub::finding_book
