// The link's inside: the network thread, who is signed in, and how requests go out and answers come back to the UI
// thread. link.cpp, link_sign_in.cpp and link_worker.cpp share it; nobody else includes it.
// Owner: the link. Thread: the UI thread; what `runtime` runs comes back by on_ui().
#pragma once

#include "console/authorities.h"
#include "console/file_fetch.h"
#include "console/link.h"
#include "console/recording_shelf.h"
#include "console/signed_in.h"
#include "net/runtime.h"

#include <utility>

namespace siaga::console {

inline constexpr std::chrono::seconds deliver_within{10};

/// Whether this person may work at a console: they may follow the feed.
bool has_desk(const protocol::SessionView& view);

struct Link::Worker {
  Worker(Options wanted, const base::Clock& time, base::Post to_ui, Model& state);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  using Answered = std::function<void(base::Result<net::ClientResponse>)>;

  /// Work for the UI thread that is dropped once the link is gone.
  std::function<void(std::function<void()>)> to_ui() const {
    return [post = post, weak = std::weak_ptr<bool>{alive}](std::function<void()> work) {
      post([weak, work = std::move(work)] {
        if (weak.lock()) work();
      });
    };
  }

  /// Whoever may call it from any thread, once. What `done` holds (weak references to windows count their holders
  /// without a lock) is neither copied nor let go by any other thread than the UI's.
  template <class T>
  std::function<void(base::Result<T>)> on_ui(std::function<void(base::Result<T>)> done) const {
    return [hop = to_ui(), kept = std::make_shared<decltype(done)>(std::move(done))](base::Result<T> outcome) {
      hop([kept, outcome = std::make_shared<base::Result<T>>(std::move(outcome))] {
        if (const auto mine = std::exchange(*kept, nullptr)) mine(std::move(*outcome));
      });
    };
  }

  /// Signed in as far as a second factor that is still to be enrolled.
  struct Enrolling {
    std::shared_ptr<HubClient> client;
    protocol::SessionView view;
    bool confirmed = false;
  };

  /// On the UI thread: at once where a pin decides or nothing is believed yet, later where a file must be read first.
  void with_access(const Hub& hub, std::function<void(base::Result<HubAccess>)> then);
  void begin(const Hub& hub, std::string token, net::ClientRequest request,
             std::function<void(base::Result<void>)> done);
  void enter_at(HubAccess access, net::ClientRequest request, std::function<void(base::Result<void>)> done);
  void entered(const std::shared_ptr<HubClient>& client, protocol::SessionView view);
  void ask_enrolling(net::ClientRequest request, Answered done);
  void follow(const std::shared_ptr<HubClient>& client);
  void apply(std::vector<FeedEffect> effects, base::Instant arrived);
  void apply_one(FeedEffect& effect, base::Instant arrived);
  void stopped(base::Error why);
  void look_at_self();
  void begin_anew();
  void end_session();
  void end_feed();
  /// In nobody's name, once: a code counts once, so a second try would be refused for the first one's sake.
  void send_unsigned(const Hub& hub, net::ClientRequest request, Answered done);
  /// In the name of whoever is signed in, again until `deliver_within` is over. An answer that comes after their
  /// session is `earlier_session`: it is for nobody who sits here now.
  void send(net::ClientRequest request, Answered done, std::chrono::seconds within = deliver_within);
  /// The same, not repeated while the hub can't be reached: long work, or a code that counts once.
  void send_once(net::ClientRequest request, std::chrono::seconds within, Answered done);
  /// On the UI thread, as long as whoever is signed in now still is.
  Answered for_their_eyes(Answered done);
  /// Ends the session at the hub.
  void say_goodbye(const std::shared_ptr<HubClient>& client);
  void ask_directory(DirectoryClient::Request wish, DirectoryClient::Answer done);
  void ask_user_ids(UserIdClient::Request wish, UserIdClient::Answer done);
  void ask_in_own_name(AccountClient::Request wish, AccountClient::Answer done);
  void fetch_file(std::string target, std::filesystem::path folder,
                  std::function<void(std::uint64_t, std::uint64_t)> progress,
                  std::function<void(base::Result<std::filesystem::path>)> done);
  void command(const std::string& target, const std::string& json, Done done);
  void plain(const base::Id& sos, std::string_view verb, Done done);
  void text(const base::Id& sos, std::string_view verb, const std::string& words, Done done);
  void confirmed(const Loss& loss);
  base::Id command_id() const { return base::make_id(clock.now()); }
  /// This console's token at that hub, in which another hub can't know it again; nothing when it has none.
  std::optional<std::string> device_at(const Hub& hub) const;

  Options options;
  const base::Clock& clock;
  base::Post post;
  Model& model;
  std::shared_ptr<bool> alive = std::make_shared<bool>(true);
  AuthorityReader authorities{to_ui()};
  net::Runtime runtime{1};
  std::shared_ptr<SignedIn> session;
  std::shared_ptr<HubClient> entering;  ///< until the hub has said who that is
  std::optional<Enrolling> enrolling;
  std::unique_ptr<RecordingShelf> shelf;
  std::unique_ptr<FileFetch> file_fetch;  ///< until its last word has come
  DirectoryClient directory{[this](DirectoryClient::Request wish, DirectoryClient::Answer done) {
                              ask_directory(std::move(wish), std::move(done));
                            },
                            model, clock};
  UserIdClient user_ids{
      [this](UserIdClient::Request wish, UserIdClient::Answer done) { ask_user_ids(std::move(wish), std::move(done)); },
      model, clock, options.console_name};
  ApplicationClient applications{
      [this](UserIdClient::Request wish, UserIdClient::Answer done) { ask_user_ids(std::move(wish), std::move(done)); },
      clock, options.console_name};
  LogbookClient logbook{[this](LogbookClient::Request wish, LogbookClient::Answer done) {
                          ask_user_ids(std::move(wish), std::move(done));
                        },
                        clock, options.console_name};
  AccountClient account{[this](AccountClient::Request wish, AccountClient::Answer done) {
    ask_in_own_name(std::move(wish), std::move(done));
  }};
  std::uint64_t attempt = 0;  ///< what comes from an earlier sign-in is dropped
};

}  // namespace siaga::console
