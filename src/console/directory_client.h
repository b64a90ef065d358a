// DirectoryClient: what a console asks the hub about people, units, roles and its own person's account, and tells it.
// Owner: the link, which carries the requests. Thread: the UI thread; each answer comes back there, none after the
// link is gone. Every change carries an id made here, so one that arrives twice is one.
// Errors: the hub's (Error::field names what stands in the way), and unavailable when it wasn't reached within 10 s:
// then nothing is known to have changed.
#pragma once

#include "base/clock.h"
#include "console/model.h"
#include "protocol/directory.h"
#include "protocol/emergency.h"
#include "protocol/people_import.h"
#include "protocol/person_account.h"
#include "protocol/second_factor.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class DirectoryClient {
 public:
  struct Request {
    enum class Verb { get, put, del, post };
    Verb verb = Verb::get;
    std::string target;
    std::string body{};
    std::string content_type = "application/json";
    bool once = false;  ///< may take two minutes and isn't repeated: a second time would be another thing
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
  /// Of one's own unit and of those that one watches; an older hub knows none (not_found).
  void fetch_numbers(Done<std::vector<domain::UnitNumbers>> done);
  void save_numbers(const domain::UnitNumbers& numbers, Done<void> done);
  /// From now when `grant.from` is the beginning of time.
  void give(const domain::Grant& grant, Done<void> done);
  void end_grant(const base::Id& grant, Done<void> done);

  /// To another unit from a day on (R20).
  void plan_move(const protocol::PutMove& move, Done<void> done);
  void drop_move(const base::Id& move, Done<void> done);
  /// Where somebody else is signed in, for who may end it.
  void fetch_sessions_of(const base::Id& person, Done<std::vector<protocol::OwnSession>> done);
  /// One, or all but the one that asks.
  void end_sessions_of(const base::Id& person, std::optional<base::Id> session, Done<void> done);
  // Somebody's account, for who may end their sessions.
  void fetch_account_of(const base::Id& person, Done<protocol::PersonAccount> done);
  void close_account(const base::Id& person, Done<void> done);
  void open_account(const base::Id& person, Done<void> done);
  /// Shown once; a second one replaces it.
  void make_password_code(const base::Id& person, Done<protocol::PasswordCode> done);
  void remove_second_factor_of(const base::Id& person, Done<void> done);
  /// Of whom a second factor is asked.
  void fetch_factor_policy(Done<protocol::SecondFactorPolicy> done);
  /// Errors: forbidden, field "password" (one's own is asked again); too_many.
  void put_factor_policy(const protocol::PutSecondFactorPolicy& wished, Done<void> done);
  /// An older hub doesn't tell (not_found).
  void fetch_late_mails(Done<protocol::LateMails> done);
  /// What a table of people would do; `file`: its bytes. Nothing is written.
  void preview_import(std::string file, Done<protocol::ImportPreview> done);
  /// Exactly what was previewed. Errors: conflict (field "plan": the file or the directory differs by now); after
  /// unavailable or timeout some rows may have been written: previewing again tells which.
  void import_people(std::string file, const std::string& plan, Done<protocol::ImportOutcome> done);

  /// For what is about to be made.
  base::Id new_id() const { return base::make_id(clock_.now()); }

 private:
  void put(std::string target, std::string json, Done<void> done);
  void end(std::string target, Done<void> done);
  void order(const base::Id& person, const char* what, Done<void> done);
  void ask_sessions(std::string target, Done<std::vector<protocol::OwnSession>> done);

  Send send_;
  Model& model_;
  const base::Clock& clock_;
};

}  // namespace siaga::console
