// RecordingFetch: brings a recording to this machine piece by piece (Range), follows a growing one (Prefer: wait) until
// Siaga-Recording-State says finished, survives breaks of the link, and lets others have their turn. A play copy that
// the hub no longer has gives way to the original, unless some of the copy is here already: the two are never mixed.
// Owner: its coroutine, so that it never outlives the runtime; whoever holds the recording only refers to it, and calls
// abandon() when letting go.
// Thread: run() on its executor; abandon() from any thread.
#pragma once

#include "base/id.h"
#include "console/hub_client.h"
#include "console/recording_bytes.h"

#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <deque>
#include <memory>

namespace siaga::console {

/// So many requests for recordings at a time; the rest wait in line. Thread: the executor of its users.
class FetchTurns {
 public:
  explicit FetchTurns(int at_once) : free_(at_once) {}

  struct GiveBack {
    void operator()(FetchTurns* turns) const { turns->give(); }
  };
  /// Goes on to the next in line when it ends. The turns outlive it.
  using Turn = std::unique_ptr<FetchTurns, GiveBack>;

  net::asio::awaitable<Turn> take();
  bool somebody_waits() const { return !waiting_.empty(); }

 private:
  void give();

  int free_;
  std::deque<std::shared_ptr<net::asio::steady_timer>> waiting_;
};

class RecordingFetch : public std::enable_shared_from_this<RecordingFetch> {
 public:
  RecordingFetch(net::asio::any_io_executor executor, HubAccess access, const base::Id& recording, RecordingForm form,
                 std::shared_ptr<RecordingBytes> bytes, std::shared_ptr<FetchTurns> turns);

  /// Ends when everything is here, the hub refuses (readers then fail with its reason), or after abandon(). Once.
  static net::asio::awaitable<void> run(std::shared_ptr<RecordingFetch> self);
  void abandon();

 private:
  net::asio::awaitable<void> fill();
  net::asio::awaitable<base::Result<net::ClientResponse>> ask_in_turn(RecordingBytes::Want want);
  net::asio::awaitable<base::Result<net::ClientResponse>> ask(RecordingBytes::Want want);
  base::Result<void> take(const RecordingBytes::Want& want, const net::ClientResponse& answer);
  net::asio::awaitable<void> wait_after(base::Error error);
  /// From now on the original is fetched, if that helps against `why`.
  bool turns_to_original(const base::Error& why);

  net::asio::any_io_executor executor_;
  HubAccess access_;
  const base::Id recording_;
  RecordingForm form_;
  std::string target_;
  std::shared_ptr<RecordingBytes> bytes_;
  std::shared_ptr<FetchTurns> turns_;
  net::HttpClient client_;
  net::Backoff backoff_;
  std::atomic<bool> abandoned_ = false;
};

}  // namespace siaga::console
