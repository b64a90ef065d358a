// Counters and gauges for /metrics (Prometheus text). Thread: any.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace siaga::hub {

struct Metrics {
  std::array<std::atomic<std::uint64_t>, 6> requests{};  ///< by class of the status: [2] counts 2xx
  std::atomic<std::int64_t> feed_readers{0};
  std::atomic<std::uint64_t> upload_bytes{0};
  std::atomic<std::uint64_t> recordings_examined{0};
  std::atomic<std::uint64_t> mails_waiting{0};
  std::atomic<std::uint64_t> mails_failed{0};  ///< given up within the last month
  std::atomic<std::int64_t> exports{0};        ///< of the journal, being made
};

/// One line with its type.
struct Sample {
  std::string_view name;  ///< without "siaga_"
  std::string_view type;  ///< counter or gauge
  std::uint64_t value = 0;
};
std::string to_prometheus(const Metrics& metrics, std::initializer_list<Sample> more);

/// Counts as long as it lives.
class Presence {
 public:
  explicit Presence(std::atomic<std::int64_t>& gauge) : gauge_(gauge) { ++gauge_; }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
  ~Presence() { --gauge_; }

 private:
  std::atomic<std::int64_t>& gauge_;
};

}  // namespace siaga::hub
