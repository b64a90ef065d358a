#include "hub/upload.h"

#include "base/log.h"

#include <algorithm>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {
constexpr std::size_t digest_step = 1u << 20;
}

Upload::Upload(const store::recording_table::Row& row, std::filesystem::path file)
    : id_(row.recording.id),
      sos_(row.recording.sos),
      uploader_(row.uploader),
      path_(std::move(file)),
      durable_(row.recording.size),
      finished_(row.recording.state == domain::RecordingState::finished),
      declared_(row.recording.declared_size) {}

Result<void> Upload::open() {
  const std::lock_guard lock{mutex_};
  if (file_ || finished_) return {};
  auto file = base::File::open(path_, base::File::Mode::create);
  if (!file) return file.error();
  const auto size = file->size();
  if (!size) return size.error();
  const auto known = std::min<std::uint64_t>(*size, durable_);
  if (known < static_cast<std::uint64_t>(*size)) {  // else the file's time says when the last byte came
    if (auto cut = file->truncate(known); !cut) return cut.error();
  }
  base::Digest digest{base::DigestKind::sha256};
  for (std::uint64_t at = 0; at < known;) {
    const auto bytes = file->read_at(at, std::min<std::uint64_t>(digest_step, known - at));
    if (!bytes) return bytes.error();
    if (bytes->empty()) return fail(Fault::corrupt, "the recording's file is shorter than it says");
    digest.update(*bytes);
    at += bytes->size();
  }
  file_ = std::make_shared<base::File>(std::move(*file));
  digest_ = std::move(digest);
  durable_digest_ = digest_;
  accepted_ = staged_ = known;
  durable_ = known;
  return {};
}

std::optional<std::chrono::microseconds> Upload::heard_at() const {
  const std::lock_guard lock{mutex_};
  return heard_at_;
}

void Upload::hear(std::chrono::microseconds at) {
  const std::lock_guard lock{mutex_};
  heard_at_ = at;
}

std::optional<std::uint64_t> Upload::declared_size() const {
  const std::lock_guard lock{mutex_};
  return declared_;
}

Result<void> Upload::declare(std::uint64_t size, std::uint64_t limit) {
  const std::lock_guard lock{mutex_};
  if (size > limit)
    return fail(Fault::too_large, "a recording may have " + std::to_string(limit) + " bytes", "Upload-Length");
  if (declared_ && *declared_ != size)
    return fail(Fault::conflict, "another length was declared before", "Upload-Length");
  if (size < accepted_) return fail(Fault::conflict, "more bytes are there already", "Upload-Length");
  declared_ = size;
  return {};
}

void Upload::undeclare() {
  const std::lock_guard lock{mutex_};
  declared_.reset();
}

Result<std::uint64_t> Upload::begin(std::uint64_t offset) {
  const std::lock_guard lock{mutex_};
  if (finished_ || sealed_) return fail(Fault::conflict, "the recording is finished", "Upload-Offset");
  if (offset != accepted_)
    return fail(Fault::conflict, "the next byte is number " + std::to_string(accepted_), "Upload-Offset");
  drop();  // of an older PATCH that is still under way, or what a retreat left behind
  return ++patch_;
}

Result<void> Upload::check(std::uint64_t patch, std::size_t more, std::uint64_t limit) const {
  if (finished_ || sealed_) return fail(Fault::conflict, "the recording is finished", "Upload-Offset");
  if (patch < good_from_) return fault_;
  if (patch != patch_) return fail(Fault::conflict, "a newer request goes on with this upload", "Upload-Offset");
  if (staged_ + more > declared_.value_or(limit)) return fail(Fault::too_large, "more bytes than the upload's length");
  return {};
}

Result<void> Upload::write(std::string_view bytes) {
  auto written = file_->write_at(staged_, bytes);
  if (!written) {
    drop();
    return written;
  }
  staged_ += bytes.size();
  return {};
}

void Upload::drop() {
  staged_ = accepted_;
  if (auto cut = file_->truncate(accepted_); !cut)
    base::log::error("upload.cut_failed", {{"id", base::to_string(id_)}, {"error", base::log::describe(cut.error())}});
}

Result<void> Upload::append(std::uint64_t patch, std::string_view bytes, std::uint64_t limit) {
  const std::lock_guard lock{mutex_};
  if (auto good = check(patch, bytes.size(), limit); !good) return good;
  if (auto written = write(bytes); !written) return written;
  digest_.update(bytes);
  accepted_ = staged_;
  return {};
}

Result<void> Upload::stage(std::uint64_t patch, std::string_view bytes, std::uint64_t limit) {
  const std::lock_guard lock{mutex_};
  if (auto good = check(patch, bytes.size(), limit); !good) return good;
  if (staged_ == accepted_) staged_digest_ = digest_;
  if (auto written = write(bytes); !written) return written;
  staged_digest_.update(bytes);
  return {};
}

Result<void> Upload::accept_staged(std::uint64_t patch) {
  const std::lock_guard lock{mutex_};
  if (auto good = check(patch, 0, staged_); !good) return good;
  if (staged_ == accepted_) return {};
  digest_ = staged_digest_;
  accepted_ = staged_;
  return {};
}

void Upload::drop_staged(std::uint64_t patch) {
  const std::lock_guard lock{mutex_};
  if (patch == patch_ && !finished_) drop();
}

void Upload::seal() {
  const std::lock_guard lock{mutex_};
  if (!sealed_ && file_) drop();
  sealed_ = true;
}

void Upload::unseal() {
  const std::lock_guard lock{mutex_};
  sealed_ = false;
}

Result<std::uint64_t> Upload::sync() {
  std::uint64_t size = 0;
  std::shared_ptr<base::File> file;
  {
    const std::lock_guard lock{mutex_};
    size = accepted_;
    file = file_;
    synced_digest_ = digest_;
  }
  if (!file) return size;
  if (auto synced = file->sync(); !synced) return synced.error();  // not under the mutex: writes go on meanwhile
  return size;
}

void Upload::set_durable(std::uint64_t size) {
  {
    const std::lock_guard lock{mutex_};
    durable_ = size;
    durable_digest_ = synced_digest_;
  }
  notice_.notify_all();
}

void Upload::retreat(base::Error why) {
  {
    const std::lock_guard lock{mutex_};
    good_from_ = ++patch_;
    accepted_ = staged_ = durable_;  // the file is cut when the next PATCH begins: this may be the store thread
    digest_ = durable_digest_;
    fault_ = std::move(why);
  }
  notice_.notify_all();
}

base::Sha256 Upload::digest() const {
  const std::lock_guard lock{mutex_};
  base::Digest copy{digest_};
  const auto bytes = copy.finish();
  base::Sha256 hash{};
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

std::uint64_t Upload::accepted() const {
  const std::lock_guard lock{mutex_};
  return accepted_;
}

void Upload::set_finished() {
  {
    const std::lock_guard lock{mutex_};
    finished_ = true;
    file_.reset();
  }
  notice_.notify_all();
}

std::optional<base::Error> Upload::fault_of(std::uint64_t patch) const {
  const std::lock_guard lock{mutex_};
  if (patch >= good_from_) return std::nullopt;
  return fault_;
}

std::uint64_t Upload::newest_patch() const {
  const std::lock_guard lock{mutex_};
  return patch_;
}

}  // namespace siaga::hub
