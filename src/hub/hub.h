// The hub as one object: store, feed, desks, server. main makes one; so does every integration test.
// Owner: main or a test. Thread: construct, stop and destroy from one thread outside its own.
#pragma once

#include "base/clock.h"
#include "connect/smtp.h"
#include "hub/connector.h"
#include "hub/core.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace siaga::hub {

struct HubOptions {
  std::filesystem::path data;
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::optional<std::filesystem::path> certificate;  ///< with `key`; without both the hub makes its own
  std::optional<std::filesystem::path> key;
  std::filesystem::path probe;                    ///< siaga-probe
  std::size_t probes_at_once = 0;                 ///< 0: one per core
  std::chrono::seconds shortest_probe{10};        ///< wall time of a probe, beside the length of the recording
  std::chrono::milliseconds probe_pause{60'000};  ///< Examiner::Terms::first_pause
  std::string version;                            ///< journaled with hub.started
  std::optional<connect::SmtpServer> smtp{};      ///< without one no mail goes out, and a password can't be reset (R30)
  std::string mail_from{};                        ///< address; with `smtp`
  Connectors connectors{};                        ///< to applications; empty: user IDs are closed and made by hand
  int io_threads = 2;
  std::uint64_t reserve = 16u << 20;
  Limits limits{};
  store::Journal::Uptime uptime{};  ///< as of store::Journal; tests move it by hand
};

class Hub {
 public:
  /// Serves when it returns. Errors: conflict (another hub on the folder), forbidden (folder), unsupported (schema),
  /// unavailable (`field` "listen": the port is taken), invalid (address, certificate, SMTP server), storage_full,
  /// corrupt, internal.
  static base::Result<std::unique_ptr<Hub>> start(HubOptions options, const base::Clock& clock);
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  /// Stops without grace unless stop() was called.
  ~Hub();

  std::uint16_t port() const;
  /// Of the certificate, for people: "AB:CD:…".
  const std::string& fingerprint() const;
  /// While nobody is known: what the first person must type.
  std::optional<std::string> first_start_code() const;
  Core& core();

  /// Shows the operator's certificate anew when its files have changed (or `anyway`): whoever connects from now on sees
  /// the new one, nobody is dropped. One that can't be used is logged, and the old one stays.
  void look_at_certificate(bool anyway);

  /// Accepts nothing new, lets running requests end, closes feeds (1001), commits what waits, checkpoints.
  /// True when nothing had to be cut.
  bool stop(std::chrono::milliseconds grace);

 private:
  struct Parts;
  explicit Hub(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Opens a folder's database alone, for `demo` and `user`: no server. Errors as of start().
struct OfflineStore {
  store::DataFolder folder;
  store::Database database;
};
base::Result<OfflineStore> open_offline(const std::filesystem::path& data);

}  // namespace siaga::hub
