// Looks into finished recordings: each is handed to siaga-probe, a child process without secrets, limited in time and
// output; at most one per core, those of the newest SOS first. What it says is stored and journaled; its posters,
// loudness and indexed copy are kept next to the recording. A child that dies or stalls means "unreadable".
// Where siaga-probe isn't installed or can't work, recordings stay unexamined until a start at which it can.
// Owner: the hub. Thread: any.
#pragma once

#include "base/child_process.h"
#include "hub/core.h"

#include <filesystem>
#include <mutex>
#include <optional>

namespace siaga::hub {

class Examiner {
 public:
  /// `core` is complete before the first call.
  /// A probe may take `shortest`, and longer for a long recording.
  Examiner(Core& core, std::filesystem::path probe, std::size_t at_once, std::chrono::seconds shortest);

  void examine(const base::Id& recording);
  /// At start-up: what was finished and never looked at.
  void resume();
  /// Ends the probes under way; what they looked into is looked into again at the next start.
  void stop();

 private:
  /// Wall time that a probe may take: the shortest and the length of the recording, which the hub believes only as far
  /// as the size allows: at a megabyte a second, what a phone records.
  std::chrono::seconds time_for(const std::filesystem::path& recording) const;

  void look_into(const base::Id& recording);
  bool prepare();
  base::ChildTask task(const char* command, const std::filesystem::path& recording) const;
  /// Nothing when it can't be known now.
  std::optional<domain::Examination> examined(const std::filesystem::path& recording);
  void copy_if_useful(const std::filesystem::path& recording, domain::Examination& found);
  void keep(const base::Id& recording, const domain::Examination& found);

  Core& core_;
  std::filesystem::path probe_;
  std::chrono::seconds shortest_;
  base::StopSwitch stop_;
  std::mutex preparing_;
  bool prepared_ = false;
  WorkerPool workers_;
};

}  // namespace siaga::hub
