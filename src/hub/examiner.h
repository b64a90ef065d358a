// Looks into recordings: each is handed to siaga-probe, a child process without secrets, limited in time and output; at
// most one per core, those of the newest SOS first. What it says is stored and journaled; its posters, loudness and
// indexed copy are kept next to the recording. A child that dies or stalls while it measures means "unreadable".
// What a fault of this machine or moment kept from being looked into (no siaga-probe, no descriptor, a full disk) is
// offered again after a pause that grows while that lasts, and at the next start. So is what the disk had no room for,
// and what was lost since of what stands next to a recording: it is made again, and the verdict stays as it was.
// A recording that still grows is looked into behind all finished ones, one at a time; it gives way when a finished one
// wants its core, and when it is itself finished: then all of it is looked into, and nothing of the early look stays.
// Owner: the hub. Thread: any; a thread of its own waits for the end of a pause.
#pragma once

#include "base/child_process.h"
#include "hub/core.h"
#include "hub/probe_calls.h"
#include "store/recording_table.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace siaga::hub {

class Examiner {
 public:
  struct Terms {
    std::filesystem::path probe;
    std::filesystem::path plugins;  ///< a folder of its own for the probes' (ProbeCalls)
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
  /// What was finished and never looked at, and what is missing next to the others: at start-up, and after each pause.
  void resume();
  /// Into a recording that still grows. `done` gets whether it was looked into, from another thread or at once; when
  /// not, it gave way to others, or nothing can be looked into now.
  void look_early(const base::Id& recording, const domain::SeenPart& part, std::function<void(bool)> done);
  /// Ends the probes under way; what they looked into is looked into again at the next start.
  void stop();

 private:
  /// What became of one look at a whole recording.
  struct Look {
    domain::Examination found;
    store::recording_table::Room room = store::recording_table::Room::enough;
    bool has_copy = false;  ///< an indexed copy stands next to it, of this look or an earlier one
  };
  struct EarlyLook {
    base::Id recording;
    domain::SeenPart part;
    std::function<void(bool)> done;
    base::StopSwitch stop;
    bool begun = false;
  };
  using EarlyLookPtr = std::shared_ptr<EarlyLook>;

  /// Into the queue, unless it is there or under way.
  void offer(const base::Id& recording, std::uint64_t urgency);
  void offer_again(const std::vector<store::recording_table::Derived>& all);
  void leave_for_later(const std::string& which, const base::Error& why);
  void come_back_later();
  void offer_after_pauses();
  bool is_resting();

  bool is_prepared();
  void look_into(const base::Id& recording);
  /// Nothing when it can't be known now.
  std::optional<Look> look_at(const std::filesystem::path& recording);
  void keep_preview(const std::filesystem::path& recording, std::string_view preview, Look& look);
  /// False when stop() ended it: whether there can be a copy isn't known.
  bool copy_if_useful(const std::filesystem::path& recording, Look& look);
  bool has_room_for_copy(std::uint64_t size) const;
  void keep(const base::Id& recording, const Look& look);
  void let_go(const base::Id& recording);

  bool begin(EarlyLook& look);
  void run(const EarlyLookPtr& look);
  /// Whether it was looked into; what was found is then on its way to the store.
  bool look_at_part(const EarlyLook& look);
  void keep_part(const EarlyLook& look, domain::Examination found);
  void end(const EarlyLookPtr& look, bool looked);
  void wait_for_early_look(const base::Id& recording);

  Core& core_;
  const Terms terms_;
  base::StopSwitch stop_;
  ProbeCalls probe_;

  std::mutex mutex_;  ///< of what follows
  std::condition_variable wakened_;
  std::condition_variable early_ended_;
  std::set<base::Id> offered_;  ///< until what was found in it is stored
  EarlyLookPtr early_;          ///< it waits or is under way
  bool left_over_ = false;
  bool resting_ = false;  ///< siaga-probe can't work here: nothing is tried before the pause is over
  bool stopping_ = false;

  WorkerPool workers_;
  std::jthread pauses_;
};

}  // namespace siaga::hub
