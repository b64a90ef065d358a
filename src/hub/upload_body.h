// The steps of an upload between its headers and its answer: open, declare, receive, complete.
// Thread: the session's executor; disk and database elsewhere.
#pragma once

#include "hub/call.h"
#include "hub/uploads.h"

#include <cstdint>
#include <memory>

namespace siaga::hub {

asio::awaitable<base::Result<std::shared_ptr<Upload>>> open_upload(Core& core, store::recording_table::Row row);

/// A deferred length is known now: in memory and in the table. Errors: too_large (over `limit`), conflict (another
/// one).
asio::awaitable<base::Result<void>> declare_length(Core& core, std::shared_ptr<Upload> upload, std::uint64_t length,
                                                   std::uint64_t limit);

/// Takes the request's body from `offset` on; gives the new offset once it is durable. Without Upload-Checksum what
/// came before the connection broke is kept, piece by piece; with it, everything or nothing. `limit`: bytes that the
/// recording may have while its length isn't declared.
/// Errors: conflict (wrong offset, or a newer PATCH), too_large and checksum (offset unchanged), storage_full,
/// unavailable.
asio::awaitable<base::Result<std::uint64_t>> receive_body(Call& call, std::shared_ptr<Upload> upload,
                                                          std::uint64_t offset, std::uint64_t limit);

/// Finishes the recording when all of its declared bytes are durable.
asio::awaitable<base::Result<void>> finish_if_complete(Core& core, std::shared_ptr<Upload> upload);

}  // namespace siaga::hub
