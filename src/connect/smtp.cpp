#include "connect/smtp.h"

#include "connect/curl_handle.h"
#include "connect/url.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;

namespace {

Result<Url> url_of(const SmtpServer& server) {
  const auto url = parse_url(server.url);
  if (!url || (url->scheme != "smtp" && url->scheme != "smtps") || !url->path.empty())
    return fail(Fault::invalid, "an SMTP server is smtp://HOST:PORT or smtps://HOST:PORT", "smtp");
  return *url;
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
  const auto url = url_of(server);
  if (!url) return url.error();
  return {};
}

bool goes_without_tls(const SmtpServer& server) {
  const auto url = url_of(server);
  return url && url->scheme == "smtp" && is_this_machine(*url) && !server.ca_file;
}

bool may_go_later(const base::Error& error) { return error.fault != Fault::invalid; }

Result<void> send(const SmtpServer& server, const std::string& from, const std::string& to, const std::string& message,
                  const std::atomic<bool>& stop) {
  if (auto good = check(server); !good) return good;
  const auto handle = make_easy();
  const auto sender = "<" + from + ">";
  const List recipients{curl_slist_append(nullptr, ("<" + to + ">").c_str())};
  if (!handle || !recipients) return fail(Fault::internal, "no memory for a mail");
  auto* easy = handle.get();
  Reading reading{message};
  std::array<char, CURL_ERROR_SIZE> words{};
  set(easy, CURLOPT_URL, server.url.c_str());
  confine(easy, "smtp,smtps", server.deadline, server.ca_file, words);
  set_watch(easy, &look_at_stop, &stop);
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
