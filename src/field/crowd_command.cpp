// crowd: many officers of the demonstration at once.
#include "field/command_parts.h"
#include "field/crowd.h"
#include "field/text.h"
#include "net/blocking.h"
#include "net/timeout.h"

#include <boost/asio/signal_set.hpp>

#include <csignal>

namespace siaga::field {

namespace asio = net::asio;
using base::Result;

namespace {

constexpr const char* demo_password = "siaga-demo";
constexpr const char* demo_hub = "127.0.0.1:7443";

asio::awaitable<Result<void>> until_signal() {
  const auto executor = co_await asio::this_coro::executor;
  asio::signal_set signals{executor, SIGINT, SIGTERM};
  co_await signals.async_wait(asio::use_awaitable);
  co_return Result<void>{};
}

asio::awaitable<Result<void>> until_either(Crowd& crowd) {
  using asio::experimental::awaitable_operators::operator||;
  auto work = crowd.run();
  auto signal = until_signal();
  auto either = std::move(work) || std::move(signal);
  auto outcome = co_await std::move(either);
  if (outcome.index() == 0) co_return std::get<0>(std::move(outcome));
  co_return std::get<1>(std::move(outcome));
}

Crowd::Options options_of(const Surroundings& here, const options::variables_map& wanted) {
  Crowd::Options crowd;
  crowd.hub = wanted.count("hub") ? wanted["hub"].as<std::string>() : demo_hub;
  crowd.fingerprint = wanted.count("pin") ? wanted["pin"].as<std::string>() : "";
  crowd.password = here.password.value_or(demo_password);
  if (wanted.count("officers")) crowd.officers = wanted["officers"].as<std::size_t>();
  if (wanted.count("seconds")) crowd.length = std::chrono::seconds{wanted["seconds"].as<int>()};
  if (wanted.count("sos-every")) crowd.sos_every = std::chrono::seconds{wanted["sos-every"].as<int>()};
  crowd.first_sos_after_reader = wanted.count("first-sos-after-reader") > 0;
  crowd.scratch = here.state_folder / "crowd";
  return crowd;
}

}  // namespace

int crowd(const Surroundings& here, const options::variables_map& wanted) {
  auto organisation = load_organisation(here.organisation);
  if (!organisation) return refuse(here, organisation.error());
  auto crowd_options = options_of(here, wanted);
  std::error_code ignored;  // recordings of a run that was killed
  std::filesystem::remove_all(crowd_options.scratch, ignored);
  const base::SystemClock machine_clock;
  net::Runtime runtime{1};
  Crowd crowd{runtime.executor(), machine_clock, std::move(*organisation), std::move(crowd_options), here.say};
  const auto outcome = net::run_blocking(runtime.executor(), until_either(crowd));
  runtime.stop();
  const auto counts = crowd.counts();
  here.say(tr("{} officers, {} positions, {} SOS, {} withdrawn.", counts.present, counts.positions, counts.alarms,
              counts.withdrawn));
  return outcome ? 0 : refuse(here, outcome.error());
}

}  // namespace siaga::field
