#include "verify/line_batches.h"

#include <algorithm>
#include <iterator>
#include <thread>

namespace siaga::verify {

namespace {

constexpr std::size_t batch_bytes = 4u << 20;
constexpr std::size_t worth_a_thread = 256u << 10;
constexpr std::size_t longest_line = 64u << 20;  // no body is a hundredth of it

std::vector<Line> read_lines(std::string_view bytes, std::size_t begin, std::size_t end) {
  std::vector<Line> lines;
  while (begin < end) {
    const auto stop = std::min(bytes.find('\n', begin), end);
    auto line = read_line(bytes.substr(begin, stop - begin));
    line.begin = begin;
    line.end = stop;
    lines.push_back(line);
    begin = stop + 1;
  }
  return lines;
}

/// One thread is the caller's, who takes what comes out.
std::size_t helpers() { return std::max(2u, std::thread::hardware_concurrency()) - 1; }

std::vector<Line> read_lines(std::string_view bytes) {
  const auto parts = bytes.size() < worth_a_thread ? 1 : helpers();
  std::vector<std::future<std::vector<Line>>> waiting;
  std::vector<Line> lines;
  for (std::size_t part = 0, begin = 0; part < parts && begin < bytes.size(); ++part) {
    const auto wished = part + 1 == parts ? bytes.size() : bytes.size() / parts * (part + 1);
    const auto end = std::min(bytes.find('\n', std::max(begin, wished) - 1), bytes.size() - 1) + 1;
    if (parts == 1) return read_lines(bytes, begin, end);
    waiting.push_back(std::async(std::launch::async, [=] { return read_lines(bytes, begin, end); }));
    begin = end;
  }
  for (auto& part : waiting) {
    auto read = part.get();
    lines.insert(lines.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
  }
  return lines;
}

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

Batch LineBatches::read_batch() {
  Batch batch;
  batch.bytes = std::move(begun_);
  begun_.clear();
  while (true) {
    auto more = read_(batch_bytes);
    if (!more || batch.bytes.size() > longest_line) {
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
  batch.lines = read_lines(batch.bytes);
  return batch;
}

Batch LineBatches::next() {
  auto batch = ahead_.valid() ? ahead_.get() : read_batch();
  if (!batch.is_last) ahead_ = std::async(std::launch::async, [this] { return read_batch(); });
  return batch;
}

}  // namespace siaga::verify
