// What the console knows: open alarms, the link's health, who is signed in. Applies snapshot and feed, signals changes.
// Owner: the application. Thread: the UI thread alone; the link posts to it. Knows no toolkit, socket or JSON.
#pragma once

#include "base/clock.h"
#include "base/signal.h"
#include "protocol/event.h"
#include "protocol/feed_frame.h"
#include "protocol/user_id.h"
#include "protocol/view.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace siaga::console {

/// One SOS as the desk sees it.
struct Matter {
  domain::Sos sos;
  domain::Person reporter;
  std::string owner_name;                     ///< empty when nobody has it
  std::vector<domain::Recording> recordings;  ///< oldest first; `size` grows with recording.finished only
  std::vector<protocol::Event> timeline;      ///< in order of seq, each once
  bool timeline_complete = false;             ///< false for a row of history that hasn't been opened yet
};

/// The link to the hub as a person must see it.
struct LinkStatus {
  enum class State {
    signed_out,
    connecting,  ///< trying, never connected since signing in
    connected,   ///< heartbeats arrive
    stale,       ///< connected, but no heartbeat for 3 s: treat as dead
    broken,      ///< cut off; reconnecting by itself
    refused,     ///< its certificate isn't believed; only a person can go on
  };
  State state = State::signed_out;
  std::optional<base::Instant> last_heartbeat;       ///< this machine's clock
  std::optional<base::Instant> broken_since;         ///< this machine's clock
  std::uint64_t complete_to = 0;                     ///< every event up to here is known ("lengkap s/d #…")
  std::uint64_t fetched_after_break = 0;             ///< events fetched after the newest break; 0 when there was none
  std::uint64_t alarms_after_break = 0;              ///< how many of these were new SOS
  std::optional<std::string> pinned_fingerprint;     ///< set with `refused`; empty: an authority is believed
  std::optional<std::string> presented_fingerprint;  ///< set with `refused`; empty where none was told
  bool storage_full = false;                         ///< the hub takes alarms only from its reserve
  /// Of a certificate whose dates are looked at; nothing while the hub shows its own, which is pinned.
  std::optional<base::Instant> certificate_expires_at{};
};

/// A warning about a case of a user ID.
struct DeadlineWarning {
  std::string name;  ///< domain::name_of a CaseWarning; a newer hub knows more
  base::Id one;      ///< the case
};

/// "Mungkin hilang #first–#last" until a person confirms.
struct Loss {
  std::string epoch;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// This console's own muting, as journaled.
struct Mute {
  base::Instant until;  ///< hub's clock
  std::string reason;
  std::string by_name;
};

enum class QueueFilter { unanswered, answered, all };  ///< belum direspon (or released after it), sudah, semua

class Model {
 public:
  explicit Model(const base::Clock& clock);

  // What a view reads. References stay valid until the next signal.
  const Matter* find(const base::Id& sos) const;
  /// Unowned first, then by owner state, oldest first within: the order of the queue. Closed ones last, newest first.
  std::vector<const Matter*> queue(QueueFilter filter) const;
  std::size_t count(QueueFilter filter) const;
  /// True while an SOS has no owner and the mute (if any) has passed: the siren's only condition.
  bool must_sound() const;
  const LinkStatus& link() const { return link_; }
  const std::optional<protocol::SessionView>& session() const { return session_; }
  /// Why the hub ended the last session by itself (`field`: protocol/session_end.h, or empty); nothing after signing
  /// out, and while somebody is signed in.
  const std::optional<base::Error>& session_end() const { return session_end_; }
  /// How often everything was forgotten: what else was fetched (history, details) is gone each time.
  std::uint64_t generation() const { return generation_; }
  /// What the hub lets this person do, somewhere; it decides again for each command.
  bool may(domain::Action action) const;
  const std::vector<Loss>& losses() const { return losses_; }
  const std::optional<Mute>& mute() const { return mute_; }
  const domain::Place* place(const base::Id& id) const;
  /// The named point that stands nearest to `position`; nothing when there are none.
  std::optional<domain::NearestPlace> nearest(const domain::Position& position) const;
  const domain::Unit* unit(const base::Id& id) const;
  /// Whose a user ID becomes that this person lists in `application`: their own unit's where it is that application's,
  /// else the application's.
  base::Id unit_for(const domain::Application& application) const;
  /// The zone in which times of `unit` are shown; the signed-in person's zone for the nil unit.
  std::string zone_of(const base::Id& unit) const;
  /// The hub's clock now, estimated from its heartbeats (offset = newest heartbeat's `at` − arrival).
  base::Instant hub_now() const;
  std::optional<domain::Position> position_of(const base::Id& person) const;
  /// How many cases of user IDs there are, as last counted; nothing before that, or when they aren't this person's to
  /// see.
  const std::optional<protocol::CaseCounts>& case_counts() const { return case_counts_; }

  // What views listen to.
  base::Signal<const base::Id&> sos_arrived;  ///< new to this console, by feed or first snapshot; never coalesced
  base::Signal<const base::Id&> sos_changed;
  base::Signal<> queue_reset;  ///< everything may differ (snapshot, history page)
  base::Signal<> link_changed;
  base::Signal<> session_changed;
  base::Signal<> losses_changed;
  base::Signal<> mute_changed;
  /// Something about these cases or applications; empty: everything may differ (snapshot).
  base::Signal<const std::set<base::Id>&> cases_changed;
  base::Signal<> case_counts_changed;
  /// The application says that a user ID was used after its agent had left: when, with the zone; empty: not known when.
  base::Signal<const std::string&> used_after_leaving;
  /// A user ID's deadline comes near or has passed (R36, R41), or somebody must act now.
  base::Signal<const DeadlineWarning&> deadline_warned;
  /// A unit was made or altered, its emergency numbers included; or everything may differ (snapshot).
  base::Signal<> units_changed;

  // What the link applies.
  void apply_session(std::optional<protocol::SessionView> session);
  /// The hub has ended the session.
  void apply_session_end(base::Error why);
  /// The hub's newer word about who is signed in and what they may do; the token stays. Nothing when nobody is.
  void apply_self(protocol::SessionView self);
  void apply_snapshot(const protocol::SnapshotView& snapshot);
  /// A range must begin at complete_to + 1; anything else is a gap: returns false and changes nothing.
  [[nodiscard]] bool apply_range(const protocol::RangeFrame& range);
  void apply_heartbeat(const protocol::HeartbeatFrame& heartbeat, base::Instant arrived);
  void apply_positions(const protocol::PositionsFrame& positions);
  void apply_loss(const Loss& loss);
  void confirm_loss(const Loss& loss);
  void apply_link(LinkStatus::State state);
  void apply_refusal(std::string pinned, std::string presented);
  void apply_history(const protocol::SosPage& page);
  void apply_details(const protocol::SosView& view);
  void apply_case_counts(const protocol::CaseCounts& counts);
  /// The start of a catch-up after a break: counts until the next heartbeat's seq is reached.
  void begin_catch_up();

  /// The name of this console; its own console.muted events set and lift the mute.
  void set_console_name(std::string name) { console_name_ = std::move(name); }
  const std::string& console_name() const { return console_name_; }

 private:
  struct Changes;  ///< what a range changed, told once it has been applied as a whole

  void apply_event(const protocol::Event& event, Changes& changes);
  void apply_sos_event(const protocol::Event& event, Changes& changes);
  bool apply_own_mute(const protocol::Event& event);
  void count_for_catch_up(const protocol::RangeFrame& range);
  void end_catch_up_if_reached();
  void learn_position(const base::Id& person, const domain::Position& position);
  void forget_matters();
  void forget_person();

  const base::Clock& clock_;
  std::string console_name_;
  std::map<base::Id, Matter> matters_;
  std::map<base::Id, domain::Place> places_;
  std::map<base::Id, domain::Unit> units_;
  std::map<base::Id, domain::Position> positions_;
  std::optional<protocol::SessionView> session_;
  std::optional<base::Error> session_end_;
  std::uint64_t generation_ = 0;
  LinkStatus link_;
  std::vector<Loss> losses_;
  std::optional<Mute> mute_;
  std::optional<protocol::CaseCounts> case_counts_;
  std::chrono::microseconds hub_offset_{0};
  bool catching_up_ = false;
  std::optional<std::uint64_t> catch_up_to_;  ///< the hub's end when the break was over; known by the first heartbeat
};

}  // namespace siaga::console
