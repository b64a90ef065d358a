// The logbook's own chain through an export (R39): each of its entries says its number and the commitment of the entry
// before. So an extract that shows the rest of the journal as hashes still shows that no entry was kept back.
// Owner: an ExportReader. Thread: one; read_entry: any.
#pragma once

#include "proof/export.h"

#include <cstdint>
#include <optional>

namespace siaga::verify {

struct BookEntry {
  bool is_erased = false;                  ///< its number and what it follows went with its particulars
  std::uint64_t number = 0;                ///< 0: erased, or it says none
  std::optional<base::Sha256> previous{};  ///< what it says of the entry before
  base::Sha256 commitment{};
};
/// Nothing when the record isn't an entry of the logbook.
std::optional<BookEntry> read_entry(const proof::RecordLine& record);

struct BookFault {
  enum class Kind {
    missing,   ///< `first` to `last`
    twice,     ///< `first`
    unchained  ///< `first` doesn't follow the entry before it
  };
  Kind kind = Kind::missing;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t line = 0;  ///< where it showed; 0: at the end
};

class BookChain {
 public:
  /// All of these must come, as the file's head says. Without it some may be left out for their reader's scope: then
  /// what does come is held against each other.
  void promise(const proof::BookNumbers& numbers);
  /// In the order of the file.
  void take(const BookEntry& entry, std::uint64_t line);
  void end();

  /// The first one.
  const std::optional<BookFault>& fault() const { return fault_; }
  bool is_promised() const { return promised_.has_value(); }
  /// What was promised came, and nothing else.
  bool is_whole() const { return promised_ && !fault_ && first_ == promised_->first && last() == promised_->last; }
  std::uint64_t count() const { return count_; }
  /// Numbers of what came; 0 when no entry says one.
  std::uint64_t first() const { return first_; }
  std::uint64_t last() const { return next_ == 0 ? 0 : next_ + erased_since_ - 1; }

 private:
  void found(BookFault::Kind kind, std::uint64_t first, std::uint64_t last, std::uint64_t line);
  bool is_in_place(std::uint64_t number, std::uint64_t line);

  std::optional<proof::BookNumbers> promised_;
  std::optional<BookFault> fault_;
  std::uint64_t count_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t next_ = 0;                ///< after the last one that said its number; 0: none did
  std::uint64_t erased_since_ = 0;        ///< which took a number each
  std::optional<base::Sha256> previous_;  ///< nothing: the entry before isn't here
};

}  // namespace siaga::verify
