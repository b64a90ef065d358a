// Takes an export line by line (proof/export.h) and holds it against itself: each record against its hash, all hashes
// against each signed checkpoint, each key against the one before, the logbook's entries against each other, every byte
// against the seal at the end.
// Owner: examine(). Thread: one.
#pragma once

#include "verify/book_chain.h"
#include "verify/examination.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::verify {

class ExportReader {
 public:
  explicit ExportReader(const Wish& wish);
  /// The next lines. True when the verdict is there; after the last batch it always is.
  bool take(const Batch& batch);
  const Verdict& verdict() const { return verdict_; }

 private:
  enum class Part { magic, origin, made, zone, shown, keys, records, files, seal };
  enum class Block { none, key, checkpoint, seal };
  /// A root that must be met at a size: one that the auditor knew, or one that a key's statement names.
  struct Anchor {
    proof::Checkpoint checkpoint;
    bool is_known = false;
  };

  bool found(Finding finding, std::uint64_t first = 0, std::uint64_t last = 0, std::string name = {});
  bool take_line(const Batch& batch, const Line& line);
  bool take_quoted(std::string_view text);
  bool take_head(std::string_view text);
  bool take_word(std::string_view text);
  bool take_book(std::string_view text);
  bool take_record(const Line& line);
  bool take_subtree(const proof::Subtree& subtree);
  bool take_file(std::string_view text);
  bool begin_checkpoint(std::string_view at);
  bool end_block();
  bool end_key();
  bool end_keys();
  bool end_checkpoint();
  bool end_seal();
  bool end_book();
  bool end_file(const Batch& batch);
  bool unreadable_line();

  bool add_anchors();
  bool meet_anchor();
  bool compare_known();
  std::uint64_t position() const { return tree_.size(); }

  const Wish& wish_;
  Verdict verdict_;
  bool is_over_ = false;

  Part part_ = Part::magic;
  Block block_ = Block::none;
  std::string quoted_;
  std::uint64_t line_ = 0;
  std::uint64_t block_line_ = 0;

  std::string origin_;
  base::Instant checkpoint_at_;
  proof::KeyChain chain_;
  proof::Frontier tree_;
  std::uint64_t last_checkpoint_ = 0;  ///< how far all is signed
  bool has_checkpoint_ = false;        ///< of exactly what was read
  std::vector<Anchor> anchors_;        ///< greatest size first
  bool known_met_ = false;
  BookChain book_;

  base::Digest digest_;
  std::size_t digested_ = 0;  ///< of the batch
  std::string head_digest_;
  std::string whole_digest_;
};

}  // namespace siaga::verify
