// Reconciliation, connectors' checks and first passwords on the wire.
#include "protocol/finding.h"
#include "rubbish.h"

using namespace siaga;
using test::check_codec;

namespace {

const base::Instant found_at{std::chrono::microseconds{1'795'000'000'654'321}};
base::Id finding_id() { return base::make_id(found_at); }

protocol::FindingView full_finding() {
  protocol::FindingView view;
  view.id = view.application = view.unit = finding_id();
  view.kind = domain::FindingKind::duplicate;
  view.application_name = "Omni \"Channel\"";
  view.zone = "Asia/Makassar";
  view.users = {{"omni.a", "a@contoh.id", "Ä", false, found_at}, {"omni.b", "", "", true, {}}};
  view.agent = "Nadia Putri";
  view.left_at = view.ended_at = view.accepted_at = found_at;
  view.opened_at = found_at;
  view.accepted_by = "Ratna";
  view.reason = "Akun uji.";
  view.of_case = finding_id();
  return view;
}

protocol::ReconciliationView full_run() {
  return {finding_id(), "Omni", "Asia/Jakarta", true, true, 17, found_at, found_at, "timeout", found_at, 200'000, 3};
}

const auto finding_written = [](const auto& value) { return protocol::encode(value); };

}  // namespace

BOOST_AUTO_TEST_SUITE(finding)

BOOST_AUTO_TEST_CASE(findings_and_runs_are_read_as_they_were_written) {
  protocol::FindingPage page;
  page.at = found_at;
  page.open = 3;
  page.items = {full_finding(), {}};
  page.next = finding_id();
  page.runs = {full_run(), {}};
  const auto text = protocol::encode(page);
  check_codec(text, &protocol::decode_finding_page, finding_written, false);
  const auto read = protocol::decode_finding_page(text).value();
  BOOST_TEST(read.items.front().users.size() == 2u);
  BOOST_TEST(!read.items.front().users.front().active);
  BOOST_TEST(read.items.front().reason == "Akun uji.");
  BOOST_TEST(!read.items.back().of_case);
  BOOST_TEST(read.runs.front().users == 200'000u);
  check_codec(protocol::encode(full_run()), &protocol::decode_reconciliation_view, finding_written, false);
}

BOOST_AUTO_TEST_CASE(a_case_is_opened_by_a_strict_command) {
  const protocol::OpenFindingCase one{finding_id(), "K1", "omni.a"};
  check_codec(protocol::encode(one), &protocol::decode_open_finding_case, finding_written, true);
  const protocol::OpenFindingCase of_one_user{finding_id(), "K1"};
  check_codec(protocol::encode(of_one_user), &protocol::decode_open_finding_case, finding_written, true);
}

BOOST_AUTO_TEST_CASE(a_check_and_a_first_password) {
  check_codec(protocol::encode(protocol::CheckView{false, "untrusted", "/url"}), &protocol::decode_check_view,
              finding_written, false);
  check_codec(protocol::encode(protocol::CheckView{true, "", "", "omni.a"}), &protocol::decode_check_view,
              finding_written, false);
  const protocol::FirstPassword told{"omni.baru", "k9#\"\\ü"};
  check_codec(protocol::encode(told), &protocol::decode_first_password, finding_written, false);
  BOOST_TEST(protocol::decode_first_password(protocol::encode(told)).value().password == "k9#\"\\ü");
}

BOOST_AUTO_TEST_SUITE_END()
