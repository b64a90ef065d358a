#include "verify/book_chain.h"

#include "domain/logbook.h"

#include <algorithm>
#include <string_view>

namespace siaga::verify {

namespace {

/// What follows `begin`; nothing when something else is there.
std::optional<std::string_view> behind(std::string_view text, std::string_view begin) {
  if (!text.starts_with(begin)) return std::nullopt;
  return text.substr(begin.size());
}

/// The hub writes a body's members in one order for ever, so that these two are found without reading the others.
void read_place(std::string_view body, BookEntry& entry) {
  const auto said = behind(body, R"({"book_no":)").value_or("");
  const auto end = said.find_first_of(",}");
  if (end == std::string_view::npos) return;
  const auto number = proof::parse_number(said.substr(0, end));
  if (!number) return;
  entry.number = *number;
  constexpr std::size_t digits = 2 * base::Sha256{}.size();
  const auto previous = behind(said.substr(end), R"(,"book_previous":")");
  if (!previous || previous->size() <= digits || (*previous)[digits] != '"') return;
  if (!proof::read_hash(previous->substr(0, digits), entry.previous.emplace())) entry.previous.reset();
}

}  // namespace

std::optional<BookEntry> read_entry(const proof::RecordLine& record) {
  if (!domain::is_logbook_entry(record.leaf.kind)) return std::nullopt;
  BookEntry entry{record.is_erased, 0, {}, record.leaf.commitment};
  if (!entry.is_erased) read_place(record.body, entry);
  return entry;
}

void BookChain::promise(const proof::BookNumbers& numbers) {
  promised_ = numbers;
  first_ = next_ = numbers.first;
}

void BookChain::found(BookFault::Kind kind, std::uint64_t first, std::uint64_t last, std::uint64_t line) {
  if (!fault_) fault_ = BookFault{kind, first, last, line};
}

bool BookChain::is_in_place(std::uint64_t number, std::uint64_t line) {
  if (next_ == 0) {  // the first that says its number
    if (number <= erased_since_) return false;
    // Without a promise others may stand hidden between the erased ones and this: nothing is known of where those were.
    if (erased_since_ > 0) previous_.reset();
    first_ = erased_since_ > 0 ? number : number - erased_since_;
    return true;
  }
  const auto expected = next_ + erased_since_;
  if (number == 0) found(BookFault::Kind::unchained, expected, expected, line);
  if (number < expected) found(BookFault::Kind::twice, number, number, line);
  if (number == expected) return true;
  if (promised_) found(BookFault::Kind::missing, expected, number - 1, line);
  previous_.reset();
  return true;
}

void BookChain::take(const BookEntry& entry, std::uint64_t line) {
  ++count_;
  if (entry.is_erased) {
    ++erased_since_;
    previous_ = entry.commitment;
    return;
  }
  const bool follows = is_in_place(entry.number, line) &&
                       (previous_ ? entry.previous == previous_ : entry.previous.has_value() == (entry.number > 1));
  if (!follows) found(BookFault::Kind::unchained, entry.number, entry.number, line);
  next_ = entry.number + 1;
  erased_since_ = 0;
  previous_ = entry.commitment;
}

void BookChain::end() {
  if (promised_ && last() < promised_->last)
    found(BookFault::Kind::missing, std::max<std::uint64_t>(last() + 1, 1), promised_->last, 0);
}

}  // namespace siaga::verify
