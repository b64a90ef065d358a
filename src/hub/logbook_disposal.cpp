#include "hub/logbook_disposal.h"

#include "hub/events.h"
#include "hub/finding_words.h"
#include "protocol/event_json.h"
#include "store/finding_table.h"
#include "store/journal_record.h"
#include "store/logbook_row_table.h"
#include "store/meta_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>

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

Result<domain::UserId> disposable_at(store::Database& database, const domain::Standing& standing,
                                     const std::vector<base::Id>& user_ids, std::size_t place, base::Instant now) {
  auto user_id = disposable(database, standing, user_ids[place], now);
  if (!user_id) return fail(user_id.error().fault, user_id.error().detail, "user_ids/" + std::to_string(place));
  return user_id;
}

/// Another one's of the same name, which isn't to be disposed of with this one.
bool is_name_of_others(store::Database& database, const domain::UserId& user_id) {
  const auto all = store::user_id_table::all_of_name(database, user_id.application, user_id.user_name);
  return std::ranges::any_of(all, [&user_id](const domain::UserId& one) { return one.id != user_id.id; });
}

/// An application's user who is told by name alone: as nobody's, or as one of several.
bool is_finding_about(const store::logbook_row_table::Entry& entry, const std::string& user_name) {
  const auto kind = protocol::event_kind(entry.event.draft.kind);
  const bool is_finding = kind == protocol::EventKind::finding_opened || kind == protocol::EventKind::finding_accepted;
  if (!is_finding || is_erased(entry.event)) return false;
  const auto body = protocol::decode_body(*kind, entry.event.draft.body);
  return body && is_named(body->user_name.value_or(""), user_name);
}

std::uint64_t erase_entries(store::Database& database, const domain::UserId& user_id, bool name_is_others) {
  auto entries = store::logbook_row_table::entries(database, user_id.id);
  if (!name_is_others)
    for (auto& entry : store::logbook_row_table::entries_of_none(database, user_id.application))
      if (is_finding_about(entry, user_id.user_name)) entries.push_back(std::move(entry));
  for (const auto& entry : entries) store::erase_record(database, entry.event.seq);
  return entries.size();
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
    auto user_id = disposable_at(database, standing, wish.user_ids, i, now);
    if (!user_id) return user_id.error();
    protocol::EventBody body;
    body.user_id = user_id->id;
    const bool name_is_others = is_name_of_others(database, *user_id);
    body.size = erase_entries(database, *user_id, name_is_others);
    body.letter = wish.minutes.sha256;
    body.text = wish.text;
    erase_cases(database, user_id->id);
    store::finding_table::forget_particulars(database, *user_id, name_is_others);
    store::logbook_row_table::dispose(database, user_id->id, ledger.now);
    const auto unit = user_id->unit;
    erase_names(database, std::move(*user_id));
    written = case_book::enter(ledger, hand, protocol::EventKind::logbook_disposed, *body.user_id, unit, body);
  }
  store::letter_table::attach(database, wish.minutes.id, wish.user_ids.front());
  store::meta_table::set(database, untidy_words, std::to_string(written.seq));
  return written;
}

Result<store::Appended> tell_draft(store::Ledger& ledger, const Account& by, const std::vector<base::Id>& user_ids,
                                   base::Instant now) {
  for (std::size_t i = 0; i < user_ids.size(); ++i)
    if (auto may = disposable_at(ledger.database, by.standing, user_ids, i, now); !may) return may.error();
  protocol::EventBody body;
  body.by = by.person.version;
  body.first = 1;
  body.last = ledger.journal.end() + 1;
  body.file_name = "berita-acara";
  body.user_ids = user_ids;
  return ledger.journal.append(draft({by.person.id, protocol::EventKind::logbook_exported, {}, by.person.unit}, body));
}

}  // namespace siaga::hub
