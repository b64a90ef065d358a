// Signal: a list of listeners that ends each subscription with its Connection (RAII).
// Owner: whoever emits; each Connection belongs to whoever listens, and either may go first.
// Thread: confined to one thread; emit, connect and disconnect from the same one.
// A listener may disconnect itself or others, or connect new ones, while the signal is being emitted: one that was
// disconnected is not called any more, a new one is called from the next emission on.
// Errors: what a listener throws leaves emit(); those after it are then not called.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace siaga::base {

/// Ends the subscription when destroyed. May outlive the Signal.
class [[nodiscard]] Connection {
 public:
  Connection() = default;
  explicit Connection(std::shared_ptr<bool> alive) : alive_(std::move(alive)) {}
  Connection(Connection&& other) noexcept = default;
  Connection& operator=(Connection&& other) noexcept {
    if (this != &other) {
      disconnect();
      alive_ = std::move(other.alive_);
    }
    return *this;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { disconnect(); }

  /// Ends it early; a second time does nothing.
  void disconnect() {
    if (alive_) *alive_ = false;
    alive_.reset();
  }

 private:
  std::shared_ptr<bool> alive_;
};

template <class... Args>
class Signal {
 public:
  using Listener = std::function<void(Args...)>;

  /// Listeners are called in the order in which they came.
  Connection connect(Listener listener) {
    auto alive = std::make_shared<bool>(true);
    listeners_.push_back(Entry{alive, std::make_shared<Listener>(std::move(listener))});
    return Connection{std::move(alive)};
  }

  void emit(Args... args) {
    const auto entries = listeners_;  // listeners may come and go meanwhile
    for (const auto& entry : entries)
      if (*entry.alive) (*entry.listener)(args...);
    std::erase_if(listeners_, [](const Entry& entry) { return !*entry.alive; });
  }

 private:
  struct Entry {
    std::shared_ptr<bool> alive;
    std::shared_ptr<Listener> listener;
  };
  std::vector<Entry> listeners_;
};

}  // namespace siaga::base
