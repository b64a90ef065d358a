#include "domain/logbook.h"

#include <algorithm>
#include <array>

namespace siaga::domain {

bool is_logbook_entry(std::string_view kind) {
  constexpr std::array<std::string_view, 4> nouns{"case.", "user_id.", "finding.", "logbook."};
  // Who takes it out is told about the journal, not in the book.
  return kind != "logbook.exported" &&
         std::ranges::any_of(nouns, [kind](std::string_view noun) { return kind.starts_with(noun); });
}

std::string text_of(const ListingText& listing) {
  auto text = listing.team;
  if (listing.requested_by.empty() && listing.notes.empty()) return text;
  text += "\n" + listing.requested_by;
  if (!listing.notes.empty()) text += "\n" + listing.notes;
  return text;
}

ListingText read_listing_text(std::string_view text) {
  const auto next_line = [&text] {
    const auto end = text.find('\n');
    const std::string line{text.substr(0, end)};
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
  };
  ListingText listing;
  listing.team = next_line();
  listing.requested_by = next_line();
  listing.notes = text;
  return listing;
}

}  // namespace siaga::domain
