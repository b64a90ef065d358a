// A hub of few words on real TLS: speaks the wire's contract from a list of events that the test writes.
// It decides nothing; tests/hub and the end-to-end tests hold the console against the real one.
// Thread: all members from the test's thread; requests are answered on a thread of its own.
#pragma once

#include "net/http_server.h"
#include "net/websocket.h"
#include "protocol/feed_frame.h"
#include "protocol/view.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace siaga::test {

class ScriptedHub {
 public:
  /// Without one it shows a certificate of its own.
  explicit ScriptedHub(std::optional<net::TlsIdentity> identity = std::nullopt);
  ScriptedHub(const ScriptedHub&) = delete;
  ScriptedHub& operator=(const ScriptedHub&) = delete;
  ~ScriptedHub();

  std::uint16_t port() const { return server_->port(); }
  const std::string& fingerprint() const { return fingerprint_; }

  /// The event gets the next seq, unless the test has a plan of its own.
  void append(protocol::Event event);
  std::uint64_t end() const;
  /// Another life of the database: an older end and a new epoch.
  void restore(std::string epoch, std::uint64_t end);
  /// Open matters of the snapshot: those raised in the log, as they were raised.
  void sign_in_as(domain::Role role);  ///< or, while they are signed in, what they are from now on
  /// `why`: `field` of the 401 that follows.
  void end_sessions(std::string why = {});
  /// Readers of the feed are reset; the snapshot that they then ask for never comes.
  void reset_into_silence();
  /// Requests "POST /api/v1/sos/…/claim" fail with 503 so many times more.
  void fail_next(int requests);
  /// Bodies of what was posted to paths that end so, in order.
  std::vector<std::string> posted(const std::string& path_end) const;

  /// What is there of a recording. Size and end may only grow.
  void grow_recording(const base::Id& recording, std::string bytes, bool finished);
  /// The same of its play copy; without one it is 404, and so it is after lose_copy.
  void grow_copy(const base::Id& recording, std::string bytes, bool finished);
  void lose_copy(const base::Id& recording);
  void ignore_ranges() { ignores_ranges_ = true; }
  std::vector<std::string> ranges_asked() const;

 private:
  struct Recording {
    std::string bytes;
    bool finished = false;
  };

  net::asio::awaitable<net::Response> answer(net::Request& request);
  net::Response answer_post(const net::Request& request, const std::string& body);
  net::asio::awaitable<net::Response> answer_recording(const net::Request& request);
  net::asio::awaitable<void> feed(std::shared_ptr<net::WebSocket> socket, protocol::Cursor cursor);
  std::string range_after(protocol::Cursor& cursor) const;
  protocol::SnapshotView snapshot_now() const;
  bool is_signed_in(const net::Request& request) const;

  mutable std::mutex mutex_;
  std::string epoch_ = "e1";
  std::vector<protocol::Event> log_;
  domain::Role role_ = domain::Role::supervisor;
  int sessions_ = 0;
  bool sessions_ended_ = false;
  std::string end_reason_;
  std::atomic<bool> is_silent_ = false;
  int to_fail_ = 0;
  std::vector<std::pair<std::string, std::string>> posted_;
  std::map<base::Id, Recording> recordings_;
  std::map<base::Id, Recording> copies_;
  std::vector<std::string> ranges_asked_;
  bool ignores_ranges_ = false;
  std::string fingerprint_;
  net::Runtime runtime_{1};
  std::unique_ptr<net::HttpServer> server_;
};

}  // namespace siaga::test
