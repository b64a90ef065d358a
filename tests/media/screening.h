// A Player under test together with the thread that it posts to.
#pragma once

#include "media/clips.h"
#include "media/file_source.h"
#include "media/player.h"
#include "media/pump.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace siaga::test {

class Screening {
 public:
  explicit Screening(std::shared_ptr<media::ByteSource> source, media::Player::Options options = {})
      : player(std::move(source), pump.post(), options) {}
  /// Plays a whole file that consists of `bytes`.
  explicit Screening(std::string_view bytes) : Screening(finished(bytes)) {}

  static std::shared_ptr<media::GrowingFileSource> finished(std::string_view bytes) {
    auto source = std::make_shared<media::GrowingFileSource>();
    source->append(bytes);
    source->finish();
    return source;
  }

  /// The number in the picture that is shown.
  std::optional<std::uint32_t> number() {
    const auto frame = player.frames().peek();
    if (!frame) return std::nullopt;
    return media::read_frame_number(frame->bgrx.data(), frame->width, frame->height, frame->stride);
  }
  bool until_phase(media::Phase phase) {
    return pump.until([&] { return player.state().phase == phase; });
  }
  bool until_number(std::uint32_t wanted) {
    return pump.until([&] { return number() == wanted; }, std::chrono::seconds(10));
  }

  Pump pump;
  media::Player player;
};

}  // namespace siaga::test
