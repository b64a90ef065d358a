#include "base/clock.h"

#include <fmt/format.h>

#include <optional>

namespace siaga::base {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant first_instant{};
constexpr Instant end_of_instants = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

/// Reads a text from left to right; after the first mismatch everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit()) return mismatch();
      value = value * 10 + (take() - '0');
    }
    return value;
  }

  char one_of(std::string_view allowed) {
    if (rest_.empty() || allowed.find(rest_.front()) == std::string_view::npos) {
      mismatch();
      return '\0';
    }
    return take();
  }

  bool next_is(char wanted) const { return !rest_.empty() && rest_.front() == wanted; }
  bool is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  char take() {
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return first;
  }
  int mismatch() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

microseconds read_decimals(Reader& reader) {
  if (!reader.next_is('.')) return {};
  reader.take();
  if (!reader.is_digit()) reader.mismatch();
  int count = 0;
  std::int64_t micros = 0;
  for (; reader.is_digit(); ++count) {
    const char digit = reader.take();
    if (count < 6) micros = micros * 10 + (digit - '0');
  }
  if (count > 9) reader.mismatch();
  for (; count < 6; ++count) micros *= 10;
  return microseconds{micros};
}

minutes read_offset(Reader& reader) {
  const char sign = reader.one_of("Zz+-");
  if (sign != '+' && sign != '-') return {};
  const int offset_hours = reader.digits(2);
  reader.one_of(":");
  const int offset_minutes = reader.digits(2);
  if (offset_hours > 23 || offset_minutes > 59) reader.mismatch();
  const minutes offset = hours{offset_hours} + minutes{offset_minutes};
  return sign == '-' ? -offset : offset;
}

std::optional<Instant> read(std::string_view text) {
  Reader reader{text};
  const std::chrono::year year{reader.digits(4)};
  reader.one_of("-");
  const std::chrono::month month{static_cast<unsigned>(reader.digits(2))};
  reader.one_of("-");
  const std::chrono::day day{static_cast<unsigned>(reader.digits(2))};
  reader.one_of("Tt");
  const int hour = reader.digits(2);
  reader.one_of(":");
  const int minute = reader.digits(2);
  reader.one_of(":");
  const int second = reader.digits(2);
  const microseconds decimals = read_decimals(reader);
  const minutes offset = read_offset(reader);

  const std::chrono::year_month_day date{year, month, day};
  if (!reader.ok() || !reader.at_end() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const Instant at = std::chrono::sys_days{date} + hours{hour} + minutes{minute} - offset + seconds{second} + decimals;
  // A leap second stands only before midnight UTC; it counts as the second after it.
  if (second == 60 && at - std::chrono::floor<days>(at) >= seconds{1}) return std::nullopt;
  if (at < first_instant || at >= end_of_instants) return std::nullopt;
  return at;
}

}  // namespace

Instant SystemClock::now() const { return std::chrono::floor<microseconds>(std::chrono::system_clock::now()); }

std::string to_rfc3339(Instant at) {
  const auto midnight = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{at - midnight};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

Result<Instant> parse_rfc3339(std::string_view text) {
  if (const auto at = read(text)) return *at;
  return fail(Fault::invalid, "not an RFC 3339 time between 1970 and 9999");
}

}  // namespace siaga::base
