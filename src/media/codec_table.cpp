#include "media/codec_table.h"

namespace siaga::media {
namespace {

struct Row {
  std::string_view media_type;
  int mpegversion;  // 0: the type alone decides
  Codec codec;
};

constexpr Row rows[] = {
    {"video/x-h264", 0, {StreamKind::video, "h264", "h264parse", "avdec_h264"}},
    {"video/x-h265", 0, {StreamKind::video, "h265", "h265parse", "avdec_h265"}},
    {"video/x-vp8", 0, {StreamKind::video, "vp8", "", "vp8dec"}},
    {"video/x-vp9", 0, {StreamKind::video, "vp9", "vp9parse", "vp9dec"}},
    {"video/x-av1", 0, {StreamKind::video, "av1", "av1parse", "av1dec"}},
    {"audio/mpeg", 4, {StreamKind::audio, "aac", "aacparse", "avdec_aac"}},
    {"audio/mpeg", 2, {StreamKind::audio, "aac", "aacparse", "avdec_aac"}},
    {"audio/mpeg", 1, {StreamKind::audio, "mp3", "mpegaudioparse", "avdec_mp3"}},
    {"audio/x-opus", 0, {StreamKind::audio, "opus", "opusparse", "opusdec"}},
    {"audio/x-vorbis", 0, {StreamKind::audio, "vorbis", "", "vorbisdec"}},
    // amrparse takes only files with a head of their own.
    {"audio/AMR", 0, {StreamKind::audio, "amr", "", "avdec_amrnb"}},
    {"audio/AMR-WB", 0, {StreamKind::audio, "amr-wb", "", "avdec_amrwb"}},
};

StreamKind kind_of(std::string_view media_type) {
  if (media_type.starts_with("video/") || media_type.starts_with("image/")) return StreamKind::video;
  if (media_type.starts_with("audio/")) return StreamKind::audio;
  return StreamKind::other;
}

}  // namespace

Codec codec_of(const GstCaps* caps) {
  if (!caps || gst_caps_get_size(caps) == 0) return {};
  const GstStructure* about = gst_caps_get_structure(caps, 0);
  const std::string_view type = gst_structure_get_name(about);
  int version = 0;
  gst_structure_get_int(about, "mpegversion", &version);
  for (const Row& row : rows)
    if (row.media_type == type && (row.mpegversion == 0 || row.mpegversion == version)) return row.codec;
  return Codec{kind_of(type), type, "", ""};
}

const char* demuxer_of(Container container) {
  switch (container) {
    case Container::mp4: return "qtdemux";
    case Container::webm: return "matroskademux";
    case Container::mpegts: return "tsdemux";
    case Container::ogg: return "oggdemux";
    case Container::avi:
    case Container::asf:
    case Container::flv:
    case Container::unknown: break;
  }
  return "";
}

std::vector<const char*> table_elements() {
  std::vector<const char*> names;
  for (const auto container : {Container::mp4, Container::webm, Container::mpegts, Container::ogg})
    names.push_back(demuxer_of(container));
  for (const Row& row : rows)
    for (const char* name : {row.codec.parser, row.codec.decoder})
      if (*name != '\0') names.push_back(name);
  return names;
}

}  // namespace siaga::media
