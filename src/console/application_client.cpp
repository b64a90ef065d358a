#include "console/application_client.h"

#include "console/answers.h"
#include "protocol/command.h"

#include <utility>

namespace siaga::console {

namespace {

std::string path_of_application(const base::Id& one, const char* rest = "") {
  return "/api/v1/applications/" + base::to_string(one) + rest;
}

}  // namespace

ApplicationClient::ApplicationClient(Send send, const base::Clock& clock, std::string console)
    : send_(std::move(send)), clock_(clock), console_(std::move(console)) {}

void ApplicationClient::fetch(Done<std::vector<protocol::ApplicationView>> done) {
  send_({Request::Verb::get, "/api/v1/applications"}, decoded(&protocol::decode_applications, std::move(done)));
}

base::Result<protocol::ConnectorSettings> ApplicationClient::settings_of(const domain::Application& application) {
  return protocol::decode_connector_settings(application.connector, application.settings);
}

void ApplicationClient::save(const Wish& wish, Done<protocol::ApplicationView> done) {
  protocol::PutApplication put{wish.application, wish.secret};
  put.application.connector = protocol::kind_of(wish.settings);
  put.application.settings = protocol::encode(wish.settings);
  send_({Request::Verb::put, path_of_application(wish.application.id), protocol::encode_put(put)},
        decoded(&protocol::decode_application_view, std::move(done)));
}

void ApplicationClient::check(const base::Id& application, Done<protocol::CheckView> done) {
  Request request{Request::Verb::post, path_of_application(application, "/check"),
                  protocol::encode(protocol::PlainCommand{new_id(), console_})};
  request.takes_long = true;  // as long as the application does
  send_(std::move(request), decoded(&protocol::decode_check_view, std::move(done)));
}

}  // namespace siaga::console
