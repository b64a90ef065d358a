// Reconciliation on the wire: where an application's users and the logbook differ, what became of it, and when each
// application was last read; whether a connector works; the first password of a new user ID, told once. Commands are
// strict, views tolerate unknown members. Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "domain/reconciliation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// An application's user, as the application tells it.
struct FindingUser {
  std::string user_name;
  std::string email;
  std::string name;
  bool active = true;
  std::optional<base::Instant> last_active{};
};

struct FindingView {
  base::Id id;
  domain::FindingKind kind = domain::FindingKind::orphan;
  base::Id application;
  std::string application_name;
  base::Id unit;
  std::string zone;                ///< of its times
  std::vector<FindingUser> users;  ///< one; of a duplicate all
  std::string agent;               ///< as the logbook or the directory calls them; empty: nobody is known
  std::optional<base::Instant> left_at{};
  base::Instant opened_at;
  std::optional<base::Instant> ended_at{};  ///< it isn't found any more
  std::optional<base::Instant> accepted_at{};
  std::string accepted_by{};  ///< name
  std::string reason{};
  std::optional<base::Id> of_case{};
};

/// When an application's users were last held against the logbook.
struct ReconciliationView {
  base::Id application;
  std::string name;
  std::string zone;
  bool may_run = false;  ///< by whoever asks
  bool running = false;
  std::uint64_t read = 0;  ///< users so far, while it runs
  std::optional<base::Instant> begun_at{};
  std::optional<base::Instant> ended_at{};  ///< of the last one; while one runs, the one before
  std::string fault{};                      ///< a fault's name (problem types); empty: it went well
  std::optional<base::Instant> good_at{};   ///< the end of the last one that went well
  std::uint64_t users = 0;                  ///< of that one
  std::uint64_t listed = 0;                 ///< of them new in the logbook
  std::optional<base::Instant> next_at{};   ///< when it is read by itself; soon after a night that failed
};

/// GET /api/v1/findings?state=open|accepted|all&after=ID&limit=N: the newest first.
struct FindingPage {
  base::Instant at;        ///< the hub's clock
  std::uint64_t open = 0;  ///< that wait for somebody
  std::vector<FindingView> items;
  std::optional<base::Id> next;          ///< pass as `after`; nothing at the end
  std::vector<ReconciliationView> runs;  ///< of applications that can be read, by name
};
std::string encode(const FindingPage& page);
base::Result<FindingPage> decode_finding_page(std::string_view json);
/// 202 of POST /api/v1/applications/{id}/reconcile
std::string encode(const ReconciliationView& view);
base::Result<ReconciliationView> decode_reconciliation_view(std::string_view json);

/// POST /api/v1/findings/{id}/open-case {"command","console","user_name"?}; accept: TextCommand.
struct OpenFindingCase {
  base::Id command;
  std::string console;
  std::optional<std::string> user_name{};  ///< which one, of a duplicate
};
base::Result<OpenFindingCase> decode_open_finding_case(std::string_view json);
std::string encode(const OpenFindingCase& command);

/// POST /api/v1/applications/{id}/check: whether its connector works.
struct CheckView {
  bool good = false;
  std::string fault{};  ///< a fault's name; empty: it works
  /// Which setting is wrong, as a JSON pointer into them; with unsupported "url": nothing of the kind is there,
  /// "redirect": it sends us elsewhere.
  std::string field{};
  /// The first of its users that was read, so that somebody sees whose they are; nothing: it has none, or it failed.
  std::optional<std::string> first_user{};
};
std::string encode(const CheckView& view);
base::Result<CheckView> decode_check_view(std::string_view json);

/// POST /api/v1/user-id-cases/{id}/first-password: once.
struct FirstPassword {
  std::string user_name;
  std::string password;
};
std::string encode(const FirstPassword& told);
base::Result<FirstPassword> decode_first_password(std::string_view json);

}  // namespace siaga::protocol
