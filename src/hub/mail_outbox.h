// Sends what waits in the table mail, one at a time, and tries again later what the server doesn't take now; both
// survive a restart. A mail may arrive twice (a crash between sending and writing it down), never not at all without
// saying so: given up only after a final refusal or when it is of no more use; /metrics counts both.
// Owner: the hub. Thread: its own; wake and stop from any. It waits for the store and a reader, so it is stopped first.
#pragma once

#include "connect/smtp.h"
#include "hub/core.h"
#include "store/mail_table.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace siaga::hub {

class MailOutbox {
 public:
  /// `core` is complete before start().
  MailOutbox(Core& core, connect::SmtpServer server, std::string from);
  MailOutbox(const MailOutbox&) = delete;
  MailOutbox& operator=(const MailOutbox&) = delete;
  ~MailOutbox();

  void start();
  /// Something new waits, or time has passed.
  void wake();
  /// Leaves a mail that is under way within a second or so; it waits for the next start.
  void stop();

  /// 15 s after the first try, then twice as long each time, at most 32 minutes.
  static std::chrono::seconds pause_after(std::int64_t tries);

 private:
  void run();
  /// How long there is nothing to do; nothing: until woken.
  std::optional<std::chrono::microseconds> send_due();
  bool send_one(const store::mail_table::Row& mail);
  base::Result<void> deliver(const store::mail_table::Row& mail) const;
  bool keep(std::function<void(store::Ledger&)> change);

  Core& core_;
  connect::SmtpServer server_;
  std::string from_;
  std::set<base::Id> sent_;  ///< and not yet written down
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = false;
  std::jthread thread_;
};

}  // namespace siaga::hub
