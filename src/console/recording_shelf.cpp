#include "console/recording_shelf.h"

#include "base/log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace siaga::console {

namespace {

constexpr const char* extension = ".siaga-recording";

void empty_folder(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator{folder, ignored})
    if (entry.path().extension() == extension) std::filesystem::remove(entry.path(), ignored);
}

}  // namespace

/// What readers hold. When the last one lets go, fetching ends.
class RecordingShelf::Held final : public CachedRecording {
 public:
  Held(std::shared_ptr<RecordingBytes> bytes, const std::shared_ptr<RecordingFetch>& fetch)
      : bytes_(std::move(bytes)), fetch_(fetch) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() override { stop(); }

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override {
    return bytes_->read(offset, into);
  }
  std::uint64_t available() const override { return bytes_->available(); }
  std::optional<std::uint64_t> final_size() const override { return bytes_->final_size(); }
  void cancel() override { bytes_->cancel(); }
  void resume() override { bytes_->resume(); }
  void stop() {
    if (const auto fetch = fetch_.lock()) fetch->abandon();
  }

 private:
  std::shared_ptr<RecordingBytes> bytes_;
  std::weak_ptr<RecordingFetch> fetch_;
};

RecordingShelf::RecordingShelf(std::filesystem::path folder, net::asio::any_io_executor executor, HubAccess access,
                               std::uint64_t room_for_all)
    : folder_(std::move(folder)), executor_(executor), access_(std::move(access)), room_for_all_(room_for_all) {
  if (const auto made = base::make_folder(folder_); !made)
    base::log::warning("console.no_cache_folder", {{"why", base::log::describe(made.error())}});
  empty_folder(folder_);
}

RecordingShelf::~RecordingShelf() {
  for (const auto& place : places_) {
    place.bytes->fail(base::fail(base::Fault::unavailable, "signed out"));
    if (const auto held = place.held.lock()) held->stop();
  }
}

std::shared_ptr<CachedRecording> RecordingShelf::open(const base::Id& recording, RecordingForm form) {
  auto& place = place_of(recording, form);
  if (const auto held = place.held.lock()) return held;
  place.bytes->try_again();
  place.bytes->resume();
  const auto fetch = std::make_shared<RecordingFetch>(executor_, access_, recording, form, place.bytes, turns_);
  const auto held = std::make_shared<Held>(place.bytes, fetch);
  place.held = held;
  net::asio::co_spawn(executor_, RecordingFetch::run(fetch), net::asio::detached);
  make_room();
  return held;
}

RecordingShelf::Place& RecordingShelf::place_of(const base::Id& recording, RecordingForm form) {
  const auto found = std::ranges::find_if(
      places_, [&](const Place& place) { return place.recording == recording && place.form == form; });
  if (found != places_.end()) {
    places_.splice(places_.begin(), places_, found);
    return places_.front();
  }
  const auto file = folder_ / (base::to_string(recording) + "-" + std::to_string(++made_) + extension);
  places_.push_front({recording, form, std::make_shared<RecordingBytes>(file), {}});
  return places_.front();
}

void RecordingShelf::make_room() {
  std::uint64_t used = 0;
  std::size_t count = 0;
  for (auto place = places_.begin(); place != places_.end();) {
    used += place->bytes->stored();
    const bool goes = (used > room_for_all_ || ++count > most_places) && place->held.expired();
    if (goes) used -= place->bytes->stored();
    place = goes ? places_.erase(place) : std::next(place);
  }
}

}  // namespace siaga::console
