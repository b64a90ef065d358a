#include "media/key_pictures.h"

#include "media/picture_guard.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>

#include <algorithm>

namespace siaga::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::size_t most_kept = 48;
constexpr std::size_t largest_picture = 8u << 20;
constexpr std::size_t most_bytes = 64u << 20;

std::size_t size_of(const KeyPictures::Kept& kept) {
  return gst_buffer_get_size(gst_sample_get_buffer(kept.sample.get()));
}

const char* direction_of(int rotation) {
  switch (rotation) {
    case 90: return "90r";
    case 180: return "180";
    case 270: return "90l";
    default: return "identity";
  }
}

struct Size {
  int width;
  int height;
};

/// Of the first picture, shrunk to a poster; even, as chroma wants it.
Size poster_size(const KeyPictures::Kept& kept) {
  Size size{0, 0};
  const GstStructure* about = gst_caps_get_structure(gst_sample_get_caps(kept.sample.get()), 0);
  gst_structure_get_int(about, "width", &size.width);
  gst_structure_get_int(about, "height", &size.height);
  if (size.width <= 0 || size.height <= 0) return {poster_side, poster_side * 9 / 16};
  const int longer = std::max({size.width, size.height, poster_side});
  const auto shrunk = [longer](int side) { return std::max(2, side * poster_side / longer / 2 * 2); };
  return {shrunk(size.width), shrunk(size.height)};
}

// appsrc ▶ decoder ▶ videoscale ▶ videoflip ▶ videoconvert ▶ jpegenc ▶ appsink      shrunk first: the rest is cheap
class Darkroom {
 public:
  Darkroom(const char* decoder, int rotation, Size size);
  Darkroom(const Darkroom&) = delete;
  Darkroom& operator=(const Darkroom&) = delete;
  ~Darkroom() { gst_element_set_state(pipeline_.get(), GST_STATE_NULL); }

  void put_in(const std::vector<KeyPictures::Kept>& pictures);
  /// Those that are drawn until `deadline`.
  std::vector<Poster> take_out(std::chrono::steady_clock::time_point deadline);

 private:
  gst::Element pipeline_;
  gst::Element in_;
  gst::Element out_;
};

Darkroom::Darkroom(const char* decoder, int rotation, Size size)
    : pipeline_(GST_ELEMENT(gst_object_ref_sink(gst_pipeline_new(nullptr)))) {
  const auto decode = gst::make(decoder);
  const auto scale = gst::make("videoscale");
  const auto flip = gst::make("videoflip");
  const auto convert = gst::make("videoconvert");
  const auto encode = gst::make("jpegenc");
  auto in = gst::make("appsrc");
  auto out = gst::make("appsink");
  if (!decode || !scale || !flip || !convert || !encode || !in || !out) return;
  g_object_set(in.get(), "format", GST_FORMAT_TIME, "max-bytes", guint64{0}, nullptr);
  g_object_set(out.get(), "sync", FALSE, nullptr);
  g_object_set(encode.get(), "quality", 75, nullptr);
  gst_util_set_object_arg(G_OBJECT(flip.get()), "video-direction", direction_of(rotation));
  if (g_object_class_find_property(G_OBJECT_GET_CLASS(decode.get()), "max-threads"))
    g_object_set(decode.get(), "max-threads", 1, nullptr);
  gst_bin_add_many(GST_BIN(pipeline_.get()), in.get(), decode.get(), scale.get(), flip.get(), convert.get(),
                   encode.get(), out.get(), nullptr);
  const gst::Caps small{gst_caps_new_simple("video/x-raw", "width", G_TYPE_INT, size.width, "height", G_TYPE_INT,
                                            size.height, "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, nullptr)};
  gst_element_link_many(in.get(), decode.get(), scale.get(), nullptr);
  gst_element_link_filtered(scale.get(), flip.get(), small.get());
  gst_element_link_many(flip.get(), convert.get(), encode.get(), out.get(), nullptr);
  in_ = std::move(in);
  out_ = std::move(out);
}

void Darkroom::put_in(const std::vector<KeyPictures::Kept>& pictures) {
  if (!in_) return;
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  for (const auto& picture : pictures) gst_app_src_push_sample(GST_APP_SRC(in_.get()), picture.sample.get());
  gst_app_src_end_of_stream(GST_APP_SRC(in_.get()));
}

std::vector<Poster> Darkroom::take_out(std::chrono::steady_clock::time_point deadline) {
  std::vector<Poster> posters;
  while (out_ && posters.size() < most_posters) {
    const nanoseconds left = std::max<nanoseconds>(nanoseconds{0}, deadline - std::chrono::steady_clock::now());
    const auto wait = static_cast<GstClockTime>(left.count());
    const gst::Sample sample{gst_app_sink_try_pull_sample(GST_APP_SINK(out_.get()), wait)};
    if (!sample) break;
    GstBuffer* buffer = gst_sample_get_buffer(sample.get());
    const gst::Mapped bytes(buffer, GST_MAP_READ);
    if (!bytes || !GST_BUFFER_PTS_IS_VALID(buffer)) continue;
    const nanoseconds at(static_cast<std::int64_t>(GST_BUFFER_PTS(buffer)));
    posters.push_back(
        {std::chrono::round<milliseconds>(at), std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size())});
  }
  return posters;
}

}  // namespace

void KeyPictures::offer(GstBuffer* picture, GstCaps* caps, nanoseconds at) {
  const bool due = seen_++ % stride_ == 0;
  const std::size_t size = gst_buffer_get_size(picture);
  if (!due || at < nanoseconds{0} || !caps || !picture_fits(caps) || size > largest_picture) return;
  // A copy: the demuxer's buffer would hold everything that was read together with it.
  const gst::Buffer copy{gst_buffer_copy_deep(picture)};
  GST_BUFFER_PTS(copy.get()) = static_cast<GstClockTime>(at.count());
  GST_BUFFER_DTS(copy.get()) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION(copy.get()) = GST_CLOCK_TIME_NONE;
  kept_.push_back({at, gst::Sample{gst_sample_new(copy.get(), caps, nullptr, nullptr)}});
  bytes_ += size;
  while (kept_.size() > most_kept || (bytes_ > most_bytes && kept_.size() > 1)) thin_out();
}

void KeyPictures::thin_out() {
  std::vector<Kept> left;
  bytes_ = 0;
  for (std::size_t i = 0; i < kept_.size(); i += 2) {
    bytes_ += size_of(kept_[i]);
    left.push_back(std::move(kept_[i]));
  }
  kept_ = std::move(left);
  stride_ *= 2;
}

std::vector<KeyPictures::Kept> KeyPictures::choose(std::size_t most, nanoseconds begin, nanoseconds end) {
  std::vector<Kept> chosen;
  const auto parts = static_cast<std::int64_t>(most);
  for (std::int64_t part = 0; part < parts && !kept_.empty(); ++part) {
    const nanoseconds middle = begin + (end - begin) * (2 * part + 1) / (2 * parts);
    const auto nearest = std::min_element(kept_.begin(), kept_.end(), [middle](const Kept& left, const Kept& right) {
      return std::chrono::abs(left.at - middle) < std::chrono::abs(right.at - middle);
    });
    if (nearest->sample) chosen.push_back({nearest->at, std::move(nearest->sample)});
  }
  std::sort(chosen.begin(), chosen.end(), [](const Kept& left, const Kept& right) { return left.at < right.at; });
  kept_.clear();
  bytes_ = 0;
  return chosen;
}

std::vector<Poster> draw_posters(const std::vector<KeyPictures::Kept>& pictures, const char* decoder, int rotation,
                                 nanoseconds patience) {
  if (pictures.empty()) return {};
  const auto deadline = std::chrono::steady_clock::now() + patience;
  Darkroom darkroom(decoder, rotation, poster_size(pictures.front()));
  darkroom.put_in(pictures);
  return darkroom.take_out(deadline);
}

}  // namespace siaga::media
