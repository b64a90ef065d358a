#include "hub/notice.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace siaga::hub {

namespace {
constexpr std::size_t tidy_above = 64;
}

asio::awaitable<void> Notice::Ticket::wait(std::chrono::steady_clock::time_point until) {
  if (woken_) co_return;
  timer_.expires_at(until);
  const auto quietly = asio::as_tuple(asio::use_awaitable);
  co_await timer_.async_wait(quietly);
}

void Notice::Ticket::wake() {
  woken_ = true;
  timer_.cancel();
}

std::shared_ptr<Notice::Ticket> Notice::arm(asio::any_io_executor executor) {
  auto ticket = std::make_shared<Ticket>(executor);
  const std::lock_guard lock{mutex_};
  auto room = std::ranges::find(rooms_, executor, &Room::executor);
  if (room == rooms_.end()) room = rooms_.insert(room, Room{std::move(executor), {}});
  if (room->tickets.size() >= tidy_above && room->tickets.size() == room->tickets.capacity())
    std::erase_if(room->tickets, [](const auto& gone) { return gone.expired(); });
  room->tickets.push_back(ticket);
  return ticket;
}

void Notice::notify_all() {
  std::vector<Room> rooms;
  {
    const std::lock_guard lock{mutex_};
    rooms.swap(rooms_);
  }
  for (auto& room : rooms) {
    auto wake = [tickets = std::move(room.tickets)] {
      for (const auto& weak : tickets) {
        const auto ticket = weak.lock();
        if (ticket) ticket->wake();
      }
    };
    asio::post(room.executor, std::move(wake));
  }
}

}  // namespace siaga::hub
