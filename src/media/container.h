// Which container a recording has, told from its first bytes alone: nothing outside this list ever meets a demuxer,
// so a playlist with an address in it is text, whatever its name says.
// Thread: pure.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace siaga::media {

/// The last three are known by sight and not played: people are told so, instead of "unreadable".
enum class Container { unknown, mp4, webm, mpegts, ogg, avi, asf, flv };

/// Bytes that container_of() wants to see; fewer only when the file is shorter.
inline constexpr std::size_t container_needs = 4 * 188;

Container container_of(std::span<const std::byte> beginning);

/// "mp4", "webm", "mpegts", …; empty for unknown.
std::string_view name_of(Container container);

}  // namespace siaga::media
