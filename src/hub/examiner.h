// Looks into finished recordings: each is handed to siaga-probe, a child process without secrets, limited in time and
// output, at most one per core; what it says is stored and journaled. A child that dies or stalls means "unreadable".
// Where siaga-probe isn't installed, recordings stay unexamined until a start that finds it.
// Owner: the hub. Thread: any.
#pragma once

#include "hub/core.h"

#include <filesystem>

namespace siaga::hub {

class Examiner {
 public:
  /// `core` is complete before the first call.
  Examiner(Core& core, std::filesystem::path probe, std::size_t at_once);

  void examine(const base::Id& recording);
  /// At start-up: what was finished and never looked at.
  void resume();
  void stop() { workers_.stop(); }

 private:
  void look_into(const base::Id& recording);
  void keep(const base::Id& recording, const domain::Examination& found);

  Core& core_;
  std::filesystem::path probe_;
  WorkerPool workers_;
};

/// What siaga-probe printed; anything else is "unreadable" with the trouble "probe".
domain::Examination parse_report(const std::string& json);

}  // namespace siaga::hub
