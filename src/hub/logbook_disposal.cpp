#include "hub/logbook_disposal.h"

#include "store/journal_record.h"
#include "store/logbook_row_table.h"
#include "store/meta_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<domain::UserId> disposable(store::Database& database, const domain::Standing& standing, const base::Id& id,
                                  base::Instant now) {
  using domain::Action;
  const auto row = store::logbook_row_table::find(database, id);
  auto user_id = row ? store::user_id_table::find(database, id) : std::nullopt;
  if (!user_id || !standing.may(Action::read_user_ids, user_id->unit))
    return fail(Fault::not_found, "there is no such user ID");
  if (!standing.may(Action::keep_logbook, user_id->unit))
    return fail(Fault::forbidden, "this isn't among the things that you may do");
  if (auto may = domain::check_disposal(row->keeping(), now); !may)
    return fail(may.error().fault, user_id->user_name + ": " + may.error().detail);
  return std::move(*user_id);
}

std::uint64_t erase_entries(store::Database& database, const base::Id& user_id) {
  std::uint64_t count = 0;
  for (const auto& entry : store::logbook_row_table::entries(database, user_id)) {
    store::erase_record(database, entry.event.seq);
    ++count;
  }
  return count;
}

void erase_cases(store::Database& database, const base::Id& user_id) {
  namespace cases = store::user_id_case_table;
  for (const auto& one : cases::all_of_user_id(database, user_id)) {
    cases::forget_particulars(database, one);
    store::letter_table::forget_of_case(database, one);
  }
}

void erase_names(store::Database& database, domain::UserId user_id) {
  for (auto* text : {&user_id.user_name, &user_id.agent, &user_id.email, &user_id.team}) text->clear();
  user_id.person.reset();
  user_id.hired_on.reset();
  store::user_id_table::update(database, user_id);
}

}  // namespace

Result<store::Appended> dispose(store::Ledger& ledger, const case_book::Hand& hand, const domain::Standing& standing,
                                const Disposal& wish, base::Instant now) {
  auto& database = ledger.database;
  store::Appended written;
  for (std::size_t i = 0; i < wish.user_ids.size(); ++i) {
    auto user_id = disposable(database, standing, wish.user_ids[i], now);
    if (!user_id) return fail(user_id.error().fault, user_id.error().detail, "user_ids/" + std::to_string(i));
    protocol::EventBody body;
    body.user_id = user_id->id;
    body.size = erase_entries(database, user_id->id);
    body.letter = wish.minutes.sha256;
    body.text = wish.text;
    erase_cases(database, user_id->id);
    store::logbook_row_table::dispose(database, user_id->id, ledger.now);
    const auto unit = user_id->unit;
    erase_names(database, std::move(*user_id));
    written = case_book::enter(ledger, hand, protocol::EventKind::logbook_disposed, *body.user_id, unit, body);
  }
  store::letter_table::attach(database, wish.minutes.id, wish.user_ids.front());
  store::meta_table::set(database, untidy_words, "1");
  return written;
}

}  // namespace siaga::hub
