// What cases of user IDs are called: what is left of R36, where a case stands, why its deadline is where it is.
// UTF-8; each moment in the zone of the case's unit, which is named. Pure but for the language. Thread: UI.
#pragma once

#include "protocol/user_id.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

/// alarm: somebody must act now (4 h or less, or failed); running: the clock runs, the last working day has begun.
enum class CaseTone { alarm, running, calm };
CaseTone tone_of(const protocol::UserIdCaseView& view, base::Instant now);
/// The same for the time alone, whatever failed.
CaseTone tone_of_time(const protocol::UserIdCaseView& view, base::Instant now);

/// Until the deadline (R36), negative when it has passed; nothing where no clock runs: replacing, closed, confirmed.
std::optional<std::chrono::microseconds> time_left(const protocol::UserIdCaseView& view, base::Instant now);
/// "12 mnt", "3 j 12 m", "lewat 12 mnt".
std::string left_words(std::chrono::microseconds left);
/// 0…1, how much of the last two days (the last working one and the one after) is used up.
double used_part(std::chrono::microseconds left);

/// "22 Nov 24:00 WIB": midnight belongs to the day that it ends; with the year when it isn't `now`'s.
std::string end_words(base::Instant at, base::Instant now, const std::string& zone);
/// "22 Nov 09:02 WIB", and "09:02 WIB" when it is `now`'s day there. To the minute.
std::string minute_words(base::Instant at, base::Instant now, const std::string& zone);
/// "21 Nov 2026"
std::string day_words(base::Day day);
/// "Nov 2026", and as the hub's query wants it: "2026-11".
std::string month_words(base::Instant at, const std::string& zone);
std::string month_query(base::Instant at, const std::string& zone);

/// "gagal 2×, lagi 23:49", "diminta Hendra 09:02 WIB": where it stands and who is next.
std::string status_words(const protocol::UserIdCaseView& view, base::Instant now);
/// It failed and nobody has mended it yet, or it came back to life and nobody has ordered anything yet.
bool has_failed(const protocol::UserIdCaseView& view);
/// It is over, and came after the deadline.
bool was_late(const protocol::UserIdCaseView& view);
/// A person does it in the application, and nothing happens by itself.
bool is_by_hand(const protocol::UserIdCaseView& view);
/// Carried out, it waits for a second person; else the hub reads the application itself.
bool is_looked_at(const protocol::UserIdCaseView& view);
/// The last working day isn't over: whoever acts now must say that they know.
bool is_early(const protocol::UserIdCaseView& view, base::Instant now);
/// "Nadia Putri · omni.nadia.p"
std::string title_of(const protocol::UserIdCaseView& view);
/// The name in this version, as the case came with it; "somebody" when it isn't there.
std::string name_in(const protocol::UserIdCaseView& view, const std::optional<base::Id>& version);

/// "Mengapa batasnya 22 Nov 24:00 WIB?" and the answer; both empty for those without a deadline.
struct WhyWords {
  std::string question;
  std::string answer;
};
WhyWords why_words(const protocol::UserIdCaseView& view, base::Instant now);
/// Signs of activity after the last working day, as the application tells; empty when there are none.
std::string activity_words(const protocol::UserIdCaseView& view, base::Instant now);
/// "37 dari 38 tepat waktu · median 2 j 40 m · 1 lewat batas (aplikasi tidak menjawab)"
std::string sla_words(const protocol::SlaView& sla);
/// What a day of the hire must look like.
std::string hired_words();
/// Those whose deadline is over, and that were closed in time only as whoever did it says.
std::string sla_waiting_words(std::uint64_t waiting);

/// What happened, what was kept, what to do. `view`: the case as it is now, when that is known: it names who has it.
std::string case_sentence(const base::Error& error, const protocol::UserIdCaseView* view, base::Instant now);

}  // namespace siaga::ui
