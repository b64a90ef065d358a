// play_clip: the console's player without a window, on a finished recording.
//   play_clip first FILE               a byte to descriptor 3 when the first picture is there, then "MS", the time
//   since
//                                      play was pressed; then the same once more in the same process
//   play_clip seek FILE SECONDS…       prints the milliseconds from each order to its picture
//   play_clip whole FILE               plays to the end in real time; prints {"seconds":…,"cpu":…}
#include "wire.h"

#include "media/file_source.h"
#include "media/player.h"
#include "support/ui_queue.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <vector>

namespace siaga::bench {
namespace {

using media::Phase;
using media::Player;

/// Opens FILE and owns what plays it. Thread: main.
class Show {
 public:
  explicit Show(const std::string& file)
      : player_(media::FileSource::open(file).value(), queue_.post(), Player::Options{}) {
    seen_ = player_.frame_ready().connect([this] { fetch(); });
  }

  Player& player() { return player_; }
  bool has_picture() const { return frame_ != nullptr; }
  const media::Frame& frame() const { return *frame_; }

  template <class Condition>
  void until(Condition holds) {
    if (!queue_.until(holds)) throw std::runtime_error("nothing came");
    if (player_.state().phase == Phase::failed) throw std::runtime_error("it can't be played");
  }

 private:
  void fetch() {
    if (auto frame = player_.frames().take()) frame_ = std::move(frame);
  }

  test::UiQueue queue_;
  std::shared_ptr<const media::Frame> frame_;
  Player player_;
  base::Connection seen_;
};

double ms_since(std::int64_t start) { return static_cast<double>(now_ns() - start) / 1e6; }

double first(const std::string& file) {
  const auto start = now_ns();
  Show show{file};
  show.player().play();
  show.until([&show] { return show.has_picture(); });
  const auto spent = ms_since(start);
  [[maybe_unused]] const auto told = ::write(3, "!", 1);  // nobody may listen
  return spent;
}

void seek(const std::string& file, const std::vector<std::string>& targets) {
  Show show{file};
  show.until([&show] { return show.has_picture() && show.player().state().phase == Phase::paused; });
  for (const auto& target : targets) {
    const std::chrono::nanoseconds at{static_cast<std::int64_t>(std::stod(target) * 1e9)};
    const auto start = now_ns();
    show.player().seek(at);
    show.until([&] { return show.frame().time <= at && at - show.frame().time < std::chrono::milliseconds{34}; });
    std::printf("%.3f\n", ms_since(start));
    show.until([&show] { return show.player().state().phase == Phase::paused; });
  }
}

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

void whole(const std::string& file) {
  const auto start = now_ns();
  Show show{file};
  show.player().play();
  show.until([&show] { return show.has_picture(); });
  while (show.player().state().phase != Phase::ended)
    show.until([&, from = now_ns()] {
      return show.player().state().phase == Phase::ended || now_ns() - from > 10'000'000'000;
    });
  std::printf("{\"seconds\":%.3f,\"cpu\":%.3f}\n", ms_since(start) / 1e3, cpu_seconds());
}

int run(const std::vector<std::string>& words) {
  if (words.size() < 2) return 2;
  if (words[0] == "first") {
    std::printf("%.3f\n", first(words[1]));
    std::printf("%.3f\n", first(words[1]));
  } else if (words[0] == "seek") {
    seek(words[1], {words.begin() + 2, words.end()});
  } else {
    whole(words[1]);
  }
  std::fflush(stdout);
  return 0;
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  try {
    return siaga::bench::run({words + 1, words + count});
  } catch (const std::exception& fault) {
    std::cerr << "play_clip: " << fault.what() << std::endl;
    return 1;
  }
}
