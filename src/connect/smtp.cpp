#include "connect/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;

namespace {

struct EasyCloser {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCloser>;
using List = std::unique_ptr<curl_slist, ListCloser>;

void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl can't start");
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  const auto code = curl_easy_setopt(handle, option, value);
  if (code != CURLE_OK) throw std::runtime_error(std::string{"libcurl: "} + curl_easy_strerror(code));
}

struct Parts {
  std::string scheme;
  std::string host;
};

/// The host without brackets.
Result<Parts> parts_of(const std::string& url) {
  const auto wrong = fail(Fault::invalid, "an SMTP server is smtp://HOST:PORT or smtps://HOST:PORT", "smtp");
  const auto end_of_scheme = url.find("://");
  if (end_of_scheme == std::string::npos) return wrong;
  Parts parts{url.substr(0, end_of_scheme), url.substr(end_of_scheme + 3)};
  if (parts.scheme != "smtp" && parts.scheme != "smtps") return wrong;
  const bool odd = std::ranges::any_of(parts.host, [](char c) {
    return c <= ' ' || c >= 0x7f || std::string_view{"/@?#\\\"<>"}.find(c) != std::string_view::npos;
  });
  const auto bracket = parts.host.rfind(']');
  if (const auto colon = parts.host.rfind(':');
      colon != std::string::npos && (bracket == std::string::npos || colon > bracket))
    parts.host.resize(colon);
  if (parts.host.starts_with('[') && parts.host.ends_with(']'))
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  if (odd || parts.host.empty()) return wrong;
  return parts;
}

bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || (host.starts_with("127.") && is_number(host));
}

struct Reading {
  std::string_view left;
};

std::size_t read_more(char* room, std::size_t size, std::size_t count, void* owner) {
  auto& reading = *static_cast<Reading*>(owner);
  const auto taken = std::min(size * count, reading.left.size());
  std::memcpy(room, reading.left.data(), taken);
  reading.left.remove_prefix(taken);
  return taken;
}

int look_at_stop(void* owner, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(owner)->load() ? 1 : 0;
}

void secure(CURL* handle, const SmtpServer& server) {
  if (!server.url.starts_with("smtps:") && !goes_without_tls(server))
    set(handle, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (server.ca_file) {
    set(handle, CURLOPT_CAINFO, server.ca_file->c_str());
    set(handle, CURLOPT_CAPATH, nullptr);
  }
  if (server.user.empty()) return;
  set(handle, CURLOPT_USERNAME, server.user.c_str());
  set(handle, CURLOPT_PASSWORD, server.password.c_str());
}

/// `code`: the server's last one, 0 before its greeting.
base::Error error_of(CURLcode result, long code, const std::string& words) {
  switch (result) {
    case CURLE_OPERATION_TIMEDOUT: return fail(Fault::timeout, "the mail server didn't answer in time");
    case CURLE_ABORTED_BY_CALLBACK: return fail(Fault::unavailable, "stopped while sending");
    case CURLE_LOGIN_DENIED: return fail(Fault::unauthenticated, "the mail server refuses the login");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED: return fail(Fault::untrusted, "no trusted TLS with the mail server: " + words);
    default: break;
  }
  if (code >= 500) return fail(Fault::invalid, "the mail server refuses it for good: " + words, std::to_string(code));
  return fail(Fault::unavailable, "the mail server doesn't take it now: " + words);
}

}  // namespace

Result<void> check(const SmtpServer& server) {
  const auto parts = parts_of(server.url);
  if (!parts) return parts.error();
  return {};
}

bool goes_without_tls(const SmtpServer& server) {
  const auto parts = parts_of(server.url);
  return parts && parts->scheme == "smtp" && is_this_machine(parts->host) && !server.ca_file;
}

bool may_go_later(const base::Error& error) { return error.fault != Fault::invalid; }

Result<void> send(const SmtpServer& server, const std::string& from, const std::string& to, const std::string& message,
                  const std::atomic<bool>& stop) {
  if (auto good = check(server); !good) return good;
  start_curl();
  const Easy handle{curl_easy_init()};
  const auto sender = "<" + from + ">";
  const List recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str())};
  if (!handle || !recipients) return fail(Fault::internal, "no memory for a mail");
  auto* easy = handle.get();
  Reading reading{message};
  std::array<char, CURL_ERROR_SIZE> words{};
  set(easy, CURLOPT_URL, server.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(easy, CURLOPT_PROXY, "");
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(server.deadline.count()));
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.deadline.count()));
  set(easy, CURLOPT_ERRORBUFFER, words.data());
  set(easy, CURLOPT_NOPROGRESS, 0L);
  set(easy, CURLOPT_XFERINFOFUNCTION, &look_at_stop);
  set(easy, CURLOPT_XFERINFODATA, &stop);
  secure(easy, server);
  set(easy, CURLOPT_MAIL_FROM, sender.c_str());
  set(easy, CURLOPT_MAIL_RCPT, recipients.get());
  set(easy, CURLOPT_UPLOAD, 1L);
  set(easy, CURLOPT_READFUNCTION, &read_more);
  set(easy, CURLOPT_READDATA, &reading);
  const auto result = curl_easy_perform(easy);
  if (result == CURLE_OK) return {};
  long code = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
  return error_of(result, code, words[0] != 0 ? words.data() : curl_easy_strerror(result));
}

}  // namespace siaga::connect
