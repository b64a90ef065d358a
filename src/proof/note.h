// Signed notes (c2sp.org/signed-note): a text, a blank line, and signatures of it that name their keys.
// Values and pure functions; any thread. Errors: Fault::corrupt for what isn't a note.
#pragma once

#include "proof/ed25519.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::proof {

/// A public key with the name that it signs under.
struct VerifierKey {
  std::string name;  ///< without white space and '+'
  Ed25519Public key{};

  /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key): a hint, and not a fingerprint.
  std::uint32_t id() const;
  bool operator==(const VerifierKey&) const = default;
};

/// "name+<id, 8 hexadecimal digits>+base64(0x01 ‖ key)", as Go's sumdb/note writes it.
std::string encode(const VerifierKey& key);
/// Errors: corrupt, also when the id isn't that of the key: no digit of the text can change unseen.
base::Result<VerifierKey> decode_verifier_key(std::string_view text);
/// For people to compare, and for paper: half of SHA-256(key), "1A2B-3C4D-…", eight groups.
std::string fingerprint(const VerifierKey& key);

struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  std::string bytes;  ///< what follows the id
};

struct Note {
  std::string text;  ///< ends in a line break
  std::vector<NoteSignature> signatures;
};

std::string encode(const Note& note);
/// Strict: encode() gives the same bytes again. At most 16 signatures.
base::Result<Note> decode_note(std::string_view bytes);

/// A key that signs under its name.
struct SigningKey {
  std::string name;
  Ed25519Key key;

  VerifierKey verifier() const { return {name, key.public_key()}; }
};
/// Adds one more signature. Throws std::invalid_argument for a text that no note may have: a bug.
void sign(Note& note, const SigningKey& key);

enum class Signed {
  no,   ///< this key hasn't signed
  bad,  ///< it says so, but the signature isn't of this text
  yes,
};
Signed signed_by(const Note& note, const VerifierKey& key);

}  // namespace siaga::proof
