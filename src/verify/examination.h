// Is an exported file what the hub's log held, all of it, and signed by it: offline, from the file and what the auditor
// knew before. Reads the file once, in order, and stops at the first thing that is wrong; memory stays bounded.
// Thread: the caller's, which it blocks; helpers of its own hash beside it.
#pragma once

#include "verify/line_batches.h"
#include "verify/verdict.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::verify {

/// A checkpoint that the auditor kept: as a file, or from paper.
struct Known {
  proof::Checkpoint checkpoint;  ///< from paper its origin is empty
  std::string note{};            ///< verbatim; empty from paper: then nothing is signed
};
/// A signed note, or "SIZE ROOT" as signed pages print them. Errors: corrupt.
base::Result<Known> read_known(std::string_view text);

/// SHA-256 of a file that travels with the examined one. Errors: not_found, others as "unreadable".
using DigestOfFile = std::function<base::Result<base::Sha256>(const std::string& name)>;

struct Wish {
  std::optional<Known> known{};
  std::string key{};  ///< a fingerprint, or name+id+base64: the file must know it; empty: any
  DigestOfFile digest_of_file{};
};

/// An export, or the proof of one record (needs `key` as name+id+base64).
Verdict examine(ReadSome read, const Wish& wish);

}  // namespace siaga::verify
