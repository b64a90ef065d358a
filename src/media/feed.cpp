#include "media/feed.h"

namespace siaga::media {

std::optional<Feed::Outcome> Feed::refusal() const {
  const std::lock_guard lock(mutex_);
  if (flushing_ || closed_) return Outcome::flushing;
  return std::nullopt;
}

Feed::Got Feed::read(std::uint64_t offset, std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    {
      const std::lock_guard lock(mutex_);
      if (flushing_ || closed_) return {Outcome::flushing, done};
      wait_ = Wait{std::chrono::steady_clock::now(), offset + done};
    }
    const auto got = source_->read(offset + done, into.subspan(done));
    {
      const std::lock_guard lock(mutex_);
      wait_.reset();
    }
    if (!got) return {refusal().value_or(Outcome::broken), done};
    if (*got == 0) return {Outcome::ended, done};
    done += *got;
  }
  return {Outcome::complete, done};
}

void Feed::unlock() {
  const std::lock_guard lock(mutex_);
  flushing_ = true;
  source_->cancel();
}

void Feed::relock() {
  const std::lock_guard lock(mutex_);
  flushing_ = false;
  if (!closed_) source_->resume();
}

void Feed::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  source_->cancel();
}

bool Feed::is_closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

std::optional<Feed::Wait> Feed::waiting() const {
  const std::lock_guard lock(mutex_);
  return wait_;
}

}  // namespace siaga::media
