#include "media/file_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace siaga::media {

using base::fail;
using base::Fault;

base::Result<std::shared_ptr<FileSource>> FileSource::open(const std::filesystem::path& path) {
  base::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open())
    return fail(errno == ENOENT ? Fault::not_found : Fault::internal, path.string() + ": " + std::strerror(errno));
  return adopt(std::move(file));
}

base::Result<std::shared_ptr<FileSource>> FileSource::adopt(base::Descriptor file, std::uint64_t most) {
  struct stat about {};
  if (::fstat(file.get(), &about) != 0) return fail(Fault::internal, std::strerror(errno));
  if (!S_ISREG(about.st_mode)) return fail(Fault::invalid, "not a regular file");
  const auto size = std::min(most, static_cast<std::uint64_t>(about.st_size));
  return std::shared_ptr<FileSource>(new FileSource(std::move(file), size));
}

base::Result<std::size_t> FileSource::read(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= size_) return std::size_t{0};
  const auto count = std::min<std::uint64_t>(into.size(), size_ - offset);
  ssize_t got = -1;
  do {
    got = ::pread(file_.get(), into.data(), count, static_cast<off_t>(offset));
  } while (got < 0 && errno == EINTR);
  if (got < 0) return fail(Fault::internal, std::strerror(errno));
  return static_cast<std::size_t>(got);
}

void GrowingFileSource::append(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  bytes_ += bytes;
  grown_.notify_all();
}

void GrowingFileSource::finish() {
  const std::lock_guard lock(mutex_);
  finished_ = true;
  grown_.notify_all();
}

base::Result<std::size_t> GrowingFileSource::read(std::uint64_t offset, std::span<std::byte> into) {
  std::unique_lock lock(mutex_);
  const auto cancels = cancels_;
  const auto is_cancelled = [&] { return cancelled_ || cancels_ != cancels; };
  grown_.wait(lock, [&] { return is_cancelled() || finished_ || bytes_.size() > offset; });
  if (is_cancelled()) return fail(Fault::unavailable, "cancelled");
  if (offset >= bytes_.size()) return std::size_t{0};
  const auto count = std::min<std::uint64_t>(into.size(), bytes_.size() - offset);
  std::memcpy(into.data(), bytes_.data() + offset, count);
  return static_cast<std::size_t>(count);
}

std::uint64_t GrowingFileSource::available() const {
  const std::lock_guard lock(mutex_);
  return bytes_.size();
}

std::optional<std::uint64_t> GrowingFileSource::final_size() const {
  const std::lock_guard lock(mutex_);
  if (!finished_) return std::nullopt;
  return bytes_.size();
}

void GrowingFileSource::cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  ++cancels_;
  grown_.notify_all();
}

void GrowingFileSource::resume() {
  const std::lock_guard lock(mutex_);
  cancelled_ = false;
}

}  // namespace siaga::media
