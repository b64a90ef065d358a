// SignedIn: all that one sign-in does on the network thread: follows the feed, remembers how far it came, tells the hub
// what this console has drawn.
// Owner: the link and its coroutines. Thread: the network thread, except the constructor and client().
#pragma once

#include "console/feed_reader.h"
#include "console/last_seen.h"

#include <deque>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

namespace siaga::console {

class SignedIn {
 public:
  SignedIn(std::shared_ptr<HubClient> client, std::string console_name, std::filesystem::path last_seen_file,
           const base::Clock& clock);

  const std::shared_ptr<HubClient>& client() const { return client_; }

  /// Follows the feed until end() or until only a person can go on.
  static net::asio::awaitable<void> follow(std::shared_ptr<SignedIn> self, FeedReader::Told told);
  /// Resends until the hub has kept it, or refuses it for good. Each SOS once.
  static net::asio::awaitable<void> tell_shown(std::shared_ptr<SignedIn> self, base::Id sos);
  /// A person has confirmed this loss.
  void forget_loss(const Loss& loss);
  void end();
  /// Writes down how far the feed came. Also when the network thread is no more.
  void save();

 private:
  struct Shown {
    base::Id sos;
    base::Id command;
  };
  net::asio::awaitable<void> send_shown();
  void remember(const std::vector<FeedEffect>& effects);

  std::shared_ptr<HubClient> client_;
  std::string console_name_;
  std::filesystem::path last_seen_file_;
  const base::Clock& clock_;
  LastSeen seen_;
  std::chrono::steady_clock::time_point saved_at_{};
  std::shared_ptr<FeedReader> reader_;
  std::deque<Shown> to_show_;
  std::set<base::Id> told_;
  bool sending_shown_ = false;
  bool ended_ = false;
};

}  // namespace siaga::console
