// What an auditor is handed by somebody who may want to deceive them: exports, proofs of one record, checkpoints, keys.
// Nothing is whole but what the hub signed, and none of these bytes were signed by anybody but those who made the seeds.
#include "property.h"
#include "verify/examination.h"

#include <string>

using namespace siaga;

namespace {

void check_texts(std::string_view bytes) {
  if (const auto note = proof::decode_note(bytes)) {
    fuzz::must(proof::encode(*note) == bytes, "a note has one form");
    if (const auto checkpoint = proof::decode_checkpoint(note->text))
      fuzz::must(note->text.starts_with(proof::encode(*checkpoint)), "a checkpoint has one form");
    if (const auto link = proof::decode_key_link(bytes))
      fuzz::must(proof::signed_by(link->note, link->statement.key) == proof::Signed::yes, "a key signs for itself");
  }
  if (const auto key = proof::decode_verifier_key(bytes)) fuzz::must(proof::encode(*key) == bytes, "a key has one form");
  if (const auto file = proof::decode_proof_file(bytes))
    fuzz::must(proof::encode(*file) == bytes, "a proof has one form");
  if (const auto record = proof::read_record(bytes)) proof::leaf_hash(record->leaf);
  proof::read_subtree(bytes);
  verify::read_known(bytes);
}

/// In pieces of any size, with and without something known, the verdict is the same sort of thing.
void check_examination(std::string_view bytes) {
  for (const bool whole : {true, false}) {
    auto rest = bytes;
    const auto piece = whole ? bytes.size() + 1 : fuzz::piece_of(bytes.size());
    const auto verdict = verify::examine(
        [&rest, piece](std::size_t) -> base::Result<std::string> {
          const std::string some{rest.substr(0, piece)};
          rest.remove_prefix(some.size());
          return some;
        },
        {});
    fuzz::must(!verify::sentence(verdict, verify::Language::indonesian).empty(), "a verdict has a sentence");
    fuzz::must((verify::exit_code(verdict) == 0) == verdict.is_whole(), "nothing but whole is 0");
    fuzz::must(!verdict.is_whole() || verdict.shown + verdict.erased + verdict.hidden == verdict.size,
               "every leaf is accounted for");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::text_of(data, size);
  check_texts(bytes);
  check_examination(bytes);
  return 0;
}
