#include "hub/letter_desk.h"

#include "base/file.h"
#include "base/log.h"
#include "domain/directory.h"
#include "hub/case_views.h"
#include "hub/guard.h"
#include "hub/logbook_upkeep.h"
#include "hub/while_allowed.h"
#include "store/letter_table.h"
#include "store/user_id_table.h"

#include <array>

namespace siaga::hub::letter_desk {

using base::fail;
using base::Fault;
using base::Result;
using domain::Action;
using store::letter_table::Row;

namespace {

constexpr std::size_t longest_file_name = 200;
constexpr std::uint64_t most_unattached = 20;

struct Magic {
  std::string_view bytes;
  std::string_view type;
};
constexpr std::array<Magic, 3> magics{
    {{"%PDF-", "application/pdf"}, {"\xff\xd8\xff", "image/jpeg"}, {"\x89PNG\r\n\x1a\n", "image/png"}}};

Result<void> check_room(store::Database& database, const base::Id& uploader) {
  if (store::letter_table::unattached(database, uploader) < most_unattached) return {};
  return fail(Fault::too_many, "too many letters wait for their case", "letters");
}

struct KeptLetter {
  Row row;
  bool is_new = false;
};

Result<KeptLetter> keep_letter(store::Ledger& ledger, const std::filesystem::path& data, Row row) {
  if (const auto known = store::letter_table::find(ledger.database, row.id)) {
    if (known->uploader == row.uploader && known->sha256 == row.sha256) return KeptLetter{*known, false};
    return fail(Fault::conflict, "this id belongs to another letter", "id");
  }
  if (store::letter_table::is_to_delete(ledger.database, row.id))
    return fail(Fault::conflict, "this id belonged to a letter that is being deleted", "id");
  std::error_code code;
  if (!std::filesystem::exists(store::letter_in(data, row.id), code))
    return fail(Fault::unavailable, "its bytes were being deleted: send it again");
  if (auto room = check_room(ledger.database, row.uploader); !room) return room.error();
  row.at = ledger.now;
  store::letter_table::insert(ledger.database, row);
  return KeptLetter{row, true};
}

/// A letter that is there already isn't written over, whoever sends its id again.
Result<bool> write_letter(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code code;
  if (std::filesystem::exists(file, code)) return false;
  if (auto made = base::make_folder(file.parent_path()); !made) return made.error();
  if (auto written = base::write_atomically(file, bytes); !written) return written.error();
  return true;
}

/// The same bytes under the same id, or nothing there yet.
Result<bool> check_free(const std::filesystem::path& file, const base::Sha256& digest) {
  const auto there = base::read_file(file, letter_bytes);
  if (!there && there.error().fault == Fault::not_found) return true;
  if (!there) return there.error();
  if (base::sha256(*there) == digest) return true;
  return fail(Fault::conflict, "this id belongs to another letter", "id");
}

asio::awaitable<Result<bool>> store_bytes(Core& core, base::Id id, base::Sha256 digest, std::string bytes) {
  std::function<Result<bool>()> work = [file = store::letter_in(core.folder.path(), id), digest,
                                        bytes = std::move(bytes)]() -> Result<bool> {
    if (auto free = check_free(file, digest); !free) return free.error();
    return write_letter(file, bytes);
  };
  auto writing = on_worker<bool>(core.disk, std::move(work));
  co_return co_await std::move(writing);
}

Result<void> check_sending(const Call& call) {
  const auto length = call.request.body.content_length();
  if (length && *length > letter_bytes) return fail(Fault::too_large, "a letter has at most 20 MB");
  if (call.core.storage_full()) return fail(Fault::storage_full, "the hub's disk is full: nothing was kept");
  return {};
}

/// Whose letters wait already sends no bytes in vain; the store decides again when they are there.
asio::awaitable<Result<bool>> look_for_room(Call& call) {
  std::function<Result<bool>(store::Database&)> look =
      [id = call.id, uploader = call.person().id](store::Database& database) -> Result<bool> {
    if (store::letter_table::find(database, id)) return true;  // a retry
    if (auto room = check_room(database, uploader); !room) return room.error();
    return true;
  };
  auto looking = on_reader<bool>(call.core.readers, std::move(look));
  co_return co_await std::move(looking);
}

/// What was written and not kept doesn't stay on the disk.
asio::awaitable<void> let_go(Core& core, base::Id id) {
  std::function<Result<bool>(store::Ledger&)> decide = [id](store::Ledger& ledger) -> Result<bool> {
    store::letter_table::abandon(ledger.database, id);
    return true;
  };
  auto deciding = on_store<bool>(core.store, store::Priority::normal, std::move(decide));
  const auto noted = co_await std::move(deciding);
  if (!noted) base::log::warning("letter.left_behind", {{"error", base::log::describe(noted.error())}});
  if (core.logbook_upkeep != nullptr) core.logbook_upkeep->wake();
}

/// A letter belongs to a case; a berita acara to the first user ID that was disposed of with it.
bool is_visible(store::Database& database, const Account& account, const base::Id& owner) {
  if (case_views::visible_case(database, account, owner)) return true;
  const auto user_id = store::user_id_table::find(database, owner);
  return user_id && account.standing.may(Action::read_user_ids, user_id->unit);
}

Result<Row> find_letter(store::Database& database, const Account& account, const base::Id& id) {
  const auto row = store::letter_table::find(database, id);
  const auto no_such = fail(Fault::not_found, "no such letter");
  if (!row) return no_such;
  const bool own = row->uploader == account.person.id;
  if (!row->of_case && !own) return no_such;
  if (row->of_case && !is_visible(database, account, *row->of_case)) return no_such;
  return *row;
}

}  // namespace

std::optional<std::string_view> type_of(std::string_view bytes) {
  for (const auto& magic : magics)
    if (bytes.starts_with(magic.bytes)) return magic.type;
  return std::nullopt;
}

Answer put(Call& call) {
  if (auto may = check_sending(call); !may) co_return may.error();
  auto looking = look_for_room(call);
  const auto room = co_await std::move(looking);
  if (!room) co_return room.error();
  auto reading = call.request.body.read_all(letter_bytes);
  auto bytes = co_await std::move(reading);
  if (!bytes) co_return bytes.error();
  const auto type = type_of(*bytes);
  if (!type) co_return fail(Fault::unsupported, "a letter is a PDF, a JPEG or a PNG; this is none", "body");
  Row row;
  row.id = call.id;
  row.uploader = call.person().id;
  row.file_name = domain::tidy_name(call.request.query("name").value_or(""));
  if (row.file_name.empty() || row.file_name.size() > longest_file_name)
    co_return fail(Fault::invalid, "a letter has a file name of at most 200 bytes", "name");
  row.content_type = *type;
  row.size = bytes->size();
  row.sha256 = base::sha256(*bytes);
  auto storing = store_bytes(call.core, row.id, row.sha256, std::move(*bytes));
  const auto stored = co_await std::move(storing);
  if (!stored) co_return stored.error();
  std::function<Result<KeptLetter>(store::Ledger&)> decide =
      [row, session = call.session, &core = call.core](store::Ledger& ledger) -> Result<KeptLetter> {
    const auto by = account_now(ledger, session, core.clock.now(), {Gate::Kind::signed_in, Action::send_letters});
    if (!by) return by.error();
    return keep_letter(ledger, core.folder.path(), row);
  };
  auto keeping = on_store<KeptLetter>(call.core.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(keeping);
  if (!kept && *stored) {
    auto letting_go = let_go(call.core, row.id);
    co_await std::move(letting_go);
  }
  if (!kept) co_return kept.error();
  co_return json_response(kept->is_new ? 201 : 200, protocol::encode(case_views::view_of(kept->row)));
}

Answer get(Call& call) {
  std::function<Result<Row>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) { return find_letter(database, *account, id); };
  auto reading = on_reader<Row>(call.core.readers, std::move(read));
  const auto row = co_await std::move(reading);
  if (!row) co_return row.error();
  auto file = base::File::open(store::letter_in(call.core.folder.path(), row->id), base::File::Mode::read);
  if (!file) co_return file.error();
  net::Response response;
  response.set("Content-Type", row->content_type);
  response.set("Content-Disposition", "attachment");
  response.set("Cache-Control", "private, no-store");
  net::FileBody body{std::move(*file), 0, row->size, while_allowed(call)};
  response.file = std::make_shared<net::FileBody>(std::move(body));
  co_return response;
}

}  // namespace siaga::hub::letter_desk
