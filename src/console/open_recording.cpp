#include "console/open_recording.h"

#include "base/file.h"
#include "base/log.h"

#include <charconv>
#include <utility>

namespace siaga::console {

namespace {

constexpr int suspicious = 2;
constexpr std::size_t id_length = 36;
constexpr std::uint64_t longest = 64;

base::Result<void> write(const std::filesystem::path& path, const std::string& text) {
  if (auto made = base::make_folder(path.parent_path()); !made) return made;
  auto file = base::File::open(path, base::File::Mode::create);
  if (!file) return file.error();
  if (auto emptied = file->truncate(0); !emptied) return emptied;
  return file->write_at(0, text);
}

}  // namespace

OpenRecording::OpenRecording(const std::filesystem::path& folder)
    : file_(folder / "open-recording"), left_(read(file_)) {}

std::optional<OpenRecording::Mark> OpenRecording::read(const std::filesystem::path& file) {
  const auto text = base::read_file(file, longest);
  if (!text || text->size() <= id_length) return std::nullopt;
  const auto recording = base::parse_id(text->substr(0, id_length));
  int ends = 0;
  std::from_chars(text->data() + id_length + 1, text->data() + text->size(), ends);
  if (!recording || ends < 1) return std::nullopt;
  return Mark{*recording, ends};
}

bool OpenRecording::ended_twice_with(const base::Id& recording) const {
  return left_ && left_->recording == recording && left_->ends >= suspicious;
}

void OpenRecording::opened(const base::Id& recording) {
  open_ = recording;
  const int before = left_ && left_->recording == recording ? left_->ends : 0;
  keep({recording, before + 1});
}

// One that was watched to its close is trusted; another one that is suspicious stays so, in the file, too.
void OpenRecording::closed() {
  if (!open_) return;
  if (left_ && left_->recording == *open_) left_.reset();
  open_.reset();
  if (left_ && left_->ends >= suspicious) return keep(*left_);
  std::error_code ignored;  // it may have gone with its folder
  std::filesystem::remove(file_, ignored);
}

void OpenRecording::keep(const Mark& mark) {
  const auto written = write(file_, base::to_string(mark.recording) + " " + std::to_string(mark.ends) + "\n");
  if (!written) base::log::warning("console.open_recording_unwritten", {{"why", base::log::describe(written.error())}});
}

}  // namespace siaga::console
