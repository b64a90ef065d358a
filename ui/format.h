// Figures, times and faults as people say them, in the chosen language. All results are UTF-8. Thread: UI.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/person.h"
#include "domain/position.h"
#include "domain/recording.h"
#include "domain/sos.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::ui {

/// "10 482", with spaces that don't break.
std::string grouped(std::uint64_t figure);
/// One decimal with the language's mark: "0,3".
std::string one_decimal(double figure);
/// "12,3": bytes in millions, for "MB".
std::string megabytes(std::uint64_t bytes);
/// "0,3 dtk": a length below a minute, one decimal.
std::string seconds(std::chrono::microseconds length);
/// "45 dtk", "12 mnt", "3 j 12 m", "2 hari": a length in words, for sentences.
std::string spoken(std::chrono::microseconds length);
/// "00:12.40" (with hundredths) or "00:21": a place in a recording.
std::string media_time(std::chrono::nanoseconds at, bool hundredths);
/// "40 m", "1,2 km".
std::string metres(double length);
/// "-6.98330, 110.40930": what a map's search box takes.
std::string coordinates(const domain::Position& position);
/// "02:14:37 WIB", and with the date when it isn't `now`'s day in that zone.
std::string moment(base::Instant at, base::Instant now, const std::string& zone);

/// "Sari W.": given name and initials, for narrow places.
std::string short_name(std::string_view name);
/// How far the phone's clock is off, when by 2 s or more: "jam ponsel −6 dtk" means that it is behind the hub.
std::optional<std::string> phone_skew(const domain::Sos& sos);
std::string outcome(domain::Outcome outcome);

/// What is wrong with a recording, or nothing: "tanpa rekaman sah (1,8 dtk)" (R1), "rekaman tak terbaca …".
std::optional<std::string> recording_trouble(const domain::Recording& recording);

/// What happened, and what to do, for a command that failed.
std::string sentence(const base::Error& error);

/// "ABCD EFGH …" with four groups a line: what people type into a phone.
std::string secret_groups(std::string_view secret);
/// "AB:CD:…" as four lines of four groups, for eyes to compare.
std::string fingerprint_groups(std::string_view fingerprint);

}  // namespace siaga::ui
