#include "hub/logbook_desk.h"

#include "base/zone.h"
#include "domain/retention.h"
#include "domain/sos.h"
#include "domain/user_id_case.h"
#include "hub/checkpoints.h"
#include "hub/guard.h"
#include "hub/logbook_disposal.h"
#include "hub/logbook_views.h"
#include "hub/obey.h"
#include "hub/user_id_deciding.h"
#include "protocol/command.h"
#include "protocol/logbook.h"
#include "protocol/view.h"
#include "store/logbook_row_table.h"
#include "store/sign_off_table.h"
#include "store/user_id_table.h"

namespace siaga::hub::logbook_desk {

namespace rows = store::logbook_row_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::Action;
using protocol::EventKind;

namespace {

/// Checks, changes tables and appends the entry.
using Keep = std::function<Result<store::Appended>(store::Ledger&, const Decider&)>;

struct BookCommand {
  base::Id id;
  EventKind kind;
};

Answer keep_book(Call& call, BookCommand command, Keep keep) {
  Decide decide = [session = call.session, &clock = call.core.clock,
                   keep = std::move(keep)](store::Ledger& ledger) -> Result<store::Appended> {
    const auto at = clock.now();
    const auto by = account_now(ledger, session, at);
    if (!by) return by.error();
    return keep(ledger, decider_of(**by, at));
  };
  Command remembered{command.id, call.account, command.kind, call.id};
  auto obeying = obey(call, std::move(remembered), std::move(decide), store::Priority::normal);
  co_return co_await std::move(obeying);
}

struct Kept {
  rows::Row row;
  base::Id unit;
};

/// The user ID if they keep the logbook in its unit.
Result<Kept> kept_by(store::Database& database, const Account& by, const base::Id& id) {
  const auto row = rows::find(database, id);
  const auto user_id = row ? store::user_id_table::find(database, id) : std::nullopt;
  if (!user_id || !by.standing.may(Action::read_user_ids, user_id->unit))
    return fail(Fault::not_found, "no such user ID in the logbook");
  if (!by.standing.may(Action::keep_logbook, user_id->unit))
    return fail(Fault::forbidden, "this isn't among the things that you may do");
  return Kept{*row, user_id->unit};
}

protocol::EventBody about(const base::Id& user_id, const std::string& text) {
  protocol::EventBody body;
  body.user_id = user_id;
  body.text = text;
  return body;
}

Result<store::Appended> enter_correction(store::Ledger& ledger, const Decider& decider, const base::Id& id,
                                         const protocol::CorrectCommand& said) {
  const auto kept = kept_by(ledger.database, decider.by, id);
  if (!kept) return kept.error();
  if (kept->row.disposed_at) return fail(Fault::conflict, "this user ID was disposed of", "disposed");
  if (!rows::has_entry(ledger.database, id, said.book_no))
    return fail(Fault::invalid, "this user ID has no such entry", "book_no");
  auto body = about(id, said.text);
  body.corrects = said.book_no;
  return case_book::enter(ledger, decider.hand, EventKind::logbook_corrected, id, kept->unit, std::move(body));
}

/// hold, release
Answer hold_or_release(Call& call, EventKind kind) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_text_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  Keep keep = [kind, id = call.id, text = command->text](store::Ledger& ledger,
                                                         const Decider& decider) -> Result<store::Appended> {
    const auto kept = kept_by(ledger.database, decider.by, id);
    if (!kept) return kept.error();
    const bool holds = kind == EventKind::logbook_held;
    const auto may = holds ? domain::check_hold(kept->row.keeping()) : domain::check_release(kept->row.keeping());
    if (!may) return may.error();
    rows::hold(ledger.database, id, holds ? std::optional{text} : std::nullopt);
    return case_book::enter(ledger, decider.hand, kind, id, kept->unit, about(id, text));
  };
  auto keeping = keep_book(call, {command->command, kind}, std::move(keep));
  co_return co_await std::move(keeping);
}

Result<store::Appended> enter_sign_off(store::Ledger& ledger, const Decider& decider,
                                       const protocol::SignOffCommand& said) {
  auto& database = ledger.database;
  const auto zone = logbook_views::own_zone(database, decider.by);
  if (domain::day_of(decider.at, zone) < said.to)
    return fail(Fault::invalid, "a period ends today at the latest", "/to");
  protocol::EventBody body;
  body.first = rows::book_no_at(database, base::midnight(said.from, zone));
  body.last = rows::book_no_at(database, domain::end_of_day(said.to, zone)) - 1;
  body.text = base::to_text(said.from) + "/" + base::to_text(said.to) + " " + said.text;
  const auto written =
      case_book::enter(ledger, decider.hand, EventKind::logbook_signed_off, {}, decider.by.person.unit, body);
  const auto book_no = rows::book_no_of(database, written.seq);
  store::sign_off_table::insert(database,
                                {written.seq, book_no, decider.by.person.version, said.from, said.to, said.text});
  return written;
}

asio::awaitable<Result<std::string>> sign_and_show(Call& call, std::uint64_t seq) {
  using Row = store::checkpoint_table::Row;
  std::function<void(Checkpoints::Done)> ask = [&core = call.core](Checkpoints::Done done) {
    core.checkpoints->request(std::move(done));
  };
  auto asking = await_result<Row>(std::move(ask));
  const auto signed_now = co_await std::move(asking);
  if (!signed_now) co_return signed_now.error();
  std::function<Result<std::string>(store::Database&)> read = [seq](store::Database& database) -> Result<std::string> {
    const auto row = store::sign_off_table::find(database, seq);
    if (!row) return fail(Fault::not_found, "no such sign-off");
    return protocol::encode(logbook_views::view_of(database, *row));
  };
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  co_return co_await std::move(reading);
}

}  // namespace

Answer correct(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_correct_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  Keep keep = [id = call.id, said = *command](store::Ledger& ledger, const Decider& decider) {
    return enter_correction(ledger, decider, id, said);
  };
  auto keeping = keep_book(call, {command->command, EventKind::logbook_corrected}, std::move(keep));
  co_return co_await std::move(keeping);
}

Answer hold(Call& call) { return hold_or_release(call, EventKind::logbook_held); }
Answer release(Call& call) { return hold_or_release(call, EventKind::logbook_released); }

Answer dispose(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_dispose_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  Keep keep = [said = *command](store::Ledger& ledger, const Decider& decider) -> Result<store::Appended> {
    const auto minutes = own_letter(ledger.database, said.minutes, decider.by, "minutes");
    if (!minutes) return minutes.error();
    return hub::dispose(ledger, decider.hand, decider.by.standing, {said.user_ids, said.text, *minutes}, decider.at);
  };
  auto keeping = keep_book(call, {command->command, EventKind::logbook_disposed}, std::move(keep));
  co_return co_await std::move(keeping);
}

Answer draft(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_draft_command(*body);
  if (!command) co_return command.error();
  Keep keep = [user_ids = command->user_ids](store::Ledger& ledger, const Decider& decider) {
    return tell_draft(ledger, decider.by, user_ids, decider.at);
  };
  auto keeping = keep_book(call, {command->command, EventKind::logbook_exported}, std::move(keep));
  co_return co_await std::move(keeping);
}

Answer sign_off(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_sign_off_command(*body);
  if (!command) co_return command.error();
  if (auto good = domain::check_text(command->text, "/text"); !good) co_return good.error();
  if (command->to < command->from) co_return fail(Fault::invalid, "the last day is before the first", "/to");
  Keep keep = [said = *command](store::Ledger& ledger, const Decider& decider) {
    return enter_sign_off(ledger, decider, said);
  };
  auto keeping = keep_book(call, {command->command, EventKind::logbook_signed_off}, std::move(keep));
  const auto answer = co_await std::move(keeping);
  if (!answer) co_return answer.error();
  const auto receipt = protocol::decode_receipt(answer->body);
  if (!receipt) co_return receipt.error();
  auto signing = sign_and_show(call, receipt->seq);
  auto shown = co_await std::move(signing);
  if (!shown) co_return shown.error();
  co_return json_response(200, std::move(*shown));
}

}  // namespace siaga::hub::logbook_desk
