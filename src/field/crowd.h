// Crowd: a believable day of many officers: they sign in one after the other, move, and now and then one raises an SOS
// with a recording. For demonstrations and load; it keeps no outbox.
// Owner: the `crowd` command. Thread: one executor; recordings are made on threads of their clips.
#pragma once

#include "field/account.h"
#include "field/alarm.h"
#include "field/clip.h"
#include "field/organisation.h"
#include "field/walk.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace siaga::field {

class Crowd {
 public:
  struct Options {
    std::string hub;
    std::string fingerprint;  ///< empty: the first certificate seen is pinned
    std::string password;
    std::size_t officers = 500;
    std::chrono::seconds length{0};               ///< 0: for ever
    std::chrono::milliseconds sos_every{60'000};  ///< on average; 0: none
    std::chrono::milliseconds position_every{10'000};
    std::chrono::milliseconds sign_in_every{250};  ///< a sign-in costs the hub 50 ms of Argon2
    bool first_sos_after_reader = false;  ///< one with 40 s of recording, 3–5 s after a console reads the feed
    std::chrono::milliseconds first_sos_length{40'000};
    int cameras = 2;                ///< recordings at a time; other alarms come without
    std::filesystem::path scratch;  ///< recordings until they are uploaded
  };
  struct Counts {
    std::size_t present = 0;      ///< officers signed in
    std::uint64_t positions = 0;  ///< this and what follows: acknowledged by the hub
    std::uint64_t alarms = 0;
    std::uint64_t withdrawn = 0;
  };

  Crowd(net::asio::any_io_executor executor, const base::Clock& clock, Organisation organisation, Options options,
        Say say);
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;
  ~Crowd();

  /// Until `length` is over. A hub that can't be reached is waited for. Errors: untrusted, unauthenticated (the
  /// demonstration's password was changed), invalid (the address).
  net::asio::awaitable<base::Result<void>> run();
  const Counts& counts() const { return counts_; }

 private:
  struct Officer;

  net::asio::awaitable<base::Result<void>> pin();
  net::asio::awaitable<void> gather();
  net::asio::awaitable<void> move(std::size_t lane);
  net::asio::awaitable<void> raise_now_and_then();
  net::asio::awaitable<void> raise_after_reader();
  net::asio::awaitable<void> raise_one(std::shared_ptr<Officer> officer, std::chrono::milliseconds length, bool drill,
                                       bool withdraws);
  net::asio::awaitable<bool> send_alarm(net::HttpClient& client, const Officer& officer, domain::RaiseSos command);
  net::asio::awaitable<void> record(net::HttpClient& client, const Officer& officer, base::Id sos,
                                    std::chrono::milliseconds length, bool withdraws);
  net::asio::awaitable<bool> has_reader();
  std::shared_ptr<Officer> anybody_free();
  bool is_over() const;
  std::unique_ptr<net::HttpClient> connect() const;

  net::asio::any_io_executor executor_;
  const base::Clock& clock_;
  Organisation organisation_;
  Options options_;
  Say say_;
  Account account_;                                 ///< hub and pin, shared by all
  std::vector<std::shared_ptr<Officer>> officers_;  ///< who will come
  std::vector<std::shared_ptr<Officer>> present_;   ///< who has signed in
  Counts counts_;
  int cameras_in_use_ = 0;
  int alarms_running_ = 0;  ///< run() ends after them
  std::chrono::steady_clock::time_point end_;
  std::optional<base::Error> failure_;  ///< ends the day early
};

}  // namespace siaga::field
