#include "hub/case_book.h"

#include "store/application_table.h"
#include "store/logbook_row_table.h"
#include "store/logbook_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

namespace siaga::hub::case_book {

namespace cases = store::user_id_case_table;
using domain::CaseKind;
using protocol::EventBody;
using protocol::EventKind;

namespace {

constexpr std::string_view active = "active";
constexpr std::string_view inactive = "inactive";

EventBody body_about(const domain::UserIdCase& one, const std::string& text = {}) {
  EventBody body;
  body.user_id = one.user_id;
  body.text = text;
  return body;
}

store::Appended enter_about(store::Ledger& ledger, const Hand& hand, EventKind kind, const domain::UserIdCase& one,
                            EventBody body) {
  return enter(ledger, hand, kind, one.id, one.unit, std::move(body));
}

domain::UserId user_id_of(store::Database& database, const base::Id& id) {
  auto found = store::user_id_table::find(database, id);
  if (!found) throw store::StoreFailure(base::Fault::corrupt, "a case about no user ID");
  return std::move(*found);
}

void end_newest_attempt(store::Ledger& ledger, const domain::UserIdCase& one, bool done, const std::string& text,
                        const std::optional<store::letter_table::Row>& proof) {
  cases::Attempt attempt;
  attempt.number = one.attempts;
  attempt.ended_at = ledger.now;
  attempt.done = done;
  attempt.text = text;
  if (proof) {
    attempt.proof = proof->id;
    store::letter_table::attach(ledger.database, proof->id, one.id);
  }
  cases::end_attempt(ledger.database, one.id, attempt);
}

void describe(EventBody& body, const domain::UserId& user_id) {
  body.application = user_id.application;
  body.user_id = user_id.id;
  body.user_name = user_id.user_name;
  body.name = user_id.agent;
  body.email = user_id.email;
  body.replaces = user_id.replaces;
}

/// The new one stands in the logbook beside the one that it replaces.
void put_in_place(store::Ledger& ledger, const Hand& hand, domain::UserId made) {
  made.state = domain::UserIdState::active;
  made.listed_at = ledger.now;
  store::user_id_table::update(ledger.database, made);
  if (made.replaces) {
    auto replaced = user_id_of(ledger.database, *made.replaces);
    replaced.replaced_by = made.id;
    store::user_id_table::update(ledger.database, replaced);
  }
  list(ledger, hand, made);
}

}  // namespace

Hand under_order(const domain::UserIdCase& one) {
  Hand hand;
  if (!one.order) return hand;
  hand.on_behalf_of = one.order->by;
  hand.on_behalf_of_version = one.order->by_version;
  return hand;
}

store::Appended enter(store::Ledger& ledger, const Hand& hand, EventKind kind, const base::Id& subject,
                      const base::Id& unit, EventBody body) {
  const auto next = store::logbook_table::next(ledger.database);
  body.book_no = next.book_no;
  body.book_previous = next.previous;
  body.by = hand.version;
  auto drafted = draft({hand.actor, kind, subject, unit}, body);
  drafted.on_behalf_of = hand.on_behalf_of;
  if (hand.on_behalf_of_version) drafted.people.push_back(*hand.on_behalf_of_version);
  const auto written = ledger.journal.append(std::move(drafted));
  store::logbook_table::insert(ledger.database, next.book_no, written.seq, body.user_id.value_or(base::Id{}));
  return written;
}

store::Appended list(store::Ledger& ledger, const Hand& hand, const domain::UserId& user_id) {
  EventBody body;
  describe(body, user_id);
  body.read_state = domain::name_of(user_id.state);
  body.text = user_id.team;
  return enter(ledger, hand, EventKind::user_id_listed, user_id.id, user_id.unit, std::move(body));
}

store::Appended open(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                     const domain::UserId& user_id, const domain::Application& application,
                     const std::optional<base::Sha256>& sha256) {
  cases::insert(ledger.database, one);
  EventBody body;
  describe(body, user_id);
  body.application = application.id;
  body.case_kind = domain::name_of(one.kind);
  if (one.letter_date) body.letter_date = base::to_text(*one.letter_date);
  if (one.last_day) body.last_day = base::to_text(*one.last_day);
  body.letter = sha256;
  body.due_at = one.deadline;
  if (one.letter) store::letter_table::attach(ledger.database, *one.letter, one.id);
  return enter_about(ledger, hand, EventKind::case_opened, one, std::move(body));
}

store::Appended add_letter(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                           const base::Sha256& sha256) {
  cases::update(ledger.database, one);
  store::letter_table::attach(ledger.database, *one.letter, one.id);
  auto body = body_about(one);
  if (one.letter_date) body.letter_date = base::to_text(*one.letter_date);
  body.letter = sha256;
  return enter_about(ledger, hand, EventKind::case_letter_added, one, std::move(body));
}

store::Appended say(store::Ledger& ledger, const Hand& hand, EventKind kind, const domain::UserIdCase& one,
                    const std::string& text) {
  cases::update(ledger.database, one);
  return enter_about(ledger, hand, kind, one, body_about(one, text));
}

store::Appended order(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one) {
  cases::update(ledger.database, one);
  auto body = body_about(one);
  body.due_at = one.order->due;
  return enter_about(ledger, hand, EventKind::case_ordered, one, std::move(body));
}

store::Appended begin_attempt(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one) {
  cases::update(ledger.database, one);
  cases::Attempt attempt;
  attempt.number = one.attempts;
  attempt.begun_at = ledger.now;
  attempt.by = hand.version;
  attempt.on_behalf_of = hand.on_behalf_of_version;
  cases::begin_attempt(ledger.database, one.id, attempt);
  auto body = body_about(one);
  body.attempt = one.attempts;
  return enter_about(ledger, hand, EventKind::case_attempted, one, std::move(body));
}

store::Appended fail_attempt(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                             const std::string& text, const std::optional<store::letter_table::Row>& proof) {
  cases::update(ledger.database, one);
  end_newest_attempt(ledger, one, false, text, proof);
  auto body = body_about(one, text);
  body.attempt = one.attempts;
  body.retry_at = one.next_try;
  return enter_about(ledger, hand, EventKind::case_failed, one, std::move(body));
}

store::Appended carry_out(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one, bool done,
                          const std::string& text, const std::optional<store::letter_table::Row>& proof) {
  cases::update(ledger.database, one);
  end_newest_attempt(ledger, one, done, text, proof);
  auto body = body_about(one, text);
  body.attempt = one.attempts;
  if (proof) body.letter = proof->sha256;
  const auto kind = one.kind == CaseKind::replace ? EventKind::user_id_created : EventKind::user_id_deactivated;
  return enter_about(ledger, hand, kind, one, std::move(body));
}

store::Appended confirm(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                        const std::string& text) {
  cases::update(ledger.database, one);
  auto user_id = user_id_of(ledger.database, one.user_id);
  auto body = body_about(one, text);
  body.read_state = one.kind == CaseKind::replace ? active : inactive;
  const auto written = enter_about(ledger, hand, EventKind::user_id_confirmed, one, std::move(body));
  if (one.kind == CaseKind::replace) {
    put_in_place(ledger, hand, std::move(user_id));
    return written;
  }
  user_id.state = domain::UserIdState::inactive;
  user_id.ended_at = one.done_at;
  store::user_id_table::update(ledger.database, user_id);
  return written;
}

store::Appended refute(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                       const std::string& text) {
  auto attempt = cases::attempts(ledger.database, one.id, 1);
  if (!attempt.empty()) {  // its proof stays
    attempt.front().done = false;
    attempt.front().text = text;
    cases::end_attempt(ledger.database, one.id, attempt.front());
  }
  cases::update(ledger.database, one);
  auto body = body_about(one, text);
  body.attempt = one.attempts;
  return enter_about(ledger, hand, EventKind::case_failed, one, std::move(body));
}

store::Appended reopen(store::Ledger& ledger, const Hand& hand, const domain::UserIdCase& one,
                       const std::string& text) {
  auto user_id = user_id_of(ledger.database, one.user_id);
  user_id.state = domain::UserIdState::active;
  user_id.ended_at.reset();
  store::user_id_table::update(ledger.database, user_id);
  return say(ledger, hand, EventKind::case_reopened, one, text);
}

store::Appended warn(store::Ledger& ledger, const domain::UserIdCase& one, domain::CaseWarning warning) {
  cases::update(ledger.database, one);
  auto body = body_about(one);
  body.warning = domain::name_of(warning);
  body.due_at = one.deadline;
  return enter_about(ledger, {}, EventKind::case_warned, one, std::move(body));
}

base::Result<void> check_return(store::Database& database, const base::Id& user_id) {
  const auto row = store::logbook_row_table::find(database, user_id);
  if (row && row->disposed_at)
    return base::fail(base::Fault::conflict, "this user ID was disposed of: nothing is left to open again", "disposed");
  if (store::user_id_table::of_name(database, user_id_of(database, user_id)))
    return base::fail(base::Fault::conflict, "somebody else has this user ID by now", "user_id");
  return {};
}

bool is_by_hand(store::Database& database, const domain::UserIdCase& one) {
  const auto application = store::application_table::find(database, one.application);
  return !application || application->connector == domain::ConnectorKind::manual;
}

bool waits(store::Database& database, const domain::UserIdCase& one) {
  if (!one.replaces) return false;
  const auto replaced = store::user_id_table::find(database, *one.replaces);
  return replaced && replaced->state == domain::UserIdState::active;
}

}  // namespace siaga::hub::case_book
