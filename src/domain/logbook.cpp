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

}  // namespace siaga::domain
