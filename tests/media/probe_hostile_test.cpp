// Files made by an enemy, given to siaga-probe as the hub does it: it says something true or dies, soon and small.
#include "media/clips.h"
#include "media/handmade_mp4.h"
#include "media/probe_calls.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

using namespace siaga;
using test::big_endian;
using test::box;
using Format = media::DemoCamera::Format;

namespace {

struct Verdict {
  std::string code;
  std::string report;  ///< JSON; empty when it died
  std::size_t kilobytes = 0;
  bool says(const std::string& what) const { return report.find(what) != report.npos; }
};

Verdict survived(std::string_view bytes) {
  const test::ScratchFolder folder;
  const auto clip = folder.path() / "clip.mp4";
  BOOST_REQUIRE(base::write_atomically(clip, bytes).has_value());
  const auto end = test::survived(clip, "examine");
  Verdict verdict{end.code, {}, end.kilobytes};
  if (end.said.starts_with("SIAGAPR1R") && end.said.find("}") != end.said.npos)
    verdict.report = end.said.substr(end.said.find('{'), end.said.find('}') - end.said.find('{') + 1);
  return verdict;
}

std::uint64_t number_at(std::string_view text, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(text[at + i]);
  return value;
}

/// Writes `bytes` at `offset` behind each `name`.
std::string with(std::string file, const std::string& name, std::size_t offset, const std::string& bytes) {
  std::size_t changed = 0;
  for (auto at = file.find(name); at != file.npos; at = file.find(name, at + 4), ++changed)
    if (at + offset + bytes.size() <= file.size()) file.replace(at + offset, bytes.size(), bytes);
  BOOST_TEST(changed > 0u);
  return file;
}

const std::string& clip(Format format) { return test::recorded(test::small_clip(format)); }

/// An MP4 whose index is the last box, taken apart.
struct Apart {
  std::string before;
  std::string header;  ///< mvhd
  std::string track;   ///< the first trak
};

Apart taken_apart(const std::string& file) {
  Apart apart;
  const auto index = file.rfind("moov") - 4;
  apart.before = file.substr(0, index);
  const auto header = file.find("mvhd", index) - 4;
  apart.header = file.substr(header, number_at(file, header));
  const auto track = file.find("trak", index) - 4;
  apart.track = file.substr(track, number_at(file, track));
  return apart;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_hundred_hours_are_not_believed) {
  auto file = clip(Format::mp4);
  for (const std::string name : {"mvhd", "mdhd"}) file = with(file, name, 20, big_endian(0xF0000000, 4));
  file = with(file, "tkhd", 24, big_endian(0xF0000000, 4));
  const auto verdict = survived(file);
  BOOST_TEST(verdict.code == "0");
  BOOST_TEST(verdict.says("\"readable\":true"), verdict.report);
  BOOST_TEST(verdict.says("\"duration_ms\":3"), verdict.report);
  BOOST_TEST(verdict.says("\"trouble\":\"cut-off\""), verdict.report);
}

BOOST_AUTO_TEST_CASE(a_size_that_only_the_index_claims_is_not_believed) {
  const auto verdict = survived(with(clip(Format::mp4), "avc1", 28, big_endian(30'000, 2) + big_endian(30'000, 2)));
  BOOST_TEST(verdict.code == "0");
  BOOST_TEST(!verdict.report.empty());
}

BOOST_AUTO_TEST_CASE(a_picture_bomb_is_refused_before_it_is_decoded) {
  using namespace std::string_literals;
  const auto verdict = survived(with(clip(Format::webm), "\x9d\x01\x2a"s, 3, "\xff\x3f\xff\x3f"s));
  BOOST_TEST(verdict.code == "0");
  BOOST_TEST(verdict.says("\"trouble\":\"too-large-picture\""), verdict.report);
  BOOST_TEST(verdict.kilobytes < 400'000u);
}

BOOST_AUTO_TEST_CASE(ten_thousand_tracks_end) {
  const auto apart = taken_apart(clip(Format::mp4));
  std::string tracks;
  for (int i = 0; i < 10'000; ++i) tracks += apart.track;
  survived(apart.before + box("moov", apart.header + tracks));
}

BOOST_AUTO_TEST_CASE(boxes_in_boxes_without_end) {
  const auto apart = taken_apart(clip(Format::mp4));
  for (const std::string kind : {"moov", "trak", "udta", "meta"}) {
    std::string nested;
    constexpr std::size_t depth = 200'000;
    for (std::size_t i = 0; i < depth; ++i) nested += big_endian((depth - i) * 8, 4) + kind;
    survived(apart.before + box("moov", apart.header + nested));
  }
}

BOOST_AUTO_TEST_CASE(damage_at_random_places) {
  std::mt19937 dice(20261122);
  for (const auto format : {Format::mp4, Format::fragmented_mp4, Format::webm, Format::mpegts})
    for (const int holes : {3, 300}) {
      auto file = clip(format);
      for (int hole = 0; hole < holes; ++hole)
        for (std::size_t at = dice() % (file.size() - 16), i = 0; i < 8; ++i) file[at + i] = static_cast<char>(dice());
      survived(file);
    }
}

// An address in a playlist, in a manifest, in an MP4's reference to its own data: nobody follows any of them.
BOOST_AUTO_TEST_CASE(nothing_that_a_file_points_to_is_fetched) {
  const base::Descriptor trap{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  BOOST_REQUIRE(::bind(trap.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
  BOOST_REQUIRE(::listen(trap.get(), 4) == 0);
  BOOST_REQUIRE(::getsockname(trap.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const auto url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/a.ts";
  const auto outside = with(clip(Format::mp4), "url ", 4, big_endian(0, 4));  // "the data are elsewhere"
  for (const auto& file :
       {"#EXTM3U\n#EXTINF:5,\n" + url + "\n",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>" + url + "</BaseURL></MPD>",
        "1\n00:00:00,000 --> 00:00:09,000\n<img src=\"" + url + "\"/><img src=\"file:///etc/passwd\"/>\n",
        box("ftyp", "qt  ") +
            box("moov", box("rmra", box("rmda", box("rdrf", big_endian(0, 4) + "url " + big_endian(url.size() + 1, 4) +
                                                                url + '\0')))),
        outside}) {
    survived(file);
    pollfd watched{trap.get(), POLLIN, 0};
    BOOST_TEST(::poll(&watched, 1, 0) == 0);
  }
}
