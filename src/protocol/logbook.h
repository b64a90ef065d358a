// The logbook of user IDs on the wire (R39, R40): what document control and auditors read, search, correct, hold, sign
// off, dispose of and take out. Commands are strict, views tolerate unknown members (command.h, view.h). POST
// /api/v1/logbook/{id}/hold and /release are TextCommands.
// Thread: any. Errors: Fault::invalid with a JSON pointer.
#pragma once

#include "protocol/sla_report.h"
#include "protocol/user_id.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// Append only, both; the names are on the wire.
enum class LogbookStatus {
  active,
  inactive,
  disposed,  ///< after its two years: what it was called is gone
};
enum class LogbookKeeping {
  ending,  ///< its two years end within 90 days
  held,    ///< kept beyond them
  over,    ///< they have ended, and nothing holds it
};
std::string_view name_of(LogbookStatus status);
std::string_view name_of(LogbookKeeping keeping);
std::optional<LogbookStatus> logbook_status(std::string_view name);
std::optional<LogbookKeeping> logbook_keeping(std::string_view name);

/// What narrows a page or an export; what is absent or empty doesn't.
struct LogbookFilter {
  std::string search;  ///< every word begins a word of agent, e-mail or user name; case doesn't count
  std::optional<base::Id> application;
  std::optional<LogbookStatus> status;
  std::optional<LogbookKeeping> keeping;
  std::optional<base::Day> from;  ///< has an entry of that day or later
  std::optional<base::Day> to;    ///< and of that day or earlier; days of the reader's unit
};
/// GET /api/v1/logbook?… : "search=nadia&status=inactive&from=2026-11-01", escaped; empty without a filter. The path's
/// `after` and `limit` are the caller's to add.
std::string query_of(const LogbookFilter& filter);

/// Who did something, as they were called then.
struct LogbookAct {
  base::Instant at;
  std::string by;            ///< "": the hub itself
  std::string on_behalf_of;  ///< whose order it was; ""
};

/// Another user ID, by its name.
struct LogbookLink {
  base::Id id;
  std::string user_name;  ///< "" once it was disposed of
};

/// A correction: the entry that it is about stays as it was.
struct LogbookNote {
  std::uint64_t book_no = 0;
  std::uint64_t corrects = 0;  ///< book_no
  base::Instant at;
  std::string by;
  std::string text;
};

/// What a spreadsheet said of a user ID that came with it; any may be empty.
struct LogbookTold {
  std::string requested_by;  ///< as it stands there: who that is isn't known
  std::string notes;
};

/// One user ID. Dates and acts are those of its newest deactivation, when there is one.
struct LogbookRow {
  domain::UserId user_id;  ///< names and e-mail are empty once it was disposed of
  std::string application;
  std::string zone;  ///< of its unit (or of the case): for every time below
  LogbookStatus status = LogbookStatus::active;
  std::optional<base::Id> the_case;
  std::optional<base::Day> letter_date;
  std::optional<base::Day> last_day;
  std::optional<LogbookAct> requested;
  std::uint32_t attempts = 0;
  std::uint32_t failed = 0;
  std::optional<LogbookAct> deactivated;
  std::optional<LogbookAct> made{};  ///< by a replacement: when, and who did it
  std::optional<base::Instant> confirmed_at;
  std::optional<LogbookLink> replaces;
  std::optional<LogbookLink> replaced_by;
  std::optional<LogbookTold> told;
  std::vector<LogbookNote> notes;           ///< oldest first
  std::optional<std::int64_t> sla_seconds;  ///< deadline − done; negative: late; nothing: not done
  std::optional<base::Day> keep_until;      ///< the last day of its two years (R39); nothing while it is active
  std::optional<std::string> held;          ///< why
  std::optional<base::Instant> disposed_at;
  std::uint64_t first_book_no = 0;
  std::uint64_t last_book_no = 0;
};

/// GET /api/v1/logbook?search=&application=&status=all|active|inactive|disposed&keeping=all|ending|held|over
///     &from=2026-11-01&to=2026-11-30&after=CURSOR&limit=N
/// The newest entry first. `status` and `keeping` may be "all".
struct LogbookPage {
  base::Instant at;         ///< the hub's clock
  std::uint64_t total = 0;  ///< of all matches
  bool more = false;        ///< there are more than `total`
  std::vector<LogbookRow> items;
  std::optional<std::uint64_t> next;  ///< pass as `after`; nothing at the end
};
std::string encode(const LogbookPage& page);
base::Result<LogbookPage> decode_logbook_page(std::string_view json);

struct LogbookEntry {
  std::uint64_t book_no = 0;
  Event event;          ///< with seq and at; its body is empty when `erased`
  bool erased = false;  ///< its particulars were disposed of; its number, its commitment and its proofs hold
};
/// GET /api/v1/logbook/{id of the user ID}
struct LogbookHistory {
  LogbookRow row;
  std::vector<LogbookEntry> entries;   ///< in the order of book_no
  std::vector<domain::Person> people;  ///< the versions that the entries name
};
std::string encode(const LogbookHistory& history);
base::Result<LogbookHistory> decode_logbook_history(std::string_view json);

/// POST /api/v1/logbook/{id}/correct {"command","console","book_no","text"}
struct CorrectCommand {
  base::Id command;
  std::string console;
  std::uint64_t book_no = 0;  ///< the entry that it is about: one of this user ID
  std::string text;
};
base::Result<CorrectCommand> decode_correct_command(std::string_view json);
std::string encode(const CorrectCommand& command);

/// POST /api/v1/logbook/dispose {"command","console","user_ids","text","minutes"} → receipt. 409 with `field`
/// "user_ids/N": the first that may not go, its two years not over ("keeping") or held.
struct DisposeCommand {
  static constexpr std::size_t most = 200;
  base::Id command;
  std::string console;
  std::vector<base::Id> user_ids;
  std::string text;
  base::Id minutes;  ///< a letter of one's own: the berita acara
};
base::Result<DisposeCommand> decode_dispose_command(std::string_view json);
std::string encode(const DisposeCommand& command);

/// POST /api/v1/logbook/dispose/draft {"command","console","user_ids"} → receipt: they go onto paper, to be signed
/// before they are disposed of. Errors as of that.
struct DraftCommand {
  base::Id command;
  std::string console;
  std::vector<base::Id> user_ids;  ///< at most DisposeCommand::most
};
base::Result<DraftCommand> decode_draft_command(std::string_view json);
std::string encode(const DraftCommand& command);

/// POST /api/v1/logbook/sign-off {"command","console","from","to","text"} → SignOffView with its checkpoint
struct SignOffCommand {
  base::Id command;
  std::string console;
  base::Day from;
  base::Day to;
  std::string text;
};
base::Result<SignOffCommand> decode_sign_off_command(std::string_view json);
std::string encode(const SignOffCommand& command);

/// What the log was when the hub signed it.
struct SignedSize {
  std::uint64_t size = 0;  ///< events
  std::string root;        ///< base64
  std::string key;         ///< fingerprint of the key
};
/// GET /api/v1/logbook/sign-offs {"sign_offs":[…]}, the newest first, at most 200.
struct SignOffView {
  std::uint64_t seq = 0;
  std::uint64_t book_no = 0;
  base::Instant at;
  std::string by;
  base::Day from;
  base::Day to;
  std::string text;
  std::optional<SignedSize> checkpoint;  ///< the first that covers it
};
std::string encode(const SignOffView& view);
std::string encode_sign_offs(const std::vector<SignOffView>& views);
base::Result<SignOffView> decode_sign_off_view(std::string_view json);
base::Result<std::vector<SignOffView>> decode_sign_offs(std::string_view json);

enum class LogbookFormat { pdf, xlsx, csv };  ///< append only
std::string_view name_of(LogbookFormat format);
std::optional<LogbookFormat> logbook_format(std::string_view name);

/// POST /api/v1/logbook/exports {"command","console","format","title","number","revision","effective","prepared",
/// "checked","approved","controlled", and "search","application","status","keeping","from","to" as of the page; or, for
/// the report of R36 instead of the logbook, "sla":{"from":"2026-06","to":"2026-11","by":"month"}}
struct ExportCommand {
  base::Id command;
  std::string console;
  LogbookFormat format = LogbookFormat::pdf;
  std::string title;   ///< these may be empty
  std::string number;  ///< of the document
  std::string revision;
  std::optional<base::Day> effective;
  std::string prepared;
  std::string checked;
  std::string approved;
  bool controlled = false;  ///< marked as salinan terkendali
  LogbookFilter filter;     ///< of the logbook
  std::optional<SlaSpan> sla{};
};
base::Result<ExportCommand> decode_export_command(std::string_view json);
std::string encode(const ExportCommand& command);

struct ExportedFile {
  std::string name;  ///< safe as a file's name; GET /api/v1/logbook/exports/{id}/{name}
  std::uint64_t size = 0;
  base::Sha256 sha256{};
};
/// 201 of the export; its files are there for an hour, for whoever made it.
struct ExportView {
  base::Id id;
  std::vector<ExportedFile> files;  ///< the report, then its .siaga-export, which siaga-verify checks it with
  std::uint64_t rows = 0;
  SignedSize checkpoint;
};
std::string encode(const ExportView& view);
base::Result<ExportView> decode_export_view(std::string_view json);

}  // namespace siaga::protocol
