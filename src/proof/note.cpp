#include "proof/note.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace siaga::proof {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr char ed25519_type = 1;
constexpr std::string_view dash = "\xe2\x80\x94 ";  // an em dash and a space
constexpr std::size_t most_signatures = 16;

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::uint32_t read_big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::string id_text(std::uint32_t id) {
  const auto bytes = big_endian(id);
  return base::to_hex(std::vector<std::uint8_t>(bytes.begin(), bytes.end()));
}

/// Bytes of the character that begins here; 0 when none does (RFC 3629: no overlong forms, no surrogates).
std::size_t character_at(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0u; };
  const auto follows = [&byte](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  if (byte(0) < 0x80) return 1;
  if (byte(0) >= 0xc2 && byte(0) <= 0xdf && follows(1)) return 2;
  if (byte(0) >= 0xe0 && byte(0) <= 0xef && follows(1) && follows(2)) {
    const bool overlong = byte(0) == 0xe0 && byte(1) < 0xa0;
    const bool surrogate = byte(0) == 0xed && byte(1) > 0x9f;
    return overlong || surrogate ? 0 : 3;
  }
  if (byte(0) >= 0xf0 && byte(0) <= 0xf4 && follows(1) && follows(2) && follows(3)) {
    const bool overlong = byte(0) == 0xf0 && byte(1) < 0x90;
    const bool too_great = byte(0) == 0xf4 && byte(1) > 0x8f;
    return overlong || too_great ? 0 : 4;
  }
  return 0;
}

bool is_text(std::string_view text) {
  while (!text.empty()) {
    const auto size = character_at(text);
    if (size == 0 || (static_cast<std::uint8_t>(text[0]) < 0x20 && text[0] != '\n')) return false;
    text.remove_prefix(size);
  }
  return true;
}

/// Every white space beyond ASCII is among these (Unicode's White_Space).
bool has_wide_space(std::string_view name) {
  constexpr std::array<std::string_view, 20> spaces{
      "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83",
      "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a",
      "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\x7f"};
  return std::ranges::any_of(spaces, [name](auto space) { return name.find(space) != std::string_view::npos; });
}

bool is_name(std::string_view name) {
  return !name.empty() && is_text(name) && name.find_first_of(" +\n") == std::string_view::npos &&
         !has_wide_space(name);
}

base::Error no_note(const char* why) { return fail(Fault::corrupt, std::string{"not a signed note: "} + why); }

/// "— name base64", without its line break.
std::optional<NoteSignature> read_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos || !is_name(line.substr(0, blank))) return std::nullopt;
  const auto bytes = base::from_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  return NoteSignature{std::string{line.substr(0, blank)}, read_big_endian(*bytes), bytes->substr(4)};
}

}  // namespace

std::uint32_t VerifierKey::id() const {
  std::string text = name + '\n' + ed25519_type;
  text.append(key.begin(), key.end());
  const auto hash = base::sha256(text);
  return read_big_endian({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string encode(const VerifierKey& key) {
  std::string typed(1, ed25519_type);
  typed.append(key.key.begin(), key.key.end());
  return key.name + "+" + id_text(key.id()) + "+" + base::to_base64(typed);
}

Result<VerifierKey> decode_verifier_key(std::string_view text) {
  const auto wrong = [] { return fail(Fault::corrupt, "not a public key: name+id+base64"); };
  const auto first = text.find('+');
  if (first == std::string_view::npos || text.size() < first + 10 || text[first + 9] != '+') return wrong();
  VerifierKey key;
  key.name = text.substr(0, first);
  const auto typed = base::from_base64(text.substr(first + 10));
  if (!is_name(key.name) || !typed || typed->size() != 1 + key.key.size() || typed->front() != ed25519_type)
    return wrong();
  std::copy(typed->begin() + 1, typed->end(), key.key.begin());
  if (id_text(key.id()) != text.substr(first + 1, 8)) return wrong();
  return key;
}

std::string fingerprint(const VerifierKey& key) {
  const auto hash = base::sha256({reinterpret_cast<const char*>(key.key.data()), key.key.size()});
  auto digits = base::to_hex(std::span{hash}.first(16));
  for (auto& digit : digits)
    if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
  std::string text;
  for (std::size_t i = 0; i < digits.size(); i += 4) text += (i == 0 ? "" : "-") + digits.substr(i, 4);
  return text;
}

std::string encode(const Note& note) {
  auto bytes = note.text + "\n";
  for (const auto& one : note.signatures) {
    bytes += dash;
    bytes += one.name + " " + base::to_base64(big_endian(one.id) + one.bytes) + "\n";
  }
  return bytes;
}

Result<Note> decode_note(std::string_view bytes) {
  if (!is_text(bytes)) return no_note("control characters, or not UTF-8");
  if (!bytes.ends_with('\n')) return no_note("no line break at its end");
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return no_note("no blank line");
  Note note{std::string{bytes.substr(0, blank + 1)}, {}};
  for (auto rest = bytes.substr(blank + 2); !rest.empty();) {
    const auto end = rest.find('\n');
    auto one = read_signature(rest.substr(0, end));
    if (!one) return no_note("a signature that can't be read");
    if (note.signatures.size() == most_signatures) return no_note("too many signatures");
    note.signatures.push_back(std::move(*one));
    rest.remove_prefix(end + 1);
  }
  if (note.signatures.empty()) return no_note("nobody signed it");
  return note;
}

void sign(Note& note, const SigningKey& key) {
  if (!is_text(note.text) || !note.text.ends_with('\n')) throw std::invalid_argument("no text of a note");
  if (!is_name(key.name)) throw std::invalid_argument("no name of a key");
  note.signatures.push_back({key.name, key.verifier().id(), key.key.sign(note.text)});
}

Signed signed_by(const Note& note, const VerifierKey& key) {
  auto found = Signed::no;
  for (const auto& one : note.signatures) {
    if (one.name != key.name || one.id != key.id()) continue;
    if (!is_signature(key.key, note.text, one.bytes)) return Signed::bad;
    found = Signed::yes;
  }
  return found;
}

}  // namespace siaga::proof
