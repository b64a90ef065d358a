// Uploads doubled, out of order, overlapping, broken off, with wrong checksums, several requests at once: whatever the
// network makes of a phone's requests, the recording has the SHA-256 of what the phone recorded, and there is one
// alarm. SIAGA_PERMUTATIONS says how many (2000), SIAGA_SEED which.
#include "base/digest.h"
#include "base/file.h"
#include "direct_phone.h"
#include "net/blocking.h"
#include "net/tus.h"
#include "store/journal.h"
#include "store/recording_table.h"
#include "support/silence.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <iostream>
#include <random>

namespace siaga::test {

namespace {

namespace asio = net::asio;

std::uint64_t number_in_environment(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoull(text);
}

/// One request of the storm.
struct Step {
  enum class Kind { raise, create, append, ask };
  Kind kind = Kind::append;
  std::uint64_t offset = 0;
  std::size_t length = 0;
  enum class Checksum { none, right, wrong } checksum = Checksum::none;
  std::optional<std::size_t> breaks_after{};
  std::size_t piece = 64 * 1024;
};

/// A clip, and every request about it: pieces once or more, overlapping ones, in any order.
struct Storm {
  explicit Storm(std::uint64_t seed) : random(seed) {
    clip.resize(1 + random() % 60'000);
    for (auto& byte : clip) byte = static_cast<char>(random());
    deferred = random() % 3 == 0;
    for (std::size_t at = 0; at < clip.size();) at += add_piece(at);
    for (int i = 0; i < 3; ++i) {
      steps.push_back({.kind = Step::Kind::raise});
      steps.push_back({.kind = Step::Kind::create});
      steps.push_back({.kind = Step::Kind::ask});
      steps.push_back(append_at(random() % clip.size(), 1 + random() % clip.size()));  // overlaps others
    }
    std::ranges::shuffle(steps, random);
    // Not all of it is hopeless: half of the storms mostly keep the order of their pieces.
    if (random() % 2 == 0) std::ranges::stable_sort(steps, {}, [](const Step& step) { return step.offset / 8192; });
  }

  std::mt19937_64 random;
  std::string clip;
  bool deferred = false;
  std::vector<Step> steps;

 private:
  std::size_t add_piece(std::size_t at) {
    const auto length = std::min<std::size_t>(clip.size() - at, 1 + random() % 12'000);
    const auto times = 1 + random() % 3;
    for (std::uint64_t i = 0; i < times; ++i) steps.push_back(append_at(at, length));
    return length;
  }

  Step append_at(std::uint64_t offset, std::size_t length) {
    Step step;
    step.offset = offset;
    step.length = std::min<std::size_t>(length, clip.size() - offset);
    step.checksum = static_cast<Step::Checksum>(random() % 3);
    if (random() % 4 == 0) step.breaks_after = random() % (step.length + 1);
    step.piece = 1 + random() % 8192;
    return step;
  }
};

class StormFixture : public HubFixture {
 public:
  /// Its requests, up to three at a time; then what a phone does in the end: finish from where the hub says it is.
  asio::awaitable<bool> play(std::uint64_t seed) {
    Storm storm{seed};
    const auto sos = make_id();
    const auto recording = make_id();
    auto raising = phone.raise(sos, clock.now());
    const auto raised = co_await std::move(raising);
    auto playing = play_steps(storm, sos, recording);
    bool good = co_await std::move(playing) && raised.status == 201;
    const auto length = storm.deferred ? std::nullopt : std::optional<std::uint64_t>{storm.clip.size()};
    auto creating = phone.create(sos, recording, length);
    const auto created = co_await std::move(creating);
    auto finishing = phone.finish(recording, storm.clip, 20);
    good = co_await std::move(finishing) && good && created.status == 201;
    if (storm.deferred) {
      net::Headers ends{{"Upload-Length", std::to_string(storm.clip.size())}};
      Delivery nothing;
      auto ending = phone.append(recording, storm.clip.size(), std::move(nothing), std::move(ends));
      const auto ended = co_await std::move(ending);
      // 409: a wrong-sized piece can't have ended it, so only an earlier end could be meant.
      good = good && ended.status == 204;
    }
    if (!good) co_return false;
    played.push_back({seed, sos, recording, base::sha256(storm.clip)});
    co_return true;
  }

  struct Played {
    std::uint64_t seed;
    base::Id sos;
    base::Id recording;
    base::Sha256 hash;
  };

  DirectPhone phone{hub(), officer};
  std::vector<Played> played;  ///< touched on the executor alone while storms rage
  std::uint64_t requests = 0;
  std::uint64_t unexpected = 0;

 private:
  asio::awaitable<bool> play_steps(Storm& storm, base::Id sos, base::Id recording) {
    using asio::experimental::awaitable_operators::operator&&;
    for (std::size_t at = 0; at < storm.steps.size();) {
      const auto together = std::min<std::size_t>(storm.steps.size() - at, 1 + storm.random() % 3);
      auto one = take(storm, sos, recording, storm.steps[at]);
      if (together == 1) {
        co_await std::move(one);
      } else if (together == 2) {
        auto two = take(storm, sos, recording, storm.steps[at + 1]);
        auto both = std::move(one) && std::move(two);
        co_await std::move(both);
      } else {
        auto two = take(storm, sos, recording, storm.steps[at + 1]);
        auto three = take(storm, sos, recording, storm.steps[at + 2]);
        auto all = std::move(one) && std::move(two) && std::move(three);
        co_await std::move(all);
      }
      at += together;
    }
    co_return true;
  }

  asio::awaitable<bool> take(const Storm& storm, base::Id sos, base::Id recording, Step step) {
    auto answering = answer_to(storm, sos, recording, step);
    const auto status = co_await std::move(answering);
    ++requests;
    switch (step.kind) {
      case Step::Kind::raise: unexpected += status == 200 ? 0 : 1; break;
      case Step::Kind::create: unexpected += status == 201 ? 0 : 1; break;
      case Step::Kind::ask: unexpected += status == 200 || status == 404 ? 0 : 1; break;
      case Step::Kind::append: unexpected += is_expected(step, status) ? 0 : 1; break;
    }
    co_return true;
  }

  /// 404 before its creation, 409 at another offset, 413 past the declared length can't be; 503 when the body broke.
  static bool is_expected(const Step& step, unsigned status) {
    if (status == 404 || status == 409) return true;
    if (step.breaks_after) return status == 503 || (status == 460 && step.checksum != Step::Checksum::none);
    return status == (step.checksum == Step::Checksum::wrong ? 460u : 204u);
  }

  asio::awaitable<unsigned> answer_to(const Storm& storm, base::Id sos, base::Id recording, Step step) {
    net::Response answer;
    if (step.kind == Step::Kind::raise) {
      auto raising = phone.raise(sos, clock.now());
      answer = co_await std::move(raising);
    } else if (step.kind == Step::Kind::create) {
      const auto length = storm.deferred ? std::nullopt : std::optional<std::uint64_t>{storm.clip.size()};
      auto creating = phone.create(sos, recording, length);
      answer = co_await std::move(creating);
    } else if (step.kind == Step::Kind::ask) {
      auto asking = phone.offset(recording);
      const auto found = co_await std::move(asking);
      answer.status = found ? 200 : 404;
    } else {
      auto delivery = delivery_of(storm, step);
      auto headers = checksum_of(storm, step);
      auto appending = phone.append(recording, step.offset, std::move(delivery), std::move(headers));
      answer = co_await std::move(appending);
    }
    co_return answer.status;
  }

  static Delivery delivery_of(const Storm& storm, const Step& step) {
    return {storm.clip.substr(step.offset, step.length), step.piece, step.breaks_after};
  }

  static net::Headers checksum_of(const Storm& storm, const Step& step) {
    if (step.checksum == Step::Checksum::none) return {};
    base::Digest digest{base::DigestKind::sha256};
    digest.update(storm.clip.substr(step.offset, step.length));
    if (step.checksum == Step::Checksum::wrong) digest.update("?");
    return {{"Upload-Checksum", net::tus::format_checksum({base::DigestKind::sha256, digest.finish()})}};
  }
};

asio::awaitable<std::vector<std::uint64_t>> play_some(StormFixture& fixture, std::uint64_t& next, std::uint64_t end) {
  std::vector<std::uint64_t> failed;
  while (next < end) {
    const auto seed = next++;
    auto playing = fixture.play(seed);
    if (!co_await std::move(playing)) failed.push_back(seed);
  }
  co_return failed;
}

std::size_t count_of(store::Database& database, const base::Id& subject, std::string_view kind) {
  std::size_t count = 0;
  for (const auto& event : store::read_about(database, subject)) count += event.draft.kind == kind ? 1 : 0;
  return count;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(any_order_of_an_uploads_requests_gives_the_same_recording, StormFixture) {
  const Silence silence;
  const auto wanted = number_in_environment("SIAGA_PERMUTATIONS", 2000);
  std::uint64_t next = number_in_environment("SIAGA_SEED", 1);
  const auto end = next + wanted;
  net::Runtime runtime{1};
  std::vector<std::future<std::vector<std::uint64_t>>> players;
  for (int i = 0; i < 12; ++i)
    players.push_back(asio::co_spawn(runtime.executor(), play_some(*this, next, end), asio::use_future));
  for (auto& player : players)
    for (const auto seed : player.get()) BOOST_ERROR("seed " << seed << " did not end well");
  BOOST_TEST(unexpected == 0u);
  BOOST_TEST(played.size() == wanted);

  const auto folder = data();
  stop();
  auto database = store::Database::open(folder / "hub.db", store::Database::Mode::read_only).value();
  for (const auto& one : played) {
    BOOST_TEST_CONTEXT("seed " << one.seed) {
      const auto row = store::recording_table::find(database, one.recording);
      BOOST_REQUIRE(row);
      BOOST_TEST((row->recording.sha256 == one.hash));
      const auto name = base::to_string(one.recording);
      const auto bytes = base::read_file(folder / "media" / name.substr(34) / name).value();
      BOOST_TEST((base::sha256(bytes) == one.hash));
      for (const auto* kind : {"sos.raised", "recording.started", "recording.finished"})
        BOOST_TEST(count_of(database, one.sos, kind) == 1u);
    }
  }
  std::cout << wanted << " storms, " << requests << " requests: the same hashes, one alarm each\n";
}

}  // namespace siaga::test
