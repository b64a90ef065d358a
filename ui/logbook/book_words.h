// What the logbook of user IDs says (R39, R40): a row's cells, the record in full, each entry with its number, what is
// shown for what was disposed of, and why the hub refused something. UTF-8; each moment in the zone of the user ID's
// unit, which is named. Pure but for the language. Thread: UI.
#pragma once

#include "protocol/logbook.h"
#include "ui/user_id/case_steps.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {

/// "Nadia Putri · omni.nadia.p"; "No. 12–19, disposed of" once its names are gone.
std::string title_of(const protocol::LogbookRow& row);
/// "inactive", "active", "disposed of".
std::string status_words(protocol::LogbookStatus status);
/// "2 h 40 m before the deadline", "12 min after the deadline"; empty when it isn't done.
std::string sla_words(const protocol::LogbookRow& row);
/// "22 Nov 09:02 WIB by Hendra, ordered by Ratna".
std::string act_words(const protocol::LogbookAct& act, base::Instant now, const std::string& zone);
/// Who closed it: the hub itself, or what the spreadsheet said that it came with (it has no case then).
std::string closed_by(const protocol::LogbookRow& row);
/// Its last day of being kept, and whether somebody holds it; empty while it is active.
std::string keeping_words(const protocol::LogbookRow& row);

/// The record beside the list: captions and what they say; what isn't known is left out.
std::vector<std::pair<std::string, std::string>> facts_of(const protocol::LogbookRow& row, base::Instant now);

/// An entry with its number in the logbook.
struct BookEntry {
  std::uint64_t book_no = 0;
  CaseStep step;
};
/// Every entry, oldest first; what was corrected says so and how, and erased ones say that they are.
std::vector<BookEntry> entries_of(const protocol::LogbookHistory& history);

/// Its two years are over there, and nothing holds it: it may be disposed of.
bool may_go(const protocol::LogbookRow& row, base::Instant now);
/// "31-12-2026", as a day is typed.
std::string written(base::Day day);

/// "38 user IDs", "more than 10 000 user IDs".
std::string total_words(std::uint64_t total, bool more);
/// What happened, what was kept, what to do.
std::string book_sentence(const base::Error& error);
/// The same for what was to go; `names`: of those that were sent, in their order.
std::string disposal_sentence(const base::Error& error, const std::vector<std::string>& names);
/// The same for an export; a file that came changed is named.
std::string export_sentence(const base::Error& error);
/// Why the whole log isn't in the folder.
std::string journal_sentence(const base::Error& error);

}  // namespace siaga::ui
