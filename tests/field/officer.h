// An officer signed in at the real demonstration hub, behind a wire that can be cut. Thread: the test's.
#pragma once

#include "base/file.h"
#include "base/log.h"
#include "field/alarm.h"
#include "field/calls.h"
#include "net/blocking.h"
#include "protocol/view.h"
#include "support/demo_hub.h"
#include "support/tcp_proxy.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace siaga::test {

/// Lines said, from any thread.
class Lines {
 public:
  field::Say say() {
    return [this](const std::string& line) {
      const std::lock_guard lock{mutex_};
      lines_.push_back(line);
    };
  }
  bool has(std::string_view part) const {
    const std::lock_guard lock{mutex_};
    return std::ranges::any_of(lines_, [&](const std::string& line) { return line.find(part) != std::string::npos; });
  }
  std::string all() const {
    const std::lock_guard lock{mutex_};
    std::string text;
    for (const auto& line : lines_) text += line + "\n";
    return text;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

/// Looks again and again; false when it never held.
template <class Condition>
bool soon(Condition holds, std::chrono::seconds within = std::chrono::seconds{30}) {
  const auto end = std::chrono::steady_clock::now() + within;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

class Officer {
 public:
  Officer() {
    account.hub = "127.0.0.1:" + std::to_string(wire.port());
    account.fingerprint = hub.fingerprint();
    account.login = DemoHub::officer;
    account.token = token_of(DemoHub::officer);
    account.zone = "Asia/Jakarta";
  }
  ~Officer() { runtime.stop(); }

  std::string token_of(const std::string& login) {
    auto direct = direct_client();
    return net::run_blocking(runtime.executor(), field::sign_in(*direct, login, DemoHub::password, "test"))
        .value()
        .token;
  }

  /// Past the wire.
  std::unique_ptr<net::HttpClient> direct_client() {
    net::Trust trust;
    trust.pinned_fingerprint = hub.fingerprint();
    return std::make_unique<net::HttpClient>(runtime.executor(), net::Endpoint{"127.0.0.1", hub.port()}, trust);
  }

  /// What the supervisor sees. Who looks again and again is told to wait at times, and does.
  protocol::SnapshotView snapshot() {
    while (true) {
      auto direct = direct_client();
      net::ClientRequest request;
      request.target = "/api/v1/snapshot";
      const auto answer = net::run_blocking(runtime.executor(), field::ask(*direct, supervisor(), std::move(request)));
      if (!answer && answer.error().fault == base::Fault::too_many) continue;
      return protocol::decode_snapshot_view(answer.value().body).value();
    }
  }
  std::vector<protocol::SosView> at_the_hub() { return snapshot().sos; }
  /// Where the hub's log ends now, as a cursor.
  std::string hub_cursor() { return protocol::to_string(snapshot().as_of); }
  const std::string& supervisor() {
    if (supervisor_.empty()) supervisor_ = token_of(DemoHub::supervisor);
    return supervisor_;
  }

  std::string bytes_at_the_hub(const base::Id& recording) {
    return base::read_file(hub.core().folder.media(recording)).value();
  }

  field::OutboxEntry pressed(const std::string& clip_bytes = {}) {
    field::OutboxEntry entry;
    entry.alarm.id = base::make_id(clock.now());
    entry.alarm.pressed_at = clock.now();
    entry.hub = account.hub;
    entry.login = account.login;
    if (!clip_bytes.empty()) {
      const auto file = scratch.path() / "clip.mp4";
      BOOST_REQUIRE(base::write_atomically(file, clip_bytes));
      entry.clip = field::ClipPlan{base::make_id(clock.now()), file, "video/mp4", false};
    }
    BOOST_REQUIRE(outbox.add(entry));
    return entry;
  }

  std::unique_ptr<field::Alarm> alarm_of(const field::OutboxEntry& entry, std::unique_ptr<field::Clip> clip = nullptr,
                                         bool follow = false) {
    if (!clip && entry.clip) clip = field::open_clip(entry.clip->file).value();
    field::Alarm::Terms terms;
    terms.follow = follow;
    terms.look_every = std::chrono::milliseconds{20};
    return std::make_unique<field::Alarm>(runtime.executor(), clock, account, outbox, entry, std::move(clip),
                                          lines.say(), terms);
  }

  std::future<base::Result<void>> begin(field::Alarm& alarm) {
    return net::asio::co_spawn(runtime.executor(), alarm.run(), net::asio::use_future);
  }
  static base::Result<void> end_of(std::future<base::Result<void>>& running) {
    BOOST_REQUIRE(running.wait_for(std::chrono::seconds{60}) == std::future_status::ready);
    return running.get();
  }

  ScratchFolder scratch;
  base::SystemClock clock;
  DemoHub hub;
  TcpProxy wire{hub.port()};
  net::Runtime runtime{1};
  field::Account account;
  field::Outbox outbox = field::Outbox::open(scratch.path() / "state").value();
  Lines lines;

 private:
  std::string supervisor_;
};

}  // namespace siaga::test
