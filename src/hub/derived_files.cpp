#include "hub/derived_files.h"

#include "hub/probe_result.h"

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

std::filesystem::path beside(const std::filesystem::path& recording, std::string_view extension) {
  auto path = recording;
  path += extension;
  return path;
}

std::filesystem::path unfinished_copy_of(const std::filesystem::path& recording) {
  return beside(recording, ".play.part");
}

template <class Pick>
Result<std::string> from_preview(const std::filesystem::path& recording, Pick pick) {
  const auto bytes = base::read_file(preview_of(recording), longest_findings);
  if (!bytes) return bytes.error();
  const auto findings = read_findings(*bytes);
  if (!findings) return findings.error();
  const std::string_view part = pick(*findings);
  if (part.empty()) return fail(Fault::not_found, "the preview doesn't have that");
  return std::string{part};
}

}  // namespace

std::filesystem::path preview_of(const std::filesystem::path& recording) { return beside(recording, ".preview"); }
std::filesystem::path play_copy_of(const std::filesystem::path& recording) { return beside(recording, ".play"); }

void drop_unfinished_copy(const std::filesystem::path& recording) {
  std::error_code ignored;  // the next attempt begins it anew
  std::filesystem::remove(unfinished_copy_of(recording), ignored);
}

void drop_preview(const std::filesystem::path& recording) {
  std::error_code ignored;  // one that stays is shown by nobody
  std::filesystem::remove(preview_of(recording), ignored);
}

Result<std::string> read_poster(const std::filesystem::path& recording, std::size_t number) {
  return from_preview(recording, [number](const Findings& findings) {
    return number < findings.posters.size() ? findings.posters[number] : std::string_view{};
  });
}

Result<std::string> read_loudness(const std::filesystem::path& recording) {
  return from_preview(recording, [](const Findings& findings) { return findings.loudness; });
}

PlayCopyFile::PlayCopyFile(base::File file, std::filesystem::path recording, std::uint64_t limit)
    : file_(std::move(file)), recording_(std::move(recording)), limit_(limit) {}

PlayCopyFile::~PlayCopyFile() {
  if (!recording_.empty()) drop_unfinished_copy(recording_);
}

Result<PlayCopyFile> PlayCopyFile::create(const std::filesystem::path& recording, std::uint64_t limit) {
  auto file = base::File::open(unfinished_copy_of(recording), base::File::Mode::create);
  if (!file) return file.error();
  if (auto emptied = file->truncate(0); !emptied) return emptied.error();
  return PlayCopyFile{std::move(*file), recording, limit};
}

Result<void> PlayCopyFile::take(std::string_view bytes) {
  waiting_ += bytes;
  std::string_view rest = waiting_;
  if (!begun_ && rest.size() >= copy_magic.size()) {
    if (!rest.starts_with(copy_magic)) return fail(Fault::corrupt, "no copy");
    rest.remove_prefix(copy_magic.size());
    begun_ = true;
  }
  while (begun_) {
    const auto frame = next_copy_frame(rest, limit_);
    if (!frame) return frame.error();
    if (!*frame) break;
    const auto& found = **frame;
    const bool is_container = found.kind == CopyFrame::Kind::container;
    if (ended_ || is_container != container_.empty()) return fail(Fault::corrupt, "the copy's frames are out of order");
    if (is_container) container_ = found.content;
    ended_ = found.kind == CopyFrame::Kind::end;
    if (found.kind == CopyFrame::Kind::piece)
      if (auto written = file_.write_at(found.offset, found.content); !written) return written.error();
    rest.remove_prefix(found.length);
  }
  waiting_.erase(0, waiting_.size() - rest.size());
  return {};
}

Result<std::string> PlayCopyFile::finish() {
  if (!ended_ || !waiting_.empty()) return fail(Fault::corrupt, "the copy breaks off");
  if (auto synced = file_.sync(); !synced) return synced.error();
  std::error_code code;
  std::filesystem::rename(unfinished_copy_of(recording_), play_copy_of(recording_), code);
  if (code) return fail(Fault::internal, code.message());
  const auto folder = std::exchange(recording_, {}).parent_path();
  if (auto synced = base::sync_folder(folder); !synced) return synced.error();
  return container_;
}

}  // namespace siaga::hub
