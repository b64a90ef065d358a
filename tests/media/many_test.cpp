// A night of looking at recordings: what was opened and closed leaves nothing behind.
#include "media/screening.h"
#include "media/upload.h"

#include <boost/test/unit_test.hpp>

#include <fmt/ranges.h>
#include <glib.h>

#include <malloc.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

using namespace siaga;
using namespace std::chrono_literals;
using media::DemoCamera;
using media::Phase;
using test::Screening;
using test::Upload;
using Format = DemoCamera::Format;

namespace {

std::size_t count_in(const char* folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

std::size_t descriptors() { return count_in("/proc/self/fd"); }

/// Threads that an element or a player owns, by name. GLib's pool keeps a few that are done, and keeps their names.
std::vector<std::string> threads() {
  ::g_thread_pool_stop_unused_threads();
  std::vector<std::string> names;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::string name;
    std::getline(std::ifstream(task.path() / "comm"), name);
    if (!name.starts_with("pool-")) names.push_back(name);
  }
  return names;
}

/// Bytes of memory that are really used.
double resident() {
  ::malloc_trim(0);
  std::size_t all = 0;
  std::size_t here = 0;
  std::ifstream("/proc/self/statm") >> all >> here;
  return static_cast<double>(here) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

/// Every third one is left while it grows, every other one in the middle of a seek.
void look_at(int number) {
  constexpr Format formats[] = {Format::mp4, Format::fragmented_mp4, Format::webm, Format::mpegts};
  Upload upload(test::recorded(test::small_clip(formats[number % 4])));
  const bool grows = number % 3 == 0 && number % 4 != 0;
  upload.grow_to(0.7);
  if (!grows) upload.finish();
  Screening screening(upload.source);
  screening.player.play();
  BOOST_REQUIRE(screening.pump.until([&] { return screening.number().has_value(); }));
  if (number % 2 == 0) screening.player.seek(1s);
}

#ifdef __SANITIZE_ADDRESS__
constexpr bool memory_is_our_own = false;  // freed memory is kept to find late uses of it
#else
constexpr bool memory_is_our_own = true;
#endif

}  // namespace

BOOST_AUTO_TEST_CASE(two_hundred_recordings_leave_nothing_behind) {
  constexpr int warm_up = 40;
  constexpr int all = 200;
  for (int number = 0; number < warm_up; ++number) look_at(number);
  const auto descriptors_before = descriptors();
  const auto threads_before = threads().size();
  const auto resident_before = resident();
  for (int number = warm_up; number < all; ++number) look_at(number);
  BOOST_TEST(descriptors() == descriptors_before);
  test::Pump pump;
  BOOST_TEST(pump.until([&] { return threads().size() <= threads_before; }),
             "not " << threads_before << ": " << fmt::format("{}", fmt::join(threads(), ", ")));
  const double each = (resident() - resident_before) / (all - warm_up);
  BOOST_TEST_MESSAGE("bytes a recording: " << each);
  if (memory_is_our_own) BOOST_TEST(each < 32.0 * 1024);
}
