// How far a long command is, on standard error: on a terminal one line that is written over, at most twice a second;
// elsewhere (a log, a timer's mail) a line every ten per cent. Also whether Ctrl+C was pressed.
// Owner: a command. Thread: the command's.
#pragma once

#include "hub/watch.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace siaga::hub {

class ProgressLine {
 public:
  /// From now on SIGINT and SIGTERM only stop the command, and SIGPIPE nothing.
  explicit ProgressLine(bool quiet);
  /// Ends a line that was begun.
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// For the command; false once a signal has come.
  Watch watch();

 private:
  void show(Stage stage, std::uint64_t done, std::uint64_t whole);

  const bool quiet_;
  const bool terminal_;
  bool line_open_ = false;
  std::optional<Stage> stage_;
  std::uint64_t next_percent_ = 0;
  std::chrono::steady_clock::time_point shown_at_{};
};

}  // namespace siaga::hub
