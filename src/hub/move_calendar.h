// Carries out planned moves when their day begins (R20), also those whose day began while the hub was down.
// Owner: the hub. Thread: its own, which looks at the hub's clock once a second while a move is to come and sleeps
// otherwise; wake and stop from any. It waits for the store and a reader, so it is stopped first.
#pragma once

#include "hub/core.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace siaga::hub {

class MoveCalendar {
 public:
  /// `core` is complete before start().
  explicit MoveCalendar(Core& core) : core_(core) {}
  MoveCalendar(const MoveCalendar&) = delete;
  MoveCalendar& operator=(const MoveCalendar&) = delete;
  ~MoveCalendar() { stop(); }

  void start();
  /// The plans have changed.
  void wake();
  void stop();

 private:
  void run();
  /// When the next one is due; nothing: none is to come. Asked again soon when the store can't tell.
  std::optional<base::Instant> next_due();
  void carry_out();

  Core& core_;
  std::mutex mutex_;
  std::condition_variable wakened_;
  bool woken_ = false;
  bool stopping_ = false;
  std::jthread thread_;
};

}  // namespace siaga::hub
