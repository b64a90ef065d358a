#include "log_maker.h"

#include <algorithm>
#include <array>

namespace siaga::test {

using Kind = proof::KeyStatement::Kind;

namespace {

std::array<std::uint8_t, proof::salt_size> salt_of(std::uint64_t seq) {
  std::array<std::uint8_t, proof::salt_size> salt{};
  salt.fill(static_cast<std::uint8_t>(seq * 37 + 11));
  return salt;
}

base::Id id_of(std::uint8_t number) {
  base::Id id;
  id.bytes.fill(number);
  return id;
}

}  // namespace

proof::SigningKey log_key(const std::string& epoch, char seed) {
  return {proof::origin_of_epoch(epoch),
          proof::Ed25519Key::from_seed(std::string(proof::Ed25519Key::seed_size, seed)).value()};
}

LogMaker::LogMaker(std::string epoch, char seed) : key_(log_key(epoch, seed)) {
  keys_.push_back(proof::encode_statement({key_.verifier(), first_event, Kind::first, {}}, key_, nullptr));
  signers_.emplace(0, key_);
}

void LogMaker::add(const std::string& kind, const std::string& body) {
  proof::Leaf leaf;
  leaf.seq = leaves_.size() + 1;
  leaf.at = first_event + std::chrono::seconds{leaf.seq};
  leaf.kind = kind;
  leaf.actor = id_of(7);
  if (leaf.seq % 3 == 0) leaf.on_behalf_of = id_of(9);
  leaf.subject = id_of(static_cast<std::uint8_t>(1 + leaf.seq % 250));
  leaf.unit = id_of(3);
  leaf.commitment = proof::commit(salt_of(leaf.seq), body);
  leaves_.push_back(leaf);
  hashes_.push_back(proof::leaf_hash(leaf));
  bodies_.push_back(body);
}

void LogMaker::enter(std::optional<std::uint64_t> number, std::optional<base::Sha256> previous) {
  book_no_ = number.value_or(book_no_ + 1);
  if (!previous) previous = entered_;
  auto body = "{\"book_no\":" + std::to_string(book_no_);
  if (previous) body += ",\"book_previous\":\"" + base::to_hex(*previous) + "\"";
  add(book_no_ % 2 == 0 ? "case.failed" : "user_id.deactivated", body + ",\"text\":\"entri\"}");
  entered_ = leaves_.back().commitment;
}

void LogMaker::restore(const std::string& epoch, char seed, std::uint64_t known) {
  const auto note = known == 0 ? std::string{} : checkpoint(known);
  key_ = log_key(epoch, seed);
  keys_.push_back(proof::encode_statement({key_.verifier(), first_event, Kind::continues, note}, key_, nullptr));
  if (known > 0) restores_.push_back(known);
  signers_.insert_or_assign(size() + 1, key_);
}

void LogMaker::rotate(char seed) {
  const auto old = key_;
  key_.key = proof::Ed25519Key::from_seed(std::string(proof::Ed25519Key::seed_size, seed)).value();
  const proof::KeyStatement statement{key_.verifier(), first_event, Kind::after, proof::encode(old.verifier())};
  keys_.push_back(proof::encode_statement(statement, key_, &old));
  signers_.insert_or_assign(size() + 1, key_);
}

proof::Tree LogMaker::tree() const {
  return proof::Tree{[this](unsigned tier, std::uint64_t first, std::uint64_t count) {
    std::vector<proof::Hash> found;
    for (auto i = first; i < first + count; ++i) {
      const auto width = std::uint64_t{1} << (tier * proof::levels_a_tier);
      proof::Frontier part;
      for (auto leaf = i * width; leaf < (i + 1) * width; ++leaf) part.append(hashes_.at(leaf));
      found.push_back(part.root());
    }
    return found;
  }};
}

std::string LogMaker::checkpoint_by(const proof::SigningKey& key, std::uint64_t size) const {
  proof::Note note{proof::encode(proof::Checkpoint{key.name, size, root(size)}), {}};
  proof::sign(note, key);
  return proof::encode(note);
}

std::string LogMaker::checkpoint(std::uint64_t size) const {
  return checkpoint_by(std::prev(signers_.upper_bound(size))->second, size);
}

std::string LogMaker::exported(const Plan& plan) const {
  proof::ExportWriter writer;
  const auto last = plan.last == 0 ? size() : plan.last;
  auto text =
      writer.head({key_.name, first_event + std::chrono::hours{1}, "Asia/Jakarta", plan.first, last, plan.book}, keys_);
  auto stops = plan.stops;
  stops.insert(stops.end(), restores_.begin(), restores_.end());
  stops.push_back(size());
  std::ranges::sort(stops);
  std::uint64_t at = 0;
  const auto hidden = [&](std::uint64_t end) {
    if (end <= at) return;
    for (const auto& subtree : tree().cover(at, end)) text += writer.subtree(subtree);
    at = end;
  };
  for (const auto stop : stops) {
    hidden(std::min(stop, plan.first - 1));
    for (auto next = at; next < std::min(stop, last); ++next) {
      if (plan.hidden.contains(next + 1)) continue;
      hidden(next);
      const auto& leaf = leaves_[at];
      text += bodies_[at].empty() ? writer.erased(leaf, hashes_[at])
                                  : writer.record(leaf, salt_of(leaf.seq), bodies_[at], hashes_[at]);
      ++at;
    }
    hidden(stop);
    text += writer.checkpoint(first_event + std::chrono::seconds{stop}, checkpoint(stop));
  }
  for (const auto& [name, digest] : plan.files) text += writer.file(name, digest);
  return text + writer.end(key_);
}

verify::Verdict verdict_of(const std::string& bytes, const verify::Wish& wish) {
  std::size_t offset = 0;
  return verify::examine(
      [&bytes, &offset](std::size_t at_most) -> base::Result<std::string> {
        const auto piece = bytes.substr(offset, at_most);
        offset += piece.size();
        return piece;
      },
      wish);
}

}  // namespace siaga::test
