// Checkpoints (c2sp.org/tlog-checkpoint): what a log says about itself at one size, as the text of a signed note; and
// the file of one record's proof that is checked offline (c2sp.org/tlog-proof).
// Values and pure functions; any thread. Errors: Fault::corrupt for what can't be read.
#pragma once

#include "proof/note.h"
#include "proof/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::proof {

struct Checkpoint {
  std::string origin;  ///< which log: a name that no other has
  std::uint64_t size = 0;
  Hash root{};

  bool operator==(const Checkpoint&) const = default;
};

/// Three lines: origin, size, base64 root.
std::string encode(const Checkpoint& checkpoint);
/// Further lines are allowed, and none of ours has any: nobody could audit what they say.
base::Result<Checkpoint> decode_checkpoint(std::string_view text);

/// "siaga-hub/<epoch>": a restored hub is another log, which goes on from the old one.
std::string origin_of_epoch(std::string_view epoch);

/// Decimal without leading zeros, below 2^63; nothing else is a number in any of our texts.
base::Result<std::uint64_t> parse_number(std::string_view digits);

/// One record, how it is reached from the root, and the signed root.
struct ProofFile {
  std::string extra;        ///< what was hashed: leaf_data; unproven until it is hashed
  std::uint64_t index = 0;  ///< from 0: seq - 1
  std::vector<Hash> path;
  std::string checkpoint;  ///< a signed note, verbatim
};
std::string encode(const ProofFile& file);
base::Result<ProofFile> decode_proof_file(std::string_view bytes);

/// The first line of such a file.
inline constexpr std::string_view proof_file_magic = "c2sp.org/tlog-proof@v1";

}  // namespace siaga::proof
