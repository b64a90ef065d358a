// RecordingSource: the console's cached download as the bytes that a media::Player reads. Neither folder knows the
// other; this is where they meet. Thread: as media::ByteSource.
#pragma once

#include "console/recording_cache.h"
#include "media/byte_source.h"

#include <memory>
#include <utility>

namespace siaga::ui {

class RecordingSource final : public media::ByteSource {
 public:
  explicit RecordingSource(std::shared_ptr<console::CachedRecording> recording) : recording_(std::move(recording)) {}

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override {
    return recording_->read(offset, into);
  }
  std::uint64_t available() const override { return recording_->available(); }
  std::optional<std::uint64_t> final_size() const override { return recording_->final_size(); }
  void cancel() override { recording_->cancel(); }
  void resume() override { recording_->resume(); }

 private:
  std::shared_ptr<console::CachedRecording> recording_;
};

}  // namespace siaga::ui
