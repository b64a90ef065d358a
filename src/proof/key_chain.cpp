#include "proof/key_chain.h"

#include <algorithm>

namespace siaga::proof {

using base::fail;
using base::Fault;
using base::Result;
using Kind = KeyStatement::Kind;

namespace {

constexpr std::string_view statement_magic = "siaga-key-v1\n";
constexpr std::string_view word_first = "first";
constexpr std::string_view word_after = "after ";
constexpr std::string_view word_continues = "continues";

std::string reason_line(const KeyStatement& statement) {
  switch (statement.kind) {
    case Kind::first: break;
    case Kind::after: return std::string{word_after} + statement.from;
    case Kind::continues:
      return std::string{word_continues} + (statement.from.empty() ? "" : " " + base::to_base64(statement.from));
  }
  return std::string{word_first};
}

std::string text_of(const KeyStatement& statement) {
  return std::string{statement_magic} + encode(statement.key) + "\n" + base::to_rfc3339(statement.since) + "\n" +
         reason_line(statement) + "\n";
}

bool read_reason(std::string_view line, KeyStatement& statement) {
  if (line == word_first) return true;
  if (line.starts_with(word_after)) {
    statement.kind = Kind::after;
    statement.from = line.substr(word_after.size());
    return true;
  }
  statement.kind = Kind::continues;
  if (line == word_continues) return true;
  if (!line.starts_with(word_continues) || line[word_continues.size()] != ' ') return false;
  auto known = base::from_base64(line.substr(word_continues.size() + 1));
  if (!known || known->empty()) return false;
  statement.from = std::move(*known);
  return true;
}

std::optional<KeyStatement> read_statement(std::string_view text) {
  if (!text.starts_with(statement_magic)) return std::nullopt;
  const auto key_at = statement_magic.size();
  const auto since_at = text.find('\n', key_at) + 1;
  const auto reason_at = text.find('\n', since_at) + 1;
  if (since_at == 0 || reason_at == 0) return std::nullopt;
  const auto key = decode_verifier_key(text.substr(key_at, since_at - 1 - key_at));
  const auto since = base::parse_rfc3339(text.substr(since_at, reason_at - 1 - since_at));
  if (!key || !since) return std::nullopt;
  KeyStatement statement{*key, *since, Kind::first, {}};
  auto reason = text.substr(reason_at);
  if (!reason.ends_with('\n')) return std::nullopt;
  reason.remove_suffix(1);
  if (!read_reason(reason, statement) || text_of(statement) != text) return std::nullopt;
  return statement;
}

/// Of any log: an older epoch's checkpoints stand beside ours.
bool is_name_known(std::span<const KeyLink> chain, std::string_view name) {
  return std::ranges::any_of(chain, [name](const KeyLink& link) { return link.statement.key.name == name; });
}

bool follows(const KeyLink& link, std::span<const KeyLink> before) {
  const auto& statement = link.statement;
  switch (statement.kind) {
    case Kind::first: return before.empty();
    case Kind::after: {
      if (before.empty()) return false;
      const auto& last = before.back().statement.key;
      return statement.from == encode(last) && statement.key.name == last.name && statement.key.key != last.key &&
             signed_by(link.note, last) == Signed::yes;
    }
    case Kind::continues: return !before.empty() && (statement.from.empty() || open_checkpoint(statement.from, before));
  }
  return false;
}

}  // namespace

std::string encode_statement(const KeyStatement& statement, const SigningKey& key, const SigningKey* predecessor) {
  Note note{text_of(statement), {}};
  sign(note, key);
  if (predecessor != nullptr) sign(note, *predecessor);
  return encode(note);
}

Result<KeyLink> decode_key_link(std::string_view bytes) {
  auto note = decode_note(bytes);
  if (!note) return note.error();
  auto statement = read_statement(note->text);
  if (!statement) return fail(Fault::corrupt, "not a statement about a key");
  if (signed_by(*note, statement->key) != Signed::yes) return fail(Fault::corrupt, "a key hasn't signed for itself");
  return KeyLink{std::move(*statement), std::move(*note)};
}

std::optional<std::size_t> broken_link(std::span<const KeyLink> chain) {
  for (std::size_t i = 0; i < chain.size(); ++i)
    if (!follows(chain[i], chain.first(i))) return i;
  return std::nullopt;
}

Result<Checkpoint> open_checkpoint(std::string_view bytes, std::span<const KeyLink> chain) {
  const auto note = decode_note(bytes);
  if (!note) return fail(note.error().fault, note.error().detail, "note");
  const auto checkpoint = decode_checkpoint(note->text);
  if (!checkpoint) return fail(checkpoint.error().fault, checkpoint.error().detail, "note");
  for (const auto& link : chain) {
    const auto& key = link.statement.key;
    if (key.name != checkpoint->origin) continue;
    const auto found = signed_by(*note, key);
    if (found == Signed::yes) return *checkpoint;
    if (found == Signed::bad) return fail(Fault::corrupt, "the signature isn't of this checkpoint", "signature");
  }
  if (is_name_known(chain, checkpoint->origin))
    return fail(Fault::untrusted, "signed with a key that isn't known", "key");
  return fail(Fault::untrusted, "a checkpoint of another log: " + checkpoint->origin, "origin");
}

}  // namespace siaga::proof
