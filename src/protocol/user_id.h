// User IDs, their applications and cases on the wire (R36–R42): what Support, team leaders and document control send,
// and what they are shown. Commands are strict, views tolerate unknown members (command.h, view.h). Ids of the path
// aren't in the body: sending the same again changes nothing. Errors: Fault::invalid with a JSON pointer. Thread: any.
#pragma once

#include "domain/user_id_case.h"
#include "protocol/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// PUT /api/v1/applications/{id} {"unit","name","connector","target_minutes","settings","secret"}: a `secret` that is
/// absent stays what it is, "" takes it away. The hub never shows it again.
struct PutApplication {
  domain::Application application;
  std::optional<std::string> secret;
};
base::Result<PutApplication> decode_put_application(const base::Id& id, std::string_view json);
std::string encode_put(const PutApplication& wish);

/// PUT /api/v1/user-ids/{id} {"application","unit","user_name","agent","email","team","person","hired_on"}
base::Result<domain::UserId> decode_put_user_id(const base::Id& id, std::string_view json);
std::string encode_put(const domain::UserId& user_id);

/// PUT /api/v1/user-id-cases/{id}
///   {"kind":"deactivate","user_id","letter_date","last_day","letter"}
///   {"kind":"replace","application","unit","user_name","agent","email","team","person","hired_on","replaces"}
struct PutCase {
  domain::CaseKind kind = domain::CaseKind::deactivate;
  domain::OpenDeactivation deactivation;  ///< deactivate
  domain::UserId agent;                   ///< replace: whom the new one is for; its id and state are the hub's to give
};
base::Result<PutCase> decode_put_case(const base::Id& id, std::string_view json);
std::string encode_put(const PutCase& wish);

// POST /api/v1/user-id-cases/{id}/request, /hand-over, /document: PlainCommand; /withdraw, /reopen: TextCommand.

/// POST /api/v1/user-id-cases/{id}/order {"command","console","when","early"}; when: now, end_of_last_day, never (takes
/// it back).
struct OrderCommand {
  base::Id command;
  std::string console;
  std::optional<domain::When> when;  ///< nothing: never
  bool early = false;                ///< the person knows that the last day isn't over
};
base::Result<OrderCommand> decode_order_command(std::string_view json);
std::string encode(const OrderCommand& command);

/// POST /api/v1/user-id-cases/{id}/attempt {"command","console","done","text","proof","early","user_name"}: what a
/// person did in the application (manual).
struct AttemptCommand {
  base::Id command;
  std::string console;
  bool done = false;
  std::string text;                      ///< why it failed; may be empty when it is done
  std::optional<base::Id> proof;         ///< a letter: the picture of the application's page
  bool early = false;                    ///< as of OrderCommand
  std::optional<std::string> user_name;  ///< replace: what it became in the application, when not as planned
};
base::Result<AttemptCommand> decode_attempt_command(std::string_view json);
std::string encode(const AttemptCommand& command);

/// POST /api/v1/user-id-cases/{id}/confirm {"command","console","seen","text"}: what a second person saw.
struct ConfirmCommand {
  base::Id command;
  std::string console;
  bool seen = false;  ///< inactive, or there; false: the contrary
  std::string text;
};
base::Result<ConfirmCommand> decode_confirm_command(std::string_view json);
std::string encode(const ConfirmCommand& command);

/// 201 or 200 of PUT /api/v1/letters/{id}?name=surat.pdf: a PDF, JPEG or PNG of at most 20 MB, and later
/// GET /api/v1/letters/{id}.
struct LetterView {
  base::Id id;
  std::string file_name;
  std::string content_type;  ///< as its first bytes say
  std::uint64_t size = 0;
  base::Sha256 sha256{};
  base::Instant at;
};
std::string encode(const LetterView& view);
base::Result<LetterView> decode_letter_view(std::string_view json);

/// GET /api/v1/applications
struct ApplicationView {
  domain::Application application;
  bool has_secret = false;
};
std::string encode(const ApplicationView& view);
std::string encode_applications(const std::vector<ApplicationView>& views);
base::Result<ApplicationView> decode_application_view(std::string_view json);
base::Result<std::vector<ApplicationView>> decode_applications(std::string_view json);

/// GET /api/v1/user-ids?search=TEXT&application=ID&limit=N: those whose user name, agent or e-mail begins so.
std::string encode(const domain::UserId& user_id);
std::string encode_user_ids(const std::vector<domain::UserId>& user_ids);
base::Result<domain::UserId> decode_user_id(std::string_view json);
base::Result<std::vector<domain::UserId>> decode_user_ids(std::string_view json);

/// One go at it, by a person or by the hub.
struct CaseAttempt {
  std::uint32_t number = 0;  ///< 1, 2, 3 …
  base::Instant begun_at;
  std::optional<base::Id> by;            ///< version; nothing: the hub
  std::optional<base::Id> on_behalf_of;  ///< version of who ordered it
  std::optional<base::Instant> ended_at;
  bool done = false;              ///< false once it ended: it failed, or nobody knows
  std::string text;               ///< why it failed
  std::optional<base::Id> proof;  ///< a letter
};

/// GET /api/v1/user-id-cases/{id}, and an item of the list.
struct UserIdCaseView {
  domain::UserIdCase one;
  domain::UserId user_id;
  std::optional<domain::UserId> replaced;
  domain::Application application;
  bool waits = false;  ///< what it replaces is still active
  /// A first password waits for this person (finding.h).
  std::optional<base::Id> password_for = std::nullopt;
  std::vector<CaseAttempt> attempts;   ///< the list has the last two; one case has all
  std::vector<LetterView> letters;     ///< the letter and proofs; empty in lists
  std::vector<Event> timeline;         ///< empty in lists
  std::vector<domain::Person> people;  ///< the versions that are named above
};

/// How many there are of each sort, for whoever asks.
struct CaseCounts {
  std::uint64_t action = 0;   ///< not carried out yet
  std::uint64_t running = 0;  ///< carried out, and not in the logbook yet
  std::uint64_t done = 0;
  /// Of `action`: without an order, or failing, and waiting for nothing else. Of `running`: the caller may look at
  /// what somebody else did, where the hub can't.
  std::uint64_t pressing = 0;
};

/// GET /api/v1/user-id-cases?show=action|running|done|all&kind=deactivate|replace&after=ID&limit=N: by deadline, those
/// without one last; done: the newest first.
struct UserIdCasePage {
  base::Instant at;  ///< the hub's clock, for countdowns
  CaseCounts counts;
  std::vector<UserIdCaseView> items;
  std::optional<base::Id> next;  ///< pass as `after`; nothing at the end
};
std::string encode(const UserIdCaseView& view);
std::string encode(const UserIdCasePage& page);
base::Result<UserIdCaseView> decode_user_id_case_view(std::string_view json);
base::Result<UserIdCasePage> decode_user_id_case_page(std::string_view json);

/// GET /api/v1/user-id-sla?month=2026-11: how R36 was met by IDs whose deadline was in that month, in order of it:
/// closed ones, those that are still open though it has passed, and those that were withdrawn when it had.
struct SlaEntry {
  base::Id one;  ///< the case
  std::string agent;
  base::Instant done_at;      ///< or withdrawn; still open: when it was asked
  std::uint64_t seconds = 0;  ///< from the end of the last working day; 0 when it was earlier
  bool met = false;
  std::string cause;  ///< of a breach: why the last attempt before it failed; may be empty
};
struct SlaView {
  std::uint64_t met = 0;
  std::uint64_t missed = 0;
  std::uint64_t median_seconds = 0;
  std::vector<SlaEntry> entries;  ///< at most 1000; the numbers are of all
  std::uint64_t waiting = 0;      ///< as in SlaReport (sla_report.h)
};
std::string encode(const SlaView& view);
base::Result<SlaView> decode_sla_view(std::string_view json);

}  // namespace siaga::protocol
