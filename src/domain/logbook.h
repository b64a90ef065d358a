// Which kinds of events are entries of the logbook of user IDs (R39), each of which says a number, 1, 2, 3 … without
// gaps, and the commitment of the entry before it; and what the text of one that lists a user ID is made of.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace siaga::domain {

/// By the kind's name in the journal; a newer program's kinds follow the same rule.
bool is_logbook_entry(std::string_view kind);

/// The text of user_id.listed. From a spreadsheet it has who asked and notes, too, as the file says.
struct ListingText {
  std::string team;  ///< one line, as is who asked; any may be empty
  std::string requested_by;
  std::string notes;
};
std::string text_of(const ListingText& listing);
ListingText read_listing_text(std::string_view text);

}  // namespace siaga::domain
