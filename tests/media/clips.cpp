#include "media/clips.h"

#include "base/log.h"

#include <cstdio>
#include <map>
#include <memory>
#include <stdexcept>
#include <tuple>

namespace siaga::test {

media::DemoCamera::Options small_clip(media::DemoCamera::Format format) {
  media::DemoCamera::Options options;
  options.format = format;
  options.width = 320;
  options.height = 180;
  options.length = std::chrono::seconds(3);
  return options;
}

const std::string& recorded(const media::DemoCamera::Options& options) {
  using Key = std::tuple<int, int, int, int, int, bool, bool, bool, std::int64_t>;
  static std::map<Key, std::string> made;
  const Key key{static_cast<int>(options.format),
                options.width,
                options.height,
                options.frames_per_second,
                options.rotation,
                options.video,
                options.audio,
                options.uneven,
                options.length.count()};
  auto& clip = made[key];
  if (!clip.empty()) return clip;
  media::DemoCamera camera(options);
  const auto done = camera.run([&](std::string_view bytes) {
    clip += bytes;
    return true;
  });
  if (!done) throw std::runtime_error(base::log::describe(done.error()));
  return clip;
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
  std::string text;
  char piece[4096];
  while (const std::size_t got = pipe ? std::fread(piece, 1, sizeof piece, pipe.get()) : 0) text.append(piece, got);
  return text;
}

}  // namespace siaga::test
