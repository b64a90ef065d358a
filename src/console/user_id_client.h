// UserIdClient: what a console asks the hub about user IDs and their cases (R36–R42), and tells it. It keeps the
// model's counts true: whenever the feed says that something about user IDs has changed it asks anew, one question at a
// time. Owner: the link, which carries the requests. Thread: the UI thread; each answer comes back there, none after
// the link is gone. Every change carries an id made here, so one that arrives twice is one. Errors: the hub's
// (Error::field names what stands in the way; domain/user_id_case.h), and unavailable when it wasn't reached within 10
// s, 2 minutes for letters: then nothing is known to have changed.
#pragma once

#include "base/clock.h"
#include "console/model.h"
#include "protocol/finding.h"
#include "protocol/sla_report.h"
#include "protocol/user_id.h"
#include "protocol/user_id_import.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class UserIdClient {
 public:
  struct Request {
    enum class Verb { get, put, post };
    Verb verb = Verb::get;
    std::string target;
    std::string body{};
    bool is_file = false;     ///< bytes as they are, not JSON; may take longer
    bool takes_long = false;  ///< as long as a file
    bool is_table = false;    ///< CSV; takes as long, and isn't repeated: a second time would be another thing
  };
  using Answer = std::function<void(base::Result<std::string>)>;  ///< the body of a 2xx answer
  using Send = std::function<void(Request, Answer)>;
  template <class T>
  using Done = std::function<void(base::Result<T>)>;

  /// `console`: the name under which commands are journaled.
  UserIdClient(Send send, Model& model, const base::Clock& clock, std::string console);

  enum class Show { action, running, done };
  struct Query {
    Show show = Show::action;
    std::optional<domain::CaseKind> kind{};  ///< nothing: both
    std::optional<base::Id> application{};   ///< nothing: all
    friend bool operator==(const Query&, const Query&) = default;
  };
  /// By deadline, after this case; the page's counts are applied to the model.
  void fetch_cases(const Query& query, std::optional<base::Id> after, Done<protocol::UserIdCasePage> done);
  /// With all attempts, letters and its timeline.
  void fetch_case(const base::Id& one, Done<protocol::UserIdCaseView> done);
  /// User IDs whose name, agent or e-mail begins so; in one application when it is said.
  void search(const std::string& text, std::optional<base::Id> application, Done<std::vector<domain::UserId>> done);
  /// `month`: "2026-11".
  void fetch_sla(const std::string& month, Done<protocol::SlaView> done);

  /// `from`, `to`: "2026-06"; an older hub knows none (not_found).
  void fetch_sla_report(const std::string& from, const std::string& to, protocol::SlaBy by,
                        Done<protocol::SlaReport> done);

  // Document control: the spreadsheet that was kept until now (R39).
  /// What it would put into the logbook; `file`: its bytes. Nothing is written.
  void preview_import(std::string file, Done<protocol::LedgerPreview> done);
  /// Exactly what was previewed. Errors: conflict (field "plan": the file or the logbook differs by now); after
  /// unavailable or timeout some rows may have been written: previewing again tells which.
  void import_file(std::string file, const std::string& plan, Done<protocol::LedgerOutcome> done);

  /// PUT with the id in `one`: a retry is the same letter.
  void send_letter(const base::Id& one, const std::string& file_name, std::string bytes, Done<void> done);
  void fetch_letter(const base::Id& one, Done<std::string> done);

  // Support (R37, R38).
  /// A user ID that the logbook didn't have; the same again, with the id in it, changes nothing.
  void list_user_id(const domain::UserId& user_id, Done<void> done);
  /// `one`: id of the case; the same again changes nothing.
  void record(const base::Id& one, const protocol::PutCase& wish, Done<void> done);
  void request(const base::Id& one, Done<void> done);
  void hand_over(const base::Id& one, Done<void> done);
  void document(const base::Id& one, Done<void> done);
  void withdraw(const base::Id& one, const std::string& reason, Done<void> done);

  // Team leaders and their deputies (R40, R42).
  /// `early`: they know that the last working day isn't over.
  void order(const base::Id& one, domain::When when, bool early, Done<void> done);
  void take_order_back(const base::Id& one, Done<void> done);
  struct Attempt {
    bool done = false;
    std::string text{};                      ///< why it failed
    std::optional<base::Id> proof{};         ///< a letter
    bool early = false;                      ///< as above
    std::optional<std::string> user_name{};  ///< replace: what it became
  };
  /// What they did by hand in the application.
  void attempt(const base::Id& one, const Attempt& what, Done<void> done);
  /// What a second person saw there.
  void confirm(const base::Id& one, bool seen, const std::string& text, Done<void> done);

  /// The user ID came back to life.
  void reopen(const base::Id& one, const std::string& reason, Done<void> done);
  /// Of the user ID that was made under one's own order; the hub tells it once.
  void fetch_first_password(const base::Id& one, Done<protocol::FirstPassword> done);

  // Where applications and the logbook differ (R39).
  enum class Findings { open, accepted, all };
  void fetch_findings(Findings show, std::optional<base::Id> after, Done<protocol::FindingPage> done);
  /// `user_name`: which of a duplicate's. The case that takes care of it.
  void open_finding_case(const base::Id& finding, const std::optional<std::string>& user_name,
                         Done<protocol::UserIdCaseView> done);
  void accept_finding(const base::Id& finding, const std::string& reason, Done<void> done);
  /// Begins to read the application; fetch_findings says how far it is.
  void reconcile(const base::Id& application, Done<void> done);

  /// For what is about to be made.
  base::Id new_id() const { return base::make_id(clock_.now()); }

 private:
  void plain(const base::Id& one, const char* verb, Done<void> done);
  void words(const base::Id& one, const char* verb, const std::string& text, Done<void> done);
  void post(const base::Id& one, const char* verb, std::string json, Done<void> done);
  void give_order(const base::Id& one, std::optional<domain::When> when, bool early, Done<void> done);
  void count_anew();

  Send send_;
  Model& model_;
  const base::Clock& clock_;
  std::string console_;
  bool counting_ = false;     ///< asked, and not answered yet
  bool count_again_ = false;  ///< something changed meanwhile
  std::uint64_t person_ = 0;  ///< grows with each session: another person's counts are dropped
  base::Connection on_change_, on_session_;
};

}  // namespace siaga::console
