// A hub in this process on a real TLS port, a small organisation, a clock moved by hand, and people who talk to it.
// Thread: the test's; the hub has its own.
#pragma once

#include "net/http_client.h"
#include "protocol/command.h"
#include "protocol/feed_frame.h"
#include "protocol/view.h"
#include "support/fake_clock.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace siaga::hub {
class Hub;
struct HubOptions;
}  // namespace siaga::hub

namespace siaga::test {

class HubFixture;

/// One person at one device. Requests wait for their answers.
class Visitor {
 public:
  Visitor(HubFixture& fixture, std::string name);
  ~Visitor();

  net::ClientResponse send(net::Verb verb, const std::string& target, std::string body = {}, net::Headers headers = {});
  net::ClientResponse get(const std::string& target) { return send(net::Verb::get, target); }
  net::ClientResponse post(const std::string& target, std::string body) {
    return send(net::Verb::post, target, std::move(body));
  }

  net::ClientResponse sign_in(const std::string& login, const std::string& password = "siaga-demo",
                              const std::optional<std::string>& code = {});
  net::ClientResponse raise(const base::Id& sos, std::optional<domain::Position> position = {});
  /// claim, release, shown, withdraw
  net::ClientResponse plain(const base::Id& sos, const std::string& verb, base::Id command = {});
  /// respond, note, take-over
  net::ClientResponse say(const base::Id& sos, const std::string& verb, const std::string& text);
  net::ClientResponse close_sos(const base::Id& sos, domain::Outcome outcome = domain::Outcome::helped);
  protocol::SnapshotView snapshot();
  protocol::SosView view(const base::Id& sos);

  // tus
  net::ClientResponse create_upload(const base::Id& sos, std::optional<base::Id> recording,
                                    std::optional<std::uint64_t> length);
  net::ClientResponse append(const base::Id& recording, std::uint64_t offset, std::string bytes,
                             net::Headers more = {});
  /// Nothing when the hub doesn't know the upload.
  std::optional<std::uint64_t> offset(const base::Id& recording);
  net::ClientResponse content(const base::Id& recording, const std::string& range = {}, const std::string& prefer = {});

  const std::string& token() const { return token_; }

 private:
  struct Impl;
  HubFixture& fixture_;
  std::string name_;
  std::string token_;
  std::unique_ptr<Impl> impl_;
};

/// A reader of the feed that checks that ranges chain.
class FeedReader {
 public:
  /// Errors of the upgrade throw.
  FeedReader(HubFixture& fixture, const Visitor& reader, protocol::Cursor cursor, const std::string& scope = {});
  ~FeedReader();

  /// The next frame, or the close code when the hub ended it.
  std::optional<protocol::FeedFrame> next();
  /// Reads until an event of the kind about the subject has come.
  protocol::Event until(protocol::EventKind kind, const base::Id& subject);
  /// Reads until the cursor is at `seq`.
  void until(std::uint64_t seq);

  const std::vector<protocol::Event>& events() const { return events_; }
  std::uint64_t seq() const { return cursor_.seq; }
  const std::string& close_code() const { return close_code_; }

 private:
  struct Impl;
  protocol::Cursor cursor_;
  std::vector<protocol::Event> events_;
  std::string close_code_;
  std::unique_ptr<Impl> impl_;
};

class HubFixture {
 public:
  HubFixture();
  ~HubFixture();

  /// Again, on the same folder, after stop(). `adapt` may change the options.
  void start(const std::function<void(hub::HubOptions&)>& adapt = {});
  void stop();
  hub::Hub& hub() { return *hub_; }
  net::Endpoint endpoint() const;
  net::Trust trust() const;
  std::filesystem::path data() const { return scratch_.path() / "data"; }
  /// Somebody new, with the password of all, behind the hub's back; `within` nil: everywhere.
  domain::Person add(const std::string& login, const base::Id& unit, domain::Role role, const base::Id& within);
  base::Id make_id() const { return base::make_id(base::SystemClock{}.now()); }

  FakeClock clock;
  base::Id semarang;
  base::Id makassar;
  domain::Person sari;     ///< supervisor, all units
  domain::Person budi;     ///< supervisor, all units
  domain::Person lina;     ///< operator of Makassar
  domain::Person officer;  ///< of Semarang
  domain::Person anton;    ///< officer of Makassar

 private:
  void add_people();

  ScratchFolder scratch_;
  std::unique_ptr<hub::Hub> hub_;
};

/// For BOOST_TEST: the fault that a problem document names, "conflict owner".
std::string problem_of(const net::ClientResponse& response);

}  // namespace siaga::test
