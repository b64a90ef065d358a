// A log made by hand, with keys that are always the same, and exports of it. Thread: the test's.
#pragma once

#include "verify/examination.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace siaga::test {

proof::SigningKey log_key(const std::string& epoch, char seed);

class LogMaker {
 public:
  explicit LogMaker(std::string epoch = "aa", char seed = '1');

  /// One more event, which is no entry of the logbook.
  void add(const std::string& body) { add(size() % 2 == 0 ? "sos.noted" : "sos.responded", body); }
  void add(const std::string& kind, const std::string& body);
  /// One more entry of the logbook; without `number` and `previous` as a hub writes it.
  void enter(std::optional<std::uint64_t> number = {}, std::optional<base::Sha256> previous = {});
  void erase(std::uint64_t seq) { bodies_[seq - 1].clear(); }
  std::uint64_t size() const { return leaves_.size(); }
  /// After a restore: another epoch and key, which name the checkpoint of `known` events; 0: none.
  void restore(const std::string& epoch, char seed, std::uint64_t known);
  void rotate(char seed);

  std::string checkpoint(std::uint64_t size) const;
  std::string checkpoint_by(const proof::SigningKey& key, std::uint64_t size) const;
  proof::Hash root(std::uint64_t size) const { return tree().root(size); }
  proof::Tree tree() const;
  const proof::Leaf& leaf(std::uint64_t seq) const { return leaves_[seq - 1]; }
  const proof::SigningKey& key() const { return key_; }

  struct Plan {
    std::uint64_t first = 1;
    std::uint64_t last = 0;  ///< 0: to the end
    std::optional<proof::BookNumbers> book{};
    std::set<std::uint64_t> hidden{};    ///< within `first` to `last`
    std::vector<std::uint64_t> stops{};  ///< checkpoints on the way
    std::map<std::string, base::Sha256> files{};
  };
  std::string exported(const Plan& plan) const;
  std::string exported() const { return exported({}); }

 private:
  proof::SigningKey key_;
  std::vector<std::string> keys_;
  proof::KeyChain chain_;
  std::vector<proof::Leaf> leaves_;
  std::vector<proof::Hash> hashes_;
  std::vector<std::string> bodies_;
  std::vector<std::uint64_t> restores_;
  std::uint64_t book_no_ = 0;
  std::optional<base::Sha256> entered_;                 ///< commitment of the newest entry
  std::map<std::uint64_t, proof::SigningKey> signers_;  ///< by the size from which they sign
};

inline const base::Instant first_event{std::chrono::seconds{1'795'000'000}};

verify::Verdict verdict_of(const std::string& bytes, const verify::Wish& wish = {});

}  // namespace siaga::test
