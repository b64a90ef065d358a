#include "console/directory_client.h"

#include "console/answers.h"
#include "net/http_client.h"

#include <utility>

namespace siaga::console {

using base::Result;

namespace {

std::string path_of(const char* folder, const base::Id& id) {
  return "/api/v1/" + std::string{folder} + "/" + base::to_string(id);
}

}  // namespace

DirectoryClient::DirectoryClient(Send send, Model& model, const base::Clock& clock)
    : send_(std::move(send)), model_(model), clock_(clock) {}

void DirectoryClient::put(std::string target, std::string json, Done<void> done) {
  send_({Request::Verb::put, std::move(target), std::move(json)}, without_body(std::move(done)));
}

void DirectoryClient::end(std::string target, Done<void> done) {
  send_({Request::Verb::del, std::move(target)}, without_body(std::move(done)));
}

void DirectoryClient::fetch_self(Done<void> done) {
  Done<protocol::SessionView> apply = [&model = model_, done = std::move(done)](Result<protocol::SessionView> self) {
    if (!self) return done(self.error());
    model.apply_self(std::move(*self));
    done({});
  };
  send_({Request::Verb::get, "/api/v1/sessions/current"}, decoded(&protocol::decode_session_view, std::move(apply)));
}

void DirectoryClient::fetch_sessions(Done<std::vector<protocol::OwnSession>> done) {
  ask_sessions("/api/v1/sessions", std::move(done));
}

void DirectoryClient::ask_sessions(std::string target, Done<std::vector<protocol::OwnSession>> done) {
  Done<protocol::OwnSessions> unwrap = [done = std::move(done)](Result<protocol::OwnSessions> own) {
    if (!own) return done(own.error());
    done(std::move(own->sessions));
  };
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_own_sessions, std::move(unwrap)));
}

void DirectoryClient::end_session(const base::Id& session, Done<void> done) {
  end(path_of("sessions", session), std::move(done));
}

void DirectoryClient::save_profile(const protocol::PutProfile& profile, Done<void> done) {
  Done<protocol::PersonView> apply = [&model = model_, done = std::move(done)](Result<protocol::PersonView> self) {
    if (!self) return done(self.error());
    // Somebody else may have signed in meanwhile.
    if (model.session() && model.session()->person.id == self->person.id) {
      auto session = *model.session();
      session.person = std::move(self->person);
      model.apply_self(std::move(session));
    }
    done({});
  };
  send_({Request::Verb::put, "/api/v1/profile", protocol::encode_put(profile)},
        decoded(&protocol::decode_person_view, std::move(apply)));
}

void DirectoryClient::fetch_people(const std::string& search, std::optional<base::Id> after,
                                   Done<protocol::PeoplePage> done) {
  std::string target = "/api/v1/people?limit=100";
  if (!search.empty()) target += "&search=" + net::encode_component(search);
  if (after) target += "&after=" + base::to_string(*after);
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_people_page, std::move(done)));
}

void DirectoryClient::fetch_person(const base::Id& person, Done<protocol::PersonView> done) {
  send_({Request::Verb::get, path_of("people", person)}, decoded(&protocol::decode_person_view, std::move(done)));
}

void DirectoryClient::save_person(const domain::Person& person, Done<protocol::PersonView> done) {
  send_({Request::Verb::put, path_of("people", person.id), protocol::encode_put(person)},
        decoded(&protocol::decode_person_view, std::move(done)));
}

void DirectoryClient::fetch_units(Done<std::vector<domain::Unit>> done) {
  send_({Request::Verb::get, "/api/v1/units"}, decoded(&protocol::decode_units, std::move(done)));
}

void DirectoryClient::save_unit(const domain::Unit& unit, Done<void> done) {
  put(path_of("units", unit.id), protocol::encode_put(unit), std::move(done));
}

void DirectoryClient::fetch_numbers(Done<std::vector<domain::UnitNumbers>> done) {
  send_({Request::Verb::get, "/api/v1/emergency-numbers"}, decoded(&protocol::decode_numbers, std::move(done)));
}

void DirectoryClient::save_numbers(const domain::UnitNumbers& numbers, Done<void> done) {
  put(path_of("units", numbers.unit) + "/emergency-numbers", protocol::encode_put(numbers.numbers), std::move(done));
}

void DirectoryClient::give(const domain::Grant& grant, Done<void> done) {
  put(path_of("grants", grant.id), protocol::encode_put(grant), std::move(done));
}

void DirectoryClient::end_grant(const base::Id& grant, Done<void> done) {
  end(path_of("grants", grant), std::move(done));
}

void DirectoryClient::plan_move(const protocol::PutMove& move, Done<void> done) {
  put(path_of("moves", move.id), protocol::encode_put(move), std::move(done));
}

void DirectoryClient::drop_move(const base::Id& move, Done<void> done) { end(path_of("moves", move), std::move(done)); }

void DirectoryClient::fetch_sessions_of(const base::Id& person, Done<std::vector<protocol::OwnSession>> done) {
  ask_sessions(path_of("people", person) + "/sessions", std::move(done));
}

void DirectoryClient::end_sessions_of(const base::Id& person, std::optional<base::Id> session, Done<void> done) {
  send_({Request::Verb::post, path_of("people", person) + "/end-sessions",
         protocol::encode(protocol::EndSessions{session})},
        without_body(std::move(done)));
}

void DirectoryClient::order(const base::Id& person, const char* what, Done<void> done) {
  send_({Request::Verb::post, path_of("people", person) + what, "{}"}, without_body(std::move(done)));
}

void DirectoryClient::fetch_account_of(const base::Id& person, Done<protocol::PersonAccount> done) {
  send_({Request::Verb::get, path_of("people", person) + "/account"},
        decoded(&protocol::decode_person_account, std::move(done)));
}

void DirectoryClient::close_account(const base::Id& person, Done<void> done) {
  order(person, "/close-account", std::move(done));
}

void DirectoryClient::open_account(const base::Id& person, Done<void> done) {
  order(person, "/open-account", std::move(done));
}

void DirectoryClient::make_password_code(const base::Id& person, Done<protocol::PasswordCode> done) {
  send_({Request::Verb::post, path_of("people", person) + "/password-code", "{}"},
        decoded(&protocol::decode_password_code, std::move(done)));
}

void DirectoryClient::remove_second_factor_of(const base::Id& person, Done<void> done) {
  order(person, "/remove-second-factor", std::move(done));
}

void DirectoryClient::fetch_factor_policy(Done<protocol::SecondFactorPolicy> done) {
  send_({Request::Verb::get, "/api/v1/second-factor-policy"},
        decoded(&protocol::decode_second_factor_policy, std::move(done)));
}

void DirectoryClient::put_factor_policy(const protocol::PutSecondFactorPolicy& wished, Done<void> done) {
  put("/api/v1/second-factor-policy", protocol::encode_put(wished), std::move(done));
}

void DirectoryClient::fetch_late_mails(Done<protocol::LateMails> done) {
  send_({Request::Verb::get, "/api/v1/late-mails"}, decoded(&protocol::decode_late_mails, std::move(done)));
}

void DirectoryClient::preview_import(std::string file, Done<protocol::ImportPreview> done) {
  send_({Request::Verb::post, "/api/v1/people-imports/preview", std::move(file), "text/csv", true},
        decoded(&protocol::decode_import_preview, std::move(done)));
}

void DirectoryClient::import_people(std::string file, const std::string& plan, Done<protocol::ImportOutcome> done) {
  send_({Request::Verb::post, "/api/v1/people-imports?plan=" + net::encode_component(plan), std::move(file), "text/csv",
         true},
        decoded(&protocol::decode_import_outcome, std::move(done)));
}

}  // namespace siaga::console
