// Bodies of requests: all decoders see each input, since a sender chooses the path freely.
#include "protocol/command.h"
#include "protocol/account.h"
#include "protocol/connector_settings.h"
#include "protocol/directory.h"
#include "protocol/emergency.h"
#include "protocol/finding.h"
#include "protocol/logbook.h"
#include "protocol/person_account.h"
#include "protocol/second_factor.h"
#include "protocol/user_id.h"
#include "round_trip.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto write = [](const auto& command) { return protocol::encode(command); };
  const auto raise = [](std::string_view body) { return protocol::decode_raise_sos({}, body); };
  fuzz::check_round_trip(text, protocol::decode_sign_in, write);
  fuzz::check_round_trip(text, raise, write);
  fuzz::check_round_trip(text, protocol::decode_plain_command, write);
  fuzz::check_round_trip(text, protocol::decode_text_command, write);
  fuzz::check_round_trip(text, protocol::decode_close_command, write);
  fuzz::check_round_trip(text, protocol::decode_report_positions, write);
  fuzz::check_round_trip(text, protocol::decode_mute_command, write);
  fuzz::check_round_trip(text, protocol::decode_confirm_loss, write);
  fuzz::check_round_trip(text, protocol::decode_request_reset, write);
  fuzz::check_round_trip(text, protocol::decode_confirm_reset, write);
  fuzz::check_round_trip(text, protocol::decode_confirm_password, write);
  fuzz::check_round_trip(text, protocol::decode_confirm_second_factor, write);
  fuzz::check_round_trip(text, protocol::decode_remove_second_factor, write);
  fuzz::check_round_trip(text, protocol::decode_first_start, write);
  const auto put = [](const auto& thing) { return protocol::encode_put(thing); };
  const auto application = [](std::string_view body) { return protocol::decode_put_application({}, body); };
  const auto user_id = [](std::string_view body) { return protocol::decode_put_user_id({}, body); };
  const auto user_id_case = [](std::string_view body) { return protocol::decode_put_case({}, body); };
  fuzz::check_round_trip(text, application, put);
  using domain::ConnectorKind;
  for (const auto kind : {ConnectorKind::manual, ConnectorKind::scim, ConnectorKind::command})
    fuzz::check_round_trip(
        text, [kind](std::string_view body) { return protocol::decode_connector_settings(kind, body); }, write);
  fuzz::check_round_trip(text, user_id, put);
  fuzz::check_round_trip(text, user_id_case, put);
  fuzz::check_round_trip(
      text, [](std::string_view body) { return protocol::decode_put_unit({}, body); }, put);
  fuzz::check_round_trip(
      text, [](std::string_view body) { return protocol::decode_put_person({}, body); }, put);
  fuzz::check_round_trip(
      text, [](std::string_view body) { return protocol::decode_put_grant({}, body); }, put);
  fuzz::check_round_trip(
      text, [](std::string_view body) { return protocol::decode_put_move({}, body); }, put);
  fuzz::check_round_trip(text, protocol::decode_put_profile, put);
  fuzz::check_round_trip(text, protocol::decode_put_numbers, put);
  fuzz::check_round_trip(text, protocol::decode_put_second_factor_policy, put);
  fuzz::check_round_trip(text, protocol::decode_end_sessions, write);
  fuzz::check_round_trip(text, protocol::decode_change_password, write);
  if (const auto nothing = protocol::decode_nothing(text); !nothing) fuzz::check_refusal(nothing.error());
  fuzz::check_round_trip(text, protocol::decode_order_command, write);
  fuzz::check_round_trip(text, protocol::decode_attempt_command, write);
  fuzz::check_round_trip(text, protocol::decode_confirm_command, write);
  fuzz::check_round_trip(text, protocol::decode_open_finding_case, write);
  fuzz::check_round_trip(text, protocol::decode_correct_command, write);
  fuzz::check_round_trip(text, protocol::decode_dispose_command, write);
  fuzz::check_round_trip(text, protocol::decode_draft_command, write);
  fuzz::check_round_trip(text, protocol::decode_sign_off_command, write);
  fuzz::check_round_trip(text, protocol::decode_export_command, write);
  return 0;
}
