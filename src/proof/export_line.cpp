// How an export's records are read: an auditor's million lines, so nothing is copied that needn't be.
#include "proof/export.h"

#include <algorithm>
#include <limits>

namespace siaga::proof {

namespace {

constexpr std::array<std::int8_t, 256> make_digit_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 10; ++i) values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
  for (int i = 0; i < 6; ++i) values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
  return values;
}
constexpr auto digit_values = make_digit_values();

/// Lower case alone.
bool read_hex(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() != bytes.size() * 2) return false;
  int wrong = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int high = digit_values[static_cast<std::uint8_t>(text[2 * i])];
    const int low = digit_values[static_cast<std::uint8_t>(text[2 * i + 1])];
    wrong |= high | low;
    bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return wrong >= 0;
}

bool read_id(std::string_view text, base::Id& id) {
  if (text == "-") return true;
  return read_hex(text, id.bytes) && !id.is_nil();
}

bool read_instant(std::string_view text, base::Instant& at) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto number = parse_number(text);
  if (!number || (negative && *number == 0)) return false;
  const auto count = static_cast<std::int64_t>(*number);
  at = base::Instant{std::chrono::microseconds{negative ? -count : count}};
  return true;
}

/// Words divided by single blanks; the last one may have any.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}
  std::string_view next() {
    const auto end = rest_.find(' ');
    const auto word = rest_.substr(0, end);
    is_over_ = end == std::string_view::npos;
    rest_.remove_prefix(is_over_ ? rest_.size() : end + 1);
    return word;
  }
  std::string_view rest() const { return rest_; }
  bool is_over() const { return is_over_; }

 private:
  std::string_view rest_;
  bool is_over_ = false;
};

bool read_fields(Words& words, Leaf& leaf) {
  const auto seq = parse_number(words.next());
  if (!seq || *seq == 0 || !read_instant(words.next(), leaf.at)) return false;
  leaf.seq = *seq;
  if (!read_id(words.next(), leaf.actor) || !read_id(words.next(), leaf.on_behalf_of)) return false;
  leaf.kind = words.next();
  if (leaf.kind.size() > std::numeric_limits<std::uint16_t>::max()) return false;
  return read_id(words.next(), leaf.subject) && read_id(words.next(), leaf.unit);
}

}  // namespace

std::optional<RecordLine> read_record(std::string_view line) {
  RecordLine record;
  Words words{line};
  const auto kind = words.next();
  record.is_erased = kind == "x";
  if (kind != "r" && kind != "x") return std::nullopt;
  if (!read_fields(words, record.leaf)) return std::nullopt;
  if (record.is_erased) {
    const bool read = read_hex(words.next(), record.leaf.commitment) && read_hex(words.next(), record.hash);
    return read && words.is_over() ? std::optional{record} : std::nullopt;
  }
  std::array<std::uint8_t, salt_size> salt;
  if (!read_hex(words.next(), salt) || !read_hex(words.next(), record.hash) || words.is_over()) return std::nullopt;
  record.body = words.rest();
  record.leaf.commitment = commit(salt, record.body);
  return record;
}

bool read_hash(std::string_view digits, Hash& hash) { return read_hex(digits, hash); }

std::optional<Subtree> read_subtree(std::string_view line) {
  Words words{line};
  Subtree subtree;
  if (words.next() != "t") return std::nullopt;
  const auto level = parse_number(words.next());
  if (!level || *level > 62 || !read_hex(words.next(), subtree.hash) || !words.is_over()) return std::nullopt;
  subtree.level = static_cast<unsigned>(*level);
  return subtree;
}

}  // namespace siaga::proof
