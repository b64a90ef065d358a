#include "net/runtime.h"

#include "base/log.h"
#include "net/heavy.h"

#include <algorithm>

namespace siaga::net {

struct Runtime::Context : asio::io_context {
  Context() : asio::io_context(1), work(get_executor()) {}

  // Destroys what is suspended while every context's services are still there: a frame on one context may hold a
  // socket or timer of another.
  void destroy_suspended() { shutdown(); }

  // An exception that escapes from a handler is a bug, but not one to lose the alarms of everybody else for.
  void run_to_stop() {
    while (!stopped()) try {
        asio::io_context::run();
      } catch (const std::exception& fault) {
        base::log::error("net.escaped_exception", {{"what", fault.what()}});
      }
  }

  asio::executor_work_guard<asio::io_context::executor_type> work;
};

Runtime::Runtime(int threads) {
  for (int i = 0; i < std::max(threads, 1); ++i) contexts_.push_back(std::make_unique<Context>());
  for (const auto& made : contexts_) threads_.emplace_back([context = made.get()] { context->run_to_stop(); });
}

Runtime::~Runtime() { stop(); }

asio::any_io_executor Runtime::executor() const { return contexts_.front()->get_executor(); }

asio::any_io_executor Runtime::next_executor() { return contexts_[next_++ % contexts_.size()]->get_executor(); }

void Runtime::stop() {
  for (const auto& context : contexts_) context->stop();
  for (const auto& context : contexts_)
    if (context->get_executor().running_in_this_thread()) return;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  for (const auto& context : contexts_) context->destroy_suspended();
}

}  // namespace siaga::net
