// Which keys a log has signed with, one after the other, and why each may be believed when its predecessor was: a
// statement a key, as a signed note:
//
//     siaga-key-v1
//     <the key, as encode(VerifierKey)>
//     <since when, RFC 3339>
//     first | after <the key before> | continues [base64 of the newest checkpoint that was known]
//
// Each is signed by its own key, and "after" by the one before as well. "continues" is of a hub that was restored from
// a backup, or lost its key: no older key vouches for it, but the checkpoint that it names must be one of its own tree.
// Values and pure functions; any thread. Errors: Fault::corrupt.
#pragma once

#include "base/clock.h"
#include "proof/checkpoint.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::proof {

struct KeyStatement {
  enum class Kind { first, after, continues };

  VerifierKey key;
  base::Instant since;
  Kind kind = Kind::first;
  std::string from;  ///< after: encode() of the key before; continues: a signed note verbatim, or empty
};

/// `predecessor`: of Kind::after, else null.
std::string encode_statement(const KeyStatement& statement, const SigningKey& key, const SigningKey* predecessor);

/// A statement with its signatures. Its own key has signed it.
struct KeyLink {
  KeyStatement statement;
  Note note;
};
base::Result<KeyLink> decode_key_link(std::string_view note);

/// Oldest first.
using KeyChain = std::vector<KeyLink>;

/// The first link that doesn't follow from those before it; nothing when each does.
std::optional<std::size_t> broken_link(std::span<const KeyLink> chain);

/// The checkpoint of a note that a key of the chain has signed under the checkpoint's origin.
/// Errors: corrupt, field "note" (can't be read), "signature" (isn't of this text); untrusted, field "key" (another key
/// of this log) or "origin" (another log).
base::Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const KeyLink> chain);

}  // namespace siaga::proof
