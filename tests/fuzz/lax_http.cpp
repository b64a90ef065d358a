#include "lax_http.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <vector>

namespace siaga::fuzz {
namespace {

std::string lower(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  Reader(std::string_view bytes, unsigned habits) : bytes_(bytes), habits_(habits) {}

  std::optional<LaxMessage> read() {
    auto first = line();
    if (!first) return std::nullopt;
    LaxMessage message;
    const auto begin = first->find(' ');
    if (begin != std::string_view::npos)
      message.target = first->substr(begin + 1, first->find(' ', begin + 1) - begin - 1);
    if (!read_fields()) return std::nullopt;
    const bool whole = chunked_ && !(length_ && has(length_wins)) ? read_chunks(message.body)
                                                                  : read_length(message.body, length_.value_or(0));
    if (!whole) return std::nullopt;
    message.end = at_;
    return message;
  }

 private:
  bool has(Habit habit) const { return (habits_ & habit) != 0; }

  std::optional<std::string_view> line() {
    const auto end = bytes_.find(has(bare_line_feeds) ? "\n" : "\r\n", at_);
    if (end == std::string_view::npos) return std::nullopt;
    auto text = bytes_.substr(at_, end - at_);
    at_ = end + (has(bare_line_feeds) ? 1 : 2);
    if (has(bare_line_feeds) && text.ends_with('\r')) text.remove_suffix(1);
    return text;
  }

  bool read_fields() {
    std::vector<std::string> fields;
    for (;;) {
      const auto text = line();
      if (!text) return false;
      if (text->empty()) break;
      const bool continues = text->front() == ' ' || text->front() == '\t';
      if (continues && has(folded_lines) && !fields.empty())
        fields.back() += *text;
      else
        fields.emplace_back(*text);
    }
    for (const auto& field : fields) take(field);
    return true;
  }

  void take(std::string_view field) {
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return;
    auto name = lower(field.substr(0, colon));
    if (has(blanks_in_names)) name = trimmed(name);
    const auto value = lower(trimmed(field.substr(colon + 1)));
    if (name == "transfer-encoding") chunked_ = chunked_ || value.find("chunked") != std::string::npos;
    if (name == "content-length" && (!length_ || has(last_length))) length_ = std::strtoull(value.c_str(), nullptr, 10);
  }

  bool read_length(std::string& body, std::size_t length) {
    if (length > bytes_.size() - at_) return false;
    body += bytes_.substr(at_, length);
    at_ += length;
    return true;
  }

  bool read_chunks(std::string& body) {
    for (;;) {
      const auto head = line();
      if (!head) return false;
      const auto size = std::strtoull(std::string{*head}.c_str(), nullptr, 16);
      if (size == 0) break;
      if (!read_length(body, size) || !line()) return false;
    }
    for (auto trailer = line(); trailer; trailer = line())
      if (trailer->empty()) return true;
    return false;
  }

  std::string_view bytes_;
  unsigned habits_;
  std::size_t at_ = 0;
  bool chunked_ = false;
  std::optional<std::size_t> length_;
};

}  // namespace

std::optional<LaxMessage> read_laxly(std::string_view bytes, unsigned habits) { return Reader(bytes, habits).read(); }

}  // namespace siaga::fuzz
