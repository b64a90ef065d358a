// DirectoryClient: what a console asks the hub about people, units, roles and its own person's account, and tells it.
// Owner: the link, which carries the requests. Thread: the UI thread; each answer comes back there, none after the
// link is gone. Every change carries an id made here, so one that arrives twice is one.
// Errors: the hub's (Error::field names what stands in the way), and unavailable when it wasn't reached within 10 s:
// then nothing is known to have changed.
#pragma once

#include "base/clock.h"
#include "console/model.h"
#include "protocol/directory.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class DirectoryClient {
 public:
  struct Request {
    enum class Verb { get, put, del };
    Verb verb = Verb::get;
    std::string target;
    std::string json{};
  };
  using Answer = std::function<void(base::Result<std::string>)>;  ///< the body of a 2xx answer
  using Send = std::function<void(Request, Answer)>;
  template <class T>
  using Done = std::function<void(base::Result<T>)>;

  DirectoryClient(Send send, Model& model, const base::Clock& clock);

  // One's own account (R31).
  /// Who is signed in and what they may do, as the hub sees it now: applied to the model.
  void fetch_self(Done<void> done);
  void fetch_sessions(Done<std::vector<protocol::OwnSession>> done);
  void end_session(const base::Id& session, Done<void> done);
  /// The new name is applied to the model.
  void save_profile(const protocol::PutProfile& profile, Done<void> done);

  // What administrators keep.
  /// By name, after this person; an empty `search` finds all.
  void fetch_people(const std::string& search, std::optional<base::Id> after, Done<protocol::PeoplePage> done);
  void fetch_person(const base::Id& person, Done<protocol::PersonView> done);
  /// Adds or changes; the version is the hub's to give.
  void save_person(const domain::Person& person, Done<protocol::PersonView> done);
  /// Those that this person may see.
  void fetch_units(Done<std::vector<domain::Unit>> done);
  void save_unit(const domain::Unit& unit, Done<void> done);
  /// From now when `grant.from` is the beginning of time.
  void give(const domain::Grant& grant, Done<void> done);
  void end_grant(const base::Id& grant, Done<void> done);

  /// For what is about to be made.
  base::Id new_id() const { return base::make_id(clock_.now()); }

 private:
  void put(std::string target, std::string json, Done<void> done);
  void end(std::string target, Done<void> done);

  Send send_;
  Model& model_;
  const base::Clock& clock_;
};

}  // namespace siaga::console
