// Feed: the door between a ByteSource and the pipelines that a Player builds one after another.
// Owner: the Player's Director. Thread: any; read() blocks.
#pragma once

#include "media/byte_source.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace siaga::media {

class Feed {
 public:
  enum class Outcome { complete, ended, flushing, broken };
  struct Got {
    Outcome outcome;
    std::size_t count;  ///< bytes read; with `ended` fewer than asked for, perhaps none
  };
  /// A reader that has been waiting for the source since `since`, at `offset`.
  struct Wait {
    std::chrono::steady_clock::time_point since;
    std::uint64_t offset;
  };

  explicit Feed(std::shared_ptr<ByteSource> source) : source_(std::move(source)) { source_->resume(); }

  /// All of `into`, waiting at the growing edge, unless the recording ends before.
  Got read(std::uint64_t offset, std::span<std::byte> into);

  /// Ends waiting reads and refuses others until relock(): a seek, or a pipeline that stops.
  void unlock();
  void relock();
  /// unlock() for ever: the Player is going. relock() has no effect afterwards.
  void close();
  bool is_closed() const;

  std::uint64_t available() const { return source_->available(); }
  std::optional<std::uint64_t> final_size() const { return source_->final_size(); }
  std::optional<Wait> waiting() const;

 private:
  std::optional<Outcome> refusal() const;

  std::shared_ptr<ByteSource> source_;
  mutable std::mutex mutex_;
  bool flushing_ = false;
  bool closed_ = false;
  std::optional<Wait> wait_;
};

}  // namespace siaga::media
