// Alarm: one SOS from the officer's side: sent until the hub has it, its recording uploaded, a withdrawal told, and
// what the desk does with it said in a line each. Resends for ever with the same ids; only a person ends it. Owner: a
// command of siaga-field. Thread: its executor.
#pragma once

#include "field/account.h"
#include "field/clip.h"
#include "field/outbox.h"
#include "protocol/view.h"

#include <functional>
#include <memory>
#include <string>

namespace siaga::field {

/// Says a line to the officer.
using Say = std::function<void(const std::string&)>;

class Alarm {
 public:
  struct Terms {
    bool follow = true;                          ///< until it is closed
    std::chrono::milliseconds look_every{1000};  ///< status, and the outbox for a withdrawal
  };

  /// All referred to outlive it. `entry` is in the outbox already. `clip` may be null.
  Alarm(net::asio::any_io_executor executor, const base::Clock& clock, const Account& account, Outbox& outbox,
        OutboxEntry entry, std::unique_ptr<Clip> clip, Say say, Terms terms);

  /// Errors: unauthenticated (sign in anew, then `resume`), forbidden, invalid, untrusted, storage_full (of this
  /// machine). What isn't acknowledged then stays in the outbox.
  net::asio::awaitable<base::Result<void>> run();

 private:
  net::asio::awaitable<base::Result<void>> send_until_received();
  net::asio::awaitable<base::Result<void>> upload_until_settled();
  net::asio::awaitable<base::Result<void>> tell_withdrawal();
  net::asio::awaitable<base::Result<void>> follow();
  void look_for_withdrawal();
  void say_news(const protocol::SosStatus& status);
  void say_trouble(const base::Error& why);
  std::string time_of(base::Instant at) const;

  net::asio::any_io_executor executor_;
  const base::Clock& clock_;
  const Account& account_;
  Outbox& outbox_;
  OutboxEntry entry_;
  std::unique_ptr<Clip> clip_;
  Say say_;
  Terms terms_;
  protocol::SosStatus told_;  ///< what was said already
  std::chrono::steady_clock::time_point looked_at_{};
  bool in_trouble_ = false;
};

}  // namespace siaga::field
