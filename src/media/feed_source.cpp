#include "media/feed_source.h"

#include "media/container.h"
#include "media/mp4_boxes.h"
#include "media/nesting.h"

#include <gst/base/gstbasesrc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace {

using siaga::media::Feed;

// No honest index is larger, and a demuxer asks for what a hostile header says.
constexpr guint largest_read = 64u << 20;
// matroskademux reads ahead by this much but is content with less: waiting for all of it would delay the first picture.
constexpr guint matroska_read_ahead = 65536;
// Samples of the same moment lie no further apart; beyond it even a hostile index gets no more blanks.
constexpr guint64 blanks_up_to = 16u << 20;
constexpr guint64 largest_blank = 4096;
constexpr auto blank_flag = GST_BUFFER_FLAG_CORRUPTED;

struct Supply {
  explicit Supply(std::shared_ptr<Feed::Reader> from) : reader(std::move(from)) {}

  bool lie_in_cut_media(guint64 offset, guint64 end);

  std::shared_ptr<Feed::Reader> reader;
  bool looked = false;  // at how a finished recording ends
  std::optional<siaga::media::CutMedia> cut;
};

// Whether these bytes, some of which lie beyond the end, are media that never arrived.
bool Supply::lie_in_cut_media(guint64 offset, guint64 end) {
  const auto final = reader->feed().final_size();
  if (!final || end <= *final || end > *final + blanks_up_to) return false;
  if (!looked) {
    bool freed = false;
    const auto read = [&](std::uint64_t at, std::span<std::byte> into) {
      const auto got = reader->read(at, into);
      freed = freed || got.outcome == Feed::Outcome::flushing;
      return got.outcome == Feed::Outcome::complete;
    };
    std::array<std::byte, siaga::media::container_needs> beginning{};
    const auto got = reader->read(0, beginning);
    const auto container = siaga::media::container_of(std::span(beginning).first(got.count));
    if (container == siaga::media::Container::mp4) cut = siaga::media::mp4_cut_media(read, *final);
    looked = !freed && got.outcome != Feed::Outcome::flushing;
  }
  return cut && offset >= cut->begin && end <= cut->end;
}

struct SiagaFeedSrc {
  GstBaseSrc parent;
  Supply* supply;
};
struct SiagaFeedSrcClass {
  GstBaseSrcClass parent_class;
};

G_DEFINE_TYPE(SiagaFeedSrc, siaga_feed_src, GST_TYPE_BASE_SRC)

Supply& supply_of(GstBaseSrc* source) { return *reinterpret_cast<SiagaFeedSrc*>(source)->supply; }
Feed::Reader& reader_of(GstBaseSrc* source) { return *supply_of(source).reader; }

GstStaticPadTemplate pad_template = GST_STATIC_PAD_TEMPLATE("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

gboolean is_seekable(GstBaseSrc*) { return TRUE; }

gboolean get_size(GstBaseSrc* source, guint64* size) {
  const auto final = reader_of(source).feed().final_size();
  if (!final) return FALSE;
  *size = *final;
  return TRUE;
}

gboolean unlock(GstBaseSrc* source) {
  reader_of(source).unlock();
  return TRUE;
}

gboolean unlock_stop(GstBaseSrc* source) {
  reader_of(source).relock();
  return TRUE;
}

// qtdemux (1.22) takes the times of a fragment that begins at zero from the "mfra" index instead, where they are those
// of display: pictures with reordered ones behind them come late by as much, and the last fragment's length is missing.
// Without that index it reads the fragments' own heads. It looks for the index by the last 16 bytes.
void hide_fragment_index(const Feed& feed, guint64 offset, const siaga::media::gst::Mapped& bytes) {
  const auto final = feed.final_size();
  if (!final || bytes.size() != 16 || offset + 16 != *final) return;
  if (std::memcmp(bytes.data() + 4, "mfro", 4) == 0) std::memset(bytes.data(), 0, 16);
}

// How many of the bytes asked for there can ever be, or are worth waiting for.
guint64 worth_reading(const Feed& feed, guint64 offset, guint length) {
  // qtdemux looks for an index at "size - 16", and the size is still unknown.
  if (offset > G_MAXINT64) return 0;
  guint64 count = length;
  if (const auto final = feed.final_size())
    count = std::min<guint64>(count, *final > offset ? *final - offset : 0);
  else if (length == matroska_read_ahead && feed.available() > offset)
    count = std::min<guint64>(count, feed.available() - offset);
  return count;
}

GstFlowReturn flow_of(const Feed::Got& got) {
  switch (got.outcome) {
    case Feed::Outcome::complete: return GST_FLOW_OK;
    case Feed::Outcome::ended: return got.count > 0 ? GST_FLOW_OK : GST_FLOW_EOS;
    case Feed::Outcome::flushing: return GST_FLOW_FLUSHING;
    case Feed::Outcome::broken: break;
  }
  return GST_FLOW_ERROR;
}

// Into `*buffer` when the caller has brought one.
GstFlowReturn give(siaga::media::gst::Buffer made, GstBuffer** buffer) {
  if (!*buffer) {
    *buffer = made.release();
    return GST_FLOW_OK;
  }
  const siaga::media::gst::Mapped bytes(made.get(), GST_MAP_READ);
  gst_buffer_fill(*buffer, 0, bytes.data(), bytes.size());
  gst_buffer_set_size(*buffer, static_cast<gssize>(bytes.size()));
  if (siaga::media::is_blank(made.get())) GST_BUFFER_FLAG_SET(*buffer, blank_flag);
  return GST_FLOW_OK;
}

GstFlowReturn give_blank(guint64 length, GstBuffer** buffer) {
  siaga::media::gst::Buffer made{gst_buffer_new_allocate(nullptr, std::min(length, largest_blank), nullptr)};
  if (!made) return GST_FLOW_ERROR;
  gst_buffer_memset(made.get(), 0, 0, gst_buffer_get_size(made.get()));
  GST_BUFFER_FLAG_SET(made.get(), blank_flag);
  return give(std::move(made), buffer);
}

GstFlowReturn create(GstBaseSrc* source, guint64 offset, guint length, GstBuffer** buffer) {
  Feed::Reader& reader = reader_of(source);
  if (length > largest_read) {
    GST_ELEMENT_ERROR(source, STREAM, WRONG_TYPE, ("unbelievable size"), (nullptr));
    return GST_FLOW_ERROR;
  }
  const auto is_missing = [&] {
    return offset <= G_MAXINT64 && supply_of(source).lie_in_cut_media(offset, offset + length);
  };
  if (is_missing()) return give_blank(length, buffer);
  const guint64 count = worth_reading(reader.feed(), offset, length);
  if (count == 0) return GST_FLOW_EOS;
  siaga::media::gst::Buffer made{gst_buffer_new_allocate(nullptr, count, nullptr)};
  if (!made) return GST_FLOW_ERROR;
  Feed::Got got{Feed::Outcome::broken, 0};
  {
    const siaga::media::gst::Mapped bytes(made.get(), GST_MAP_WRITE);
    if (bytes) got = reader.read(offset, {reinterpret_cast<std::byte*>(bytes.data()), bytes.size()});
    if (bytes) hide_fragment_index(reader.feed(), offset, bytes);
    if (bytes && !siaga::media::nesting_fits(std::as_bytes(std::span(bytes.data(), got.count)))) {
      GST_ELEMENT_ERROR(source, STREAM, WRONG_TYPE, ("an unbelievable index"), (nullptr));
      return GST_FLOW_ERROR;
    }
  }
  if (got.outcome == Feed::Outcome::ended && is_missing()) return give_blank(length, buffer);  // the upload ended
  const auto flow = flow_of(got);
  if (got.outcome == Feed::Outcome::broken) GST_ELEMENT_ERROR(source, RESOURCE, READ, ("the source broke"), (nullptr));
  if (flow != GST_FLOW_OK) return flow;
  gst_buffer_set_size(made.get(), static_cast<gssize>(got.count));
  GST_BUFFER_OFFSET(made.get()) = offset;
  GST_BUFFER_OFFSET_END(made.get()) = offset + got.count;
  return give(std::move(made), buffer);
}

void finalize(GObject* object) {
  delete reinterpret_cast<SiagaFeedSrc*>(object)->supply;
  G_OBJECT_CLASS(siaga_feed_src_parent_class)->finalize(object);
}

void siaga_feed_src_class_init(SiagaFeedSrcClass* type) {
  auto* base = GST_BASE_SRC_CLASS(type);
  base->is_seekable = is_seekable;
  base->get_size = get_size;
  base->unlock = unlock;
  base->unlock_stop = unlock_stop;
  base->create = create;
  G_OBJECT_CLASS(type)->finalize = finalize;
  gst_element_class_add_static_pad_template(GST_ELEMENT_CLASS(type), &pad_template);
  gst_element_class_set_static_metadata(GST_ELEMENT_CLASS(type), "Siaga feed", "Source",
                                        "Pulls bytes from a recording that may grow", "Siaga");
}

void siaga_feed_src_init(SiagaFeedSrc* source) {
  source->supply = nullptr;
  gst_base_src_set_format(GST_BASE_SRC(source), GST_FORMAT_BYTES);
  gst_base_src_set_automatic_eos(GST_BASE_SRC(source), FALSE);  // create() knows the end, and what lies beyond it
}

}  // namespace

namespace siaga::media {

gst::Element make_feed_source(std::shared_ptr<Feed::Reader> reader) {
  auto* object = static_cast<SiagaFeedSrc*>(g_object_new(siaga_feed_src_get_type(), nullptr));
  // A GObject has no constructor of ours, so it owns the pointer by hand; finalize gives it back.
  object->supply = std::make_unique<Supply>(std::move(reader)).release();
  return gst::Element{GST_ELEMENT(gst_object_ref_sink(object))};
}

gst::Element make_feed_source(std::shared_ptr<Feed> feed) {
  return make_feed_source(std::make_shared<Feed::Reader>(std::move(feed)));
}

bool is_blank(const GstBuffer* buffer) { return GST_BUFFER_FLAG_IS_SET(buffer, blank_flag); }

}  // namespace siaga::media
