#include "connect/mail.h"

#include "base/digest.h"
#include "domain/directory.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;
using domain::is_address;

namespace {

constexpr std::size_t bytes_of_word = 39;  // as an encoded word within the 78 characters of a line, behind its name
constexpr std::size_t longest_line = 76;   // RFC 2045 §6.7
constexpr std::size_t plain_subject = 60;  // with its name within the 78 characters of RFC 5322 §2.1.1

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_plain(char c) { return c >= 0x20 && c < 0x7f; }
bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// "Sun, 22 Nov 2026 02:14:37 +0000", whatever the locale.
std::string date_of(base::Instant at) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                days.at(std::chrono::weekday{day}.c_encoding()), unsigned{date.day()},
                months.at(unsigned{date.month()} - 1), int{date.year()}, static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return text.data();
}

/// RFC 2047; each word holds whole characters.
std::string encoded_subject(std::string_view subject) {
  const bool plain = std::ranges::all_of(subject, is_plain) && subject.find("=?") == std::string_view::npos;
  if (plain && subject.size() <= plain_subject) return std::string{subject};
  std::string text;
  while (!subject.empty()) {
    auto size = std::min(subject.size(), bytes_of_word);
    while (size < subject.size() && size > bytes_of_word - 4 && goes_on(subject[size])) --size;
    text += (text.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base::to_base64(subject.substr(0, size)) + "?=";
    subject.remove_prefix(size);
  }
  return text;
}

std::string escaped_byte(char c) {
  std::array<char, 4> text{};
  std::snprintf(text.data(), text.size(), "=%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return text.data();
}

/// One line, without its end. A blank at its end would get lost.
std::string quoted_printable(std::string_view line) {
  std::string text;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool safe = is_plain(c) && c != '=' && !(c == ' ' && i + 1 == line.size());
    const auto piece = safe ? std::string(1, c) : escaped_byte(c);
    if (width + piece.size() > longest_line - 1) {
      text += "=\r\n";
      width = 0;
    }
    text += piece;
    width += piece.size();
  }
  return text + "\r\n";
}

std::string encoded_body(std::string_view body) {
  std::string text;
  while (!body.empty()) {
    const auto end = body.find('\n');
    auto line = body.substr(0, end);
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text += quoted_printable(line);
  }
  return text;
}

}  // namespace

Result<std::string> compose(const Mail& mail) {
  if (!is_address(mail.from)) return fail(Fault::invalid, "the sender is no e-mail address", "from");
  if (!is_address(mail.to)) return fail(Fault::invalid, "the recipient is no e-mail address", "to");
  if (std::ranges::any_of(mail.subject, is_control))
    return fail(Fault::invalid, "a subject is one line without control characters", "subject");
  std::string text;
  text += "Date: " + date_of(mail.at) + "\r\n";
  text += "From: Siaga <" + mail.from + ">\r\n";
  text += "To: <" + mail.to + ">\r\n";
  text += "Message-ID: <" + base::to_string(mail.id) + mail.from.substr(mail.from.find('@')) + ">\r\n";
  text += "Subject: " + encoded_subject(mail.subject) + "\r\n";
  text += "Auto-Submitted: auto-generated\r\n";
  text += "MIME-Version: 1.0\r\n";
  text += "Content-Type: text/plain; charset=UTF-8\r\n";
  text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
  return text + encoded_body(mail.body);
}

}  // namespace siaga::connect
