#include "media/hostile.h"

#include "media/clip_set.h"
#include "media/probe_calls.h"
#include "media/screening.h"
#include "media/trouble_word.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <netinet/in.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>

namespace siaga::test {
namespace {

using namespace std::chrono_literals;
using media::Phase;

/// A listening socket and a watched file of ours: who follows an address or a path out of a recording is caught.
class Trap {
 public:
  Trap() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), watch_(::inotify_init1(IN_CLOEXEC)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_.get(), 4) != 0 ||
        ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no trap for addresses");
    const auto port = std::to_string(ntohs(address.sin_port));
    port_ = std::string(5 - port.size(), '0') + port;
    std::string folder = "/tmp/siaga-trap-XXXXXX";  // as long as the clip set's placeholder
    if (!::mkdtemp(folder.data())) throw std::runtime_error("no trap for paths");
    folder_ = folder;
    std::ofstream(folder_ / "secret") << "#EXTM3U\n";
    ::inotify_add_watch(watch_.get(), (folder_ / "secret").c_str(), IN_OPEN | IN_ACCESS);
  }
  Trap(const Trap&) = delete;
  Trap& operator=(const Trap&) = delete;
  ~Trap() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  /// The file with our address and path where the placeholders stand.
  std::string baited(std::string content) const {
    replace_all(content, "127.0.0.1:00000", "127.0.0.1:" + port_);
    replace_all(content, "/tmp/siaga-trap-000000", folder_.string());
    return content;
  }
  bool was_visited() const { return has_news(socket_) || has_news(watch_); }

 private:
  static bool has_news(const base::Descriptor& descriptor) {
    pollfd watched{descriptor.get(), POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
  }
  static void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
      text.replace(at, what.size(), by);
  }

  base::Descriptor socket_;
  base::Descriptor watch_;
  std::string port_;
  std::filesystem::path folder_;
};

std::size_t memory_line(const std::string& wanted) {
  std::ifstream status("/proc/self/status");
  std::string name;
  std::size_t kilobytes = 0;
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(wanted)) kilobytes = static_cast<std::size_t>(std::atoll(line.c_str() + wanted.size()));
  return kilobytes;
}

/// How much more memory this process had at its worst than in the beginning; kilobytes.
class Growth {
 public:
  Growth() {
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak counts from now
    before_ = memory_line("VmRSS:");
  }
  std::size_t most() const { return memory_line("VmHWM:") - std::min(before_, memory_line("VmHWM:")); }

 private:
  std::size_t before_ = 0;
};

bool has_come_to_rest(const media::PlayerState& state) {
  return state.phase == Phase::failed || state.phase == Phase::ended;
}

/// The clips that name a file or an address outside of themselves.
bool points_outside(const HostileClip& clip) {
  return clip.name.starts_with("playlist_") || clip.name == "reference_movie" || clip.name.ends_with("_outside");
}

/// In siaga-probe, as the hub runs it.
void harms_no_hub(const HostileClip& clip, const std::string& content) {
  const ScratchFolder folder;
  const auto file = folder.path() / "clip";
  BOOST_REQUIRE(base::write_atomically(file, content).has_value());
  for (const std::string command : {"examine", "copy"}) {
    const auto end = survived(file, command);
    BOOST_TEST_MESSAGE(clip.name << ", " << command << ": ended with " << end.code << ", " << end.kilobytes << " KB");
    if (points_outside(clip)) expect_nothing_opened(file, command);
  }
}

void harms_nobody(const HostileClip& clip) {
  const Trap trap;
  const std::string content = trap.baited(content_of(clip.file));
  const Growth growth;
  {
    Screening screening(content);
    screening.player.set_rate(4);
    screening.player.play();
    BOOST_TEST(screening.pump.until([&] { return has_come_to_rest(screening.player.state()); }, 60s));
    const auto trouble = word_of(screening.player.state().trouble);
    BOOST_TEST_MESSAGE(clip.name << ": " << trouble);
    BOOST_TEST((std::find(clip.troubles.begin(), clip.troubles.end(), trouble) != clip.troubles.end()), trouble);
    // Where there is nothing: an answer, not a wait.
    screening.player.seek(50h);
    screening.player.step_back();
    BOOST_TEST(screening.pump.until([&] { return screening.player.state().phase != Phase::opening; }));
  }
  harms_no_hub(clip, content);
  BOOST_TEST(!trap.was_visited());
  BOOST_TEST(growth.most() < 400'000u);
  BOOST_TEST_MESSAGE(clip.name << ": " << growth.most() << " KB");
}

/// A recording whose source is torn away while it is read: a disk that fails, a cache that is emptied.
class TornSource final : public media::ByteSource {
 public:
  TornSource(std::shared_ptr<media::ByteSource> whole, std::uint64_t bytes) : whole_(std::move(whole)), left_(bytes) {}

  base::Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) override {
    const std::uint64_t before = left_.load();
    if (before < into.size()) return base::fail(base::Fault::internal, "torn away");
    left_ = before - into.size();
    return whole_->read(offset, into);
  }
  std::uint64_t available() const override { return whole_->available(); }
  std::optional<std::uint64_t> final_size() const override { return whole_->final_size(); }
  void cancel() override {}
  void resume() override {}

 private:
  std::shared_ptr<media::ByteSource> whole_;
  std::atomic<std::uint64_t> left_;
};

void torn_away(const ClipKind& kind) {
  const std::string content = content_of(kind.file);
  for (const double share : {0.0, 0.2, 0.6}) {
    const auto bytes = static_cast<std::uint64_t>(static_cast<double>(content.size()) * share);
    Screening screening(std::make_shared<TornSource>(Screening::finished(content), bytes));
    screening.player.play();
    BOOST_TEST(screening.pump.until([&] { return has_come_to_rest(screening.player.state()); }, 60s));
    screening.player.seek(1s);
    screening.player.step_forward();
    BOOST_TEST(screening.pump.until([&] { return screening.player.state().trouble != media::Trouble::none; }));
  }
}

}  // namespace

boost::unit_test::test_suite* hostile_suite() {
  namespace unit = boost::unit_test;
  auto* suite = BOOST_TEST_SUITE("hostile");
  for (const auto& clip : clip_set().hostile)
    suite->add(unit::make_test_case([&clip] { harms_nobody(clip); }, clip.name, __FILE__, __LINE__));
  auto* torn = BOOST_TEST_SUITE("torn_away");
  for (const auto& kind : clip_set().kinds)
    for (const std::string name : {"index_first", "index_last", "fragments", "webm_vp8_opus", "browser_vp9", "ts"})
      if (kind.name == name)
        torn->add(unit::make_test_case([&kind] { torn_away(kind); }, kind.name, __FILE__, __LINE__));
  suite->add(torn);
  return suite;
}

}  // namespace siaga::test
