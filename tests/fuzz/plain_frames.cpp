#include "plain_frames.h"

#include <algorithm>
#include <optional>

namespace siaga::fuzz {
namespace {

/// UTF-8 byte by byte (Unicode table 3-7): false at the first byte that can't go on.
class Utf8 {
 public:
  bool take(unsigned char byte) {
    if (left_ == 0) return begin(byte);
    const bool fits = byte >= low_ && byte <= high_;
    low_ = 0x80;
    high_ = 0xbf;
    --left_;
    return fits;
  }
  bool at_a_boundary() const { return left_ == 0; }

 private:
  bool begin(unsigned char byte) {
    if (byte < 0x80) return true;
    if (byte < 0xc2 || byte > 0xf4) return false;
    left_ = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte == 0xe0) low_ = 0xa0;
    if (byte == 0xed) high_ = 0x9f;
    if (byte == 0xf0) low_ = 0x90;
    if (byte == 0xf4) high_ = 0x8f;
    return true;
  }

  int left_ = 0;
  unsigned char low_ = 0x80;
  unsigned char high_ = 0xbf;
};

struct Head {
  bool final = false;
  unsigned reserved = 0;
  unsigned opcode = 0;
  bool masked = false;
  bool shortest = true;
  std::uint64_t length = 0;
  std::string mask;
};

constexpr std::uint64_t absurd = std::uint64_t{1} << 40;

class Reader {
 public:
  Reader(std::string_view bytes, bool masked, std::size_t limit) : bytes_(bytes), masked_(masked), limit_(limit) {}

  PlainTalk read() {
    while (talk_.code == 0) {
      const auto head = take_head();
      if (!head) break;
      if (breaks_a_rule(*head))
        talk_.code = 1002;
      else if (!(head->opcode >= 8 ? read_control(*head) : read_data(*head)))
        break;
    }
    return talk_;
  }

 private:
  std::optional<std::string> take(std::uint64_t count, const std::string& mask) {
    if (count > bytes_.size() - at_) return std::nullopt;
    std::string part{bytes_.substr(at_, count)};
    at_ += count;
    for (std::size_t i = 0; i < part.size() && !mask.empty(); ++i) part[i] = static_cast<char>(part[i] ^ mask[i % 4]);
    return part;
  }

  std::optional<Head> take_head() {
    const auto first = take(2, "");
    if (!first) return std::nullopt;
    const auto one = static_cast<unsigned char>((*first)[0]);
    const auto two = static_cast<unsigned char>((*first)[1]);
    Head head{(one & 0x80) != 0, (one >> 4) & 7u, one & 15u, (two & 0x80) != 0, true, two & 0x7fu, ""};
    if (head.length >= 126) {
      const auto more = take(head.length == 126 ? 2 : 8, "");
      if (!more) return std::nullopt;
      head.length = 0;
      for (const char c : *more) head.length = head.length << 8 | static_cast<unsigned char>(c);
      head.shortest = head.length >= (more->size() == 2 ? 126u : 65536u);
    }
    if (head.masked) {
      const auto mask = take(4, "");
      if (!mask) return std::nullopt;
      head.mask = *mask;
    }
    return head;
  }

  bool breaks_a_rule(const Head& head) const {
    const bool control = head.opcode >= 8;
    if (head.reserved != 0 || head.masked != masked_ || !head.shortest) return true;
    if (control) return head.opcode > 10 || !head.final || head.length > 125;
    return head.opcode > 2 || (head.opcode == 0) != in_message_;
  }

  /// False when the bytes end.
  bool read_control(const Head& head) {
    const auto content = take(head.length, head.mask);
    if (!content) return false;
    talk_.read = at_;
    if (head.opcode == 9) talk_.pings.push_back(*content);
    if (head.opcode == 10) talk_.pongs.push_back(*content);
    if (head.opcode == 8) read_close(*content);
    return true;
  }

  void read_close(std::string_view content) {
    talk_.code = 1000;
    talk_.goodbye = content.empty();
    if (content.empty()) return;
    const auto byte = [content](std::size_t i) { return static_cast<unsigned char>(content[i]); };
    const unsigned code = content.size() < 2 ? 0u : static_cast<unsigned>(byte(0) << 8 | byte(1));
    // 1014 is registered since; Beast 1.81 doesn't know it.
    const bool sendable =
        (code >= 1000 && code <= 1013 && code != 1004 && code != 1005 && code != 1006) || code >= 3000;
    Utf8 reason;
    bool legible = true;
    for (std::size_t i = 2; i < content.size(); ++i) legible = legible && reason.take(byte(i));
    talk_.goodbye = sendable && legible && reason.at_a_boundary();
    talk_.code = talk_.goodbye ? static_cast<std::uint16_t>(code) : 1002;
  }

  bool read_data(const Head& head) {
    if (head.opcode != 0) start(head.opcode);
    // A length that no message has is refused before its bytes come (also one whose top bit is set).
    if (head.length > absurd - message_.size()) {
      talk_.code = 1009;
      return true;
    }
    const auto there = std::min<std::uint64_t>(head.length, bytes_.size() - at_);
    const auto content = take(there, head.mask);
    for (const char c : *content) {
      if (is_text_ && !utf8_.take(static_cast<unsigned char>(c))) {
        talk_.text_breaks_at_end = bytes_.size() - at_ + (content->data() + content->size() - &c) <= 3;
        talk_.code = 1007;
        return true;
      }
      message_ += c;
      if (message_.size() > limit_) {
        talk_.code = 1009;
        return true;
      }
    }
    if (there < head.length) return false;
    talk_.read = at_;
    if (head.final) finish();
    return true;
  }

  void start(unsigned opcode) {
    in_message_ = true;
    is_text_ = opcode == 1;
    message_.clear();
    utf8_ = {};
  }

  void finish() {
    in_message_ = false;
    if (!is_text_)
      talk_.code = 1003;
    else if (!utf8_.at_a_boundary())
      talk_.code = 1007;
    else
      talk_.messages.push_back(message_);
  }

  std::string_view bytes_;
  bool masked_;
  std::size_t limit_;
  std::size_t at_ = 0;
  bool in_message_ = false;
  bool is_text_ = false;
  Utf8 utf8_;
  std::string message_;
  PlainTalk talk_;
};

}  // namespace

PlainTalk read_plainly(std::string_view bytes, bool masked, std::size_t longest_message) {
  return Reader(bytes, masked, longest_message).read();
}

}  // namespace siaga::fuzz
