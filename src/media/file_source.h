// ByteSources over memory of this machine: a finished file, and bytes that a test lets grow.
// Thread: as ByteSource; append() and finish() from any one thread.
#pragma once

#include "media/byte_source.h"

#include "base/file.h"

#include <condition_variable>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace siaga::media {

/// A finished file: its size is what it was when it was opened.
class FileSource final : public ByteSource {
 public:
  static constexpr auto everything = std::numeric_limits<std::uint64_t>::max();

  /// Errors: those of base::File::open.
  static base::Result<std::shared_ptr<FileSource>> open(const std::filesystem::path& path);
  /// Reads an already opened regular file, of it `most` bytes at most, and closes it in the end. Errors: invalid when
  /// it has no size.
  static base::Result<std::shared_ptr<FileSource>> adopt(base::Descriptor file, std::uint64_t most = everything);

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override;
  std::uint64_t available() const override { return size_; }
  std::optional<std::uint64_t> final_size() const override { return size_; }
  void cancel() override {}  // a read of a local file does not wait
  void resume() override {}

 private:
  FileSource(base::Descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

  base::Descriptor file_;
  std::uint64_t size_;
};

/// Bytes (kept in memory) that grow by append() until finish(): an upload, as tests play it.
class GrowingFileSource final : public ByteSource {
 public:
  void append(std::string_view bytes);
  void finish();

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override;
  std::uint64_t available() const override;
  std::optional<std::uint64_t> final_size() const override;
  void cancel() override;
  void resume() override;

 private:
  mutable std::mutex mutex_;
  std::condition_variable grown_;
  std::string bytes_;
  bool finished_ = false;
  bool cancelled_ = false;
  std::uint64_t cancels_ = 0;  // a reader that slept through cancel() and resume() still has to come out
};

}  // namespace siaga::media
