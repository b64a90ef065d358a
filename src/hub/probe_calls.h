// What the hub asks siaga-probe: each question is a child process without secrets, limited in wall time and output.
// Reading goes by the recording's size: 10 s and as long as a phone took to record it, at a megabyte a second. That
// says how long the recording is, and looking into it may take 10 s and that long. A length is believed as far as the
// size allows (longest_believed): nobody's voice has less than a kilobyte a second, and a small file holds no core for
// longer than the largest that is taken could by its size. Owner: the Examiner. Thread: any; blocks. Errors: those of
// base::output_of_child; corrupt and too_large (it says what a probe doesn't).
#pragma once

#include "base/child_process.h"
#include "domain/recording.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace siaga::hub {

/// What a probe saw in a recording.
struct Seen {
  domain::Examination examination;
  bool indexed = false;  ///< an indexed copy would gain nothing
  std::string preview;   ///< as derived_files keeps it: posters, loudness
};

/// Of an error of a probe's: it is this machine's or this moment's, and says nothing about the recording.
bool is_of_this_machine(const base::Error& error);

class ProbeCalls {
 public:
  static constexpr std::chrono::seconds longest_believed{1800};  ///< of a length: 2 GiB at a megabyte a second, about
  static constexpr std::chrono::seconds longest_early{60};       ///< of a look into a recording that still grows

  /// `plugins`: a folder of the probes' own. `shortest`: what each question may take at least.
  ProbeCalls(std::filesystem::path probe, std::filesystem::path plugins, std::chrono::seconds shortest);

  /// Once before all others; later calls do nothing.
  base::Result<void> prepare(const base::StopSwitch& stop);
  /// What could be measured counts although looking fails at the recording: then there are no posters, no loudness.
  base::Result<Seen> examine(const std::filesystem::path& recording, const base::StopSwitch& stop) const;
  /// The first `bytes` of a recording that still grows.
  base::Result<Seen> examine_part(const std::filesystem::path& recording, std::uint64_t bytes,
                                  const base::StopSwitch& stop) const;
  /// Hands the frames of an indexed copy to `take`, as base::run_child does.
  base::Result<void> copy(const std::filesystem::path& recording, const base::StopSwitch& stop,
                          const std::function<base::Result<void>(std::string_view)>& take) const;

  /// For decoding a recording of this size that was measured. Pure.
  static std::chrono::seconds time_to_look(std::chrono::seconds shortest, std::uint64_t size,
                                           std::optional<std::chrono::milliseconds> length);

 private:
  base::ChildTask task(std::string command, const std::filesystem::path& recording, std::chrono::seconds time,
                       const base::StopSwitch& stop) const;

  const std::filesystem::path probe_;
  const std::filesystem::path plugins_;
  const std::chrono::seconds shortest_;
  std::mutex preparing_;
  bool prepared_ = false;
};

}  // namespace siaga::hub
