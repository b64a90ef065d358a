#include "domain/totp.h"

#include "base/digest.h"

#include <array>

namespace siaga::domain {

namespace {

constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

int value_of_base32(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

/// Takes as long wherever they differ.
bool is_same(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned different = 0;
  for (std::size_t i = 0; i < one.size(); ++i) different |= static_cast<unsigned char>(one[i] ^ other[i]);
  return different == 0;
}

/// RFC 3986: all but unreserved characters.
std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

}  // namespace

std::int64_t totp_step(base::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch() / totp_period;
}

std::string totp_code(std::string_view secret, std::int64_t step, std::size_t digits) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) counter[i] = static_cast<char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  const auto digest = base::hmac_sha1(secret, counter);
  // RFC 4226 §5.3: the last four bits say where the 31 bits are taken.
  const std::size_t offset = digest.back() & 15;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | digest[offset + i];
  number &= 0x7fff'ffff;
  std::string code(digits, '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view code, base::Instant at,
                                          std::optional<std::int64_t> last_step) {
  const auto now = totp_step(at);
  std::optional<std::int64_t> accepted;
  for (auto step = now - 1; step <= now + 1; ++step) {
    const bool spent = last_step && step <= *last_step;
    if (is_same(totp_code(secret, step), code) && !spent && !accepted) accepted = step;
  }
  return accepted;
}

std::string to_base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int pending = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (pending += 8; pending >= 5; pending -= 5) text += base32_alphabet[bits >> (pending - 5) & 31];
  }
  if (pending > 0) text += base32_alphabet[bits << (5 - pending) & 31];
  return text;
}

base::Result<std::string> from_base32(std::string_view text) {
  const auto invalid = [] { return base::fail(base::Fault::invalid, "not base32"); };
  const auto whole = text.size();
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() != whole && (whole % 8 != 0 || whole - text.size() > 6)) return invalid();
  std::string bytes;
  std::uint32_t bits = 0;
  int pending = 0;
  for (const char c : text) {
    const int value = value_of_base32(c);
    if (value < 0) return invalid();
    bits = bits << 5 | static_cast<std::uint32_t>(value);
    pending += 5;
    if (pending < 8) continue;
    pending -= 8;
    bytes += static_cast<char>(bits >> pending & 255);
  }
  // One content has one text: no letter too many, and leftover bits are zero.
  if (pending >= 5 || (bits & ((1u << pending) - 1)) != 0) return invalid();
  return bytes;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
  return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) + "?secret=" + to_base32(secret) +
         "&issuer=" + escaped(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace siaga::domain
