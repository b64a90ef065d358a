#include "verify/record_proof.h"

namespace siaga::verify {

namespace {

/// As proof::leaf_hash makes it of leaf_data.
proof::Hash hash_of(const std::string& leaf_data) { return base::sha256(std::string(1, '\0') + leaf_data); }

Verdict finding(Finding what, std::uint64_t first = 0, std::uint64_t last = 0) {
  Verdict verdict;
  verdict.finding = what;
  verdict.first = first;
  verdict.last = last;
  return verdict;
}

/// The proof says nothing of the way between two sizes: only the same one can be compared.
Finding compare(const Known& known, const proof::Checkpoint& found) {
  if (!known.checkpoint.origin.empty() && known.checkpoint.origin != found.origin) return Finding::known_of_other_log;
  if (known.checkpoint.size > found.size) return Finding::older_than_known;
  if (known.checkpoint.size < found.size) return Finding::cannot_be_compared;
  return known.checkpoint.root == found.root ? Finding::whole : Finding::forked;
}

}  // namespace

Verdict examine_record_proof(std::string_view bytes, const Wish& wish) {
  const auto file = proof::decode_proof_file(bytes);
  if (!file) return finding(Finding::unreadable_line);
  const auto key = proof::decode_verifier_key(wish.key);
  if (!key) return finding(Finding::key_needed);
  const auto note = proof::decode_note(file->checkpoint);
  const auto checkpoint = note ? proof::decode_checkpoint(note->text) : note.error();
  const auto seq = file->index + 1;
  if (!checkpoint) return finding(Finding::checkpoint_altered, seq, seq);
  if (checkpoint->origin != key->name) {
    auto other = finding(Finding::checkpoint_of_other_log, seq, checkpoint->size);
    other.name = checkpoint->origin;
    return other;
  }
  const auto how = proof::signed_by(*note, *key);
  if (how == proof::Signed::no) return finding(Finding::checkpoint_of_other_key, seq, checkpoint->size);
  if (how == proof::Signed::bad) return finding(Finding::checkpoint_altered, seq, checkpoint->size);
  // How many hashes a path has follows from its place: one too many or too few is not a proof either.
  if (!proof::is_included(hash_of(file->extra), file->index, checkpoint->size, file->path, checkpoint->root))
    return finding(Finding::record_altered, seq, seq);
  if (proof::encode(*file) != bytes) return finding(Finding::lines_altered);
  auto verdict = finding(Finding::whole);
  if (wish.known) verdict = finding(compare(*wish.known, *checkpoint), wish.known->checkpoint.size, checkpoint->size);
  verdict.is_compared = wish.known.has_value();
  verdict.is_key_vouched = true;
  if (verdict.is_whole()) verdict.first = seq;
  verdict.size = checkpoint->size;
  verdict.fingerprint = proof::fingerprint(*key);
  verdict.shown = 1;
  return verdict;
}

}  // namespace siaga::verify
