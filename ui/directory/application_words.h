// What applications are called where they are kept: their connector, when they were last read, their own target (R41),
// what came of trying them out, what was refused. UTF-8. Pure but for the language. Thread: UI.
#pragma once

#include "domain/user_id.h"
#include "protocol/finding.h"
#include "ui/directory/application_draft.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace siaga::ui {

/// "manual", "SCIM 2.0", "program".
std::string connector_words(domain::ConnectorKind kind);
/// How the hub shows it who it is, as this connector calls it.
std::string proof_words(Proof proof, domain::ConnectorKind kind);
/// "4 j 0 m sesudahnya"; "–" where there is none.
std::string target_words(const std::optional<std::chrono::minutes>& target);
/// When it was last read, and what came of it. `run`: nothing where nobody but a person reads it.
std::pair<std::string, std::string> reading_words(const protocol::ReconciliationView* run, base::Instant now);

/// What trying it out came to.
std::string check_words(const protocol::CheckView& check);
/// What is wrong, what was kept, what to do.
std::string application_sentence(const base::Error& error);

}  // namespace siaga::ui
