#include "connect/curl_handle.h"

namespace siaga::connect {

Easy make_easy() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl can't start");
  return Easy{curl_easy_init()};
}

void confine(CURL* handle, const char* schemes, std::chrono::milliseconds deadline,
             const std::optional<std::filesystem::path>& ca_file, std::array<char, CURL_ERROR_SIZE>& words) {
  set(handle, CURLOPT_PROTOCOLS_STR, schemes);
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline.count()));
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(deadline.count()));
  set(handle, CURLOPT_ERRORBUFFER, words.data());
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!ca_file) return;
  set(handle, CURLOPT_CAINFO, ca_file->c_str());
  set(handle, CURLOPT_CAPATH, nullptr);
}

void set_watch(CURL* handle, Watch watch, const void* owner) {
  set(handle, CURLOPT_NOPROGRESS, 0L);
  set(handle, CURLOPT_XFERINFOFUNCTION, watch);
  set(handle, CURLOPT_XFERINFODATA, owner);
}

}  // namespace siaga::connect
