// A console's link and model, without a window, at the real demonstration hub behind a wire; and an officer's phone.
// Thread: the test's, which is the UI thread here.
#pragma once

#include "console/link.h"
#include "net/blocking.h"
#include "net/http_client.h"
#include "protocol/command.h"
#include "support/demo_hub.h"
#include "support/tcp_proxy.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace siaga::test {

/// An officer's phone, as bare as can be.
class Phone {
 public:
  explicit Phone(const DemoHub& hub) : client_(runtime_.executor(), {"127.0.0.1", hub.port()}, trust(hub)) {
    const protocol::SignIn body{DemoHub::officer, DemoHub::password, "phone"};
    const auto answer = ask(net::Verb::post, "/api/v1/sessions", protocol::encode(body));
    token_ = protocol::decode_session_view(answer.body).value().token;
  }

  base::Id raise() {
    domain::RaiseSos alarm;
    alarm.id = base::make_id(clock_.now());
    alarm.pressed_at = alarm.sent_at = clock_.now();
    alarm.position = domain::Position{-6.9833, 110.4093, 8, clock_.now()};
    const auto answer = ask(net::Verb::put, "/api/v1/sos/" + base::to_string(alarm.id), protocol::encode(alarm));
    BOOST_REQUIRE_EQUAL(answer.status, 201u);
    return alarm.id;
  }

  /// A whole recording in one request.
  base::Id upload(const base::Id& sos, const std::string& bytes) {
    const auto id = base::make_id(clock_.now());
    const auto metadata =
        "sos " + base::to_base64(base::to_string(sos)) + ",id " + base::to_base64(base::to_string(id));
    net::Headers headers{{"Tus-Resumable", "1.0.0"}, {"Upload-Length", std::to_string(bytes.size())}};
    headers.emplace_back("Upload-Metadata", metadata);
    headers.emplace_back("Content-Type", "application/offset+octet-stream");
    BOOST_REQUIRE_EQUAL(ask(net::Verb::post, "/api/v1/uploads", bytes, std::move(headers)).status, 201u);
    return id;
  }

 private:
  static net::Trust trust(const DemoHub& hub) {
    net::Trust pinned;
    pinned.pinned_fingerprint = hub.fingerprint();
    return pinned;
  }

  net::ClientResponse ask(net::Verb verb, std::string target, std::string body,
                          net::Headers headers = {{"Content-Type", "application/json"}}) {
    net::ClientRequest request;
    request.verb = verb;
    request.target = std::move(target);
    request.headers = std::move(headers);
    if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
    request.body = std::move(body);
    return net::run_blocking(runtime_.executor(), client_.request(std::move(request))).value();
  }

  base::SystemClock clock_;
  net::Runtime runtime_{1};
  net::HttpClient client_;
  std::string token_;
};

struct ControlRoom {
  ScratchFolder scratch;
  base::SystemClock clock;
  DemoHub hub;
  TcpProxy wire{hub.port()};
  UiQueue ui;
  console::Model model{clock};
  std::unique_ptr<console::Link> link = make_link(model);
  std::vector<base::Id> arrived;
  base::Connection hears = model.sos_arrived.connect([this](const base::Id& id) { arrived.push_back(id); });

  std::unique_ptr<console::Link> make_link(console::Model& state) {
    console::Link::Options options{"KONSOL-2", scratch.path() / "cache", scratch.path() / "state"};
    return std::make_unique<console::Link>(std::move(options), clock, ui.post(), state);
  }

  /// Through the wire, or through another port that leads to the hub.
  void sign_in(console::Link& by, console::Model& state, std::optional<std::uint16_t> port = std::nullopt) {
    std::optional<base::Result<void>> answer;
    by.sign_in({"127.0.0.1:" + std::to_string(port.value_or(wire.port())), hub.fingerprint()}, DemoHub::supervisor,
               DemoHub::password, [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    BOOST_REQUIRE(*answer);
    BOOST_REQUIRE(ui.until([&] { return state.link().state == console::LinkStatus::State::connected; }));
  }

  protocol::Receipt command(const std::function<void(console::Link::Done)>& give) {
    std::optional<base::Result<protocol::Receipt>> answer;
    give([&](base::Result<protocol::Receipt> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    BOOST_REQUIRE(*answer);
    return **answer;
  }

  void restart_hub(const std::function<void()>& meanwhile) {
    wire.cut();
    hub.stop();
    meanwhile();
    hub.start();
    wire.mend(hub.port());
  }
};

}  // namespace siaga::test
