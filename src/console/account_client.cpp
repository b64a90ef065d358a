#include "console/account_client.h"

#include "console/answers.h"
#include "domain/profile.h"

#include <utility>

namespace siaga::console {

using base::Result;

void AccountClient::post(const char* target, std::string json, Answer answer) {
  send_({Request::Verb::post, target, std::move(json)}, std::move(answer));
}

void AccountClient::confirm_password(const std::string& password, Done<void> done) {
  const protocol::ConfirmPassword body{password};
  post("/api/v1/sessions/current/confirm", protocol::encode(body), without_body(std::move(done)));
}

void AccountClient::change_password(const std::string& password, const std::string& new_password, Done<void> done) {
  const protocol::ChangePassword body{password, new_password};
  post("/api/v1/password", protocol::encode(body), without_body(std::move(done)));
}

void AccountClient::begin_second_factor(const std::string& password, Done<protocol::SecondFactorOffer> done) {
  const protocol::BeginSecondFactor body{password};
  post("/api/v1/second-factor", protocol::encode(body),
       decoded(&protocol::decode_second_factor_offer, std::move(done)));
}

void AccountClient::confirm_second_factor(const std::string& code, Done<protocol::RecoveryCodes> done) {
  const protocol::ConfirmSecondFactor body{code};
  post("/api/v1/second-factor/confirm", protocol::encode(body),
       decoded(&protocol::decode_recovery_codes, std::move(done)));
}

void AccountClient::remove_second_factor(const std::string& password, const std::string& code, Done<void> done) {
  const protocol::RemoveSecondFactor body{password, code};
  post("/api/v1/second-factor/remove", protocol::encode(body), without_body(std::move(done)));
}

void AccountClient::renew_recovery_codes(const std::string& password, const std::string& code,
                                         Done<protocol::RecoveryCodes> done) {
  const protocol::RemoveSecondFactor body{password, code};
  post("/api/v1/second-factor/recovery-codes", protocol::encode(body),
       decoded(&protocol::decode_recovery_codes, std::move(done)));
}

void AccountClient::fetch_profile(Done<protocol::ProfileView> done) {
  send_({Request::Verb::get, "/api/v1/profile"}, decoded(&protocol::decode_profile_view, std::move(done)));
}

void AccountClient::fetch_looks(std::optional<std::uint64_t> before, Done<protocol::LooksPage> done) {
  std::string target = "/api/v1/profile/views?limit=50";
  if (before) target += "&before=" + std::to_string(*before);
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_looks_page, std::move(done)));
}

void AccountClient::fetch_photo(const base::Id& person, Done<std::string> done) {
  send_({Request::Verb::get, "/api/v1/people/" + base::to_string(person) + "/photo"}, std::move(done));
}

void AccountClient::fetch_own_photo(Done<std::string> done) {
  send_({Request::Verb::get, "/api/v1/profile/photo"}, std::move(done));
}

void AccountClient::save_photo(std::string bytes, Done<void> done) {
  const auto kind = domain::photo_kind(bytes);
  if (!kind) return done(base::fail(base::Fault::unsupported, "a photo is a JPEG or PNG", "photo"));
  Request request{Request::Verb::put, "/api/v1/profile/photo", std::move(bytes),
                  std::string{domain::content_type(*kind)}};
  send_(std::move(request), without_body(std::move(done)));
}

void AccountClient::remove_photo(Done<void> done) {
  send_({Request::Verb::del, "/api/v1/profile/photo"}, without_body(std::move(done)));
}

}  // namespace siaga::console
