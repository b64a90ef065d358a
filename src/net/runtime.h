// Runtime: the threads that move bytes, one io_context a thread, so that everything of one connection happens on one
// thread and needs no lock.
// Owner: main (or a test). It must outlive every object that was given one of its executors.
// Thread: construct, stop and destroy from the same outside thread; the executors may be asked for from any.
#pragma once

#include "net/asio.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <vector>

namespace siaga::net {

class Runtime {
 public:
  /// Starts `threads` threads, at least one.
  explicit Runtime(int threads);
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;
  ~Runtime();

  /// Always the same one: for what is alone in its program (a client's link, a timer).
  asio::any_io_executor executor() const;
  /// Each in turn: for a new connection.
  asio::any_io_executor next_executor();

  /// Ends everything: threads are joined, what was suspended is destroyed on the calling thread (its destructors
  /// run; nothing is resumed). Afterwards no handler of a server runs any more, so what it refers to may go.
  /// From one of its own threads it only asks them to end; the rest is then left to the destructor.
  void stop();

 private:
  struct Context;
  std::vector<std::unique_ptr<Context>> contexts_;
  std::vector<std::thread> threads_;
  std::atomic<std::size_t> next_{0};
};

}  // namespace siaga::net
