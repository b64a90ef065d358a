#include "wire.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

namespace siaga::bench {
namespace {

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what); }

constexpr std::string_view websocket_guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

}  // namespace

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

Context client_context() {
  Context context{SSL_CTX_new(TLS_client_method())};
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);  // the other side is ours, on this machine
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return context;
}

Context server_context(const std::string& certificate, const std::string& key) {
  Context context{SSL_CTX_new(TLS_server_method())};
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    fail("certificate or key can't be read");
  return context;
}

Connection Connection::to(std::uint16_t port, SSL_CTX* tls) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("no connection");
  Connection connection{descriptor, tls};
  if (connection.ssl_ && SSL_connect(connection.ssl_.get()) != 1) fail("no TLS");
  return connection;
}

Connection Connection::accepted(int descriptor, SSL_CTX* tls) {
  Connection connection{descriptor, tls};
  if (connection.ssl_ && SSL_accept(connection.ssl_.get()) != 1) fail("no TLS");
  return connection;
}

Connection::Connection(int descriptor, SSL_CTX* tls) : descriptor_(descriptor) {
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (!tls) return;
  ssl_.reset(SSL_new(tls));
  SSL_set_fd(ssl_.get(), descriptor_);
}

Connection::Connection(Connection&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), ssl_(std::move(other.ssl_)) {}

Connection::~Connection() {
  ssl_.reset();
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Connection::set_waiting(bool waits) {
  const int flags = ::fcntl(descriptor_, F_GETFL);
  ::fcntl(descriptor_, F_SETFL, waits ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

std::size_t Connection::moved(int count) {
  if (count > 0) return static_cast<std::size_t>(count);
  const int why = SSL_get_error(ssl_.get(), count);
  if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return 0;
  fail("the other side has gone");
}

std::size_t Connection::read(std::span<char> into) {
  if (ssl_) return moved(SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size())));
  const auto count = ::recv(descriptor_, into.data(), into.size(), 0);
  if (count > 0) return static_cast<std::size_t>(count);
  if (count < 0 && errno == EAGAIN) return 0;
  fail("the other side has gone");
}

std::size_t Connection::write(std::string_view bytes) {
  if (ssl_) return moved(SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())));
  const auto count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (count >= 0) return static_cast<std::size_t>(count);
  if (errno == EAGAIN) return 0;
  fail("the other side has gone");
}

void Connection::write_all(std::string_view bytes) {
  while (!bytes.empty()) bytes.remove_prefix(write(bytes));
}

std::string Connection::read_head() {
  std::string head;
  char one = 0;
  while (!head.ends_with("\r\n\r\n")) {
    if (read({&one, 1}) == 0) fail("no head");
    head += one;
  }
  return head;
}

void upgrade(Connection& connection, const std::string& target, const std::string& headers) {
  connection.write_all("GET " + target +
                       " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
                       headers + "\r\n");
  const auto head = connection.read_head();
  if (!head.starts_with("HTTP/1.1 101")) fail("no upgrade: " + head.substr(0, head.find('\r')));
}

void answer_upgrade(Connection& connection) {
  const auto head = connection.read_head();
  const auto at = head.find("Sec-WebSocket-Key: ");
  if (at == std::string::npos) fail("no key");
  const auto begin = at + 19;
  const auto key = head.substr(begin, head.find('\r', begin) - begin) + std::string{websocket_guid};
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(key.data(), key.size(), digest, &size, EVP_sha1(), nullptr);
  unsigned char accept[64];
  EVP_EncodeBlock(accept, digest, static_cast<int>(size));
  connection.write_all(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
      std::string(reinterpret_cast<char*>(accept)) + "\r\n\r\n");
}

namespace {

std::string frame_head(unsigned char first, std::size_t size, unsigned char mask) {
  std::string head{static_cast<char>(first)};
  if (size < 126) {
    head += static_cast<char>(mask | size);
    return head;
  }
  const int wide = size < 65536 ? 2 : 8;
  head += static_cast<char>(mask | (wide == 2 ? 126 : 127));
  for (int byte = wide - 1; byte >= 0; --byte) head += static_cast<char>(size >> (8 * byte) & 0xff);
  return head;
}

}  // namespace

std::string server_frame(std::string_view payload) {
  auto frame = frame_head(0x81, payload.size(), 0);
  frame += payload;
  return frame;
}

std::string client_frame(std::string_view payload) {
  auto frame = frame_head(0x82, payload.size(), 0x80);
  frame.append(4, '\0');  // a mask of zeros leaves the payload as it is
  frame += payload;
  return frame;
}

bool FrameParser::read_head(std::string_view& bytes) {
  while (!bytes.empty()) {
    head_[have_++] = bytes.front();
    bytes.remove_prefix(1);
    if (have_ < 2) continue;
    const auto length = static_cast<unsigned char>(head_[1]) & 0x7fu;
    const std::size_t wide = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (have_ < 2 + wide) continue;
    left_ = wide == 0 ? length : 0;
    for (std::size_t i = 0; i < wide; ++i) left_ = left_ << 8 | static_cast<unsigned char>(head_[2 + i]);
    opcode_ = static_cast<unsigned char>(head_[0]) & 0x0fu;
    begins_ = true;
    have_ = 0;
    if (left_ > 0) return true;
  }
  return false;
}

}  // namespace siaga::bench
