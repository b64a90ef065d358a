// Notice: "look again", from any thread to any number of coroutines: the feed has grown, a recording has grown.
// A waiter arms its ticket, looks whether there is something for it, and waits only when there isn't; so nothing is
// missed in between. Waiters of one executor are woken by one post: telling a thousand costs as much as telling one.
// Thread: arm and notify_all from any; a ticket belongs to the coroutine that armed it.
#pragma once

#include "net/asio.h"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace siaga::hub {

namespace asio = boost::asio;

class Notice {
 public:
  /// One coroutine's place in the waiting room. Good until it was woken; then arm anew.
  class Ticket {
   public:
    explicit Ticket(asio::any_io_executor executor) : timer_(std::move(executor)) {}
    bool is_woken() const { return woken_; }
    /// Until notify_all or `until`, whichever is first. On the ticket's executor.
    asio::awaitable<void> wait(std::chrono::steady_clock::time_point until);
    /// Ends the wait of this ticket alone. On the ticket's executor.
    void wake();

   private:
    friend class Notice;
    asio::steady_timer timer_;
    bool woken_ = false;  ///< touched on the ticket's executor alone
  };

  std::shared_ptr<Ticket> arm(asio::any_io_executor executor);
  void notify_all();

 private:
  struct Room {
    asio::any_io_executor executor;
    std::vector<std::weak_ptr<Ticket>> tickets;
  };
  std::mutex mutex_;
  std::vector<Room> rooms_;  ///< one an executor: as many as the runtime has threads
};

}  // namespace siaga::hub
