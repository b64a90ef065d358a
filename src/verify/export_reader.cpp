#include "verify/export_reader.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace siaga::verify {

namespace {

constexpr std::string_view quote = "| ";
constexpr std::size_t longest_note = 64u << 10;

/// What follows a word and a blank; nothing when another word begins the line.
std::optional<std::string_view> after(std::string_view text, std::string_view word) {
  if (!text.starts_with(word) || text.size() <= word.size() || text[word.size()] != ' ') return std::nullopt;
  return text.substr(word.size() + 1);
}

std::optional<base::Instant> read_instant(std::string_view text) {
  const auto at = base::parse_rfc3339(text);
  if (!at || base::to_rfc3339(*at) != text) return std::nullopt;
  return *at;
}

struct Range {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
/// "1 10482", or "0 0"
std::optional<Range> read_range(std::string_view text) {
  const auto blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto first = proof::parse_number(text.substr(0, blank));
  const auto last = proof::parse_number(text.substr(blank + 1));
  return first && last ? std::optional{Range{*first, *last}} : std::nullopt;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find('/') == std::string_view::npos && name != "." && name != "..";
}

Finding finding_of(const base::Error& checkpoint) {
  if (checkpoint.field == "key") return Finding::checkpoint_of_other_key;
  if (checkpoint.field == "origin") return Finding::checkpoint_of_other_log;
  return Finding::checkpoint_altered;
}

std::string hex_of(base::Digest digest) { return base::to_hex(digest.finish()); }

}  // namespace

ExportReader::ExportReader(const Wish& wish) : wish_(wish), digest_(base::DigestKind::sha256) {}

bool ExportReader::found(Finding finding, std::uint64_t first, std::uint64_t last, std::string name) {
  verdict_.finding = finding;
  verdict_.line = line_;
  verdict_.first = first;
  verdict_.last = last == 0 ? first : last;
  verdict_.name = std::move(name);
  is_over_ = true;
  return true;
}

bool ExportReader::unreadable_line() { return found(Finding::unreadable_line, position() + 1); }

bool ExportReader::take(const Batch& batch) {
  digested_ = 0;
  for (const auto& part : batch.parts) {
    for (const auto& line : part) {
      ++line_;
      if (take_line(batch, line)) return true;
    }
  }
  if (whole_digest_.empty()) digest_.update(std::string_view{batch.bytes}.substr(digested_));
  return batch.is_last && end_file(batch);
}

bool ExportReader::take_line(const Batch& batch, const Line& line) {
  const auto text = batch.text(line);
  if (part_ == Part::magic) {
    if (text != proof::export_magic) return found(Finding::not_ours);
    part_ = Part::origin;
    return false;
  }
  if (line.kind == Line::Kind::other && text.starts_with(quote)) return take_quoted(text.substr(quote.size()));
  const bool was_sealed = part_ == Part::seal;
  if (end_block() && !was_sealed) return true;
  if (was_sealed) return verdict_.is_whole() ? found(Finding::added_at_end) : true;
  if (part_ < Part::keys) return take_head(text);
  if (line.kind == Line::Kind::other) {
    const bool ends = text == "end";
    if (take_word(text)) return true;
    if (ends) {
      digest_.update(std::string_view{batch.bytes}.substr(digested_, line.end + 1 - digested_));
      whole_digest_ = hex_of(digest_);
    }
    return false;
  }
  if (part_ == Part::files || line.kind == Line::Kind::unreadable) return unreadable_line();
  if (part_ == Part::keys) {
    digest_.update(std::string_view{batch.bytes}.substr(digested_, line.begin - digested_));
    digested_ = line.begin;
    head_digest_ = hex_of(digest_);
    if (end_keys()) return true;
  }
  return line.kind == Line::Kind::subtree ? take_subtree(line.subtree) : take_record(line);
}

bool ExportReader::take_quoted(std::string_view text) {
  if (block_ == Block::none || quoted_.size() + text.size() > longest_note) return unreadable_line();
  quoted_ += text;
  quoted_ += '\n';
  return false;
}

bool ExportReader::take_head(std::string_view text) {
  constexpr std::array<std::string_view, 4> words{"origin", "made", "zone", "shown"};
  const auto place = static_cast<std::size_t>(part_) - static_cast<std::size_t>(Part::origin);
  const auto value = after(text, words[place]);
  if (!value) return unreadable_line();
  if (part_ == Part::origin) origin_ = *value;
  if (part_ == Part::zone) verdict_.zone = *value;
  if (part_ == Part::made && !read_instant(*value)) return unreadable_line();
  if (part_ == Part::shown && !read_range(*value)) return unreadable_line();
  part_ = static_cast<Part>(static_cast<int>(part_) + 1);
  return false;
}

/// book, key, checkpoint, file, end.
bool ExportReader::take_word(std::string_view text) {
  block_line_ = line_;
  if (part_ == Part::keys) {
    if (const auto numbers = after(text, "book"); numbers && chain_.empty()) return take_book(*numbers);
    if (text != "key") return unreadable_line();
    block_ = Block::key;
    return false;
  }
  if (const auto at = after(text, "checkpoint"); at && part_ == Part::records) return begin_checkpoint(*at);
  const bool ends = text == "end";
  if (!ends && !after(text, "file")) return unreadable_line();
  if (!has_checkpoint_) return found(Finding::checkpoint_missing, position(), position());
  part_ = ends ? Part::seal : Part::files;
  if (!ends) return take_file(*after(text, "file"));
  block_ = Block::seal;
  return false;
}

bool ExportReader::take_book(std::string_view text) {
  const auto numbers = read_range(text);
  const bool is_range = numbers && numbers->first <= numbers->last && (numbers->first == 0) == (numbers->last == 0);
  if (!is_range || book_.is_promised()) return unreadable_line();
  book_.promise({numbers->first, numbers->last});
  return false;
}

bool ExportReader::begin_checkpoint(std::string_view at) {
  const auto instant = read_instant(at);
  if (!instant) return unreadable_line();
  checkpoint_at_ = *instant;
  block_ = Block::checkpoint;
  return false;
}

bool ExportReader::take_record(const Line& line) {
  const auto expected = position() + 1;
  if (line.seq != expected) {
    if (!line.fits) return found(Finding::record_altered, expected);
    if (line.seq < expected) return found(Finding::record_added, line.seq);
    return found(Finding::record_missing, expected, line.seq - 1);
  }
  if (!line.fits) return found(Finding::record_altered, expected);
  ++(line.kind == Line::Kind::erased ? verdict_.erased : verdict_.shown);
  if (line.entry) book_.take(*line.entry, line_);
  return take_subtree(line.subtree);
}

bool ExportReader::take_subtree(const proof::Subtree& subtree) {
  part_ = Part::records;
  has_checkpoint_ = false;
  const auto before = position();
  if (!tree_.append(subtree)) return found(Finding::hashes_altered, last_checkpoint_ + 1, before + 1);
  verdict_.hidden += position() - before;
  return meet_anchor();
}

bool ExportReader::take_file(std::string_view text) {
  const auto blank = text.find(' ');
  const auto digits = text.substr(0, blank);
  const auto digest = base::from_hex(digits);
  if (blank == std::string_view::npos || !digest || base::to_hex(*digest) != digits ||
      digest->size() != base::Sha256{}.size() || !is_plain_name(text.substr(blank + 1)))
    return unreadable_line();
  const std::string name{text.substr(blank + 1)};
  ++verdict_.files;
  if (!wish_.digest_of_file) return false;
  const auto actual = wish_.digest_of_file(name);
  if (!actual) return found(Finding::file_missing, 0, 0, name);
  return std::ranges::equal(*actual, *digest) ? false : found(Finding::file_altered, 0, 0, name);
}

bool ExportReader::end_block() {
  const auto block = std::exchange(block_, Block::none);
  switch (block) {
    case Block::none: return false;
    case Block::key: return end_key();
    case Block::checkpoint: return end_checkpoint();
    case Block::seal: return end_seal();
  }
  return false;
}

bool ExportReader::end_key() {
  auto link = proof::decode_key_link(std::exchange(quoted_, {}));
  if (!link) {
    line_ = block_line_;
    return found(Finding::keys_broken);
  }
  chain_.push_back(std::move(*link));
  return false;
}

bool ExportReader::end_keys() {
  if (chain_.empty() || proof::broken_link(chain_)) return found(Finding::keys_broken);
  const auto& newest = chain_.back().statement.key;
  if (newest.name != origin_) return found(Finding::head_altered);
  verdict_.fingerprint = proof::fingerprint(newest);
  const auto is_expected = [this](const proof::KeyLink& link) {
    return proof::encode(link.statement.key) == wish_.key || proof::fingerprint(link.statement.key) == wish_.key;
  };
  if (wish_.key.empty()) return add_anchors();
  const auto expected = std::ranges::find_if(chain_, is_expected);
  if (expected == chain_.end()) return found(Finding::other_key);
  // Anybody can write that they continue a log: from the expected key on each must be signed by the one before.
  const auto is_unvouched = [](const proof::KeyLink& link) {
    return link.statement.kind == proof::KeyStatement::Kind::continues;
  };
  if (std::any_of(std::next(expected), chain_.end(), is_unvouched)) return found(Finding::key_not_vouched);
  verdict_.is_key_vouched = true;
  return add_anchors();
}

bool ExportReader::add_anchors() {
  for (const auto& link : chain_) {
    const auto& statement = link.statement;
    if (statement.kind != proof::KeyStatement::Kind::continues) continue;
    ++verdict_.restores;
    if (statement.from.empty()) continue;
    const auto known = proof::open_checkpoint(statement.from, chain_);
    if (!known) return found(Finding::keys_broken);
    anchors_.push_back({*known, false});
  }
  if (wish_.known && compare_known()) return true;
  std::ranges::sort(anchors_, std::ranges::greater{}, [](const Anchor& anchor) { return anchor.checkpoint.size; });
  return meet_anchor();
}

/// Who signed what the auditor knew; whether it is met shows later.
bool ExportReader::compare_known() {
  const auto& known = *wish_.known;
  anchors_.push_back({known.checkpoint, true});
  if (known.note.empty()) return false;
  const auto opened = proof::open_checkpoint(known.note, chain_);
  if (opened && verdict_.restores == 0) verdict_.is_key_vouched = true;
  if (opened) return false;
  if (opened.error().field == "origin") return found(Finding::known_of_other_log, 0, 0, known.checkpoint.origin);
  return found(opened.error().field == "key" ? Finding::known_of_other_key : Finding::known_altered);
}

bool ExportReader::meet_anchor() {
  while (!anchors_.empty() && anchors_.back().checkpoint.size <= position()) {
    const auto anchor = anchors_.back();
    const auto size = anchor.checkpoint.size;
    anchors_.pop_back();
    const bool passed = size < position();
    const bool fits = !passed && tree_.root() == anchor.checkpoint.root;
    if (!anchor.is_known && !fits) return found(Finding::keys_broken);
    if (!anchor.is_known) continue;
    known_met_ = true;
    verdict_.is_compared = fits;
    if (fits) continue;
    const bool is_older_log = !anchor.checkpoint.origin.empty() && anchor.checkpoint.origin != origin_;
    if (is_older_log) return found(Finding::restored, size);
    return found(passed ? Finding::cannot_be_compared : Finding::forked, size);
  }
  return false;
}

bool ExportReader::end_checkpoint() {
  const auto text = std::exchange(quoted_, {});
  const auto checkpoint = proof::open_checkpoint(text, chain_);
  if (!checkpoint) {
    line_ = block_line_;
    return found(finding_of(checkpoint.error()), position(), position(), text.substr(0, text.find('\n')));
  }
  if (checkpoint->size > position()) return found(Finding::record_missing, position() + 1, checkpoint->size);
  if (checkpoint->size < position()) return found(Finding::record_added, checkpoint->size + 1, position());
  if (checkpoint->root != tree_.root()) return found(Finding::hashes_altered, last_checkpoint_ + 1, position());
  last_checkpoint_ = position();
  has_checkpoint_ = checkpoint->origin == origin_;
  verdict_.size = position();
  verdict_.at = checkpoint_at_;
  return false;
}

bool ExportReader::end_seal() {
  const auto note = proof::decode_note(std::exchange(quoted_, {}));
  line_ = block_line_;
  if (!note || proof::signed_by(*note, chain_.back().statement.key) != proof::Signed::yes)
    return found(Finding::seal_altered);
  const auto seal = proof::decode_export_seal(note->text);
  if (!seal || seal->origin != origin_ || note->signatures.size() != 1) return found(Finding::seal_altered);
  if (seal->head_digest != head_digest_) return found(Finding::head_altered);
  if (end_book()) return true;
  if (seal->whole_digest != whole_digest_) return found(Finding::lines_altered);
  verdict_.hidden -= verdict_.shown + verdict_.erased;
  is_over_ = true;
  if (!wish_.known || known_met_) return true;
  const auto& known = wish_.known->checkpoint;
  const bool is_older_log = !known.origin.empty() && known.origin != origin_;
  return found(is_older_log ? Finding::restored : Finding::older_than_known, known.size, position());
}

/// Told only now: what happened to the file itself says more, and a promise counts once its head is known to be signed.
bool ExportReader::end_book() {
  book_.end();
  if (const auto& fault = book_.fault()) {
    if (fault->line != 0) line_ = fault->line;
    if (fault->kind == BookFault::Kind::missing) return found(Finding::book_missing, fault->first, fault->last);
    return found(fault->kind == BookFault::Kind::twice ? Finding::book_twice : Finding::book_unchained, fault->first);
  }
  verdict_.book_first = book_.first();
  verdict_.book_last = book_.last();
  verdict_.book_entries = book_.count();
  verdict_.is_book_whole = book_.is_whole();
  return false;
}

bool ExportReader::end_file(const Batch& batch) {
  if (batch.trouble) return found(Finding::unreadable, 0, 0, batch.trouble->detail);
  if (part_ == Part::magic) return found(Finding::not_ours);
  ++line_;
  if (part_ == Part::seal && !batch.ends_within_line) {
    if (block_ == Block::seal && quoted_.empty()) return found(Finding::cut_off, 0, position());
    return end_block();
  }
  if (part_ == Part::seal) return found(Finding::seal_altered);
  return found(Finding::cut_off, 0, position());
}

}  // namespace siaga::verify
