// What clients ask of the hub: bodies of requests, from JSON and to JSON.
// Strict: an unknown, missing or ill-typed member is Fault::invalid with its JSON pointer; depth ≤ 32; UTF-8 only.
// Every command carries the id that its sender gave it: a retry with the same id is the same command.
// Thread: any.
#pragma once

#include "domain/sos.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// POST /api/v1/sessions
struct SignIn {
  std::string login;  ///< e-mail or NRP (R29)
  std::string password;
  std::string console;  ///< name of the console or device, shown to others; ≤ 64 characters
  std::optional<std::string> code = std::nullopt;  ///< of the second factor, or a recovery code; when the hub asks
  /// 64 hexadecimal digits that this console keeps: once they have signed in with it, guesses of strangers don't delay
  /// them here. It opens nothing.
  std::optional<std::string> device = std::nullopt;
};

/// POST /api/v1/sos/{id}/claim|release|withdraw|shown {"command","console"}
struct PlainCommand {
  base::Id command;
  std::string console;
};

/// POST /api/v1/sos/{id}/respond|note|take-over {"command","console","text"}; for take-over the text is the reason.
struct TextCommand {
  base::Id command;
  std::string console;
  std::string text;
};

/// POST /api/v1/sos/{id}/close {"command","console","outcome","text"}
struct CloseCommand {
  base::Id command;
  std::string console;
  domain::Outcome outcome = domain::Outcome::helped;
  std::string text;
};

/// POST /api/v1/positions {"positions":[…]}, at most 500, newest wins.
struct ReportPositions {
  std::vector<domain::Position> positions;
};

/// POST /api/v1/consoles/mute {"command","console","minutes","reason"}
struct MuteCommand {
  base::Id command;
  std::string console;
  std::chrono::minutes minutes{0};
  std::string reason;
};

/// POST /api/v1/losses {"command","console","epoch","first","last"}: a person confirms having seen "mungkin hilang".
struct ConfirmLoss {
  base::Id command;
  std::string console;
  std::string epoch;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// POST /api/v1/password-resets {"email","device"?} (R30)
struct RequestReset {
  std::string email;
  std::optional<std::string> device = std::nullopt;  ///< as in SignIn
};

/// POST /api/v1/password-resets/confirm {"email","code","password","device"?}
struct ConfirmReset {
  std::string email;
  std::string code;  ///< six digits
  std::string password;
  std::optional<std::string> device = std::nullopt;  ///< as in SignIn
};

/// POST /api/v1/first-start: the first unit and its first person, the system administrator of everything.
struct FirstStart {
  std::string code;  ///< as the hub printed it
  std::string name;
  std::string email;
  std::string nrp;
  std::string phone;
  std::string password;
  std::string unit_name;
  std::string unit_zone;  ///< IANA name
};

base::Result<SignIn> decode_sign_in(std::string_view json);
/// PUT /api/v1/sos/{id} {"pressed_at","sent_at","drill","position":{"lat","lon","accuracy_m","at"}|null}; id from the
/// path.
base::Result<domain::RaiseSos> decode_raise_sos(const base::Id& id, std::string_view json);
base::Result<PlainCommand> decode_plain_command(std::string_view json);
base::Result<TextCommand> decode_text_command(std::string_view json);
base::Result<CloseCommand> decode_close_command(std::string_view json);
base::Result<ReportPositions> decode_report_positions(std::string_view json);
base::Result<MuteCommand> decode_mute_command(std::string_view json);
base::Result<ConfirmLoss> decode_confirm_loss(std::string_view json);
base::Result<RequestReset> decode_request_reset(std::string_view json);
base::Result<ConfirmReset> decode_confirm_reset(std::string_view json);
/// {"code","name","email","nrp","phone","password","unit":{"name","zone"}}; what somebody doesn't have is "".
base::Result<FirstStart> decode_first_start(std::string_view json);

std::string encode(const SignIn& command);
std::string encode(const domain::RaiseSos& command);
std::string encode(const PlainCommand& command);
std::string encode(const TextCommand& command);
std::string encode(const CloseCommand& command);
std::string encode(const ReportPositions& command);
std::string encode(const MuteCommand& command);
std::string encode(const ConfirmLoss& command);
std::string encode(const RequestReset& command);
std::string encode(const ConfirmReset& command);
std::string encode(const FirstStart& command);

}  // namespace siaga::protocol
