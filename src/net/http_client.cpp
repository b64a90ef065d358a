#include "net/http_client.h"

#include "net/client_connection.h"

#include <utility>

namespace siaga::net {
namespace {

using ResponseParser = http::response_parser<http::buffer_body>;

http::verb verb_of(Verb verb) {
  switch (verb) {
    case Verb::get: return http::verb::get;
    case Verb::head: return http::verb::head;
    case Verb::post: return http::verb::post;
    case Verb::put: return http::verb::put;
    case Verb::patch: return http::verb::patch;
    case Verb::del: return http::verb::delete_;
    case Verb::options: return http::verb::options;
    case Verb::other: break;
  }
  return http::verb::unknown;
}

using Message = http::request<http::string_body>;

Message message_of(const ClientRequest& request, const Endpoint& endpoint) {
  Message message{verb_of(request.verb), request.target, 11};
  message.set(http::field::host, to_string(endpoint));
  message.set(http::field::user_agent, "siaga");
  for (const auto& [name, value] : request.headers) message.set(name, value);
  message.body() = request.body;
  message.prepare_payload();
  return message;
}

base::Error answer_fault(boost::system::error_code error) {
  const boost::system::error_code sample = http::error::bad_version;
  const bool ended = error == http::error::end_of_stream || error == http::error::partial_message;
  if (error.category() == sample.category() && !ended)
    return base::fail(base::Fault::invalid, "the answer is not HTTP: " + error.message());
  return network_fault(error);
}

}  // namespace

std::string encode_component(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain)
      encoded += c;
    else
      encoded.append({'%', digits[byte >> 4], digits[byte & 15]});
  }
  return encoded;
}

struct HttpClient::Impl : std::enable_shared_from_this<HttpClient::Impl> {
  Impl(asio::any_io_executor on, Endpoint to, Trust who)
      : executor(std::move(on)), endpoint(std::move(to)), trust(std::move(who)) {}

  asio::awaitable<base::Result<ClientResponse>> request(ClientRequest request);
  asio::awaitable<base::Result<void>> connect(Deadline deadline);
  asio::awaitable<base::Result<ClientResponse>> exchange(const ClientRequest& request, Deadline deadline);
  asio::awaitable<base::Result<void>> read_head(std::optional<ResponseParser>& parser, bool head_only);
  asio::awaitable<base::Result<std::string>> read_piece(ResponseParser& parser);
  asio::awaitable<base::Result<void>> read_body(ResponseParser& parser, std::size_t limit, std::string& body);
  asio::awaitable<base::Result<void>> hand_on_body(ResponseParser& parser, const ClientRequest& request,
                                                   const ClientResponse& head);
  void drop();

  asio::any_io_executor executor;
  Endpoint endpoint;
  Trust trust;
  std::unique_ptr<TlsStream> stream;
  beast::flat_buffer buffer;
  std::string presented;
  bool busy = false;
  bool answered = false;  ///< a byte of the running exchange's answer has come
};

namespace {

// Ends the use of a client however its coroutine ends; an exchange that was left half-way leaves no connection behind.
template <class Impl>
class Use {
 public:
  explicit Use(Impl& impl) : impl_(impl) { impl_.busy = true; }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  ~Use() {
    impl_.busy = false;
    if (!clean) impl_.drop();
  }
  bool clean = false;

 private:
  Impl& impl_;
};

}  // namespace

void HttpClient::Impl::drop() {
  stream.reset();
  buffer.clear();
}

asio::awaitable<base::Result<ClientResponse>> HttpClient::Impl::request(ClientRequest request) {
  const auto keep = shared_from_this();
  if (busy) co_return base::fail(base::Fault::internal, "one request at a time");
  Use use(*this);
  const Deadline deadline = std::chrono::steady_clock::now() + request.deadline;
  for (bool reused = stream != nullptr;; reused = false) {
    const auto connected = co_await connect(deadline);
    if (!connected) co_return connected.error();
    auto answer = co_await exchange(request, deadline);
    const bool stale = !answer && reused && !answered && answer.error().fault == base::Fault::unavailable;
    if (stale && stream && lowest(*stream).socket().is_open()) {
      drop();
      continue;
    }
    use.clean = answer.has_value() && stream;
    co_return answer;
  }
}

asio::awaitable<base::Result<void>> HttpClient::Impl::connect(Deadline deadline) {
  if (stream) co_return base::Result<void>{};
  auto connection = co_await connect_tls(endpoint, trust, deadline);
  if (!connection) {
    if (connection.error().fault == base::Fault::untrusted) presented = connection.error().field;
    co_return connection.error();
  }
  presented = std::move(connection->fingerprint);
  stream = std::move(connection->stream);
  buffer.clear();
  co_return base::Result<void>{};
}

asio::awaitable<base::Result<ClientResponse>> HttpClient::Impl::exchange(const ClientRequest& request,
                                                                         Deadline deadline) {
  answered = false;
  lowest(*stream).expires_at(deadline);
  Message message = message_of(request, endpoint);
  // A server may answer before it has read the whole body, and stop reading: the answer counts, not the writing.
  const auto [unwritten, written] = co_await http::async_write(*stream, message, as_result);
  std::optional<ResponseParser> parser;
  const auto headed = co_await read_head(parser, request.verb == Verb::head);
  if (!headed) co_return headed.error();

  ClientResponse response;
  response.status = parser->get().result_int();
  for (const auto& field : parser->get()) response.headers.emplace_back(field.name_string(), field.value());
  const bool handed_on = request.on_body && response.status < 300;
  auto reading =
      handed_on ? hand_on_body(*parser, request, response) : read_body(*parser, request.body_limit, response.body);
  const auto bodied = co_await std::move(reading);
  if (!bodied) co_return bodied.error();
  if (unwritten || !parser->get().keep_alive() || buffer.size() > 0) drop();
  co_return response;
}

asio::awaitable<base::Result<void>> HttpClient::Impl::read_head(std::optional<ResponseParser>& parser, bool head_only) {
  for (;;) {
    parser.emplace();
    parser->body_limit(boost::none);
    parser->skip(head_only);
    const auto [error, count] = co_await http::async_read_header(*stream, buffer, *parser, as_result);
    answered = answered || parser->got_some() || buffer.size() > 0;
    if (error) co_return answer_fault(error);
    if (parser->get().result_int() >= 200) co_return base::Result<void>{};
  }
}

asio::awaitable<base::Result<std::string>> HttpClient::Impl::read_piece(ResponseParser& parser) {
  std::string piece(piece_bytes, '\0');
  auto& into = parser.get().body();
  into.data = piece.data();
  into.size = piece.size();
  const auto [error, count] = co_await http::async_read_some(*stream, buffer, parser, as_result);
  if (error && error != http::error::need_buffer) co_return answer_fault(error);
  piece.resize(piece.size() - into.size);
  co_return piece;
}

asio::awaitable<base::Result<void>> HttpClient::Impl::read_body(ResponseParser& parser, std::size_t limit,
                                                                std::string& body) {
  const base::Error too_large = base::fail(base::Fault::too_large, "the answer is over its limit");
  const auto length = parser.content_length();
  if (length && *length > limit) co_return too_large;
  while (!parser.is_done()) {
    const auto piece = co_await read_piece(parser);
    if (!piece) co_return piece.error();
    if (body.size() + piece->size() > limit) co_return too_large;
    body += *piece;
  }
  co_return base::Result<void>{};
}

asio::awaitable<base::Result<void>> HttpClient::Impl::hand_on_body(ResponseParser& parser, const ClientRequest& request,
                                                                   const ClientResponse& head) {
  while (!parser.is_done()) {
    lowest(*stream).expires_after(request.piece_deadline);
    const auto piece = co_await read_piece(parser);
    if (!piece) co_return piece.error();
    if (piece->empty()) continue;
    if (auto taken = request.on_body(head, *piece); !taken) co_return taken.error();
  }
  co_return base::Result<void>{};
}

HttpClient::HttpClient(asio::any_io_executor executor, Endpoint endpoint, Trust trust)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(endpoint), std::move(trust))) {}

HttpClient::~HttpClient() { close(); }

asio::awaitable<base::Result<ClientResponse>> HttpClient::request(ClientRequest request) {
  return impl_->request(std::move(request));
}

// While an operation runs, the stream must stay: closing it ends the operation, which then drops it.
void HttpClient::close() {
  if (!impl_->busy)
    impl_->drop();
  else if (impl_->stream)
    lowest(*impl_->stream).close();
}

const std::string& HttpClient::presented_fingerprint() const { return impl_->presented; }

}  // namespace siaga::net
