#include "hub/user_id_desk.h"

#include "domain/directory.h"
#include "hub/case_clock.h"
#include "hub/case_views.h"
#include "hub/guard.h"
#include "hub/obey.h"
#include "hub/user_id_deciding.h"
#include "protocol/command.h"
#include "store/person_table.h"
#include "store/user_id_table.h"

namespace siaga::hub::user_id_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;
using domain::UserIdCase;
using protocol::EventKind;

namespace {

/// Changes the case's tables and appends what happened.
using Step = std::function<Result<store::Appended>(store::Ledger&, UserIdCase, const Decider&)>;

/// Two team leaders on one case: the second one is told who was first.
base::Error name_the_first(store::Database& database, const UserIdCase& one, base::Error error) {
  if (error.fault != Fault::conflict) return error;
  std::optional<base::Id> version;
  const bool of_order = error.field == "order" || error.field == "attempt";
  if (of_order && one.order) version = one.order->by_version;
  if (error.field == "state") version = one.done_by_version ? one.done_by_version : one.requested_by;
  if (!version || version->is_nil()) return error;
  if (const auto first = store::person_table::find_version(database, *version))
    error.detail = first->name + " was first: " + error.detail;
  return error;
}

struct CaseCommand {
  base::Id id;
  EventKind kind;
  Action action;
};

Answer change_case(Call& call, CaseCommand command, Step step) {
  Decide decide = [session = call.session, &clock = call.core.clock, id = call.id, action = command.action,
                   step = std::move(step)](store::Ledger& ledger) -> Result<store::Appended> {
    const auto at = clock.now();
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    const auto one = case_views::visible_case(ledger.database, **by, id, action);
    if (!one) return one.error();
    auto written = step(ledger, *one, decider_of(**by, at));
    if (!written) return name_the_first(ledger.database, *one, written.error());
    return written;
  };
  Command remembered{command.id, call.account, command.kind, call.id};
  auto obeying = obey(call, std::move(remembered), std::move(decide), store::Priority::normal);
  auto answer = co_await std::move(obeying);
  if (answer && call.core.case_clock != nullptr) call.core.case_clock->wake();
  co_return answer;
}

using PlainStep = std::function<Result<UserIdCase>(UserIdCase, const Decider&)>;

/// request, hand-over, document: who and when is all.
Answer plain_step(Call& call, EventKind kind, PlainStep decide) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  Step step = [kind, decide = std::move(decide)](store::Ledger& ledger, UserIdCase one,
                                                 const Decider& decider) -> Result<store::Appended> {
    const auto changed = decide(std::move(one), decider);
    if (!changed) return changed.error();
    return case_book::say(ledger, decider.hand, kind, *changed, "");
  };
  auto changing = change_case(call, {command->command, kind, Action::record_cases}, std::move(step));
  co_return co_await std::move(changing);
}

using TextStep =
    std::function<Result<store::Appended>(store::Ledger&, UserIdCase, const Decider&, const std::string& text)>;

/// withdraw, reopen: with a reason.
Answer text_step(Call& call, EventKind kind, Action action, TextStep decide) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_text_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  Step step = [text = command->text, decide = std::move(decide)](store::Ledger& ledger, UserIdCase one,
                                                                 const Decider& decider) {
    return decide(ledger, std::move(one), decider, text);
  };
  auto changing = change_case(call, {command->command, kind, action}, std::move(step));
  co_return co_await std::move(changing);
}

Result<store::Appended> end_order(store::Ledger& ledger, UserIdCase one, const Decider& decider) {
  const auto giver = one.order ? one.order->by : base::Id{};
  const auto ended = domain::end_order(std::move(one));
  if (!ended) return ended.error();
  const auto* why = giver == decider.by.person.id ? "ditarik" : "ditarik Team Leader lain";
  return case_book::say(ledger, decider.hand, EventKind::case_lapsed, *ended, why);
}

/// R38: what the new one is called in the application, when that isn't what was planned.
Result<void> rename_made(store::Ledger& ledger, const UserIdCase& one, const std::optional<std::string>& user_name) {
  if (!user_name || one.kind != domain::CaseKind::replace) return {};
  auto made = store::user_id_table::find(ledger.database, one.user_id);
  if (!made) return fail(Fault::not_found, "there is no such user ID");
  made->user_name = domain::tidy_name(*user_name);
  if (auto good = domain::check_user_id(*made); !good) return good;
  if (const auto other = store::user_id_table::of_name(ledger.database, *made))
    return fail(Fault::conflict, "this user ID exists already: it is " + other->agent + "'s", "user_name");
  store::user_id_table::update(ledger.database, *made);
  return {};
}

/// By hand: attempted and ended in one go.
Result<store::Appended> report_attempt(store::Ledger& ledger, UserIdCase one, const Decider& decider,
                                       const protocol::AttemptCommand& said) {
  auto& database = ledger.database;
  const auto& person = decider.by.person;
  const bool waits = case_book::waits(database, one);
  auto begun = domain::begin_attempt(std::move(one), waits, said.early, person.id, decider.at);
  if (!begun) return begun.error();
  std::optional<store::letter_table::Row> proof;
  if (said.proof) {
    auto row = own_letter(database, *said.proof, decider.by, "proof");
    if (!row) return row.error();
    proof = std::move(*row);
  }
  case_book::begin_attempt(ledger, decider.hand, *begun);
  if (!said.done) {
    const auto failed = domain::fail_attempt(std::move(*begun), decider.at);
    if (!failed) return failed.error();
    return case_book::fail_attempt(ledger, decider.hand, *failed, said.text, proof);
  }
  if (auto renamed = rename_made(ledger, *begun, said.user_name); !renamed) return renamed.error();
  const auto done = domain::carry_out(std::move(*begun), person.id, person.version, decider.at);
  if (!done) return done.error();
  return case_book::carry_out(ledger, decider.hand, *done, true, said.text, proof);
}

Result<store::Appended> confirm_or_refute(store::Ledger& ledger, UserIdCase one, const Decider& decider,
                                          const protocol::ConfirmCommand& said) {
  const auto& person = decider.by.person;
  if (said.seen) {
    const bool looks = case_book::is_by_hand(ledger.database, one) || one.was_warned(domain::CaseWarning::look);
    if (one.state == domain::CaseState::carried_out && !looks)
      return fail(Fault::conflict, "the hub reads this application itself, and what it shows decides", "reading");
    const auto confirmed = domain::confirm(std::move(one), person.id, person.version, decider.at);
    if (!confirmed) return confirmed.error();
    return case_book::confirm(ledger, decider.hand, *confirmed, said.text);
  }
  const auto refuted = domain::refute(std::move(one), person.id, decider.at);
  if (!refuted) return refuted.error();
  return case_book::refute(ledger, decider.hand, *refuted, said.text);
}

Result<store::Appended> bring_back(store::Ledger& ledger, UserIdCase one, const Decider& decider,
                                   const std::string& text) {
  if (auto may = case_book::check_return(ledger.database, one.user_id); !may) return may.error();
  const auto reopened = domain::reopen(std::move(one));
  if (!reopened) return reopened.error();
  return case_book::reopen(ledger, decider.hand, *reopened, text);
}

Result<store::Appended> withdraw_case(store::Ledger& ledger, UserIdCase one, const Decider& decider,
                                      const std::string& text) {
  const auto withdrawn = domain::withdraw(std::move(one), decider.at);
  if (!withdrawn) return withdrawn.error();
  if (withdrawn->kind == domain::CaseKind::replace)
    if (auto made = store::user_id_table::find(ledger.database, withdrawn->user_id)) {
      made->state = domain::UserIdState::dropped;  // it never was; what was recorded of it is kept as long as others
      made->ended_at = decider.at;
      store::user_id_table::update(ledger.database, *made);
    }
  return case_book::say(ledger, decider.hand, EventKind::case_withdrawn, *withdrawn, text);
}

}  // namespace

Answer request(Call& call) {
  PlainStep decide = [](UserIdCase one, const Decider& decider) {
    return domain::request(std::move(one), decider.by.person.version, decider.at);
  };
  return plain_step(call, EventKind::case_requested, std::move(decide));
}

Answer hand_over(Call& call) {
  PlainStep decide = [](UserIdCase one, const Decider& decider) {
    return domain::hand_over(std::move(one), decider.at);
  };
  return plain_step(call, EventKind::case_handed_over, std::move(decide));
}

Answer document(Call& call) {
  PlainStep decide = [](UserIdCase one, const Decider& decider) {
    return domain::document(std::move(one), decider.at);
  };
  return plain_step(call, EventKind::case_documented, std::move(decide));
}

Answer withdraw(Call& call) { return text_step(call, EventKind::case_withdrawn, Action::record_cases, &withdraw_case); }

Answer reopen(Call& call) { return text_step(call, EventKind::case_reopened, Action::confirm_user_ids, &bring_back); }

Answer order(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_order_command(*body);
  if (!command) co_return command.error();
  Step step = [said = *command](store::Ledger& ledger, UserIdCase one,
                                const Decider& decider) -> Result<store::Appended> {
    if (!said.when) return end_order(ledger, std::move(one), decider);
    const auto& person = decider.by.person;
    const auto ordered =
        domain::give_order(std::move(one), *said.when, said.early, person.id, person.version, decider.at);
    if (!ordered) return ordered.error();
    return case_book::order(ledger, decider.hand, *ordered);
  };
  auto changing =
      change_case(call, {command->command, EventKind::case_ordered, Action::deactivate_user_ids}, std::move(step));
  co_return co_await std::move(changing);
}

Answer attempt(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_attempt_command(*body);
  if (!command) co_return command.error();
  if (command->done && !command->proof)
    co_return fail(Fault::invalid, "attach a proof: a picture of what the application shows", "proof");
  if (!command->done)
    if (auto said = domain::check_text(command->text, "/text"); !said) co_return said.error();
  Step step = [said = *command](store::Ledger& ledger, UserIdCase one, const Decider& decider) {
    return report_attempt(ledger, std::move(one), decider, said);
  };
  auto changing =
      change_case(call, {command->command, EventKind::case_attempted, Action::deactivate_user_ids}, std::move(step));
  co_return co_await std::move(changing);
}

Answer confirm(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_confirm_command(*body);
  if (!command) co_return command.error();
  if (!command->seen)
    if (auto said = domain::check_text(command->text, "/text"); !said) co_return said.error();
  Step step = [said = *command](store::Ledger& ledger, UserIdCase one, const Decider& decider) {
    return confirm_or_refute(ledger, std::move(one), decider, said);
  };
  auto changing =
      change_case(call, {command->command, EventKind::user_id_confirmed, Action::confirm_user_ids}, std::move(step));
  co_return co_await std::move(changing);
}

}  // namespace siaga::hub::user_id_desk
