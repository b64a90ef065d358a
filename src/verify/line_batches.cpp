#include "verify/line_batches.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <future>
#include <thread>

namespace siaga::verify {

namespace {

constexpr std::size_t batch_bytes = 512u << 10;
constexpr std::size_t part_bytes = 16u << 10;
constexpr std::size_t usual_line = 256;
constexpr std::size_t longest_line = 64u << 20;  // no body is a hundredth of it
constexpr unsigned most_helpers = 4;             // what takes the batches in order is busy then

/// Lines that begin from `begin` on and before `end`, both of which begin a line.
std::vector<Line> read_lines(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::vector<Line> lines;
  lines.reserve((end - begin) / usual_line);
  while (begin < end) {
    const auto stop = std::min(bytes.find('\n', begin), end);
    auto line = read_line(bytes.substr(begin, stop - begin));
    line.begin = begin;
    line.end = stop;
    lines.push_back(std::move(line));
    begin = stop + 1;
  }
  return lines;
}

/// Where parts begin, and the end.
std::vector<std::size_t> cut(std::string_view bytes) {
  std::vector<std::size_t> places{0};
  while (places.back() < bytes.size()) {
    const auto wished = std::min(places.back() + part_bytes, bytes.size());
    places.push_back(std::min(bytes.find('\n', wished - 1), bytes.size() - 1) + 1);
  }
  return places;
}

/// One thread is the caller's.
unsigned helpers() { return std::clamp(std::thread::hardware_concurrency(), 2u, most_helpers + 1) - 1; }

}  // namespace

Line read_line(std::string_view text) {
  Line line;
  if (text.starts_with("t ")) {
    const auto subtree = proof::read_subtree(text);
    line.kind = subtree ? Line::Kind::subtree : Line::Kind::unreadable;
    if (subtree) line.subtree = *subtree;
  } else if (text.starts_with("r ") || text.starts_with("x ")) {
    const auto record = proof::read_record(text);
    line.kind = Line::Kind::unreadable;
    if (!record) return line;
    line.kind = record->is_erased ? Line::Kind::erased : Line::Kind::record;
    line.fits = proof::leaf_hash(record->leaf) == record->hash;
    line.seq = record->leaf.seq;
    line.subtree = {0, record->hash};
    line.entry = read_entry(*record);
  }
  return line;
}

/// A batch that is being read. Whoever has time takes its next part: so no thread waits for another while there is one.
class LineBatches::Ahead {
 public:
  explicit Ahead(LineBatches& source) {
    helping_.push_back(std::async(std::launch::async, [this, &source] {
      read(source);
      help();
    }));
    while (helping_.size() < helpers()) helping_.push_back(std::async(std::launch::async, [this] { help(); }));
  }

  Batch finish() {
    help();
    for (auto& helper : helping_) helper.get();
    return std::move(batch_);
  }

 private:
  void read(LineBatches& source) {
    try {
      batch_ = source.read_batch();
      places_ = cut(batch_.bytes);
      batch_.parts.resize(places_.size() - 1);
      begun_.set_value();
    } catch (...) {
      begun_.set_exception(std::current_exception());
    }
  }
  void help() {
    has_begun_.get();
    for (auto part = next_++; part < batch_.parts.size(); part = next_++)
      batch_.parts[part] = read_lines(batch_.bytes, places_[part], places_[part + 1]);
  }

  std::promise<void> begun_;
  std::shared_future<void> has_begun_{begun_.get_future()};
  Batch batch_;
  std::vector<std::size_t> places_;
  std::atomic<std::size_t> next_{0};
  std::vector<std::future<void>> helping_;  // last: waits for those who use the members above
};

LineBatches::LineBatches(ReadSome read) : read_(std::move(read)) {}
LineBatches::~LineBatches() = default;

Batch LineBatches::read_batch() {
  Batch batch;
  batch.bytes = std::move(begun_);
  begun_.clear();
  while (true) {
    auto more = read_(batch_bytes);
    if (!more || batch.bytes.size() > longest_line) {
      batch.bytes.clear();
      batch.trouble = more ? base::fail(base::Fault::too_large, "a line without end") : more.error();
      batch.is_last = true;
      return batch;
    }
    batch.is_last = more->empty();
    batch.bytes += *more;
    if (batch.is_last || (batch.bytes.size() >= batch_bytes && batch.bytes.find('\n') != std::string::npos)) break;
  }
  const auto whole = batch.bytes.rfind('\n') + 1;  // 0 for none
  if (whole < batch.bytes.size()) {
    batch.ends_within_line = batch.is_last;
    begun_ = batch.bytes.substr(whole);
    batch.bytes.resize(whole);
  }
  return batch;
}

Batch LineBatches::next() {
  Batch batch;
  if (ahead_) {
    batch = ahead_->finish();
    ahead_.reset();
  } else {  // the first one, and most files have no other
    batch = read_batch();
    batch.parts.push_back(read_lines(batch.bytes, 0, batch.bytes.size()));
  }
  if (!batch.is_last) ahead_ = std::make_unique<Ahead>(*this);
  return batch;
}

}  // namespace siaga::verify
