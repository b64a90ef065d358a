// What is asked before somebody is signed in, and enrolling: link.h, without a session.
#include "console/link_worker.h"
#include "protocol/command.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

asio::awaitable<void> ask_fingerprint(std::shared_ptr<net::HttpClient> client,
                                      std::function<void(Result<std::string>)> back) {
  auto request = get_request("/healthz");
  request.deadline = deliver_within;
  const auto answer = co_await client->request(std::move(request));
  if (!client->presented_fingerprint().empty())
    back(client->presented_fingerprint());
  else
    back(answer ? base::fail(Fault::internal, "no certificate was seen") : answer.error());
}

/// For those who need no more than that it went well.
std::function<void(Result<net::ClientResponse>)> without_answer(std::function<void(Result<void>)> done) {
  return [done = std::move(done)](const Result<net::ClientResponse>& answer) {
    done(answer ? Result<void>{} : Result<void>{answer.error()});
  };
}

}  // namespace

void Link::check_authorities(const std::filesystem::path& file, std::function<void(Result<void>)> done) {
  worker_->authorities.read(file, [done = std::move(done)](const Result<std::string>& pem) {
    done(pem ? Result<void>{} : Result<void>{pem.error()});
  });
}

void Link::fetch_fingerprint(const std::string& address, std::function<void(Result<std::string>)> done) {
  auto back = worker_->on_ui(std::move(done));
  auto endpoint = net::parse_endpoint(address);
  if (!endpoint) return back(endpoint.error());
  const net::Trust anybody{std::nullopt, true};  // nothing secret is sent
  const auto client = std::make_shared<net::HttpClient>(worker_->runtime.executor(), *endpoint, anybody);
  asio::co_spawn(worker_->runtime.executor(), ask_fingerprint(client, std::move(back)), asio::detached);
}

void Link::sign_in(const Hub& hub, const std::string& login, const std::string& password,
                   std::function<void(Result<void>)> done) {
  const protocol::SignIn body{login, password, worker_->options.console_name, std::nullopt, worker_->device_at(hub)};
  worker_->begin(hub, {}, post_request("/api/v1/sessions", protocol::encode(body)), std::move(done));
}

void Link::sign_in_with_code(const Hub& hub, const std::string& login, const std::string& password,
                             const std::string& code, std::function<void(Result<void>)> done) {
  const protocol::SignIn body{login, password, worker_->options.console_name, code, worker_->device_at(hub)};
  worker_->begin(hub, {}, post_request("/api/v1/sessions", protocol::encode(body)), std::move(done));
}

void Link::ask_first_start(const Hub& hub, std::function<void(Result<bool>)> done) {
  worker_->send_unsigned(hub, get_request("/api/v1/first-start"),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (answer) return done(true);
                           if (answer.error().fault == Fault::not_found) return done(false);
                           done(answer.error());
                         });
}

void Link::first_start(const Hub& hub, const protocol::FirstStart& wished, std::function<void(Result<void>)> done) {
  worker_->send_unsigned(hub, post_request("/api/v1/first-start", protocol::encode(wished)),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (!answer) return done(answer.error());
                           done({});
                         });
}

void Link::resume(const Hub& hub, const std::string& token, std::function<void(Result<void>)> done) {
  worker_->begin(hub, token, get_request("/api/v1/sessions/current"), std::move(done));
}

void Link::fetch_sign_in_options(const Hub& hub, std::function<void(Result<protocol::SignInOptions>)> done) {
  worker_->send_unsigned(hub, get_request("/api/v1/sign-in-options"),
                         [done = std::move(done)](const Result<net::ClientResponse>& answer) {
                           if (!answer) return done(answer.error());
                           done(protocol::decode_sign_in_options(answer->body));
                         });
}

void Link::request_reset(const Hub& hub, const std::string& email, std::function<void(Result<void>)> done) {
  const protocol::RequestReset wish{email, worker_->device_at(hub)};
  worker_->send_unsigned(hub, post_request("/api/v1/password-resets", protocol::encode(wish)),
                         without_answer(std::move(done)));
}

void Link::confirm_reset(const Hub& hub, const protocol::ConfirmReset& wished, std::function<void(Result<void>)> done) {
  auto wish = wished;
  wish.device = worker_->device_at(hub);
  worker_->send_unsigned(hub, post_request("/api/v1/password-resets/confirm", protocol::encode(wish)),
                         without_answer(std::move(done)));
}

void Link::begin_second_factor(const std::string& password,
                               std::function<void(Result<protocol::SecondFactorOffer>)> done) {
  const protocol::BeginSecondFactor body{password};
  worker_->ask_enrolling(post_request("/api/v1/second-factor", protocol::encode(body)),
                         [done = std::move(done)](Result<net::ClientResponse> answer) {
                           if (!answer) return done(answer.error());
                           done(protocol::decode_second_factor_offer(answer->body));
                         });
}

void Link::confirm_second_factor(const std::string& code, std::function<void(Result<protocol::RecoveryCodes>)> done) {
  const protocol::ConfirmSecondFactor body{code};
  worker_->ask_enrolling(post_request("/api/v1/second-factor/confirm", protocol::encode(body)),
                         [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                           if (!answer) return done(answer.error());
                           if (worker->enrolling) worker->enrolling->confirmed = true;
                           done(protocol::decode_recovery_codes(answer->body));
                         });
}

bool Link::enrols_for_desk() const { return worker_->enrolling && has_desk(worker_->enrolling->view); }

void Link::enter_desk() {
  if (!enrols_for_desk() || !worker_->enrolling->confirmed) return;
  auto entered = *std::exchange(worker_->enrolling, std::nullopt);
  auto& view = entered.view;
  view.second_factor = domain::SecondFactor::active;
  std::ranges::move(std::exchange(view.waiting, {}), std::back_inserter(view.grants));
  view.has_factor = true;
  worker_->entered(entered.client, std::move(entered.view));
}

}  // namespace siaga::console
