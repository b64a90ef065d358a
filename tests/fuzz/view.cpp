// The hub's answers as a console and a phone read them; the hub may be an enemy's.
#include "protocol/view.h"
#include "protocol/finding.h"
#include "protocol/logbook.h"
#include "protocol/people_import.h"
#include "protocol/sla_report.h"
#include "protocol/user_id.h"
#include "protocol/user_id_import.h"
#include "round_trip.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  const auto write = [](const auto& view) { return protocol::encode(view); };
  fuzz::check_round_trip(text, protocol::decode_session_view, write);
  fuzz::check_round_trip(text, protocol::decode_sign_in_options, write);
  fuzz::check_round_trip(text, protocol::decode_sos_view, write);
  fuzz::check_round_trip(text, protocol::decode_snapshot_view, write);
  fuzz::check_round_trip(text, protocol::decode_sos_page, write);
  fuzz::check_round_trip(text, protocol::decode_receipt, write);
  fuzz::check_round_trip(text, protocol::decode_sos_status, write);
  fuzz::check_round_trip(text, protocol::decode_user_id_case_view, write);
  fuzz::check_round_trip(text, protocol::decode_user_id_case_page, write);
  fuzz::check_round_trip(text, protocol::decode_sla_view, write);
  fuzz::check_round_trip(text, protocol::decode_letter_view, write);
  fuzz::check_round_trip(text, protocol::decode_sla_report, write);
  fuzz::check_round_trip(text, protocol::decode_application_view, write);
  fuzz::check_round_trip(text, protocol::decode_finding_page, write);
  fuzz::check_round_trip(text, protocol::decode_reconciliation_view, write);
  fuzz::check_round_trip(text, protocol::decode_check_view, write);
  fuzz::check_round_trip(text, protocol::decode_first_password, write);
  fuzz::check_round_trip(text, protocol::decode_logbook_page, write);
  fuzz::check_round_trip(text, protocol::decode_logbook_history, write);
  fuzz::check_round_trip(text, protocol::decode_sign_off_view, write);
  fuzz::check_round_trip(text, protocol::decode_export_view, write);
  fuzz::check_round_trip(text, protocol::decode_ledger_preview, write);
  fuzz::check_round_trip(text, protocol::decode_ledger_outcome, write);
  fuzz::check_round_trip(text, protocol::decode_import_preview, write);
  fuzz::check_round_trip(text, protocol::decode_import_outcome, write);
  const auto periods = [](const auto& views) { return protocol::encode_sign_offs(views); };
  fuzz::check_round_trip(text, protocol::decode_sign_offs, periods);
  const auto list = [](const auto& views) { return protocol::encode_applications(views); };
  const auto ids = [](const auto& views) { return protocol::encode_user_ids(views); };
  fuzz::check_round_trip(text, protocol::decode_applications, list);
  fuzz::check_round_trip(text, protocol::decode_user_ids, ids);
  return 0;
}
