// libcurl's handles as owned objects, and the settings that every transfer of ours has. Private to connect/: no other
// header of this folder names libcurl.
// Thread: a handle belongs to one at a time.
#pragma once

#include "base/result.h"

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace siaga::connect {

struct EasyCloser {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct TextCloser {
  void operator()(char* text) const { curl_free(text); }
};
using Easy = std::unique_ptr<CURL, EasyCloser>;
using List = std::unique_ptr<curl_slist, ListCloser>;
using CurlText = std::unique_ptr<char, TextCloser>;

/// Null when there is no memory. Throws when libcurl can't start at all.
Easy make_easy();

/// Throws for an option that this libcurl doesn't know: a fault of the build.
template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  const auto code = curl_easy_setopt(handle, option, value);
  if (code != CURLE_OK) throw std::runtime_error(std::string{"libcurl: "} + curl_easy_strerror(code));
}

/// What the transfer may do at most: the given schemes ("smtp,smtps"), no proxy, no signals, so much time, TLS 1.2 or
/// newer, whose certificate `ca_file` vouches for or else the system's authorities do. `words` gets libcurl's own.
void confine(CURL* handle, const char* schemes, std::chrono::milliseconds deadline,
             const std::optional<std::filesystem::path>& ca_file, std::array<char, CURL_ERROR_SIZE>& words);

/// Asked about once a second; not 0 ends the transfer. `owner` is what `set_watch` was given.
using Watch = int (*)(void* owner, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
void set_watch(CURL* handle, Watch watch, const void* owner);

}  // namespace siaga::connect
