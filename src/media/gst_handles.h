// GStreamer's references as unique_ptrs, adopted at the call that returns them ("transfer full").
// Private to src/media: no other folder sees GStreamer's headers.
#pragma once

#include <gst/gst.h>

#include <memory>

namespace siaga::media::gst {

struct Unref {
  void operator()(GstElement* element) const { gst_object_unref(element); }
  void operator()(GstPad* pad) const { gst_object_unref(pad); }
  void operator()(GstObject* object) const { gst_object_unref(object); }
  void operator()(GstBus* bus) const { gst_object_unref(bus); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstBuffer* buffer) const { gst_buffer_unref(buffer); }
  void operator()(GError* error) const { g_error_free(error); }
  void operator()(gchar* text) const { g_free(text); }
};

template <class T>
using Handle = std::unique_ptr<T, Unref>;

using Element = Handle<GstElement>;
using Pad = Handle<GstPad>;
using Caps = Handle<GstCaps>;
using Message = Handle<GstMessage>;
using Sample = Handle<GstSample>;
using Buffer = Handle<GstBuffer>;
using ErrorText = Handle<GError>;
using Text = Handle<gchar>;

/// A new element that is our own rather than floating; nullptr when its plugin is missing.
inline Element make(const char* factory, const char* name = nullptr) {
  GstElement* element = gst_element_factory_make(factory, name);
  if (element) gst_object_ref_sink(element);
  return Element{element};
}

/// Read access to a buffer's bytes for a scope.
class Mapped {
 public:
  Mapped(GstBuffer* buffer, GstMapFlags how) : buffer_(buffer), valid_(gst_buffer_map(buffer, &info_, how) != FALSE) {}
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() {
    if (valid_) gst_buffer_unmap(buffer_, &info_);
  }
  explicit operator bool() const { return valid_; }
  guint8* data() const { return info_.data; }
  std::size_t size() const { return info_.size; }

 private:
  GstBuffer* buffer_;
  GstMapInfo info_{};
  bool valid_;
};

}  // namespace siaga::media::gst
