#include "media/probe_output.h"

#include <algorithm>
#include <cerrno>
#include <string>

#include <unistd.h>

namespace siaga::media {
namespace {

constexpr std::size_t largest_piece = 1u << 20;  // of a copy, in one frame

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(fd, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xff);
  return text;
}

std::string head_of(char kind, std::size_t length) { return kind + big_endian(length, 4); }

bool write_frame(int fd, char kind, std::string_view content) {
  return write_all(fd, head_of(kind, content.size())) && write_all(fd, content);
}

}  // namespace

bool write_findings(int fd, const Findings& findings) {
  if (!write_all(fd, "SIAGAPR1") || !write_frame(fd, 'R', to_json(findings.report))) return false;
  for (const auto& poster : findings.posters) {
    const auto at = static_cast<std::uint64_t>(std::max<std::int64_t>(0, poster.at.count()));
    if (!write_frame(fd, 'P', big_endian(at, 8) + poster.jpeg)) return false;
  }
  const auto& loudness = findings.loudness;
  if (!loudness.empty() && !write_frame(fd, 'L', {reinterpret_cast<const char*>(loudness.data()), loudness.size()}))
    return false;
  return write_frame(fd, 'E', {});
}

CopyOutput::CopyOutput(int fd, std::string_view container)
    : fd_(fd), good_(write_all(fd, "SIAGAPC1") && write_frame(fd, 'F', container)) {}

bool CopyOutput::write(std::uint64_t offset, std::string_view bytes) {
  while (good_ && !bytes.empty()) {
    const auto piece = bytes.substr(0, largest_piece);
    good_ = write_all(fd_, head_of('W', 8 + piece.size()) + big_endian(offset, 8)) && write_all(fd_, piece);
    bytes.remove_prefix(piece.size());
    offset += piece.size();
  }
  return good_;
}

bool CopyOutput::end() { return good_ && write_frame(fd_, 'E', {}); }

}  // namespace siaga::media
