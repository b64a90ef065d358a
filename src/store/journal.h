// The journal: the one ordered log of everything that people may have to answer for (design.md §2).
// append() runs on the store thread inside the job's transaction; reading is for any connection.
// `at` never goes back: max(now, last). A clock that was set by more than 2 s, ahead or back, is itself an event, made
// by the function that the hub gives (the journal knows no JSON). A step is told from time that passed by a second
// clock that nobody can set; over a restart, where that one begins anew, only a step back can be told.
// Owner: the store thread. Errors: StoreFailure.
#pragma once

#include "base/clock.h"
#include "proof/leaf.h"
#include "store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::store {

/// An event that has been decided and isn't written yet.
struct EventDraft {
  base::Id actor;  ///< nil: the hub itself
  std::optional<base::Id> on_behalf_of;
  std::string kind;
  base::Id subject;
  base::Id unit;
  std::string body;                ///< JSON, stored byte for byte
  std::vector<base::Id> people{};  ///< versions of persons that the body names
};

struct StoredEvent {
  std::uint64_t seq = 0;
  base::Instant at;
  EventDraft draft;
};

/// Where and when an event was written.
struct Appended {
  std::uint64_t seq = 0;
  base::Instant at;
};

class Journal {
 public:
  /// `before`: what the clock would have said without the step.
  using ClockStepped = std::function<EventDraft(base::Instant before, base::Instant after)>;
  /// Time since any fixed moment, by a clock that can't be set. Thread: the store thread.
  using Uptime = std::function<std::chrono::microseconds()>;

  /// Without `uptime`: since the machine was started, its sleep included.
  Journal(Database& database, const base::Clock& clock, ClockStepped clock_stepped, Uptime uptime = {});

  /// Looks at the clock: events until the next tick get this time, so that a decision's tables and events agree.
  base::Instant tick();
  Appended append(EventDraft draft);
  /// seq of the newest event; 0 for none.
  std::uint64_t end() const { return state_.seq; }

  /// For the store thread: what was rolled back is forgotten.
  struct Mark {
    std::uint64_t seq = 0;
    base::Instant at;
    base::Instant clock;
    std::optional<std::chrono::microseconds> uptime;
    std::size_t fresh = 0;
  };
  Mark mark() const;
  void rewind(const Mark& mark);
  /// What was appended since the last take, in order.
  std::vector<StoredEvent> take_fresh();

 private:
  Appended write(EventDraft draft);
  /// What the clock should say now by the newest event; nothing when it does, about.
  std::optional<base::Instant> stepped_from() const;

  struct State {
    std::uint64_t seq = 0;
    base::Instant at;                                 ///< of the newest event
    base::Instant clock;                              ///< the clock when an event was last written
    std::optional<std::chrono::microseconds> uptime;  ///< at the same moment; none when that was before the start
  };
  Database& database_;
  const base::Clock& clock_;
  ClockStepped clock_stepped_;
  Uptime uptime_;
  base::Instant clock_now_;                 ///< at the last tick
  std::chrono::microseconds uptime_now_{};  ///< at the last tick
  State state_;
  std::vector<StoredEvent> fresh_;
};

/// Since the machine was started, its sleep included: a clock that nobody can set. Any thread.
std::chrono::microseconds since_boot();

/// seq of the newest event; 0 for none.
std::uint64_t journal_end(Database& database);
/// `at` of the newest event; the beginning of time for none.
base::Instant journal_time(Database& database);
/// Events after `seq` in order, at least one if there is one, until their bodies pass `byte_limit`.
std::vector<StoredEvent> read_after(Database& database, std::uint64_t seq, std::size_t byte_limit);
/// Everything about one subject, in order.
std::vector<StoredEvent> read_about(Database& database, const base::Id& subject);
/// The first event of a kind about a subject.
std::optional<Appended> find_event(Database& database, const base::Id& subject, std::string_view kind);

}  // namespace siaga::store
