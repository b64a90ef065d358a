#include "hub/progress_line.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>

namespace siaga::hub {

namespace {

constexpr std::chrono::milliseconds between_lines{500};

volatile std::sig_atomic_t signalled = 0;

void note_signal(int) { signalled = 1; }

const char* words_of(Stage stage) {
  switch (stage) {
    case Stage::database: return "basis data / database";
    case Stage::recordings: return "rekaman / recordings";
    case Stage::checking: return "memeriksa / checking";
  }
  return "";
}

}  // namespace

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) != 0) {
  struct sigaction stop {};
  stop.sa_handler = &note_signal;
  stop.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &stop, nullptr);
  ::sigaction(SIGTERM, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

ProgressLine::~ProgressLine() {
  if (line_open_) std::cerr << std::endl;
}

Watch ProgressLine::watch() {
  return [this](Stage stage, std::uint64_t done, std::uint64_t whole) {
    if (!quiet_ && whole > 0) show(stage, done, whole);
    return signalled == 0;
  };
}

void ProgressLine::show(Stage stage, std::uint64_t done, std::uint64_t whole) {
  if (stage_ != stage) {
    if (line_open_) std::cerr << std::endl;
    line_open_ = false;
    stage_ = stage;
    next_percent_ = 0;
    shown_at_ = {};
  }
  const auto percent = done >= whole ? 100 : done * 100 / whole;
  const auto now = std::chrono::steady_clock::now();
  const bool due = terminal_ ? percent >= 100 || now - shown_at_ >= between_lines : percent >= next_percent_;
  if (!due || next_percent_ > 100) return;
  shown_at_ = now;
  // "100 %" is said once; before it a terminal is limited by time and a log by tens.
  next_percent_ = percent >= 100 ? 101 : terminal_ ? 0 : percent / 10 * 10 + 10;
  std::cerr << (terminal_ ? "\r" : "") << "siaga-hub: " << words_of(stage) << ' ' << percent << " % ("
            << done / 1'000'000 << '/' << whole / 1'000'000 << " MB)";
  line_open_ = terminal_;
  if (terminal_)
    std::cerr << "   " << std::flush;  // over what a longer line left
  else
    std::cerr << std::endl;
}

}  // namespace siaga::hub
