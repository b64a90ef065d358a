// Feed: the door between a ByteSource and those who read from it: the pipelines that a Player builds one after another,
// and whoever looks at the bytes beside them. Each has a Reader of its own, so that freeing one that waits (for a seek,
// or a pipeline that stops) doesn't end what the others read.
// Owner: the Player's Director. Thread: any; read() blocks.
#pragma once

#include "media/byte_source.h"
#include "media/mp4_honest_length.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

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

  /// Thread: read() on any one thread at a time; the rest any.
  class Reader {
   public:
    explicit Reader(std::shared_ptr<Feed> feed) : feed_(std::move(feed)) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { relock(); }

    /// All of `into`, waiting at the growing edge, unless the recording ends before.
    Got read(std::uint64_t offset, std::span<std::byte> into);

    /// Ends waiting reads and refuses others until relock(): a seek, or a pipeline that stops.
    void unlock();
    void relock();
    /// On this thread read() never waits for growth, but takes the edge for the end. A demuxer reads on the thread that
    /// seeks too, and that one has others to listen to.
    void never_wait_on(std::thread::id thread);

    std::optional<Wait> waiting() const;
    const Feed& feed() const { return *feed_; }

   private:
    friend class Feed;
    std::shared_ptr<Feed> feed_;
    // Under the Feed's lock.
    bool flushing_ = false;
    std::thread::id hurried_;
    std::optional<Wait> wait_;
  };

  explicit Feed(std::shared_ptr<ByteSource> source) : source_(std::move(source)) { source_->resume(); }

  /// As a Reader that nobody frees but close().
  Got read(std::uint64_t offset, std::span<std::byte> into);

  /// From now on every reader gets these bytes instead of the source's.
  void correct(Correction correction);

  /// For ever: the Player is going.
  void close();
  bool is_closed() const;

  std::uint64_t available() const { return source_->available(); }
  std::optional<std::uint64_t> final_size() const { return source_->final_size(); }

 private:
  Got read(Reader& reader, std::uint64_t offset, std::span<std::byte> into);
  std::optional<std::uint64_t> begin(Reader& reader, std::uint64_t offset);
  void apply_correction(std::uint64_t offset, std::span<std::byte> piece) const;

  const std::shared_ptr<ByteSource> source_;
  mutable std::mutex mutex_;
  std::condition_variable calm_;  ///< nobody is flushing any more
  int flushing_ = 0;              ///< readers
  std::uint64_t breaks_ = 0;      ///< how often the source was cancelled: a read that failed across one is tried again
  bool closed_ = false;
  Correction correction_;
};

}  // namespace siaga::media
