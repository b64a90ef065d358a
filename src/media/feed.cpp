#include "media/feed.h"

namespace siaga::media {

Feed::Got Feed::Reader::read(std::uint64_t offset, std::span<std::byte> into) {
  return feed_->read(*this, offset, into);
}

Feed::Got Feed::read(std::uint64_t offset, std::span<std::byte> into) {
  Reader reader(std::shared_ptr<Feed>(std::shared_ptr<Feed>{}, this));  // it goes before us
  return reader.read(offset, into);
}

// Waits while others have the source cancelled. The count of breaks so far; nothing when this reader may not read.
std::optional<std::uint64_t> Feed::begin(Reader& reader, std::uint64_t offset) {
  std::unique_lock lock(mutex_);
  calm_.wait(lock, [&] { return closed_ || reader.flushing_ || flushing_ == 0; });
  if (closed_ || reader.flushing_) return std::nullopt;
  reader.wait_ = Wait{std::chrono::steady_clock::now(), offset};
  return breaks_;
}

Feed::Got Feed::read(Reader& reader, std::uint64_t offset, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto breaks = begin(reader, offset + done);
    if (!breaks) return {Outcome::flushing, done};
    const bool hurried = std::this_thread::get_id() == reader.hurried_;
    const bool would_wait = hurried && !source_->final_size() && source_->available() <= offset + done;
    const auto got = would_wait ? std::size_t{0} : source_->read(offset + done, into.subspan(done));
    const std::lock_guard lock(mutex_);
    reader.wait_.reset();
    if (reader.flushing_) calm_.notify_all();
    if (!got) {
      if (closed_ || reader.flushing_) return {Outcome::flushing, done};
      if (breaks_ != *breaks) continue;  // somebody else's seek
      return {Outcome::broken, done};
    }
    if (*got == 0) return {Outcome::ended, done};
    apply_correction(offset + done, into.subspan(done, *got));
    done += *got;
  }
  return {Outcome::complete, done};
}

void Feed::correct(Correction correction) {
  const std::lock_guard lock(mutex_);
  correction_ = std::move(correction);
}

// Under the lock.
void Feed::apply_correction(std::uint64_t offset, std::span<std::byte> piece) const {
  for (std::size_t i = 0; i < correction_.bytes.size(); ++i) {
    const auto at = correction_.offset + i;
    if (at >= offset && at - offset < piece.size()) piece[at - offset] = correction_.bytes[i];
  }
}

void Feed::Reader::unlock() {
  const std::lock_guard lock(feed_->mutex_);
  if (std::exchange(flushing_, true)) return;
  ++feed_->flushing_;
  ++feed_->breaks_;
  feed_->source_->cancel();
  feed_->calm_.notify_all();
}

void Feed::Reader::relock() {
  std::unique_lock lock(feed_->mutex_);
  if (!flushing_) return;
  // The source stays cancelled until the one who was to be freed has come out, however slow it is.
  feed_->calm_.wait(lock, [this] { return !wait_; });
  flushing_ = false;
  --feed_->flushing_;
  if (feed_->flushing_ == 0 && !feed_->closed_) feed_->source_->resume();
  feed_->calm_.notify_all();
}

void Feed::Reader::never_wait_on(std::thread::id thread) {
  const std::lock_guard lock(feed_->mutex_);
  hurried_ = thread;
}

std::optional<Feed::Wait> Feed::Reader::waiting() const {
  const std::lock_guard lock(feed_->mutex_);
  return wait_;
}

void Feed::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  ++breaks_;
  source_->cancel();
  calm_.notify_all();
}

bool Feed::is_closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

}  // namespace siaga::media
