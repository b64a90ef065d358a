// NewestQuestion: asks the hub what somebody looks for while they type. One question is under way; of those that come
// meanwhile only the newest is kept, and asked next: however fast somebody types, and however slow the hub answers,
// nothing piles up there. Owner: the view that asks; none hears anything once it is gone. Thread: UI.
#pragma once

#include "base/result.h"

#include <functional>
#include <memory>
#include <utility>

namespace siaga::console {

template <class Answer>
class NewestQuestion {
 public:
  using Done = std::function<void(base::Result<Answer>)>;
  /// Puts the question; what it is given is called once, on the UI thread.
  using Ask = std::function<void(Done)>;

  NewestQuestion() = default;
  NewestQuestion(const NewestQuestion&) = delete;
  NewestQuestion& operator=(const NewestQuestion&) = delete;

  /// `done` hears the answer unless something newer was asked, or dropped, before it came.
  void ask(Ask ask, Done done) {
    state_->done = std::move(done);
    if (state_->is_busy)
      state_->waiting = std::move(ask);
    else
      put(state_, ask);
  }
  /// Nobody wants to know any more.
  void drop() {
    state_->done = nullptr;
    state_->waiting = nullptr;
  }
  /// The same; and what is asked next doesn't wait for it: it was another person's.
  void forget() { state_ = std::make_shared<State>(); }
  /// Somebody waits for an answer.
  bool is_open() const { return state_->done != nullptr; }

 private:
  struct State {
    Done done;    ///< of what was asked last
    Ask waiting;  ///< that, when it couldn't be asked yet
    bool is_busy = false;
  };

  static void put(std::shared_ptr<State> state, const Ask& ask) {
    state->is_busy = true;
    ask([weak = std::weak_ptr{state}](base::Result<Answer> answer) {
      if (const auto still = weak.lock()) answered(still, std::move(answer));
    });
  }

  static void answered(const std::shared_ptr<State>& state, base::Result<Answer> answer) {
    state->is_busy = false;
    if (const auto next = std::exchange(state->waiting, nullptr)) return put(state, next);
    if (const auto done = std::exchange(state->done, nullptr)) done(std::move(answer));
  }

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace siaga::console
