#include "ui/user_id/finding_words.h"

#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <algorithm>

namespace siaga::ui {

using domain::FindingKind;

std::string kind_words(FindingKind kind) {
  switch (kind) {
    case FindingKind::orphan: return tr("active, and nobody's");
    case FindingKind::active_after_leaving: return tr("still active after the last working day");
    case FindingKind::reactivated: return tr("active again after it was closed");
    case FindingKind::duplicate: return tr("several active user IDs of one person");
    case FindingKind::seen_active: return tr("used after the last working day");
  }
  return {};
}

std::string users_words(const protocol::FindingView& finding) {
  std::string names;
  for (const auto& user : finding.users) names += (names.empty() ? "" : ", ") + user.user_name;
  return names;
}

std::string fate_words(const protocol::FindingView& finding, base::Instant now) {
  const auto at = [&](base::Instant moment) { return minute_words(moment, now, finding.zone); };
  if (finding.ended_at) return tr("over since {}", at(*finding.ended_at));
  if (finding.accepted_at) return tr("accepted by {}, {}", finding.accepted_by, at(*finding.accepted_at));
  if (finding.of_case) return tr("a case takes care of it");
  return tr("since {}", at(finding.opened_at));
}

std::string story_words(const protocol::FindingView& finding, base::Instant now) {
  std::string words = tr("{} in {}: {}.", users_words(finding), finding.application_name, kind_words(finding.kind));
  if (!finding.agent.empty()) words += "\n" + tr("Agent: {}.", finding.agent);
  if (finding.left_at)
    words += "\n" + tr("The last working day ended {}.", end_words(*finding.left_at, now, finding.zone));
  for (const auto& user : finding.users)
    if (user.last_active)
      words += "\n" + tr("{} was last used {}.", user.user_name, minute_words(*user.last_active, now, finding.zone));
  words += "\n" + tr("Found {}.", minute_words(finding.opened_at, now, finding.zone));
  if (finding.accepted_at)
    words += "\n" + tr("Accepted by {}, {}: {}", finding.accepted_by,
                       minute_words(*finding.accepted_at, now, finding.zone), finding.reason);
  if (finding.ended_at)
    words += "\n" + tr("Over since {}: it wasn't found any more.", minute_words(*finding.ended_at, now, finding.zone));
  else if (finding.of_case)
    words += "\n" + tr("A case takes care of it.");
  return words;
}

std::string nothing_open_words(const std::vector<protocol::ReconciliationView>& runs) {
  const auto is_read = [](const protocol::ReconciliationView& run) { return run.good_at && run.fault.empty(); };
  if (std::ranges::all_of(runs, is_read))
    return tr("Nothing is to be decided.\nWhere applications and logbook differ it stands here.");
  return tr("Nothing is known to differ.\nAn application that wasn't read to its end isn't compared ({} reads it now).",
            cap_of(Command::read_again));
}

bool has_run_failed(const protocol::ReconciliationView& run) { return !run.running && !run.fault.empty(); }

std::string run_words(const protocol::ReconciliationView& run, base::Instant now) {
  const auto at = [&](base::Instant moment) { return minute_words(moment, now, run.zone); };
  if (run.running) return tr("is being read: {} users so far…", grouped(run.read));
  if (!run.ended_at) return run.next_at ? tr("not read yet; it is read {}", at(*run.next_at)) : tr("not read yet");
  if (!run.fault.empty()) {
    const auto good =
        run.good_at ? tr("Last read to its end {}.", at(*run.good_at)) : tr("It was never read to its end.");
    const auto next = run.next_at ? " " + tr("It is read again {}.", at(*run.next_at)) : std::string{};
    return tr("not read {}: {} {}", at(*run.ended_at), run_fault_words(run.fault), good) + next;
  }
  return tr("read {}: {} users, {} new in the logbook", at(*run.ended_at), grouped(run.users), grouped(run.listed));
}

std::string run_fault_words(const std::string& fault) {
  if (fault == "timeout") return tr("The application didn't answer in time.");
  if (fault == "unavailable") return tr("The application can't be reached.");
  if (fault == "untrusted") return tr("The application's certificate can't be trusted.");
  if (fault == "unauthenticated") return tr("The application refuses the hub's password or token.");
  if (fault == "forbidden") return tr("The application doesn't let the hub read its users.");
  if (fault == "too-many") return tr("The application asks the hub to wait.");
  if (fault == "unsupported") return tr("The application doesn't offer a list of its users.");
  if (fault == "invalid") return tr("The connector's settings are wrong.");
  if (fault == "corrupt" || fault == "too-large") return tr("The application's answer makes no sense.");
  return tr("Something went wrong in the hub.");
}

std::string finding_sentence(const base::Error& error) {
  using base::Fault;
  if (error.fault == Fault::conflict && error.field == "state")
    return tr("It was accepted, or is over, or a case takes care of it already. Nothing was changed.");
  if (error.fault == Fault::conflict && error.field == "running")
    return tr("The application is being read already. Wait for its result.");
  if (error.fault == Fault::conflict && error.field == "user_id")
    return tr("The user ID is closed, or somebody else's by now. Nothing was changed; accept it with a reason.");
  if (error.fault == Fault::conflict && error.field == "planned")
    return tr("A replacement is planned under this name. Withdraw it first; nothing was changed.");
  if (error.fault == Fault::invalid && error.field == "user_name")
    return tr("Choose which of the user IDs is to be closed.");
  return sentence(error);
}

}  // namespace siaga::ui
