// phones: each raises one SOS after the other over its own HTTPS connection, the next as soon as the last was
// acknowledged, so that as many requests are under way as there are phones.
//   phones --port P --seconds S --body BYTES TOKEN…    one phone a token
// Prints {"acks":…,"seconds":…,"us":[1000 quantiles]}.
#include "wire.h"

#include "base/clock.h"
#include "base/id.h"

#include <sys/epoll.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <vector>

namespace siaga::bench {
namespace {

struct Phone {
  Phone(Connection made, std::string bearer) : connection(std::move(made)), token(std::move(bearer)) {}
  Connection connection;
  std::string token;
  std::string answer;
  std::int64_t sent_at = 0;
};

/// The documented members, and spaces up to the wished size.
std::string body_of(std::size_t size) {
  const auto at = base::to_rfc3339(base::SystemClock{}.now());
  std::string body = R"({"pressed_at":")" + at + R"(","sent_at":")" + at +
                     R"(","drill":false,"position":{"lat":-6.9833,"lon":110.4093,"accuracy_m":5,"at":")" + at + R"("})";
  body.resize(std::max(body.size(), size - 1), ' ');
  return body + "}";
}

void raise(Phone& phone, const std::string& body) {
  const auto id = base::to_string(base::make_id(base::SystemClock{}.now()));
  const auto request =
      "PUT /api/v1/sos/" + id + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + phone.token +
      "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  phone.answer.clear();
  phone.sent_at = now_ns();
  phone.connection.write_all(request);
}

/// Whether a whole answer is there; throws when it isn't 201.
bool is_answered(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  if (!answer.starts_with("HTTP/1.1 201")) throw std::runtime_error("refused: " + answer);
  const auto at = answer.find("Content-Length: ");
  if (at == std::string::npos || at > end) throw std::runtime_error("no length: " + answer);
  return answer.size() >= end + 4 + std::stoul(answer.substr(at + 16));
}

void run(std::uint16_t port, double seconds, std::size_t bytes, const std::vector<std::string>& tokens) {
  const auto tls = client_context();
  std::vector<Phone> phones;
  phones.reserve(tokens.size());
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    phones.emplace_back(Connection::to(port, tls.get()), tokens[i]);
    phones.back().connection.set_waiting(false);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, phones.back().connection.descriptor(), &event);
  }
  const auto body = body_of(bytes);
  const auto start = now_ns();
  const auto end = start + static_cast<std::int64_t>(seconds * 1e9);
  for (auto& phone : phones) raise(phone, body);
  std::vector<std::int64_t> times;
  std::vector<epoll_event> events(256);
  char buffer[16384];
  while (now_ns() < end) {
    const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 100);
    for (int i = 0; i < count; ++i) {
      auto& phone = phones[events[static_cast<std::size_t>(i)].data.u64];
      const auto got = phone.connection.read(buffer);
      phone.answer.append(buffer, got);
      if (got == 0 || !is_answered(phone.answer)) continue;
      times.push_back(now_ns() - phone.sent_at);
      raise(phone, body);
    }
  }
  const auto spent = static_cast<double>(now_ns() - start) / 1e9;
  std::ranges::sort(times);
  std::printf("{\"acks\":%zu,\"seconds\":%.3f,\"us\":[", times.size(), spent);
  for (std::size_t i = 0; i < 1000 && !times.empty(); ++i)
    std::printf("%s%.1f", i ? "," : "", static_cast<double>(times[times.size() * (2 * i + 1) / 2000]) / 1e3);
  std::printf("]}\n");
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  std::uint16_t port = 0;
  double seconds = 1;
  std::size_t bytes = 300;
  std::vector<std::string> tokens;
  for (int at = 1; at < count; ++at) {
    const std::string name = words[at];
    if (name == "--port" && at + 1 < count)
      port = static_cast<std::uint16_t>(std::stoul(words[++at]));
    else if (name == "--seconds" && at + 1 < count)
      seconds = std::stod(words[++at]);
    else if (name == "--body" && at + 1 < count)
      bytes = std::stoul(words[++at]);
    else
      tokens.push_back(name);
  }
  try {
    siaga::bench::run(port, seconds, bytes, tokens);
  } catch (const std::exception& fault) {
    std::cerr << "phones: " << fault.what() << std::endl;
    return 1;
  }
}
