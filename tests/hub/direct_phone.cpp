#include "direct_phone.h"

#include "base/digest.h"
#include "net/tus.h"
#include "protocol/command.h"

#include <boost/asio/use_awaitable.hpp>

#include <charconv>

namespace siaga::test {

namespace {

class DeliveredBody final : public net::BodyReader {
 public:
  explicit DeliveredBody(Delivery delivery) : delivery_(std::move(delivery)) {}

  net::asio::awaitable<base::Result<std::string>> read_some(std::size_t at_most) override {
    const auto end = std::min(delivery_.breaks_after.value_or(delivery_.bytes.size()), delivery_.bytes.size());
    if (at_ == end && delivery_.breaks_after) co_return base::fail(base::Fault::unavailable, "the peer went away");
    auto piece = delivery_.bytes.substr(at_, std::min({at_most, delivery_.piece, end - at_}));
    at_ += piece.size();
    co_return piece;
  }
  std::optional<std::uint64_t> content_length() const override { return delivery_.bytes.size(); }

 private:
  Delivery delivery_;
  std::size_t at_ = 0;
};

const std::pair<std::string, std::string> tus_version{"Tus-Resumable", "1.0.0"};

std::string upload_path(const base::Id& recording) { return "/api/v1/uploads/" + base::to_string(recording); }

}  // namespace

DirectPhone::DirectPhone(hub::Hub& hub, const domain::Person& person)
    : router_(hub.core()), token_(base::to_hex(base::random_bytes(16))) {
  auto session = std::make_shared<hub::Session>();
  session->token_hash = base::sha256(token_);
  session->person = person.id;
  session->opened_at = session->used_at = hub.core().clock.now();
  session->idle_limit = session->whole_limit = std::chrono::hours{1};  // until a request looks at the person's roles
  session->expires_at = hub.core().clock.now() + std::chrono::hours{24 * 365 * 10};
  hub.core().sessions.add(std::move(session));
}

DirectPhone::Awaitable<net::Response> DirectPhone::ask(net::Verb verb, std::string path, net::Headers headers,
                                                       Delivery delivery) {
  headers.emplace_back("Authorization", "Bearer " + token_);
  DeliveredBody body{std::move(delivery)};
  net::Request request{verb, path, path, std::move(headers), {}, "127.0.0.1", false, body};
  auto handling = router_.handle(request);
  co_return co_await std::move(handling);
}

DirectPhone::Awaitable<net::Response> DirectPhone::raise(base::Id sos, base::Instant pressed_at) {
  const domain::RaiseSos command{sos, pressed_at, pressed_at, false, {}};
  net::Headers headers{{"Content-Type", "application/json"}};
  Delivery delivery{protocol::encode(command)};
  return ask(net::Verb::put, "/api/v1/sos/" + base::to_string(sos), std::move(headers), std::move(delivery));
}

DirectPhone::Awaitable<net::Response> DirectPhone::create(base::Id sos, base::Id recording,
                                                          std::optional<std::uint64_t> length) {
  const auto metadata = net::tus::format_metadata({{"sos", base::to_string(sos)}, {"id", base::to_string(recording)}});
  net::Headers headers{tus_version, {"Upload-Metadata", metadata}};
  headers.emplace_back(length ? "Upload-Length" : "Upload-Defer-Length", std::to_string(length.value_or(1)));
  return ask(net::Verb::post, "/api/v1/uploads", std::move(headers), {});
}

DirectPhone::Awaitable<net::Response> DirectPhone::append(base::Id recording, std::uint64_t offset, Delivery delivery,
                                                          net::Headers more) {
  net::Headers headers{tus_version, {"Content-Type", std::string{net::tus::patch_content_type}}};
  headers.emplace_back("Upload-Offset", std::to_string(offset));
  headers.insert(headers.end(), more.begin(), more.end());
  return ask(net::Verb::patch, upload_path(recording), std::move(headers), std::move(delivery));
}

DirectPhone::Awaitable<std::optional<std::uint64_t>> DirectPhone::offset(base::Id recording) {
  auto asking = ask(net::Verb::head, upload_path(recording), {tus_version}, {});
  const auto answer = co_await std::move(asking);
  std::optional<std::uint64_t> found;
  if (answer.status == 200) found = number_in(answer, "Upload-Offset");
  co_return found;
}

DirectPhone::Awaitable<bool> DirectPhone::finish(base::Id recording, std::string clip, int attempts) {
  for (int i = 0; i < attempts; ++i) {
    auto looking = offset(recording);
    const auto at = co_await std::move(looking);
    if (at == clip.size()) co_return true;
    if (!at) continue;
    Delivery rest{clip.substr(*at)};
    auto appending = append(recording, *at, std::move(rest));
    co_await std::move(appending);
  }
  co_return false;
}

std::optional<std::uint64_t> number_in(const net::Response& response, std::string_view header) {
  const auto text = net::find_header(response.headers, header).value_or("");
  std::uint64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || text.empty() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace siaga::test
