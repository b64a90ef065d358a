// What findings are called where applications and the logbook differ, when each application was read, and why it
// couldn't be. UTF-8; each moment in its unit's zone, which is named. Pure but for the language. Thread: UI.
#pragma once

#include "protocol/finding.h"

#include <string>

namespace siaga::ui {

/// "aktif lagi, padahal sudah dinonaktifkan"
std::string kind_words(domain::FindingKind kind);
/// "omni.nadia.p", of a duplicate all of them.
std::string users_words(const protocol::FindingView& finding);
/// Since when, and what became of it: "sejak 22 Nov 01:30 WIB", "diterima Ratna …".
std::string fate_words(const protocol::FindingView& finding, base::Instant now);
/// What a person should know of it before deciding.
std::string story_words(const protocol::FindingView& finding, base::Instant now);

/// "dibaca 22 Nov 01:30 WIB: 1 204 user, 3 baru di logbook", "gagal …: …".
std::string run_words(const protocol::ReconciliationView& run, base::Instant now);
/// That there is no open finding, and what this is worth: who wasn't read isn't compared.
std::string nothing_open_words(const std::vector<protocol::ReconciliationView>& runs);
bool has_run_failed(const protocol::ReconciliationView& run);
/// Of a fault's name: "Aplikasi tidak menjawab dalam batas waktu."
std::string run_fault_words(const std::string& fault);
/// What was refused about a finding, and what to do.
std::string finding_sentence(const base::Error& error);

}  // namespace siaga::ui
