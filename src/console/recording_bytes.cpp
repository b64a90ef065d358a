#include "console/recording_bytes.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace siaga::console {

using base::Fault;

RecordingBytes::RecordingBytes(std::filesystem::path file) : path_(std::move(file)) {
  auto opened = base::File::open(path_, base::File::Mode::create);
  if (opened) opened->truncate(0).value();
  if (opened) file_.emplace(std::move(*opened));
  if (!opened) failure_ = opened.error();
}

RecordingBytes::~RecordingBytes() {
  std::error_code ignored;  // the next start empties the folder again
  std::filesystem::remove(path_, ignored);
}

base::Result<std::size_t> RecordingBytes::read(std::uint64_t offset, std::span<std::byte> into) {
  std::unique_lock lock{mutex_};
  if (into.empty()) return std::size_t{0};
  focus_ = offset;
  const auto cancels = cancels_;
  const auto is_cancelled = [&] { return cancelled_ || cancels_ != cancels; };
  const auto is_decided = [&] {
    return is_cancelled() || end_of_run(offset) > offset || (final_size_ && offset >= *final_size_) || failure_;
  };
  changed_.wait(lock, is_decided);
  if (is_cancelled()) return base::fail(Fault::unavailable, "reading was cancelled");
  const auto end = end_of_run(offset);
  if (end > offset) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(end - offset, into.size()));
    const auto bytes = file_->read_at(offset, count);
    if (!bytes) return bytes.error();
    std::memcpy(into.data(), bytes->data(), bytes->size());
    return bytes->size();
  }
  if (final_size_ && offset >= *final_size_) return std::size_t{0};
  return *failure_;
}

std::uint64_t RecordingBytes::available() const {
  const std::lock_guard lock{mutex_};
  return end_of_run(0);
}

std::optional<std::uint64_t> RecordingBytes::final_size() const {
  const std::lock_guard lock{mutex_};
  return final_size_;
}

void RecordingBytes::cancel() {
  const std::lock_guard lock{mutex_};
  cancelled_ = true;
  ++cancels_;
  changed_.notify_all();
}

void RecordingBytes::resume() {
  const std::lock_guard lock{mutex_};
  cancelled_ = false;
}

std::optional<RecordingBytes::Want> RecordingBytes::next_want(std::uint64_t at_most) const {
  const std::lock_guard lock{mutex_};
  if (failure_) return std::nullopt;
  const bool focus_is_beyond = refused_from_ && focus_ >= *refused_from_;
  if (!focus_is_beyond)
    if (auto want = want_from(focus_, at_most)) return want;
  return want_from(0, at_most);
}

std::optional<RecordingBytes::Want> RecordingBytes::want_from(std::uint64_t offset, std::uint64_t at_most) const {
  const auto begin = end_of_run(offset);
  const auto next = begin_of_next_run(begin);
  const auto limit = final_size_ ? std::min(next, *final_size_) : next;
  if (begin >= limit) return std::nullopt;
  Want want;
  want.offset = begin;
  want.length = std::min(at_most, limit - begin);
  // Beyond a gap nobody knows whether there is anything: only the end of the first run is the edge.
  want.at_edge = !final_size_ && begin == end_of_run(0) && next == std::numeric_limits<std::uint64_t>::max();
  return want;
}

base::Result<void> RecordingBytes::put(std::uint64_t offset, std::string_view bytes) {
  if (bytes.empty()) return {};
  const std::lock_guard lock{mutex_};
  if (!file_) return *failure_;
  if (auto written = file_->write_at(offset, bytes); !written) {
    failure_ = written.error();
    changed_.notify_all();
    return written.error();
  }
  note_run(offset, offset + bytes.size());
  if (refused_from_ && end_of_run(0) > *refused_from_) refused_from_.reset();
  changed_.notify_all();
  return {};
}

void RecordingBytes::note_run(std::uint64_t begin, std::uint64_t end) {
  auto run = runs_.upper_bound(begin);
  if (run != runs_.begin() && std::prev(run)->second >= begin) --run;
  while (run != runs_.end() && run->first <= end) {
    begin = std::min(begin, run->first);
    end = std::max(end, run->second);
    run = runs_.erase(run);
  }
  runs_.emplace(begin, end);
}

std::uint64_t RecordingBytes::end_of_run(std::uint64_t offset) const {
  const auto next = runs_.upper_bound(offset);
  if (next == runs_.begin()) return offset;
  return std::max(offset, std::prev(next)->second);
}

std::uint64_t RecordingBytes::begin_of_next_run(std::uint64_t offset) const {
  const auto next = runs_.lower_bound(offset);
  return next == runs_.end() ? std::numeric_limits<std::uint64_t>::max() : next->first;
}

void RecordingBytes::finish(std::uint64_t size) {
  const std::lock_guard lock{mutex_};
  final_size_ = size;
  refused_from_.reset();
  changed_.notify_all();
}

void RecordingBytes::refuse(std::uint64_t offset) {
  const std::lock_guard lock{mutex_};
  if (!final_size_) refused_from_ = offset;
}

void RecordingBytes::fail(base::Error why) {
  const std::lock_guard lock{mutex_};
  failure_ = std::move(why);
  changed_.notify_all();
}

void RecordingBytes::try_again() {
  const std::lock_guard lock{mutex_};
  if (file_) failure_.reset();
}

std::uint64_t RecordingBytes::stored() const {
  const std::lock_guard lock{mutex_};
  std::uint64_t sum = 0;
  for (const auto& [begin, end] : runs_) sum += end - begin;
  return sum;
}

}  // namespace siaga::console
