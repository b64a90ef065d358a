#include "ui/directory/application_words.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"
#include "ui/user_id/finding_words.h"

namespace siaga::ui {
namespace {

using domain::ConnectorKind;

/// Which setting is wrong and how it is to be; nothing for one that isn't known here.
std::optional<std::string> setting_words(std::string_view field) {
  if (field == "url")
    return tr(
        "The address is https://HOST/PATH, as the application's administrators name it; http only to a program on the "
        "hub's own machine.");
  if (field == "user") return tr("The user's name is needed, without a colon.");
  if (field == "secret")
    return tr(
        "The secret is needed in one line: there is none yet, or it was given for another address, user or program.");
  if (field == "authorities")
    return tr(
        "Certificates are text that begins with -----BEGIN CERTIFICATE-----. Leave it empty for those of the "
        "hub's machine.");
  if (field == "activity") return tr("The attribute is a name like lastLogin, at most 200 characters.");
  if (field == "timeout_s") return tr("The hub waits from 1 to {} seconds.", protocol::longest_wait.count());
  if (field == "page") return tr("From 1 to {} users are asked for at once.", protocol::largest_page);
  if (field == "program")
    return tr(
        "The hub has no such program: it is a file in the folder connectors/ of its data, which may be run and which "
        "nobody but its owner may change. Whoever has the hub's machine puts it there.");
  if (field == "arguments") return tr("At most {} arguments, one a line.", protocol::most_arguments);
  if (field == "name") return tr("An application has a name of 1 to 120 characters.");
  if (field == "target_minutes")
    return tr("The target is a whole number of minutes from −{0} to {0}, or empty.", domain::longest_target);
  return std::nullopt;
}

std::string_view without_slash(std::string_view field) {
  if (field.starts_with('/')) field.remove_prefix(1);
  return field;
}

}  // namespace

std::string connector_words(ConnectorKind kind) {
  switch (kind) {
    case ConnectorKind::manual: return tr("by hand");
    case ConnectorKind::scim: return "SCIM 2.0";
    case ConnectorKind::command: return tr("a program");
  }
  return {};
}

std::string proof_words(Proof proof, ConnectorKind kind) {
  switch (proof) {
    case Proof::none: return tr("None");
    case Proof::secret: return kind == ConnectorKind::scim ? tr("A bearer token") : tr("A secret that it reads");
    case Proof::password: return tr("User and password");
  }
  return {};
}

std::string target_words(const std::optional<std::chrono::minutes>& target) {
  if (!target) return "–";
  if (target->count() == 0) return tr("at its end");
  return target->count() > 0 ? tr("{} after it", spoken(*target)) : tr("{} before it", spoken(-*target));
}

std::pair<std::string, std::string> reading_words(const protocol::ReconciliationView* run, base::Instant now) {
  if (run == nullptr) return {"–", tr("a person looks")};
  if (run->running) return {tr("is being read"), tr_n("{} user", "{} users", run->read, grouped(run->read))};
  if (!run->ended_at) return {tr("not read yet"), ""};
  const auto at = minute_words(*run->ended_at, now, run->zone);
  if (has_run_failed(*run)) return {tr("not read {}", at), run_fault_words(run->fault)};
  return {tr("read {}", at), tr_n("{} user", "{} users", run->users, grouped(run->users))};
}

std::string check_words(const protocol::CheckView& check) {
  if (check.good && check.first_user)
    return tr("It works: the application let the hub in and told its first user: {}. Nothing was changed there.",
              *check.first_user);
  if (check.good) return tr("It works: the application let the hub in; it has no user yet. Nothing was changed there.");
  const auto field = without_slash(check.field);
  if (check.fault == "unsupported" && field == "url")
    return tr("Something answers, but there is no SCIM service at this address. Look at its path.");
  if (check.fault == "unsupported" && field == "redirect")
    return tr("The application sends the hub to another address, where it doesn't go. Write that one.");
  if (check.fault == "invalid")
    if (const auto words = setting_words(field)) return *words;
  if (check.fault == "untrusted")
    return run_fault_words(check.fault) + " " +
           tr("Where an organisation's own authority signed it, its certificate goes into the field for it.");
  return run_fault_words(check.fault);
}

std::string application_sentence(const base::Error& error) {
  if (error.fault == base::Fault::invalid)
    if (const auto words = setting_words(without_slash(error.field))) return *words + " " + tr("Nothing was saved.");
  if (error.fault == base::Fault::too_many) return tr("Other applications are being tried out. Try again in a minute.");
  return sentence(error);
}

}  // namespace siaga::ui
