#include "report/output.h"

namespace siaga::report {

using base::Result;

namespace {
constexpr std::size_t piece = 256 * 1024;
}

Unfinished::~Unfinished() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove(path_, ignored);
}

Result<Output> Output::create(const std::filesystem::path& path) {
  auto file = base::File::open(path, base::File::Mode::create);
  if (!file) return file.error();
  if (auto emptied = file->truncate(0); !emptied) return emptied.error();
  return Output{std::move(*file)};
}

Result<void> Output::write(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() < piece) return {};
  return flush();
}

Result<void> Output::flush() {
  if (auto written = file_.write_at(size_, waiting_); !written) return written;
  size_ += waiting_.size();
  waiting_.clear();
  return {};
}

Result<void> Output::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  return file_.sync();
}

}  // namespace siaga::report
