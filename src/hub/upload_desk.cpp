#include "hub/upload_desk.h"

#include "hub/events.h"
#include "hub/guard.h"
#include "hub/printable.h"
#include "hub/upload_body.h"
#include "hub/upload_sweep.h"
#include "hub/uploads.h"
#include "net/tus.h"
#include "protocol/event_json.h"
#include "protocol/problem.h"
#include "store/journal.h"

namespace siaga::hub::upload_desk {

using base::fail;
using base::Fault;
using base::Result;
namespace tus = net::tus;

namespace {

constexpr std::size_t longest_name = 255;

/// 412 for a version of tus that isn't ours.
std::optional<net::Response> wrong_version(const Call& call) {
  const auto good = tus::check_version(call.request.headers);
  if (good) return std::nullopt;
  auto response = problem(412, good.error());
  response.set("Tus-Version", std::string{tus::version});
  return response;
}

net::Response with_offset(net::Response response, std::uint64_t offset) {
  response.set("Upload-Offset", std::to_string(offset));
  return response;
}

Result<base::Id> id_in(const std::map<std::string, std::string>& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) return fail(Fault::invalid, "Upload-Metadata needs " + key, "Upload-Metadata");
  const auto id = base::parse_id(found->second);
  if (!id) return fail(Fault::invalid, "Upload-Metadata: " + key + " is a UUID", "Upload-Metadata");
  return *id;
}

std::string text_in(const std::map<std::string, std::string>& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string{} : found->second;
}

/// Anything that isn't printable ASCII would make the event's JSON or a later header a matter of luck.
std::string content_type_in(const std::map<std::string, std::string>& metadata) {
  auto type = text_in(metadata, "filetype");
  const bool plain =
      type.size() <= longest_name && std::ranges::all_of(type, [](char c) { return c > ' ' && c < 127; });
  return type.empty() || !plain ? "application/octet-stream" : type;
}

Result<store::recording_table::Row> wanted_row(const Call& call) {
  const auto creation = tus::parse_creation(call.request.headers);
  if (!creation) return creation.error();
  const auto limit = call.core.limits.recording_bytes;
  if (creation->length.value_or(0) > limit)
    return fail(Fault::too_large, "a recording may have " + std::to_string(limit) + " bytes", "Upload-Length");
  const auto sos = id_in(creation->metadata, "sos");
  if (!sos) return sos.error();
  store::recording_table::Row row;
  row.uploader = call.person().id;
  row.recording.sos = *sos;
  row.recording.id = base::make_id(call.core.clock.now());
  if (creation->metadata.contains("id")) {
    const auto id = id_in(creation->metadata, "id");
    if (!id) return id.error();
    row.recording.id = *id;
  }
  row.recording.content_type = content_type_in(creation->metadata);
  row.recording.file_name = printable(text_in(creation->metadata, "filename"), longest_name);
  row.recording.declared_size = creation->length;
  return row;
}

/// The file is there, by name too, before the row says so.
Result<bool> make_file(const std::filesystem::path& path) {
  const auto media = path.parent_path().parent_path();
  if (auto made = base::make_folder(path.parent_path()); !made) return made.error();
  if (auto synced = base::sync_folder(media); !synced) return synced.error();  // another upload may be making it now
  const auto file = base::File::open(path, base::File::Mode::create);
  if (!file) return file.error();
  if (auto synced = base::sync_folder(path.parent_path()); !synced) return synced.error();
  return true;
}

/// What this person may still upload: for recordings without a length, and to be told.
std::uint64_t bytes_left(const store::recording_table::Load& load, const Limits& limits) {
  return limits.bytes_of_person - std::min(limits.bytes_of_person, load.bytes_of_person);
}

/// The row of an earlier creation with this id, nothing for a new one, or why there can be none.
Result<std::optional<store::recording_table::Row>> admit(store::Database& database,
                                                         const store::recording_table::Row& row,
                                                         const domain::Person& person, const Limits& limits,
                                                         base::Instant now) {
  auto known = store::recording_table::find(database, row.recording.id);
  if (known && known->uploader == person.id && known->recording.sos == row.recording.sos) return known;
  if (known) return fail(Fault::conflict, "this id belongs to another recording", "Upload-Metadata");
  const auto sos = sos_of_reporter(database, person, row.recording.sos);
  if (!sos) return sos.error();
  const auto load = store::recording_table::load(database, person.id, now - limits.quota_period);
  const bool others_have_all = load.growing >= limits.growing && load.growing_of_person > 0;
  if (load.growing_of_person >= limits.growing_of_person || others_have_all)
    return fail(Fault::too_many, "too many uploads are under way: finish or end one first");
  const auto left = bytes_left(load, limits);
  if (left == 0 || row.recording.declared_size.value_or(0) > left)
    return fail(Fault::too_large, "of today's quota " + std::to_string(left) + " bytes are left", "Upload-Length");
  return std::nullopt;
}

Result<store::recording_table::Row> keep_row(store::Ledger& ledger, store::recording_table::Row row,
                                             const domain::Person& person, const Core& core) {
  auto known = admit(ledger.database, row, person, core.limits, ledger.now);
  if (!known) return known.error();
  if (*known) return std::move(**known);
  std::error_code code;
  if (!std::filesystem::exists(core.folder.media(row.recording.id), code))
    return fail(Fault::unavailable, "another request with this id was refused meanwhile: try again");
  const auto sos = sos_of_reporter(ledger.database, person, row.recording.sos);
  if (!sos) return sos.error();
  row.recording.started_at = ledger.now;
  store::recording_table::insert(ledger.database, row);
  protocol::EventBody body;
  body.by = person.version;
  body.recording = row.recording.id;
  body.content_type = row.recording.content_type;
  body.file_name = row.recording.file_name;
  body.declared_size = row.recording.declared_size;
  ledger.journal.append(draft({person.id, protocol::EventKind::recording_started, sos->id, sos->unit}, body));
  return row;
}

/// Of many creations at once some are refused only when their files are there. On the store thread, where no row can be
/// made meanwhile; a file that stays for a fault is empty.
asio::awaitable<Result<bool>> drop_file_without_row(Core& core, base::Id id) {
  std::function<Result<bool>(store::Ledger&)> decide = [id, &core](store::Ledger& ledger) -> Result<bool> {
    if (store::recording_table::find(ledger.database, id)) return false;
    std::error_code ignored;
    return std::filesystem::remove(core.folder.media(id), ignored);
  };
  auto dropping = on_store<bool>(core.store, store::Priority::normal, std::move(decide));
  co_return co_await std::move(dropping);
}

asio::awaitable<Result<store::recording_table::Row>> keep_creation(Call& call, store::recording_table::Row wanted) {
  auto& core = call.core;
  // Asked before a file is made: what is refused must leave none.
  std::function<Result<bool>(store::Database&)> look = [wanted, person = call.person(),
                                                        &core](store::Database& database) -> Result<bool> {
    const auto known = admit(database, wanted, person, core.limits, core.clock.now());
    if (!known) return known.error();
    return true;
  };
  auto looking = on_reader<bool>(core.readers, std::move(look));
  const auto admitted = co_await std::move(looking);
  if (!admitted) co_return admitted.error();
  std::function<Result<bool>()> work = [path = core.folder.media(wanted.recording.id)] { return make_file(path); };
  auto making = on_worker<bool>(core.disk, std::move(work));
  const auto made = co_await std::move(making);
  if (!made) co_return made.error();
  using Row = store::recording_table::Row;
  const auto id = wanted.recording.id;
  std::function<Result<Row>(store::Ledger&)> decide = [wanted = std::move(wanted), person = call.person(),
                                                       &core](store::Ledger& ledger) {
    return keep_row(ledger, wanted, person, core);
  };
  auto keeping = on_store<Row>(core.store, store::Priority::normal, std::move(decide));
  auto kept = co_await std::move(keeping);
  if (kept) co_return kept;
  auto dropping = drop_file_without_row(core, id);
  co_await std::move(dropping);
  co_return kept;
}

struct Found {
  store::recording_table::Row row;
  std::uint64_t limit = 0;  ///< bytes that it may have in all
  bool abandoned = false;   ///< the hub ended it
  std::shared_ptr<Upload> upload{};
};

bool was_abandoned(store::Database& database, const domain::Recording& recording) {
  constexpr auto finished = protocol::EventKind::recording_finished;
  if (recording.state != domain::RecordingState::finished) return false;
  for (const auto& stored : store::read_about(database, recording.sos)) {
    if (stored.draft.kind != protocol::name_of(finished)) continue;
    const auto body = protocol::decode_body(finished, stored.draft.body);
    if (body && body->recording == recording.id) return body->abandoned.value_or(false);
  }
  return false;
}

/// The row, and how long the recording may become: while no length was declared, what the quota leaves.
Result<Found> find_row(store::Database& database, const base::Id& id, const base::Id& person, const Limits& limits,
                       base::Instant now) {
  auto row = store::recording_table::find(database, id);
  if (!row || row->uploader != person) return fail(Fault::not_found, "no such upload");
  Found found{std::move(*row), limits.recording_bytes};
  found.abandoned = was_abandoned(database, found.row.recording);
  if (found.row.recording.declared_size) return found;
  const auto load = store::recording_table::load(database, person, now - limits.quota_period);
  found.limit = std::min(found.limit, found.row.recording.size + bytes_left(load, limits));
  return found;
}

/// The Upload of the path's id, opened, if it is this person's.
asio::awaitable<Result<Found>> find_upload(Call& call) {
  auto& core = call.core;
  std::function<Result<Found>(store::Database&)> read = [id = call.id, person = call.person().id,
                                                         &core](store::Database& database) {
    return find_row(database, id, person, core.limits, core.clock.now());
  };
  auto reading = on_reader<Found>(core.readers, std::move(read));
  auto found = co_await std::move(reading);
  if (!found) co_return found.error();
  auto opening = open_upload(core, found->row);
  auto upload = co_await std::move(opening);
  if (!upload) co_return upload.error();
  found->upload = std::move(*upload);
  core.uploads.hear(*found->upload);
  co_return found;
}

/// Makes room among the person's own abandoned uploads when there are too many.
asio::awaitable<Result<store::recording_table::Row>> keep_creation_making_room(Call& call,
                                                                               store::recording_table::Row wanted) {
  auto keeping = keep_creation(call, wanted);
  auto row = co_await std::move(keeping);
  if (row || row.error().fault != Fault::too_many) co_return row;
  auto ending = end_abandoned(call.core, call.person().id);
  const auto ended = co_await std::move(ending);
  if (!ended || *ended == 0) co_return row;
  auto trying = keep_creation(call, std::move(wanted));
  co_return co_await std::move(trying);
}

bool has_patch_type(const Call& call) { return call.request.header("Content-Type") == tus::patch_content_type; }

/// 410, as tus has it for uploads that have expired: nothing here takes the rest. A 2xx would say that all came.
net::Response gone() {
  return problem(410, fail(Fault::conflict,
                           "nothing was heard of its phone for too long, so it was finished as it was: send the whole "
                           "recording again under another id",
                           std::string{protocol::abandoned_upload}));
}

base::Error wrong_type() {
  return fail(Fault::unsupported, "the body must be application/offset+octet-stream", "Content-Type");
}

}  // namespace

Answer options(Call& call) {
  auto response = no_content();
  response.set("Tus-Version", std::string{tus::version});
  response.set("Tus-Extension", std::string{tus::extensions});
  response.set("Tus-Max-Size", std::to_string(call.core.limits.recording_bytes));
  response.set("Tus-Checksum-Algorithm", std::string{tus::checksum_algorithms});
  co_return response;
}

Answer create(Call& call) {
  if (auto refused = wrong_version(call)) co_return std::move(*refused);
  if (call.request.body.content_length() != 0 && !has_patch_type(call)) co_return wrong_type();
  auto wanted = wanted_row(call);
  if (!wanted) co_return wanted.error();
  if (call.core.folder.free_bytes() < call.core.limits.free_bytes)
    co_return fail(Fault::storage_full, "the disk has no room for recordings");
  auto keeping = keep_creation_making_room(call, std::move(*wanted));
  const auto row = co_await std::move(keeping);
  if (!row) co_return row.error();
  call.id = row->recording.id;
  auto finding = find_upload(call);
  const auto found = co_await std::move(finding);
  if (!found) co_return found.error();
  if (found->abandoned) co_return gone();
  const auto& upload = found->upload;

  const bool is_retry = row->recording.size > 0 || upload->is_finished();
  if (has_patch_type(call) && !is_retry) {  // creation-with-upload: what doesn't come now comes by PATCH
    auto receiving = receive_body(call, upload, 0, found->limit);
    const auto received = co_await std::move(receiving);
    if (!received) co_return received.error();
  }
  auto completing = finish_if_complete(call.core, upload);
  const auto completed = co_await std::move(completing);
  if (!completed) co_return completed.error();
  net::Response response;
  response.status = 201;
  response.set("Location", "/api/v1/uploads/" + base::to_string(row->recording.id));
  co_return with_offset(std::move(response), upload->durable());
}

Answer head(Call& call) {
  if (auto refused = wrong_version(call)) co_return std::move(*refused);
  auto finding = find_upload(call);
  const auto found = co_await std::move(finding);
  if (!found) co_return found.error();
  if (found->abandoned) co_return gone();
  const auto& upload = found->upload;
  // What an earlier request left on its way to the disk counts: else the next PATCH would be told another offset.
  // Should it not get there, it is forgotten, and the offset is right, too.
  auto settling = call.core.uploads.until_durable(upload, upload->newest_patch(), upload->accepted());
  co_await std::move(settling);
  auto completing = finish_if_complete(call.core, upload);
  const auto completed = co_await std::move(completing);
  if (!completed) co_return completed.error();
  net::Response response;
  response.set("Cache-Control", "no-store");
  const auto& known = *upload;
  if (known.is_finished()) {
    response.set("Upload-Length", std::to_string(known.durable()));
  } else if (const auto size = known.declared_size()) {
    response.set("Upload-Length", std::to_string(*size));
  } else {
    response.set("Upload-Defer-Length", "1");
  }
  co_return with_offset(std::move(response), known.durable());
}

Answer patch(Call& call) {
  if (auto refused = wrong_version(call)) co_return std::move(*refused);
  if (!has_patch_type(call)) co_return wrong_type();
  const auto offset = tus::parse_offset(call.request.headers);
  if (!offset) co_return offset.error();
  const auto length = tus::parse_length(call.request.headers);
  if (!length) co_return length.error();
  if (call.core.folder.free_bytes() < call.core.limits.free_bytes)
    co_return fail(Fault::storage_full, "the disk has no room for recordings");
  auto finding = find_upload(call);
  const auto found = co_await std::move(finding);
  if (!found) co_return found.error();
  if (found->abandoned) co_return gone();
  const auto& upload = found->upload;
  if (*length) {
    auto declaring = declare_length(call.core, upload, **length, found->limit);
    const auto declared = co_await std::move(declaring);
    if (!declared) co_return declared.error();
  }
  auto receiving = receive_body(call, upload, *offset, found->limit);
  const auto received = co_await std::move(receiving);
  if (!received) co_return received.error();
  auto completing = finish_if_complete(call.core, upload);
  const auto completed = co_await std::move(completing);
  if (!completed) co_return completed.error();
  co_return with_offset(no_content(), *received);
}

Answer finish(Call& call) {
  if (auto refused = wrong_version(call)) co_return std::move(*refused);
  auto finding = find_upload(call);
  const auto found = co_await std::move(finding);
  if (!found) co_return found.error();
  const auto& upload = found->upload;
  if (!upload->is_finished()) {
    auto finishing = call.core.uploads.finish(upload);
    const auto finished = co_await std::move(finishing);
    if (!finished) co_return finished.error();
  }
  co_return no_content();
}

}  // namespace siaga::hub::upload_desk
