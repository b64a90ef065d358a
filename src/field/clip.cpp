#include "field/clip.h"

#include "base/log.h"
#include "media/probe.h"

#include <algorithm>

namespace siaga::field {

using base::Result;
using Steady = std::chrono::steady_clock;

namespace {

constexpr double bytes_per_second_unknown = 125'000;

class FileClip final : public Clip {
 public:
  FileClip(base::File file, std::uint64_t size) : file_(std::move(file)), size_(size) {}
  std::uint64_t available() const override { return size_; }
  bool is_whole() const override { return true; }
  Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
    return file_.read_at(offset, count);
  }

 private:
  base::File file_;
  std::uint64_t size_;
};

class PacedClip final : public Clip {
 public:
  PacedClip(base::File file, std::uint64_t size, double bytes_per_second)
      : file_(std::move(file)), size_(size), bytes_per_second_(bytes_per_second) {}
  std::uint64_t available() const override {
    const std::chrono::duration<double> since = Steady::now() - begun_;
    return static_cast<std::uint64_t>(std::min(static_cast<double>(size_), since.count() * bytes_per_second_));
  }
  bool is_whole() const override { return available() == size_; }
  Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
    return file_.read_at(offset, count);
  }

 private:
  base::File file_;
  std::uint64_t size_;
  double bytes_per_second_;
  Steady::time_point begun_ = Steady::now();
};

class CameraClip final : public Clip {
 public:
  CameraClip(base::File file, media::DemoCamera::Options options)
      : file_(std::move(file)), camera_(std::move(options)), thread_([this] { record(); }) {}
  CameraClip(const CameraClip&) = delete;
  CameraClip& operator=(const CameraClip&) = delete;
  ~CameraClip() override {
    camera_.stop();
    thread_.join();
  }
  std::uint64_t available() const override { return size_; }
  bool is_whole() const override { return whole_; }
  Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
    return file_.read_at(offset, count);
  }

 private:
  void record() {
    const auto done = camera_.run([this](std::string_view bytes) {
      if (const auto written = file_.write_at(size_, bytes); !written) {
        base::log::warning("field.recording_cut", {{"why", base::log::describe(written.error())}});
        return false;
      }
      size_ += bytes.size();
      return true;
    });
    if (!done) base::log::warning("field.camera_failed", {{"why", base::log::describe(done.error())}});
    whole_ = true;
  }

  base::File file_;
  media::DemoCamera camera_;
  std::atomic<std::uint64_t> size_ = 0;
  std::atomic<bool> whole_ = false;
  std::thread thread_;
};

struct Opened {
  base::File file;
  std::uint64_t size;
};

Result<Opened> open_file(const std::filesystem::path& path) {
  auto file = base::File::open(path, base::File::Mode::read);
  if (!file) return file.error();
  const auto size = file->size();
  if (!size) return size.error();
  return Opened{std::move(*file), *size};
}

}  // namespace

Result<std::unique_ptr<Clip>> open_clip(const std::filesystem::path& path) {
  auto opened = open_file(path);
  if (!opened) return opened.error();
  return std::make_unique<FileClip>(std::move(opened->file), opened->size);
}

Result<std::unique_ptr<Clip>> open_paced_clip(const std::filesystem::path& path) {
  auto opened = open_file(path);
  if (!opened) return opened.error();
  const auto report = media::probe_descriptor(opened->file.descriptor());
  auto speed = bytes_per_second_unknown;
  if (report.duration && report.duration->count() > 0)
    speed = static_cast<double>(opened->size) * 1000 / static_cast<double>(report.duration->count());
  return std::make_unique<PacedClip>(std::move(opened->file), opened->size, speed);
}

Result<std::unique_ptr<Clip>> record_clip(const std::filesystem::path& path, media::DemoCamera::Options options) {
  if (auto made = base::make_folder(path.parent_path()); !made) return made.error();
  auto file = base::File::open(path, base::File::Mode::create);
  if (!file) return file.error();
  options.live = true;
  return std::make_unique<CameraClip>(std::move(*file), std::move(options));
}

std::string content_type_of(const std::filesystem::path& file) {
  auto suffix = file.extension().string();
  std::ranges::transform(suffix, suffix.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (suffix == ".mp4" || suffix == ".m4v") return "video/mp4";
  if (suffix == ".mov") return "video/quicktime";
  if (suffix == ".webm") return "video/webm";
  if (suffix == ".ts") return "video/mp2t";
  if (suffix == ".mkv") return "video/x-matroska";
  return "application/octet-stream";
}

}  // namespace siaga::field
