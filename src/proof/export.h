// The file that an auditor takes away (NAME.siaga-export): the whole tree up to one checkpoint, in order, each leaf as
// a record, as an erased record, or together with others as no more than a hash; the checkpoints on the way; the keys;
// the digests of files that travel with it; and at its end the hub's signature of every byte before. Text, a line a
// thing, nothing in it can be written in two ways, so that no byte can change unseen:
//
//     siaga-export-v1
//     origin siaga-hub/<epoch>
//     made 2026-11-22T16:47:12.000000Z
//     zone Asia/Jakarta
//     shown 1 10482
//     book 1 57                                                 perhaps: see BookNumbers
//     key                                                       one or more; then a note, each line after "| "
//     | siaga-key-v1 …
//     r SEQ AT ACTOR BEHALF KIND SUBJECT UNIT SALT LEAF BODY    a record
//     x SEQ AT ACTOR BEHALF KIND SUBJECT UNIT COMMITMENT LEAF   its particulars were erased by law or retention
//     t LEVEL HASH                                              2^LEVEL leaves that aren't shown
//     checkpoint 2026-11-22T16:47:00.000000Z                    of all leaves so far; when it was signed; then a note
//     | siaga-hub/<epoch> …
//     file SHA256 NAME                                          none or more: a PDF, XLSX, CSV
//     end
//     | siaga-export-v1 …                                       a note: origin, digest of the head, digest of all above
//
// AT is microseconds since 1970; ids, hashes and salt are lower-case hexadecimal, "-" is the nil id; BODY is the JSON
// byte for byte. Head: what stands above the first r, x or t.
// Thread: one at a time; nothing here blocks.
#pragma once

#include "proof/commitment.h"
#include "proof/key_chain.h"
#include "proof/leaf.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace siaga::proof {

inline constexpr std::string_view export_magic = "siaga-export-v1";

/// Numbers of the logbook: of each, the entry stands in the file as a record, erased or not. 0 and 0 when
/// none is. A file for a reader who may not see all of the logbook says none.
struct BookNumbers {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

struct ExportHead {
  std::string origin;
  base::Instant made;
  std::string zone;         ///< IANA name: how times are told to people
  std::uint64_t first = 0;  ///< seq; 0 and 0 when no record is shown
  std::uint64_t last = 0;
  std::optional<BookNumbers> book{};
};

/// Gives the file piece by piece, in the order of its format; the caller keeps what it is given.
class ExportWriter {
 public:
  ExportWriter() : digest_(base::DigestKind::sha256) {}

  /// `keys`: statements, oldest first.
  std::string head(const ExportHead& head, std::span<const std::string> keys);
  /// `hash`: as the journal says. Throws std::invalid_argument when the body has a line break: JSON never has one.
  std::string record(const Leaf& leaf, std::span<const std::uint8_t, salt_size> salt, std::string_view body,
                     const Hash& hash);
  std::string erased(const Leaf& leaf, const Hash& hash);
  std::string subtree(const Subtree& subtree);
  std::string checkpoint(base::Instant signed_at, std::string_view note);
  /// `name`: without line breaks and folders.
  std::string file(std::string_view name, const base::Sha256& digest);
  /// Throws std::invalid_argument when `key` has another name than the origin.
  std::string end(const SigningKey& key);

 private:
  std::string counted(std::string text);
  void end_head();

  base::Digest digest_;  ///< of all so far
  std::string head_digest_;
  std::string origin_;
};

/// What the note at the end says.
struct ExportSeal {
  std::string origin;
  std::string head_digest;   ///< SHA-256, hexadecimal
  std::string whole_digest;  ///< up to and with the line "end"
};
std::string encode(const ExportSeal& seal);
/// Errors: corrupt.
base::Result<ExportSeal> decode_export_seal(std::string_view text);

/// A line "r" or "x". `body` looks into the line that was read.
struct RecordLine {
  Leaf leaf;  ///< its commitment is as the line says (x) or comes from salt and body (r)
  Hash hash{};
  bool is_erased = false;
  std::string_view body;
};
/// Strict; nothing when it isn't such a line.
std::optional<RecordLine> read_record(std::string_view line);
/// 64 digits of a hash, lower case alone.
bool read_hash(std::string_view digits, Hash& hash);
/// A line "t".
std::optional<Subtree> read_subtree(std::string_view line);

}  // namespace siaga::proof
