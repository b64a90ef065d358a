// What an import says on the wire: of people, and of a spreadsheet of user IDs.
#include "protocol/people_import.h"
#include "protocol/user_id_import.h"
#include "rubbish.h"

using namespace siaga;
using test::check_codec;

namespace {

const base::Instant imported_at{std::chrono::microseconds{1'795'000'000'000'001}};
base::Id import_id() { return base::make_id(imported_at); }
const auto import_written = [](const auto& value) { return protocol::encode(value); };

protocol::LedgerPreview full_ledger() {
  protocol::LedgerPreview preview;
  preview.plan = std::string(64, 'a');
  preview.sha256 = base::sha256("csv");
  preview.heading_line = 3;
  preview.headings = {{domain::LedgerColumn::user_name, "User ID"}, {domain::LedgerColumn::agent, "Nama \"Agent\""}};
  preview.ignored = {"Warna",
                     "Keterangan yang lebih panjang daripada enam puluh empat bita, tetapi tetap sebuah judul"};
  preview.applications = {{import_id(), "Omni Channel"}};
  domain::LedgerRow row;
  row.line = 4;
  row.fate = domain::LedgerFate::known;
  row.user_id.application = row.user_id.unit = import_id();
  row.user_id.user_name = "omni.nadia";
  row.user_id.agent = "Nadia";
  row.user_id.state = domain::UserIdState::inactive;
  row.user_id.ended_at = imported_at;
  row.letter_date = row.last_day = base::parse_day("2026-11-21").value();
  row.user_id.hired_on = base::parse_day("2024-02-29").value();
  row.opens_case = true;
  row.requested_by = "Hendra";
  row.notes = "=1+1";
  preview.ledger.rows = {row, {}};
  preview.ledger.problems = {{5, domain::LedgerColumn::email, domain::LedgerProblem::email_twice, "a@b", 9}, {}};
  return preview;
}

protocol::ImportPreview full_people() {
  protocol::ImportPreview preview;
  preview.plan = std::string(64, '0');
  domain::ImportRow row;
  row.line = 2;
  row.fate = domain::ImportFate::changed;
  row.person.name = "Sari";
  row.roles = {domain::Role::support, domain::Role::team_leader};
  row.changes = {{domain::ImportColumn::phone, "", "+62"}};
  preview.people.rows = {row};
  preview.people.problems = {{7, domain::ImportColumn::nrp, domain::ImportProblem::nrp_mangled, "1,98E+17", 0, "Budi"},
                             {8, domain::ImportColumn::email, domain::ImportProblem::email_twice, "a@b", 9, ""}};
  preview.ignored = {"Catatan", std::string(200, 'x')};
  return preview;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(import)

BOOST_AUTO_TEST_CASE(a_spreadsheet_of_user_ids) {
  const auto text = protocol::encode(full_ledger());
  check_codec(text, &protocol::decode_ledger_preview, import_written, false);
  const auto read = protocol::decode_ledger_preview(text).value();
  BOOST_TEST(read.ignored.back().size() > 64u);  // a heading may be long
  BOOST_TEST((read.ledger.problems == full_ledger().ledger.problems));
  BOOST_TEST(read.ledger.rows.front().notes == "=1+1");
  BOOST_TEST((read.headings.front().column == domain::LedgerColumn::user_name));
  const protocol::LedgerOutcome outcome{40, 7, 48, full_ledger().ledger.problems, 2};
  check_codec(protocol::encode(outcome), &protocol::decode_ledger_outcome, import_written, false);
}

BOOST_AUTO_TEST_CASE(a_list_of_people) {
  const auto text = protocol::encode(full_people());
  check_codec(text, &protocol::decode_import_preview, import_written, false);
  const auto read = protocol::decode_import_preview(text).value();
  BOOST_TEST((read.people.problems == full_people().people.problems));
  BOOST_TEST((read.people.rows.front().changes == full_people().people.rows.front().changes));
  BOOST_TEST(read.people.rows.front().roles.size() == 2u);
  BOOST_TEST(read.ignored.back().size() == 200u);
  const protocol::ImportOutcome outcome{40, 2, full_people().people.problems};
  check_codec(protocol::encode(outcome), &protocol::decode_import_outcome, import_written, false);
}

BOOST_AUTO_TEST_SUITE_END()
