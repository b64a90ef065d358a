#include "connect/http.h"

namespace siaga::connect {

using base::fail;
using base::Fault;
using base::Result;

namespace {

struct Arriving {
  std::string body;
  std::size_t room = 0;
  bool overflown = false;
};

std::size_t take_more(char* bytes, std::size_t size, std::size_t count, void* owner) {
  auto& arriving = *static_cast<Arriving*>(owner);
  const auto length = size * count;
  if (length > arriving.room - arriving.body.size()) {
    arriving.overflown = true;
    return 0;
  }
  arriving.body.append(bytes, length);
  return length;
}

int look_at_switch(void* owner, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const base::StopSwitch*>(owner)->is_stopped() ? 1 : 0;
}

List headers_of(const HttpRequest& request) {
  List headers;
  const auto add = [&headers](const std::string& line) {
    headers.reset(curl_slist_append(headers.release(), line.c_str()));
  };
  add("Accept: application/scim+json, application/json");
  add("Expect:");  // no pause before a body
  if (!request.body.empty()) add("Content-Type: application/scim+json");
  if (!request.authorization.empty()) add("Authorization: " + request.authorization);
  return headers;
}

void trust_only(CURL* easy, std::string& authorities) {
  curl_blob blob{authorities.data(), authorities.size(), CURL_BLOB_NOCOPY};
  set(easy, CURLOPT_CAINFO_BLOB, &blob);
  set(easy, CURLOPT_CAPATH, nullptr);
}

void prepare(CURL* easy, const HttpRequest& request, curl_slist* headers) {
  set(easy, CURLOPT_URL, request.url.c_str());
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_USERAGENT, "siaga");
  set(easy, CURLOPT_HTTPHEADER, headers);
  set(easy, CURLOPT_HTTPGET, 1L);
  if (request.verb == "GET") return;
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(easy, CURLOPT_POSTFIELDS, request.body.c_str());
  set(easy, CURLOPT_CUSTOMREQUEST, request.verb.c_str());
  set(easy, CURLOPT_FRESH_CONNECT, 1L);  // on an old one libcurl might send a change twice
}

base::Error error_of(CURLcode result, const Arriving& arriving, const std::string& words) {
  if (arriving.overflown)
    return fail(Fault::too_large,
                "the application's answer is longer than " + std::to_string(arriving.room) + " bytes");
  switch (result) {
    case CURLE_OPERATION_TIMEDOUT: return fail(Fault::timeout, "the application didn't answer in time");
    case CURLE_ABORTED_BY_CALLBACK: return fail(Fault::unavailable, "stopped while asking the application");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return fail(Fault::untrusted, "no trusted TLS with the application: " + words);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL: return fail(Fault::corrupt, "what answers doesn't speak HTTP: " + words);
    case CURLE_OUT_OF_MEMORY: return fail(Fault::internal, "no memory to ask the application");
    default: return fail(Fault::unavailable, "the application can't be reached: " + words);
  }
}

std::optional<std::chrono::seconds> retry_after(CURL* easy) {
  curl_header* header = nullptr;
  if (curl_easy_header(easy, "Retry-After", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
  curl_off_t seconds = 0;
  curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
  return std::chrono::seconds{seconds};
}

}  // namespace

HttpClient::HttpClient(HttpLimits limits, const base::StopSwitch& stop)
    : limits_(std::move(limits)), stop_(stop), easy_(make_easy()) {}

Result<HttpAnswer> HttpClient::ask(const HttpRequest& request) {
  auto* easy = easy_.get();
  const auto headers = headers_of(request);
  if (easy == nullptr || !headers) return fail(Fault::internal, "no memory to ask the application");
  curl_easy_reset(easy);
  Arriving arriving{{}, limits_.longest_answer};
  std::array<char, CURL_ERROR_SIZE> words{};
  confine(easy, request.url.starts_with("https:") ? "https" : "http", limits_.deadline, {}, words);
  if (!limits_.authorities.empty()) trust_only(easy, limits_.authorities);
  set_watch(easy, &look_at_switch, &stop_);
  prepare(easy, request, headers.get());
  set(easy, CURLOPT_WRITEFUNCTION, &take_more);
  set(easy, CURLOPT_WRITEDATA, &arriving);
  const auto result = curl_easy_perform(easy);
  if (result != CURLE_OK) return error_of(result, arriving, words[0] != 0 ? words.data() : curl_easy_strerror(result));
  HttpAnswer answer{0, std::move(arriving.body), retry_after(easy)};
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

}  // namespace siaga::connect
