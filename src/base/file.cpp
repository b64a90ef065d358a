#include "base/file.h"

#include "base/clock.h"
#include "base/id.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace siaga::base {

namespace {

Error error_of_errno(std::string_view what, const std::filesystem::path& path = {}) {
  const int code = errno;
  Fault fault = Fault::internal;
  if (code == ENOENT || code == ENOTDIR) fault = Fault::not_found;
  if (code == ENOSPC || code == EDQUOT) fault = Fault::storage_full;
  std::string detail{what};
  if (!path.empty()) detail += " " + path.string();
  return fail(fault, detail + ": " + std::generic_category().message(code));
}

int flags_of(File::Mode mode) {
  switch (mode) {
    case File::Mode::read: return O_RDONLY | O_CLOEXEC;
    case File::Mode::read_write: return O_RDWR | O_CLOEXEC;
    case File::Mode::create: return O_RDWR | O_CREAT | O_CLOEXEC;
  }
  return O_RDONLY | O_CLOEXEC;
}

std::filesystem::path parent_of(const std::filesystem::path& path) {
  const auto parent = path.parent_path();
  return parent.empty() ? std::filesystem::path{"."} : parent;
}

bool is_folder(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

Descriptor::~Descriptor() { close(); }

void Descriptor::close() {
  // Not repeated after EINTR: Linux has released the number by then.
  if (is_open()) ::close(std::exchange(fd_, -1));
}

Result<File> File::open(const std::filesystem::path& path, Mode mode) {
  Descriptor fd{::open(path.c_str(), flags_of(mode), 0600)};
  if (!fd.is_open()) return error_of_errno("can't open", path);
  return File{std::move(fd)};
}

Result<std::string> File::read_at(std::uint64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const auto got = ::pread(fd_.get(), bytes.data() + done, count - done, static_cast<off_t>(offset + done));
    if (got == 0) break;
    if (got > 0) {
      done += static_cast<std::size_t>(got);
    } else if (errno != EINTR) {
      return error_of_errno("can't read");
    }
  }
  bytes.resize(done);
  return bytes;
}

Result<void> File::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
      offset += static_cast<std::uint64_t>(put);
    } else if (errno != EINTR) {
      return error_of_errno("can't write");
    }
  }
  return {};
}

Result<void> File::truncate(std::uint64_t size) {
  while (::ftruncate(fd_.get(), static_cast<off_t>(size)) != 0)
    if (errno != EINTR) return error_of_errno("can't cut a file");
  return {};
}

Result<void> File::sync() {
  if (::fdatasync(fd_.get()) != 0) return error_of_errno("can't sync");
  return {};
}

Result<std::uint64_t> File::size() const {
  struct stat status {};
  if (::fstat(fd_.get(), &status) != 0) return error_of_errno("can't stat");
  return static_cast<std::uint64_t>(status.st_size);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!fd.is_open()) return error_of_errno("can't open folder", folder);
  if (::fsync(fd.get()) != 0) return error_of_errno("can't sync folder", folder);
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  // "a/b/" names the same folder as "a/b"; parent_path() of the former would be the folder itself.
  const auto path = folder.has_filename() ? folder : folder.parent_path();
  if (is_folder(path)) return {};
  const auto parent = parent_of(path);
  if (!is_folder(parent)) {
    if (parent == path) return fail(Fault::not_found, "no such folder " + path.string());
    if (auto made = make_folder(parent); !made) return made.error();
  }
  if (::mkdir(path.c_str(), 0700) != 0 && !(errno == EEXIST && is_folder(path)))
    return error_of_errno("can't make folder", path);
  auto synced = sync_folder(parent);
  if (!synced) ::rmdir(path.c_str());  // else the next call would take the folder for durable
  return synced;
}

Result<NewFile> NewFile::begin(const std::filesystem::path& path) {
  const auto name = "." + path.filename().string() + "." + to_string(make_id(SystemClock{}.now()));
  auto sibling = parent_of(path) / name;
  auto file = File::open(sibling, File::Mode::create);
  if (!file) return file.error();
  return NewFile{path, std::move(sibling), std::move(*file)};
}

NewFile::NewFile(std::filesystem::path path, std::filesystem::path sibling, File file)
    : path_(std::move(path)), sibling_(std::move(sibling)), file_(std::move(file)) {}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      sibling_(std::exchange(other.sibling_, {})),
      file_(std::move(other.file_)),
      size_(other.size_) {}

NewFile::~NewFile() {
  if (!sibling_.empty()) ::unlink(sibling_.c_str());
}

Result<void> NewFile::append(std::string_view bytes) {
  auto written = file_.write_at(size_, bytes);
  if (written) size_ += bytes.size();
  return written;
}

Result<void> NewFile::keep() {
  if (auto synced = file_.sync(); !synced) return synced.error();
  if (::rename(sibling_.c_str(), path_.c_str()) != 0) return error_of_errno("can't rename to", path_);
  sibling_.clear();
  return sync_folder(parent_of(path_));
}

Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes) {
  auto file = NewFile::begin(path);
  if (!file) return file.error();
  if (auto written = file->append(bytes); !written) return written.error();
  return file->keep();
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const auto file = File::open(path, File::Mode::read);
  if (!file) return file.error();
  constexpr std::uint64_t piece = 256 << 10;
  std::string content;
  // Read to the end instead of trusting the size: files of /proc state none.
  while (content.size() <= limit) {
    const auto count = std::min(piece, limit + 1 - content.size());
    auto more = file->read_at(content.size(), count);
    if (!more) return more.error();
    content += *more;
    if (more->size() < count) return content;
  }
  return fail(Fault::too_large, path.string() + " is over " + std::to_string(limit) + " bytes");
}

}  // namespace siaga::base
