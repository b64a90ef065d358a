#include "console/letter_files.h"

#include "base/file.h"

#include <memory>
#include <utility>

namespace siaga::console {

using base::Fault;
using base::Result;

namespace {

Result<LetterFile> read_letter(const std::filesystem::path& file) {
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found) return base::fail(Fault::not_found, "no such file");
  // A pipe or a device may never end.
  if (!std::filesystem::is_regular_file(status)) return base::fail(Fault::unsupported, "no ordinary file");
  auto bytes = base::read_file(file, largest_letter);
  if (!bytes) return bytes.error();
  if (!is_letter(*bytes)) return base::fail(Fault::unsupported, "neither PDF nor JPEG nor PNG");
  return LetterFile{file.filename().string(), std::move(*bytes)};
}

Result<void> write_whole(const std::filesystem::path& file, const std::string& bytes) {
  if (auto made = base::make_folder(file.parent_path()); !made) return made;
  return base::write_atomically(file, bytes);
}

}  // namespace

bool is_letter(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.starts_with("%PDF-"sv) || bytes.starts_with("\xFF\xD8\xFF"sv) ||
         bytes.starts_with("\x89PNG\r\n\x1A\n"sv);
}

LetterFiles::LetterFiles(base::Post post) : post_(std::move(post)) {}

LetterFiles::~LetterFiles() {
  {
    const std::lock_guard lock{guard_};
    ending_ = true;
    waiting_.clear();
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LetterFiles::read(const std::filesystem::path& file, std::function<void(Result<LetterFile>)> done) {
  enqueue([post = post_, file, done = std::move(done)] {
    post([done, outcome = std::make_shared<Result<LetterFile>>(read_letter(file))] { done(std::move(*outcome)); });
  });
}

void LetterFiles::write(const std::filesystem::path& file, std::string bytes, std::function<void(Result<void>)> done) {
  enqueue([post = post_, file, bytes = std::make_shared<std::string>(std::move(bytes)), done = std::move(done)] {
    post([done, outcome = write_whole(file, *bytes)] { done(outcome); });
  });
}

void LetterFiles::write_checked(const std::filesystem::path& file, std::string bytes, const base::Sha256& sha256,
                                std::function<void(Result<void>)> done) {
  enqueue(
      [post = post_, file, sha256, bytes = std::make_shared<std::string>(std::move(bytes)), done = std::move(done)] {
        const bool same = base::sha256(*bytes) == sha256;
        post([done, outcome = same ? write_whole(file, *bytes)
                                   : Result<void>{base::fail(Fault::checksum, "other bytes than were told")}] {
          done(outcome);
        });
      });
}

void LetterFiles::enqueue(std::function<void()> work) {
  {
    const std::lock_guard lock{guard_};
    waiting_.push_back(std::move(work));
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  wake_.notify_one();
}

void LetterFiles::run() {
  std::unique_lock lock{guard_};
  while (true) {
    wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace siaga::console
