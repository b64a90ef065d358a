// What siaga-probe writes: frames that its parent reads without trusting a byte (hub/probe_result.h).
//   findings:  "SIAGAPR1", R (the report, JSON), P… (a poster: 8 bytes of milliseconds, JPEG), L? (the loudness), E
//   a copy:    "SIAGAPC1", F ("mp4" or "matroska"), W… (8 bytes of offset, bytes to write there), E
// A frame is its letter, 4 bytes of length, the content; E is empty and says that nothing is missing. Numbers are big
// endian. Private to src/media.
// Thread: one at a time; blocks while the pipe is full.
#pragma once

#include "media/probe.h"

#include <cstdint>
#include <string_view>

namespace siaga::media {

/// False once a write has failed: the parent has gone.
bool write_findings(int fd, const Findings& findings);

/// The frames of a copy, as they come.
class CopyOutput {
 public:
  CopyOutput(int fd, std::string_view container);
  bool write(std::uint64_t offset, std::string_view bytes);
  bool end();

 private:
  int fd_;
  bool good_;
};

}  // namespace siaga::media
