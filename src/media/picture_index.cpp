#include "media/picture_index.h"

#include <algorithm>

namespace siaga::media {
namespace {

// Seeks aim this far into (or before) a picture, so a run that ends so close to a picture touches it.
constexpr PictureIndex::Time touching = std::chrono::milliseconds(3);
// A day at 12 pictures a second; a hostile file does not get more memory than 8 MB.
constexpr std::size_t most = 1'000'000;

}  // namespace

void PictureIndex::begin_run(Time first) {
  const std::lock_guard lock(mutex_);
  run_first_ = first;
  run_starts_.clear();
  checked_ = first - Time{1};
}

void PictureIndex::add(Time start) {
  const std::lock_guard lock(mutex_);
  // Pictures that lead a key picture of an open group can't be decoded from there, so they are not shown.
  if (!run_first_ || start < *run_first_) return;
  if (starts_.size() >= most || run_starts_.size() >= most) {
    starts_.clear();
    runs_.clear();
    run_starts_.clear();
  }
  run_starts_.push_back(start);
  const auto place = std::lower_bound(starts_.begin(), starts_.end(), start);
  if (place == starts_.end() || *place != start) starts_.insert(place, start);
}

void PictureIndex::shown(Time start) {
  const std::lock_guard lock(mutex_);
  if (!run_first_ || start < *run_first_) return;
  Run whole{*run_first_, start};
  std::erase_if(runs_, [&](const Run& run) {
    if (run.first > whole.last + touching || whole.first > run.last + touching) return false;
    whole.first = std::min(whole.first, run.first);
    whole.last = std::max(whole.last, run.last);
    return true;
  });
  runs_.push_back(whole);
  drop_guesses(start);
}

// Everything that is displayed up to `last` has passed in this run: what an earlier run put between isn't there.
// Parsers guess the times of the first pictures of a file without times of decoding.
void PictureIndex::drop_guesses(Time last) {
  if (last <= checked_) return;
  const auto from = std::upper_bound(starts_.begin(), starts_.end(), checked_);
  const auto to = std::upper_bound(from, starts_.end(), last);
  const auto passed = [this](Time start) {
    return std::find(run_starts_.begin(), run_starts_.end(), start) != run_starts_.end();
  };
  starts_.erase(std::remove_if(from, to, [&](Time start) { return !passed(start); }), to);
  std::erase_if(run_starts_, [&](Time start) { return start <= last; });
  checked_ = last;
}

void PictureIndex::forget() {
  const std::lock_guard lock(mutex_);
  starts_.clear();
  runs_.clear();
  run_starts_.clear();
  run_first_.reset();
}

std::optional<PictureIndex::Time> PictureIndex::at(Time at) const {
  const std::lock_guard lock(mutex_);
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), at);
  if (after == starts_.begin()) return std::nullopt;
  return *std::prev(after);
}

std::optional<PictureIndex::Time> PictureIndex::before(Time start) const {
  const std::lock_guard lock(mutex_);
  const auto place = std::lower_bound(starts_.begin(), starts_.end(), start);
  if (place == starts_.begin()) return std::nullopt;
  const Time previous = *std::prev(place);
  const bool known = std::any_of(runs_.begin(), runs_.end(),
                                 [&](const Run& run) { return run.first <= previous && run.last + touching >= start; });
  return known ? std::optional(previous) : std::nullopt;
}

std::optional<PictureIndex::Time> PictureIndex::newest() const {
  const std::lock_guard lock(mutex_);
  return starts_.empty() ? std::nullopt : std::optional(starts_.back());
}

}  // namespace siaga::media
