#include "media/probe.h"
#include "media/clips.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include "media/file_source.h"
#include "media/media_runtime.h"
#include "media/probe_loudness.h"
#include "media/probe_reading.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstring>
#include <mutex>

#include <fcntl.h>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using Format = DemoCamera::Format;

namespace {

struct Examined {
  explicit Examined(std::string_view bytes) : path(folder.path() / "clip.mp4") {
    BOOST_REQUIRE(base::write_atomically(path, bytes).has_value());
    const base::Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    report = media::probe_descriptor(file.get());
  }
  test::ScratchFolder folder;
  std::filesystem::path path;
  media::ProbeReport report;
};

/// Its second half comes only when somebody has given up waiting for it.
class StallingSource final : public media::ByteSource {
 public:
  explicit StallingSource(std::string_view bytes) : bytes_(bytes) {}

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override {
    std::unique_lock lock{mutex_};
    const auto count = std::min<std::size_t>(into.size(), bytes_.size() - std::min<std::size_t>(offset, bytes_.size()));
    if (offset + count > bytes_.size() / 2 && !given_up_) {
      stalls_ = true;
      change_.wait(lock, [this] { return given_up_; });
      return base::fail(base::Fault::unavailable, "given up");
    }
    std::memcpy(into.data(), bytes_.data() + std::min<std::size_t>(offset, bytes_.size()), count);
    return count;
  }
  std::uint64_t available() const override { return bytes_.size(); }
  std::optional<std::uint64_t> final_size() const override { return bytes_.size(); }
  void cancel() override {
    const std::lock_guard lock{mutex_};
    given_up_ = stalls_;
    change_.notify_all();
  }
  void resume() override {}
  bool has_stalled() const {
    const std::lock_guard lock{mutex_};
    return stalls_;
  }

 private:
  const std::string_view bytes_;
  mutable std::mutex mutex_;
  std::condition_variable change_;
  bool stalls_ = false;
  bool given_up_ = false;
};

}  // namespace

BOOST_DATA_TEST_CASE(measures_every_container, boost::unit_test::data::xrange(4)) {
  const auto format = static_cast<Format>(sample);
  const Examined examined(test::recorded(test::small_clip(format)));
  const auto& report = examined.report;
  BOOST_TEST(report.readable);
  BOOST_TEST(report.trouble == "");
  BOOST_TEST(report.video_codec == (format == Format::webm ? "vp8" : "h264"));
  BOOST_TEST(report.audio_codec == (format == Format::webm ? "opus" : "aac"));
  BOOST_TEST(report.width == 320);
  BOOST_TEST(report.height == 180);
  BOOST_REQUIRE(report.duration.has_value());
  BOOST_TEST((*report.duration > 2950ms && *report.duration < 3100ms), report.duration->count());
}

BOOST_AUTO_TEST_CASE(reads_the_rotation) {
  auto options = test::small_clip(Format::mp4);
  options.rotation = 90;
  BOOST_TEST(Examined(test::recorded(options)).report.rotation == 90);
}

// R1: a recording under three seconds is told by its measured length, not by its header.
BOOST_AUTO_TEST_CASE(a_short_recording_is_measured_as_short) {
  auto options = test::small_clip(Format::webm);
  options.length = 1800ms;
  const Examined examined(test::recorded(options));
  BOOST_REQUIRE(examined.report.duration.has_value());
  BOOST_TEST((*examined.report.duration > 1750ms && *examined.report.duration < 1900ms));
}

BOOST_AUTO_TEST_CASE(sound_alone_and_pictures_alone_are_readable) {
  auto options = test::small_clip(Format::mp4);
  options.video = false;
  const Examined sound(test::recorded(options));
  BOOST_TEST(sound.report.readable);
  BOOST_TEST(sound.report.video_codec == "");
  options.video = true;
  options.audio = false;
  const Examined pictures(test::recorded(options));
  BOOST_TEST(pictures.report.readable);
  BOOST_TEST(pictures.report.audio_codec == "");
}

BOOST_AUTO_TEST_CASE(faults_are_named) {
  BOOST_TEST(Examined("Halo, ini bukan rekaman.").report.trouble == "unreadable");
  BOOST_TEST(Examined("").report.trouble == "unreadable");
  const auto& whole = test::recorded(test::small_clip(Format::mp4));
  const Examined cut(std::string_view(whole).substr(0, whole.size() / 2));
  BOOST_TEST(!cut.report.readable);
  BOOST_TEST(cut.report.trouble == "cut-off");
  const auto& fragments = test::recorded(test::small_clip(Format::fragmented_mp4));
  const Examined part(std::string_view(fragments).substr(0, fragments.size() * 6 / 10));
  BOOST_TEST(part.report.readable);
  BOOST_TEST(part.report.trouble == "cut-off");
}

// On a loaded machine, or for hours of voice: that says nothing about the recording.
BOOST_AUTO_TEST_CASE(a_reading_that_takes_too_long_is_not_called_cut_off) {
  const Examined examined(test::recorded(test::small_clip(Format::mp4)));
  const base::Descriptor file{::open(examined.path.c_str(), O_RDONLY | O_CLOEXEC)};
  const auto report = media::find_in_descriptor(file.get(), 0s).report;
  BOOST_TEST(report.trouble == "timeout");
  BOOST_TEST(!report.duration.has_value());  // how far it got is no length (R1)
}

// As when its sound takes longer to decode than there is time.
BOOST_AUTO_TEST_CASE(what_the_first_reading_did_not_reach_in_time_the_second_one_measures) {
  const auto& bytes = test::recorded(test::small_clip(Format::webm));
  const auto source = std::make_shared<StallingSource>(bytes);
  BOOST_REQUIRE(media::start_media().has_value());
  const auto reading = media::read_through(std::make_shared<media::Feed>(source), media::Container::webm,
                                           media::Reading::Depth::pictures_and_sound, 4s);
  BOOST_TEST(source->has_stalled());
  BOOST_TEST(reading.is_whole());
  media::ProbeReport report;
  reading.fill(report);
  BOOST_TEST((report.readable && report.trouble.empty()), report.trouble);
  BOOST_REQUIRE(report.duration.has_value());
  BOOST_TEST((*report.duration > 2950ms && *report.duration < 3100ms), report.duration->count());
}

BOOST_AUTO_TEST_CASE(what_is_shortened_while_it_is_open_is_read_as_far_as_it_goes) {
  const Examined examined(test::recorded(test::small_clip(Format::fragmented_mp4)));
  const auto source = media::FileSource::open(examined.path);
  BOOST_REQUIRE((source.has_value() && media::start_media().has_value()));
  std::filesystem::resize_file(examined.path, (*source)->available() * 6 / 10);
  media::Reading reading(std::make_shared<media::Feed>(*source), media::Container::mp4,
                         media::Reading::Depth::pictures_and_sound);
  reading.run(30s);
  media::ProbeReport report;
  reading.fill(report);
  BOOST_TEST(report.readable);
  BOOST_TEST(report.trouble == "");
  BOOST_REQUIRE(report.duration.has_value());
  BOOST_TEST((*report.duration > 1s && *report.duration < 2500ms), report.duration->count());
}

BOOST_AUTO_TEST_CASE(the_frame_rate_is_measured_and_an_index_is_noticed) {
  BOOST_TEST(Examined(test::recorded(test::small_clip(Format::mp4))).report.frame_rate == 25.0,
             boost::test_tools::tolerance(0.01));
  BOOST_TEST(Examined(test::recorded(test::small_clip(Format::mp4))).report.indexed);
  BOOST_TEST(!Examined(test::recorded(test::small_clip(Format::fragmented_mp4))).report.indexed);
  BOOST_TEST(!Examined(test::recorded(test::small_clip(Format::mpegts))).report.indexed);
  BOOST_TEST(!Examined(test::recorded(test::small_clip(Format::webm))).report.indexed);
}

BOOST_AUTO_TEST_CASE(json_has_the_agreed_keys) {
  media::ProbeReport report;
  report.readable = true;
  report.container = "mp4";
  report.video_codec = "h264";
  report.duration = 12345ms;
  report.rotation = 90;
  report.frame_rate = 29.97;
  BOOST_TEST(media::to_json(report) ==
             "{\"readable\":true,\"container\":\"mp4\",\"video\":\"h264\",\"audio\":\"\",\"width\":0,\"height\":0,"
             "\"rotation\":90,\"frame_rate\":2.997E1,\"indexed\":false,\"trouble\":\"\",\"duration_ms\":12345}");
}

BOOST_DATA_TEST_CASE(posters_and_loudness_of_every_container, boost::unit_test::data::xrange(4)) {
  auto options = test::small_clip(static_cast<Format>(sample));
  const Examined examined(test::recorded(options));
  const base::Descriptor file{::open(examined.path.c_str(), O_RDONLY | O_CLOEXEC)};
  const auto findings = media::find_in_descriptor(file.get(), 30s);
  BOOST_TEST(media::to_json(findings.report) == media::to_json(examined.report));
  BOOST_REQUIRE(!findings.posters.empty());
  BOOST_TEST(findings.posters.size() <= media::most_posters);
  for (const auto& poster : findings.posters) {
    BOOST_TEST((poster.at >= 0ms && poster.at < *findings.report.duration));
    BOOST_TEST(poster.jpeg.starts_with("\xFF\xD8"));
  }
  BOOST_TEST(findings.loudness.size() == media::loudness_values);
  BOOST_TEST(*std::max_element(findings.loudness.begin(), findings.loudness.end()) > 100);
}

BOOST_AUTO_TEST_CASE(an_hour_of_sound_fits_into_the_strip) {
  media::LoudnessMeter meter;
  const std::vector<float> loud(480, 0.5f);
  const std::vector<float> quiet(480, 0.0005f);
  for (int i = 0; i < 360'000; ++i) meter.add(i * 10ms, 48'000, i < 180'000 ? loud : quiet);
  const auto strip = meter.strip(0s, 3600s);
  BOOST_REQUIRE(strip.size() == media::loudness_values);
  BOOST_TEST(strip[10] == 229);  // -6.02 dBFS
  BOOST_TEST(strip[190] == 0);   // -66 dBFS
  BOOST_TEST(strip[98] == strip[10]);
  BOOST_TEST(strip[102] == 0);
}

BOOST_AUTO_TEST_CASE(the_meter_survives_nonsense) {
  media::LoudnessMeter meter;
  const std::vector<float> nonsense{NAN, INFINITY, -INFINITY};
  meter.add(0s, 48'000, nonsense);
  meter.add(-5s, 48'000, std::vector<float>{1});
  meter.add(5s, 0, std::vector<float>{1});
  meter.add(5s, -48'000, std::vector<float>{1});
  meter.add(std::chrono::hours(2'000'000), 48'000, std::vector<float>{1});
  BOOST_TEST(meter.strip(0s, 10s).empty());
  meter.add(999h, 48'000, std::vector<float>{1});
  const auto strip = meter.strip(0s, 1000h);
  BOOST_TEST((strip.size() == media::loudness_values && strip[199] > 0 && strip[0] == 0));
  BOOST_TEST(meter.strip(10s, 10s).empty());
}
