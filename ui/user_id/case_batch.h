// CaseBatch: the same act for several cases, one after the other, each with its own answer. Owner: UserIdView; answers
// that come after it has gone are dropped. Thread: UI.
#pragma once

#include "base/id.h"
#include "base/result.h"

#include <functional>
#include <memory>
#include <vector>

namespace siaga::ui {

class CaseBatch {
 public:
  using Answer = std::function<void(base::Result<void>)>;
  using Deed = std::function<void(const base::Id&, Answer)>;

  /// False while another one runs: then nothing begins.
  bool begin(std::vector<base::Id> cases, Deed deed);
  /// Those that weren't sent yet are left alone.
  void stop() { cases_.resize(next_); }
  bool is_running() const { return running_; }
  std::size_t total() const { return cases_.size(); }
  std::size_t kept() const { return kept_; }
  std::size_t refused() const { return refused_; }

  std::function<void(const base::Id&)> on_sent = [](const base::Id&) {};
  std::function<void(const base::Id&, const base::Result<void>&)> on_answer = [](const base::Id&,
                                                                                 const base::Result<void>&) {};
  std::function<void()> on_finished = [] {};

 private:
  void send_next();

  std::vector<base::Id> cases_;
  Deed deed_;
  std::size_t next_ = 0;  ///< how many were sent
  std::size_t kept_ = 0, refused_ = 0;
  bool running_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace siaga::ui
