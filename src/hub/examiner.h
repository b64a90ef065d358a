// Looks into finished recordings: each is handed to siaga-probe, a child process without secrets, limited in time and
// output; at most one per core, those of the newest SOS first. What it says is stored and journaled; its posters,
// loudness and indexed copy are kept next to the recording. A child that dies or stalls means "unreadable".
// What a fault of this machine or moment kept from being looked into (no siaga-probe, no descriptor, a full disk) is
// offered again after a pause that grows while that lasts, and at the next start.
// Owner: the hub. Thread: any; a thread of its own waits for the end of a pause.
#pragma once

#include "base/child_process.h"
#include "hub/core.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace siaga::hub {

class Examiner {
 public:
  struct Terms {
    std::filesystem::path probe;
    std::size_t at_once = 1;
    std::chrono::seconds shortest{10};              ///< that a probe may take, and longer for a long recording
    std::chrono::milliseconds first_pause{60'000};  ///< before the first other attempt; then twice as long each time
  };
  static constexpr std::chrono::minutes longest_pause{30};

  /// `core` is complete before the first call.
  Examiner(Core& core, Terms terms);
  Examiner(const Examiner&) = delete;
  Examiner& operator=(const Examiner&) = delete;
  ~Examiner() { stop(); }

  void examine(const base::Id& recording);
  /// What was finished and never looked at: at start-up, and after each pause.
  void resume();
  /// Ends the probes under way; what they looked into is looked into again at the next start.
  void stop();

 private:
  /// Wall time that a probe may take: the shortest and the length of the recording, which the hub believes only as far
  /// as the size allows: at a megabyte a second, what a phone records.
  std::chrono::seconds time_for(const std::filesystem::path& recording) const;

  /// Into the queue, unless it is there or under way.
  void offer(const base::Id& recording, std::uint64_t urgency);
  void leave_for_later(const std::string& which, const base::Error& why);
  void offer_after_pauses();
  bool is_resting();

  void look_into(const base::Id& recording);
  bool prepare();
  base::ChildTask task(const char* command, const std::filesystem::path& recording) const;
  /// Nothing when it can't be known now.
  std::optional<domain::Examination> examined(const std::filesystem::path& recording);
  void keep_preview(const std::filesystem::path& recording, std::string_view output, domain::Examination& found);
  /// False when stop() ended it: whether there can be a copy isn't known.
  bool copy_if_useful(const std::filesystem::path& recording, domain::Examination& found);
  void keep(const base::Id& recording, const domain::Examination& found);
  void let_go(const base::Id& recording);

  Core& core_;
  const Terms terms_;
  base::StopSwitch stop_;
  std::mutex preparing_;
  bool prepared_ = false;

  std::mutex mutex_;  ///< of what follows
  std::condition_variable wakened_;
  std::set<base::Id> offered_;  ///< until what was found in it is stored
  bool left_over_ = false;
  bool resting_ = false;  ///< siaga-probe can't work here: nothing is tried before the pause is over
  bool stopping_ = false;

  WorkerPool workers_;
  std::jthread pauses_;
};

}  // namespace siaga::hub
