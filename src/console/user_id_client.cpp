#include "console/user_id_client.h"

#include "console/answers.h"
#include "net/http_client.h"
#include "protocol/command.h"

#include <utility>

namespace siaga::console {

using base::Result;

namespace {

std::string path_of_case(const base::Id& one, const char* verb = nullptr) {
  std::string path = "/api/v1/user-id-cases/" + base::to_string(one);
  if (verb) path.append("/").append(verb);
  return path;
}

std::string path_of_letter(const base::Id& one) { return "/api/v1/letters/" + base::to_string(one); }

UserIdClient::Request table(std::string target, std::string file) {
  UserIdClient::Request request{UserIdClient::Request::Verb::post, std::move(target), std::move(file)};
  request.is_table = true;
  return request;
}

const char* name_of_show(UserIdClient::Show show) {
  switch (show) {
    case UserIdClient::Show::action: return "action";
    case UserIdClient::Show::running: return "running";
    case UserIdClient::Show::done: break;
  }
  return "done";
}

}  // namespace

UserIdClient::UserIdClient(Send send, Model& model, const base::Clock& clock, std::string console)
    : send_(std::move(send)), model_(model), clock_(clock), console_(std::move(console)) {
  on_change_ = model_.cases_changed.connect([this](const std::set<base::Id>&) { count_anew(); });
  on_session_ = model_.session_changed.connect([this] {
    ++person_;
    counting_ = count_again_ = false;
    count_anew();
  });
}

void UserIdClient::count_anew() {
  if (!model_.may(domain::Action::read_user_ids)) return;
  count_again_ = counting_;
  if (std::exchange(counting_, true)) return;
  Done<protocol::UserIdCasePage> counted = [this, mine = person_](const Result<protocol::UserIdCasePage>& page) {
    if (mine != person_) return;
    counting_ = false;
    if (page) model_.apply_case_counts(page->counts);
    if (page && count_again_) count_anew();  // a hub that can't be reached is asked at its next sign of life
  };
  send_({Request::Verb::get, "/api/v1/user-id-cases?show=action&limit=1"},
        decoded(&protocol::decode_user_id_case_page, std::move(counted)));
}

void UserIdClient::fetch_cases(const Query& query, std::optional<base::Id> after, Done<protocol::UserIdCasePage> done) {
  std::string target = "/api/v1/user-id-cases?limit=200&show=" + std::string{name_of_show(query.show)};
  if (query.kind) target += "&kind=" + std::string{domain::name_of(*query.kind)};
  if (query.application) target += "&application=" + base::to_string(*query.application);
  if (after) target += "&after=" + base::to_string(*after);
  Done<protocol::UserIdCasePage> count = [this, done = std::move(done)](Result<protocol::UserIdCasePage> page) {
    if (page) model_.apply_case_counts(page->counts);
    done(std::move(page));
  };
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_user_id_case_page, std::move(count)));
}

void UserIdClient::fetch_case(const base::Id& one, Done<protocol::UserIdCaseView> done) {
  send_({Request::Verb::get, path_of_case(one)}, decoded(&protocol::decode_user_id_case_view, std::move(done)));
}

void UserIdClient::search(const std::string& text, std::optional<base::Id> application,
                          Done<std::vector<domain::UserId>> done) {
  std::string target = "/api/v1/user-ids?limit=20&search=" + net::encode_component(text);
  if (application) target += "&application=" + base::to_string(*application);
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_user_ids, std::move(done)));
}

void UserIdClient::fetch_sla(const std::string& month, Done<protocol::SlaView> done) {
  send_({Request::Verb::get, "/api/v1/user-id-sla?month=" + month},
        decoded(&protocol::decode_sla_view, std::move(done)));
}

void UserIdClient::fetch_sla_report(const std::string& from, const std::string& to, protocol::SlaBy by,
                                    Done<protocol::SlaReport> done) {
  send_({Request::Verb::get,
         "/api/v1/user-id-sla/report?from=" + from + "&to=" + to + "&by=" + std::string{protocol::name_of(by)}},
        decoded(&protocol::decode_sla_report, std::move(done)));
}

void UserIdClient::preview_import(std::string file, Done<protocol::LedgerPreview> done) {
  send_(table("/api/v1/user-ids/import/preview", std::move(file)),
        decoded(&protocol::decode_ledger_preview, std::move(done)));
}

void UserIdClient::import_file(std::string file, const std::string& plan, Done<protocol::LedgerOutcome> done) {
  send_(table("/api/v1/user-ids/import?plan=" + net::encode_component(plan), std::move(file)),
        decoded(&protocol::decode_ledger_outcome, std::move(done)));
}

void UserIdClient::send_letter(const base::Id& one, const std::string& file_name, std::string bytes, Done<void> done) {
  Request request{Request::Verb::put, path_of_letter(one) + "?name=" + net::encode_component(file_name),
                  std::move(bytes), true};
  send_(std::move(request), without_body(std::move(done)));
}

void UserIdClient::fetch_letter(const base::Id& one, Done<std::string> done) {
  send_({Request::Verb::get, path_of_letter(one), {}, true}, std::move(done));
}

void UserIdClient::list_user_id(const domain::UserId& user_id, Done<void> done) {
  send_({Request::Verb::put, "/api/v1/user-ids/" + base::to_string(user_id.id), protocol::encode_put(user_id)},
        without_body(std::move(done)));
}

void UserIdClient::record(const base::Id& one, const protocol::PutCase& wish, Done<void> done) {
  send_({Request::Verb::put, path_of_case(one), protocol::encode_put(wish)}, without_body(std::move(done)));
}

void UserIdClient::request(const base::Id& one, Done<void> done) { plain(one, "request", std::move(done)); }
void UserIdClient::hand_over(const base::Id& one, Done<void> done) { plain(one, "hand-over", std::move(done)); }
void UserIdClient::document(const base::Id& one, Done<void> done) { plain(one, "document", std::move(done)); }

void UserIdClient::withdraw(const base::Id& one, const std::string& reason, Done<void> done) {
  words(one, "withdraw", reason, std::move(done));
}

void UserIdClient::order(const base::Id& one, domain::When when, bool early, Done<void> done) {
  give_order(one, when, early, std::move(done));
}

void UserIdClient::take_order_back(const base::Id& one, Done<void> done) {
  give_order(one, std::nullopt, false, std::move(done));
}

void UserIdClient::give_order(const base::Id& one, std::optional<domain::When> when, bool early, Done<void> done) {
  post(one, "order", protocol::encode(protocol::OrderCommand{new_id(), console_, when, early}), std::move(done));
}

void UserIdClient::attempt(const base::Id& one, const Attempt& what, Done<void> done) {
  protocol::AttemptCommand command;
  command.command = new_id();
  command.console = console_;
  command.done = what.done;
  command.text = what.text;
  command.proof = what.proof;
  command.early = what.early;
  command.user_name = what.user_name;
  post(one, "attempt", protocol::encode(command), std::move(done));
}

void UserIdClient::confirm(const base::Id& one, bool seen, const std::string& text, Done<void> done) {
  post(one, "confirm", protocol::encode(protocol::ConfirmCommand{new_id(), console_, seen, text}), std::move(done));
}

void UserIdClient::reopen(const base::Id& one, const std::string& reason, Done<void> done) {
  words(one, "reopen", reason, std::move(done));
}

void UserIdClient::fetch_first_password(const base::Id& one, Done<protocol::FirstPassword> done) {
  send_({Request::Verb::post, path_of_case(one, "first-password"),
         protocol::encode(protocol::PlainCommand{new_id(), console_})},
        decoded(&protocol::decode_first_password, std::move(done)));
}

void UserIdClient::fetch_findings(Findings show, std::optional<base::Id> after, Done<protocol::FindingPage> done) {
  const auto* state = show == Findings::open ? "open" : show == Findings::accepted ? "accepted" : "all";
  std::string target = std::string{"/api/v1/findings?limit=200&state="} + state;
  if (after) target += "&after=" + base::to_string(*after);
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_finding_page, std::move(done)));
}

void UserIdClient::open_finding_case(const base::Id& finding, const std::optional<std::string>& user_name,
                                     Done<protocol::UserIdCaseView> done) {
  send_({Request::Verb::post, "/api/v1/findings/" + base::to_string(finding) + "/open-case",
         protocol::encode(protocol::OpenFindingCase{new_id(), console_, user_name})},
        decoded(&protocol::decode_user_id_case_view, std::move(done)));
}

void UserIdClient::accept_finding(const base::Id& finding, const std::string& reason, Done<void> done) {
  send_({Request::Verb::post, "/api/v1/findings/" + base::to_string(finding) + "/accept",
         protocol::encode(protocol::TextCommand{new_id(), console_, reason})},
        without_body(std::move(done)));
}

void UserIdClient::reconcile(const base::Id& application, Done<void> done) {
  send_({Request::Verb::post, "/api/v1/applications/" + base::to_string(application) + "/reconcile",
         protocol::encode(protocol::PlainCommand{new_id(), console_})},
        without_body(std::move(done)));
}

void UserIdClient::plain(const base::Id& one, const char* verb, Done<void> done) {
  post(one, verb, protocol::encode(protocol::PlainCommand{new_id(), console_}), std::move(done));
}

void UserIdClient::words(const base::Id& one, const char* verb, const std::string& text, Done<void> done) {
  post(one, verb, protocol::encode(protocol::TextCommand{new_id(), console_, text}), std::move(done));
}

void UserIdClient::post(const base::Id& one, const char* verb, std::string json, Done<void> done) {
  send_({Request::Verb::post, path_of_case(one, verb), std::move(json)}, without_body(std::move(done)));
}

}  // namespace siaga::console
