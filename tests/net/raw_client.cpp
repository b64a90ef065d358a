#include "net/raw_client.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <stdexcept>

namespace siaga::test {

RawClient::RawClient(std::uint16_t port, int receive_buffer)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  std::signal(SIGPIPE, SIG_IGN);
  const timeval limit{10, 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (receive_buffer > 0) ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("can't connect");
  context_.reset(SSL_CTX_new(TLS_client_method()));
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_fd(ssl_.get(), socket_.get());
  if (SSL_connect(ssl_.get()) != 1) throw std::runtime_error("no TLS handshake");
}

RawClient::~RawClient() {
  if (socket_.is_open()) SSL_shutdown(ssl_.get());
}

bool RawClient::send(std::string_view bytes) {
  return bytes.empty() || SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

std::string RawClient::read(std::size_t count) {
  std::string bytes(count, '\0');
  const int got = SSL_read(ssl_.get(), bytes.data(), static_cast<int>(count));
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  const int why = got > 0 ? SSL_ERROR_NONE : SSL_get_error(ssl_.get(), got);
  closed_ = why != SSL_ERROR_NONE && why != SSL_ERROR_WANT_READ;
  return bytes;
}

std::string RawClient::certificate_digest() const {
  X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  X509_digest(certificate, EVP_sha256(), reinterpret_cast<unsigned char*>(digest.data()), &size);
  digest.resize(size);
  return digest;
}

std::string RawClient::read_until(std::string_view mark) {
  std::string all;
  while (all.find(mark) == std::string::npos) {
    const std::string piece = read();
    if (piece.empty()) break;
    all += piece;
  }
  return all;
}

std::string RawClient::read_to_end() {
  std::string all;
  for (std::string piece = read(); !piece.empty(); piece = read()) all += piece;
  return all;
}

void RawClient::cut() { socket_.close(); }

std::vector<int> statuses(std::string_view answers) {
  std::vector<int> found;
  while (answers.starts_with("HTTP/1.1 ")) {
    int status = 0;
    std::from_chars(answers.data() + 9, answers.data() + 12, status);
    found.push_back(status);
    const auto end = answers.find("\r\n\r\n");
    if (end == std::string_view::npos) break;
    std::size_t length = 0;
    constexpr std::string_view name = "Content-Length: ";
    if (const auto at = answers.substr(0, end).find(name); at != std::string_view::npos)
      std::from_chars(answers.data() + at + name.size(), answers.data() + end, length);
    answers.remove_prefix(std::min(answers.size(), end + 4 + length));
  }
  return found;
}

}  // namespace siaga::test
