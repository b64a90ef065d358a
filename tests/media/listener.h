// An audio sink that writes down what it is given and when that is due: what a person would hear. Players made while a
// Listener lives play into it.
// Thread: the test's; the sink writes on GStreamer's threads.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace siaga::test {

struct Heard {
  int sink = 0;                     ///< which one: every pipeline makes its own
  std::chrono::nanoseconds due{0};  ///< on the pipeline's clock, which stands while it is paused
  std::chrono::nanoseconds length{0};
};

class Listener {
 public:
  Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  std::vector<Heard> heard() const;

 private:
  std::string before_;  ///< of the environment: where sound went
};

}  // namespace siaga::test
