#include "hub/file_copy.h"

#include "hub/watch.h"

#include <algorithm>

namespace siaga::hub {

using base::Result;

namespace {

constexpr std::uint64_t copy_piece = 1u << 20;

base::Error at_end(base::Error error, const char* end) {
  error.field = end;
  return error;
}

/// Hands each piece with its offset to `take`.
template <class Take>
Result<Digested> read_through(const base::File& file, std::uint64_t limit, const ByteWatch& watch, Take take) {
  base::Digest digest{base::DigestKind::sha256};
  Digested read;
  while (read.size < limit) {
    const auto bytes = file.read_at(read.size, std::min(copy_piece, limit - read.size));
    if (!bytes) return at_end(bytes.error(), "from");
    if (bytes->empty()) break;
    digest.update(*bytes);
    if (const Result<void> taken = take(read.size, *bytes); !taken) return at_end(taken.error(), "to");
    read.size += bytes->size();
    if (!watch(bytes->size())) return stopped();
  }
  std::ranges::copy(digest.finish(), read.sha256.begin());
  return read;
}

}  // namespace

Result<Digested> digest_file(const std::filesystem::path& path, std::uint64_t limit, const ByteWatch& watch) {
  const auto file = base::File::open(path, base::File::Mode::read);
  if (!file) return file.error();
  return read_through(*file, limit, watch, [](std::uint64_t, const std::string&) { return Result<void>{}; });
}

Result<Digested> copy_file(const std::filesystem::path& from, const std::filesystem::path& to, std::uint64_t limit,
                           const ByteWatch& watch) {
  const auto source = base::File::open(from, base::File::Mode::read);
  if (!source) return at_end(source.error(), "from");
  if (auto made = base::make_folder(to.parent_path()); !made) return at_end(made.error(), "to");
  auto copy = base::File::open(to, base::File::Mode::create);
  if (!copy) return at_end(copy.error(), "to");
  auto copied = read_through(*source, limit, watch, [&copy](std::uint64_t offset, const std::string& bytes) {
    return copy->write_at(offset, bytes);
  });
  if (!copied) return copied;
  if (auto synced = copy->sync(); !synced) return at_end(synced.error(), "to");
  return copied;
}

}  // namespace siaga::hub
