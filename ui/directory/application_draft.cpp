#include "ui/directory/application_draft.h"

#include "domain/directory.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace siaga::ui {
namespace {

using base::fail;
using base::Fault;
using base::Result;
using domain::ConnectorKind;
using protocol::CommandSettings;
using protocol::ScimSettings;

/// Nothing: it is no whole number, or not from `least` to `most`.
std::optional<int> figure_in(const std::string& text, int least, int most) {
  int figure = 0;
  const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), figure);
  if (code != std::errc{} || stop != text.data() + text.size() || figure < least || figure > most) return std::nullopt;
  return figure;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

Proof proof_of(const protocol::ApplicationView& view, const std::string& user) {
  if (!user.empty()) return Proof::password;
  return view.has_secret ? Proof::secret : Proof::none;
}

Result<std::chrono::seconds> timeout_in(const ApplicationDraft& draft) {
  const auto seconds = figure_in(draft.timeout, 1, static_cast<int>(protocol::longest_wait.count()));
  if (!seconds) return fail(Fault::invalid, "no number of seconds", "/timeout_s");
  return std::chrono::seconds{*seconds};
}

Result<protocol::ConnectorSettings> settings_in(const ApplicationDraft& draft) {
  if (draft.connector == ConnectorKind::manual) return protocol::ConnectorSettings{};
  const auto timeout = timeout_in(draft);
  if (!timeout) return timeout.error();
  if (draft.connector == ConnectorKind::command) {
    if (draft.program.empty()) return fail(Fault::invalid, "no program", "/program");
    const auto arguments = lines_of(draft.arguments);
    if (arguments.size() > protocol::most_arguments) return fail(Fault::invalid, "too many", "/arguments");
    return protocol::ConnectorSettings{CommandSettings{draft.program, arguments, *timeout}};
  }
  const bool by_password = draft.proof == Proof::password;
  if (draft.url.empty()) return fail(Fault::invalid, "no address", "/url");
  if (by_password && draft.user.empty()) return fail(Fault::invalid, "no user", "/user");
  const auto page = figure_in(draft.page, 1, static_cast<int>(protocol::largest_page));
  if (!page) return fail(Fault::invalid, "no number of users", "/page");
  return protocol::ConnectorSettings{ScimSettings{draft.url, by_password ? draft.user : "", draft.authorities,
                                                  draft.activity, *timeout, static_cast<std::size_t>(*page)}};
}

}  // namespace

Result<ApplicationDraft> draft_of(const protocol::ApplicationView& view) {
  const auto& application = view.application;
  const auto settings = console::ApplicationClient::settings_of(application);
  if (!settings) return settings.error();
  ApplicationDraft draft;
  draft.name = application.name;
  draft.unit = application.unit;
  if (application.target) draft.target = std::to_string(application.target->count());
  if (const auto* scim = std::get_if<ScimSettings>(&*settings)) {
    draft.url = scim->url;
    draft.user = scim->user;
    draft.activity = scim->activity;
    draft.authorities = scim->authorities;
    draft.page = std::to_string(scim->page);
    draft.timeout = std::to_string(scim->timeout.count());
  } else if (const auto* program = std::get_if<CommandSettings>(&*settings)) {
    draft.program = program->program;
    draft.arguments = joined(program->arguments);
    if (lines_of(draft.arguments) != program->arguments)
      return fail(Fault::invalid, "an argument isn't a line", "/arguments");
    draft.timeout = std::to_string(program->timeout.count());
  }
  choose_connector(draft, application.connector);
  draft.proof = proof_of(view, draft.user);
  return draft;
}

void choose_connector(ApplicationDraft& draft, ConnectorKind connector) {
  if (draft.connector != connector) draft.proof = connector == ConnectorKind::scim ? Proof::secret : Proof::none;
  draft.connector = connector;
  if (draft.page.empty()) draft.page = std::to_string(protocol::usual_page);
  if (draft.timeout.empty()) draft.timeout = std::to_string(protocol::usual_wait.count());
}

Result<console::ApplicationClient::Wish> wish_of(const ApplicationDraft& draft, const protocol::ApplicationView& was) {
  console::ApplicationClient::Wish wish;
  wish.application.id = was.application.id;
  wish.application.unit = draft.unit;
  wish.application.name = domain::tidy_name(draft.name);
  wish.application.connector = draft.connector;
  if (!draft.target.empty()) {
    const auto minutes = figure_in(draft.target, -domain::longest_target, domain::longest_target);
    if (!minutes) return fail(Fault::invalid, "no number of minutes", "target_minutes");
    wish.application.target = std::chrono::minutes{*minutes};
  }
  if (auto good = domain::check_application(wish.application); !good) return good.error();
  auto settings = settings_in(draft);
  if (!settings) return settings.error();
  wish.settings = std::move(*settings);
  const bool proves = draft.connector != ConnectorKind::manual && draft.proof != Proof::none;
  if (!proves && was.has_secret) wish.secret = "";
  if (proves && !draft.secret.empty()) wish.secret = draft.secret;
  if (proves && draft.secret.empty() && !was.has_secret) return fail(Fault::invalid, "no secret", "secret");
  return wish;
}

}  // namespace siaga::ui
