#include "net/range.h"

#include <algorithm>
#include <charconv>

namespace siaga::net {
namespace {

// Digits only: from_chars alone would stop at garbage.
std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool take_unit(std::string_view& text, std::string_view unit) {
  if (text.size() < unit.size()) return false;
  for (std::size_t i = 0; i < unit.size(); ++i)
    if ((text[i] | 0x20) != (unit[i] | 0x20)) return false;
  text.remove_prefix(unit.size());
  return true;
}

constexpr ByteRange unsatisfiable{ByteRange::Kind::unsatisfiable, 0, 0};

ByteRange suffix(std::uint64_t count, std::uint64_t available) {
  const std::uint64_t length = std::min(count, available);
  if (length == 0) return unsatisfiable;
  return {ByteRange::Kind::satisfied, available - length, length};
}

}  // namespace

ByteRange parse_range(std::optional<std::string_view> header, std::uint64_t available) {
  if (!header || !take_unit(*header, "bytes=")) return {};
  const auto dash = header->find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view first_text = header->substr(0, dash);
  const std::string_view last_text = header->substr(dash + 1);

  const auto last = number(last_text);
  if (!last_text.empty() && !last) return {};
  if (first_text.empty()) return last ? suffix(*last, available) : ByteRange{};
  const auto first = number(first_text);
  if (!first || (last && *last < *first)) return {};
  if (*first >= available) return unsatisfiable;
  const std::uint64_t end = last ? std::min(*last, available - 1) : available - 1;
  return {ByteRange::Kind::satisfied, *first, end - *first + 1};
}

std::string content_range(const ByteRange& range, std::optional<std::uint64_t> total) {
  return "bytes " + std::to_string(range.offset) + "-" + std::to_string(range.offset + range.length - 1) + "/" +
         (total ? std::to_string(*total) : "*");
}

std::string unsatisfied_range(std::uint64_t available) { return "bytes */" + std::to_string(available); }

std::optional<ContentRange> parse_content_range(std::string_view header) {
  if (!take_unit(header, "bytes ")) return std::nullopt;
  const auto dash = header.find('-');
  const auto slash = header.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const auto first = number(header.substr(0, dash));
  const auto last = number(header.substr(dash + 1, slash - dash - 1));
  const std::string_view total_text = header.substr(slash + 1);
  const auto total = number(total_text);
  if (!first || !last || *last < *first || (!total && total_text != "*")) return std::nullopt;
  if (total && *last >= *total) return std::nullopt;
  return ContentRange{*first, *last, total};
}

}  // namespace siaga::net
