// feed_hub: the hub with its real server and feed, and a source of events that no disk could write: what P3 and P4
// measure is the way from the feed to the consoles.
//   feed_hub FOLDER    a new folder; loads the demonstration organisation
// Prints "PORT EPOCH:SEQ EVENT_BYTES". Commands on its input: "publish COUNT" (64 events a commit, as fast as it can;
// prints "published START_NS LAST_SEQ"), "rate PER_SECOND COUNT" (one event a commit, with time stamps).
#include "ticker.h"
#include "wire.h"

#include "base/log.h"
#include "hub/demo.h"
#include "hub/events.h"
#include "hub/hub.h"
#include "hub/password.h"
#include "store/person_table.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <sstream>

namespace siaga::bench {
namespace {

constexpr std::size_t events_a_commit = 64;

hub::HubOptions options_of(const std::filesystem::path& folder) {
  hub::HubOptions options;
  options.data = folder;
  options.version = "bench";
  options.limits.feed_ring_bytes = 1u << 30;  // these events are in no store to catch up from
  options.limits.feeds_of_session = 100'000;  // all consoles are one person's
  return options;
}

class Source {
 public:
  explicit Source(const std::filesystem::path& folder)
      : hub_(hub::Hub::start(options_of(folder), clock_).value()),
        database_(store::Database::open(folder / "hub.db", store::Database::Mode::read_only).value()) {
    auto login = store::person_table::find_login(database_, "petugas@contoh.id");
    officer_ = std::move(login.value().person);
  }

  void announce() {
    wait_for_start();
    const auto bytes = hub::encode(database_, people_, event(0)).size() + 1;
    std::cout << hub_->port() << ' ' << hub_->core().feed.epoch() << ':' << hub_->core().feed.end() << ' ' << bytes
              << std::endl;
  }

  void obey(const std::string& line) {
    std::istringstream words{line};
    std::string verb;
    std::size_t count = 0;
    long per_second = 0;
    words >> verb;
    if (verb == "publish") {
      words >> count;
      publish(count);
    } else if (verb == "rate") {
      words >> per_second >> count;
      trickle(per_second, count);
    }
  }

 private:
  /// The hub journals its own start; our numbers come after.
  void wait_for_start() {
    Ticker ticker{100};
    while (hub_->core().feed.end() == 0) ticker.wait();
  }

  store::StoredEvent event(std::uint64_t seq) const {
    char mark[160];
    std::snprintf(mark, sizeof mark, "@@%019lld Regu terdekat dikirim, tetap di tempat terang.",
                  static_cast<long long>(now_ns()));
    protocol::EventBody body;
    body.by = officer_.version;
    body.text = mark;
    const hub::Happening happening{officer_.id, protocol::EventKind::sos_noted, officer_.id, officer_.unit};
    return {seq, clock_.now(), hub::draft(happening, body)};
  }

  void publish(std::size_t count) {
    auto& feed = hub_->core().feed;
    const auto start = now_ns();
    std::vector<store::StoredEvent> commit;
    for (std::size_t done = 0; done < count; ++done) {
      commit.push_back(event(feed.end() + commit.size() + 1));
      if (commit.size() < events_a_commit && done + 1 < count) continue;
      feed.tell(database_, commit);
      commit.clear();
    }
    std::cout << "published " << start << ' ' << feed.end() << std::endl;
  }

  void trickle(long per_second, std::size_t count) {
    auto& feed = hub_->core().feed;
    Ticker ticker{per_second};
    for (std::size_t done = 0; done < count; ++done) {
      ticker.wait();
      feed.tell(database_, {event(feed.end() + 1)});
    }
    std::cout << "published 0 " << feed.end() << std::endl;
  }

  base::SystemClock clock_;
  std::unique_ptr<hub::Hub> hub_;
  store::Database database_;
  hub::People people_;
  domain::Person officer_;
};

void load(const std::filesystem::path& folder) {
  auto offline = hub::open_offline(folder).value();
  hub::load_demo(offline.database, hub::resources_folder() / "demo" / "organisation.json", base::SystemClock{}.now())
      .value();
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  using namespace siaga::bench;
  if (count != 2) return 2;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  std::signal(SIGPIPE, SIG_IGN);
  siaga::base::log::set_level(siaga::base::log::Level::warning);
  try {
    siaga::hub::start_sodium();
    load(words[1]);
    Source source{words[1]};
    source.announce();
    for (std::string line; std::getline(std::cin, line);) source.obey(line);
    std::_Exit(0);  // its folder is thrown away
  } catch (const std::exception& fault) {
    std::cerr << "feed_hub: " << fault.what() << std::endl;
    return 1;
  }
}
