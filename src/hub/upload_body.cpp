#include "hub/upload_body.h"

#include "net/tus.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t piece_bytes = 256 * 1024;

struct Patch {
  std::uint64_t number = 0;
  std::uint64_t limit = 0;  ///< bytes of the recording
  bool staged = false;      ///< they count only once their checksum is right
};

/// One piece to the disk. Uploads leave room there for alarms, however long their bodies are.
asio::awaitable<Result<bool>> write_piece(Core& core, std::shared_ptr<Upload> upload, Patch patch, std::string bytes) {
  auto piece = std::make_shared<const std::string>(std::move(bytes));
  std::function<Result<bool>()> work = [&core, upload, patch, piece = std::move(piece)]() -> Result<bool> {
    if (core.folder.free_bytes() < core.limits.free_bytes)
      return fail(Fault::storage_full, "the disk has no room for recordings");
    const auto written = patch.staged ? upload->stage(patch.number, *piece, patch.limit)
                                      : upload->append(patch.number, *piece, patch.limit);
    if (!written) return written.error();
    return true;
  };
  auto writing = on_worker<bool>(core.disk, std::move(work));
  co_return co_await std::move(writing);
}

struct Received {
  std::uint64_t bytes = 0;
  std::optional<base::Digest> digest;  ///< when a checksum was announced
};

asio::awaitable<Result<void>> receive_pieces(Call& call, std::shared_ptr<Upload> upload, Patch patch,
                                             Received& received) {
  while (true) {
    auto reading = call.request.body.read_some(piece_bytes);
    auto piece = co_await std::move(reading);
    if (!piece) co_return piece.error();
    if (piece->empty()) co_return Result<void>{};
    const auto count = piece->size();
    if (received.digest) received.digest->update(*piece);
    auto writing = write_piece(call.core, upload, patch, std::move(*piece));
    const auto written = co_await std::move(writing);
    if (!written) co_return written.error();
    received.bytes += count;
    call.core.metrics.upload_bytes += count;
    if (!received.digest) call.core.uploads.sync_soon(upload);  // readers follow a growing recording
  }
}

/// A body whose length is announced and doesn't fit is refused before its first byte.
Result<void> check_room(const Call& call, const Upload& upload, std::uint64_t offset, std::uint64_t limit) {
  const auto more = call.request.body.content_length();
  const auto most = upload.declared_size().value_or(limit);
  if (more && *more > most - std::min(most, offset))
    return fail(Fault::too_large, "more bytes than the upload's length");
  return {};
}

}  // namespace

asio::awaitable<Result<std::shared_ptr<Upload>>> open_upload(Core& core, store::recording_table::Row row) {
  auto upload = core.uploads.of(row);
  std::function<Result<bool>()> work = [upload]() -> Result<bool> {
    const auto opened = upload->open();
    if (!opened) return opened.error();
    return true;
  };
  auto opening = on_worker<bool>(core.disk, std::move(work));
  const auto opened = co_await std::move(opening);
  if (!opened) co_return opened.error();
  co_return upload;
}

asio::awaitable<Result<void>> declare_length(Core& core, std::shared_ptr<Upload> upload, std::uint64_t length,
                                             std::uint64_t limit) {
  const auto before = upload->declared_size();
  if (auto declared = upload->declare(length, limit); !declared) co_return declared;
  if (before) co_return Result<void>{};
  std::function<Result<bool>(store::Ledger&)> decide = [id = upload->id(), length](store::Ledger& ledger) {
    store::recording_table::set_declared_size(ledger.database, id, length);
    return Result<bool>{true};
  };
  auto keeping = on_store<bool>(core.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(keeping);
  if (kept) co_return Result<void>{};
  upload->undeclare();
  co_return kept.error();
}

asio::awaitable<Result<std::uint64_t>> receive_body(Call& call, std::shared_ptr<Upload> upload, std::uint64_t offset,
                                                    std::uint64_t limit) {
  const auto checksum = net::tus::parse_checksum(call.request.headers);
  if (!checksum) co_return checksum.error();
  if (auto room = check_room(call, *upload, offset, limit); !room) co_return room.error();
  const auto begun = upload->begin(offset);
  if (!begun) co_return begun.error();
  Patch patch;
  patch.number = *begun;
  patch.limit = limit;
  patch.staged = checksum->has_value();
  Received received;
  if (*checksum) received.digest.emplace((*checksum)->kind);
  auto receiving = receive_pieces(call, upload, patch, received);
  auto end = co_await std::move(receiving);
  if (*checksum) {
    if (end && received.digest->finish() != (*checksum)->bytes)
      end = fail(Fault::checksum, "the bytes differ from their checksum", "Upload-Checksum");
    if (!end) {
      upload->drop_staged(patch.number);
    } else {
      end = upload->accept_staged(patch.number);
    }
  }
  if (!end) co_return end.error();
  auto syncing = call.core.uploads.until_durable(upload, patch.number, offset + received.bytes);
  const auto durable = co_await std::move(syncing);
  if (!durable) co_return durable.error();
  co_return offset + received.bytes;
}

asio::awaitable<Result<void>> finish_if_complete(Core& core, std::shared_ptr<Upload> upload) {
  if (upload->is_finished() || upload->declared_size() != upload->durable()) co_return Result<void>{};
  auto finishing = core.uploads.finish(upload);
  co_return co_await std::move(finishing);
}

}  // namespace siaga::hub
