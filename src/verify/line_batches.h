// A file of lines, read ahead in pieces and hashed beside whoever takes them: records are checked against their own
// hashes on other threads, and by whoever would only wait for those; in order is what comes out.
// Owner: an Examination. Thread: one; it has helpers of its own and waits for them when it goes.
#pragma once

#include "verify/book_chain.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::verify {

/// Up to so many bytes, empty at the end.
using ReadSome = std::function<base::Result<std::string>(std::size_t at_most)>;

struct Line {
  enum class Kind { record, erased, subtree, unreadable, other };
  Kind kind = Kind::other;
  bool fits = true;                  ///< record, erased: the hash is of what the line says
  std::uint64_t seq = 0;             ///< record, erased
  proof::Subtree subtree{};          ///< record, erased: level 0 and the hash that the line states
  std::optional<BookEntry> entry{};  ///< of the logbook: record, erased
  std::size_t begin = 0;             ///< in the batch's bytes
  std::size_t end = 0;               ///< without its line break
};
/// What a line says by itself.
Line read_line(std::string_view text);

struct Batch {
  std::string bytes;
  std::vector<std::vector<Line>> parts;  ///< all lines, in order
  bool is_last = false;
  bool ends_within_line = false;
  std::optional<base::Error> trouble{};

  std::string_view text(const Line& line) const {
    return std::string_view{bytes}.substr(line.begin, line.end - line.begin);
  }
};

class LineBatches {
 public:
  explicit LineBatches(ReadSome read);
  ~LineBatches();
  /// In order; nothing after one that is_last.
  Batch next();

 private:
  class Ahead;
  /// Without its lines.
  Batch read_batch();

  ReadSome read_;
  std::string begun_;             ///< a line whose end hasn't come
  std::unique_ptr<Ahead> ahead_;  ///< the next one; its helpers use the members above
};

}  // namespace siaga::verify
