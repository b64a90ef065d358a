// Siren: the alarm's sound, repeated until stopped.
// Owner: the UI. Thread: any one thread; start() and stop() return at once, the device is opened on the Siren's own
// thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>

namespace siaga::media {

class Siren {
 public:
  /// `file` is WAV or Ogg Vorbis (resources/sounds). Nothing is opened before start().
  explicit Siren(std::filesystem::path file);
  Siren(const Siren&) = delete;
  Siren& operator=(const Siren&) = delete;
  ~Siren();

  /// Sounds from the beginning until stop(); nothing happens if it sounds already.
  void start();
  void stop();

  /// Whether the device takes the sound right now: false until it has been opened, and after a fault.
  bool sounding() const;

  /// How the last start() went. Errors: unavailable (no audio device), not_found (no file), internal.
  /// A fault does not end the wish to sound: start() may be called again at any time, say each few seconds.
  base::Result<void> last_fault() const;

 private:
  class Voice;
  std::unique_ptr<Voice> voice_;
};

}  // namespace siaga::media
