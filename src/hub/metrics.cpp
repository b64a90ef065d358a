#include "hub/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace siaga::hub {

namespace {

void add(std::string& text, const Sample& sample) {
  fmt::format_to(std::back_inserter(text), "# TYPE siaga_{0} {1}\nsiaga_{0} {2}\n", sample.name, sample.type,
                 sample.value);
}

}  // namespace

std::string to_prometheus(const Metrics& metrics, std::initializer_list<Sample> more) {
  std::string text = "# TYPE siaga_requests_total counter\n";
  for (std::size_t i = 1; i < metrics.requests.size(); ++i)
    fmt::format_to(std::back_inserter(text), "siaga_requests_total{{status=\"{}xx\"}} {}\n", i,
                   metrics.requests[i].load());
  add(text, {"feed_readers", "gauge", static_cast<std::uint64_t>(metrics.feed_readers.load())});
  add(text, {"upload_bytes_total", "counter", metrics.upload_bytes.load()});
  add(text, {"recordings_examined_total", "counter", metrics.recordings_examined.load()});
  add(text, {"mails_waiting", "gauge", metrics.mails_waiting.load()});
  add(text, {"mails_failed", "gauge", metrics.mails_failed.load()});
  add(text, {"exports", "gauge", static_cast<std::uint64_t>(metrics.exports.load())});
  for (const auto& sample : more) add(text, sample);
  return text;
}

}  // namespace siaga::hub
