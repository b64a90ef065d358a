// Importing people: a preview that writes nothing, then exactly what was previewed, each person an event.
#include "protocol/people_import.h"

#include "hub/hub.h"
#include "hub/import_command.h"
#include "hub_fixture.h"
#include "net/raw_client.h"
#include "protocol/directory.h"
#include "store/person_table.h"

namespace siaga::test {

using domain::ImportFate;
using domain::ImportProblem;
using protocol::EventKind;

namespace {

const std::string preview_path = "/api/v1/people-imports/preview";
const std::string import_path = "/api/v1/people-imports?plan=";

struct ImportFixture : HubFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  domain::Person local = add("local@contoh.id", semarang, domain::Role::unit_admin, semarang);
  Visitor admin{*this, "chief@contoh.id"};
  Visitor unit_admin{*this, "local@contoh.id"};

  static net::ClientResponse send(Visitor& who, const std::string& path, std::string file) {
    return who.send(net::Verb::post, path, std::move(file), {{"Content-Type", "text/csv"}});
  }
  static protocol::ImportPreview preview(Visitor& who, const std::string& file) {
    const auto answer = send(who, preview_path, file);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_import_preview(answer.body).value();
  }
  static protocol::ImportOutcome outcome_of(const net::ClientResponse& answer) {
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_import_outcome(answer.body).value();
  }
  static std::vector<protocol::PersonView> found(Visitor& who, const std::string& search) {
    return protocol::decode_people_page(who.get("/api/v1/people?search=" + search).body).value().items;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(people_import, ImportFixture)

BOOST_AUTO_TEST_CASE(a_file_is_previewed_then_imported_as_it_was_seen) {
  const std::string file =
      "\xEF\xBB\xBFNama;Surel;NRP;No. HP;Jabatan;Unit;Peran\r\n"
      "Dewi Lestari;dewi@contoh.id;0071985;+62 812;\"Petugas\nKoridor I\";semarang;Petugas\r\n"
      "=cmd|' /C calc'!A0;;198001012005011001;;;Semarang;\r\n"
      ";officer@contoh.id;;+62 99;;;\r\n"
      "Rusak;;1,98E+17;;;Semarang;\r\n";
  const auto seen = preview(unit_admin, file);
  BOOST_TEST(found(admin, "dewi").empty());  // nothing is written
  BOOST_REQUIRE_EQUAL(seen.people.rows.size(), 3u);
  BOOST_TEST((seen.people.rows[0].fate == ImportFate::added));
  BOOST_TEST((seen.people.rows[2].fate == ImportFate::changed));
  BOOST_TEST((seen.people.rows[2].person.id == officer.id));
  BOOST_REQUIRE_EQUAL(seen.people.problems.size(), 1u);
  BOOST_TEST((seen.people.problems[0].problem == ImportProblem::nrp_mangled));
  BOOST_TEST(seen.people.problems[0].line == 6u);

  const auto done = outcome_of(send(unit_admin, import_path + seen.plan, file));
  BOOST_TEST(done.added == 2u);
  BOOST_TEST(done.changed == 1u);
  BOOST_TEST(done.problems.empty());
  const auto dewi = found(admin, "dewi").at(0);
  BOOST_TEST(dewi.person.nrp == "0071985");
  BOOST_TEST(dewi.person.post == "Petugas Koridor I");
  BOOST_TEST((dewi.person.unit == semarang));
  BOOST_REQUIRE_EQUAL(dewi.grants.size(), 1u);
  BOOST_TEST((dewi.grants[0].role == domain::Role::officer));
  BOOST_TEST((dewi.grants[0].unit == semarang));
  BOOST_TEST(found(admin, "198001012005011001").at(0).person.name == "=cmd|' /C calc'!A0");
  BOOST_TEST(found(admin, "officer").at(0).person.phone == "+62 99");

  FeedReader reader{*this, admin, protocol::Cursor{admin.snapshot().as_of.epoch, 0}};
  const auto told = reader.until(EventKind::person_added, dewi.person.id);
  BOOST_TEST((told.actor == local.id));
  BOOST_TEST((told.body.as == dewi.person.version));
  BOOST_TEST((reader.until(EventKind::grant_given, dewi.person.id).body.role == domain::Role::officer));
  reader.until(EventKind::person_changed, officer.id);
  const auto again = preview(unit_admin, file);
  for (const auto& row : again.people.rows) BOOST_TEST((row.fate == ImportFate::same));
}

BOOST_AUTO_TEST_CASE(nothing_is_written_when_anything_differs_by_then) {
  const std::string file = "nama,nrp,unit,telepon\nDewi,0071,Semarang,\n,,,\nofficer," + officer.nrp + ",,1\n";
  const auto seen = preview(admin, file);
  BOOST_TEST(problem_of(send(admin, import_path + seen.plan, file + "Ayu,0072,Semarang,\n")) == "conflict plan");
  BOOST_TEST(problem_of(send(admin, import_path + "0", file)) == "conflict plan");
  BOOST_TEST(problem_of(send(admin, "/api/v1/people-imports", file)) == "conflict plan");
  auto changed = officer;  // by somebody else, in between
  changed.post = "Ketua";
  admin.send(net::Verb::put, "/api/v1/people/" + base::to_string(officer.id), protocol::encode_put(changed));
  BOOST_TEST(problem_of(send(admin, import_path + seen.plan, file)) == "conflict plan");
  BOOST_TEST(found(admin, "Dewi").empty());
  const auto anew = preview(admin, file);
  BOOST_TEST(outcome_of(send(admin, import_path + anew.plan, file)).added == 1u);
  BOOST_TEST(problem_of(send(admin, import_path + anew.plan, file)) == "conflict plan");  // once
}

BOOST_AUTO_TEST_CASE(an_import_reaches_as_far_as_its_administrator) {
  const auto seen = preview(unit_admin,
                            "nama,nrp,email,unit,peran\n"
                            "Satu,1,,Makassar,\nDua,2,,Semarang,Administrator sistem\nTiga,,ANTON@contoh.id,Semarang,\n"
                            "Empat,,pencuri@contoh.id,,\n," +
                                chief.nrp + ",pencuri@contoh.id,,\n");
  std::vector<ImportProblem> problems;
  for (const auto& problem : seen.people.problems) problems.push_back(problem.problem);
  using enum ImportProblem;
  const std::vector<ImportProblem> expected{unit_unknown, role_not_yours, email_taken,
                                            email_twice,  unit_missing,   email_twice};
  BOOST_TEST((problems == expected));
  BOOST_TEST(seen.people.rows.empty());
  const auto theirs = preview(unit_admin, "nama,nrp,email\n," + chief.nrp + ",pencuri@contoh.id\n");
  BOOST_REQUIRE_EQUAL(theirs.people.problems.size(), 1u);
  BOOST_TEST((theirs.people.problems[0].problem == login_not_yours));
}

BOOST_AUTO_TEST_CASE(a_role_for_a_closed_account_is_told_before_anything_is_written) {
  const auto path = "/api/v1/people/" + base::to_string(officer.id);
  BOOST_REQUIRE(admin.post(path + "/close-account", "{}").status == 204u);
  const auto file = "nama,nrp,peran,telepon\n," + officer.nrp + ",Petugas,+62 1\n";
  const auto seen = preview(admin, file);
  BOOST_REQUIRE_EQUAL(seen.people.problems.size(), 1u);
  BOOST_TEST((seen.people.problems[0].problem == ImportProblem::account_closed));
  BOOST_TEST(seen.people.rows.empty());
  BOOST_REQUIRE(admin.post(path + "/open-account", "{}").status == 204u);
  const auto opened = preview(admin, file);
  BOOST_TEST(opened.people.problems.empty());
  const auto done = outcome_of(send(admin, import_path + opened.plan, file));
  BOOST_TEST((done.changed == 1u && done.problems.empty()));
}

BOOST_AUTO_TEST_CASE(what_is_no_table_of_people_is_refused) {
  using namespace std::string_literals;
  BOOST_TEST(problem_of(send(admin, preview_path, "PK\x03\x04\x00\x00"s)) == "invalid csv_binary");
  BOOST_TEST(problem_of(send(admin, preview_path, "Dewi,1\n")) == "invalid csv_heading");
  BOOST_TEST(problem_of(send(admin, preview_path, " ")) == "invalid csv_empty");
  BOOST_TEST(problem_of(admin.post(preview_path, "{}")) == "unsupported Content-Type");
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(send(desk, preview_path, "nama,nrp\n").status == 403u);
}

BOOST_AUTO_TEST_CASE(two_hundred_megabytes_are_refused_unread) {
  for (const auto& path : {preview_path, import_path}) {
    RawClient raw(endpoint().port);
    raw.send("POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Type: text/csv\r\nAuthorization: Bearer " +
             admin.token() + "\r\nContent-Length: " + std::to_string(200u << 20) + "\r\n\r\nnama,nrp");
    const auto answer = raw.read_until("csv_bytes");
    BOOST_TEST(answer.starts_with("HTTP/1.1 413"));
    BOOST_TEST(answer.find("csv_bytes") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(many_rows_come_in_and_alarms_go_on) {
  std::string file = "nama,nrp,unit\n";
  constexpr std::size_t many = 1'000;
  for (std::size_t n = 0; n < many; ++n)
    file += "Orang " + std::to_string(n) + ",00" + std::to_string(100'000 + n) + ",Semarang\n";
  const auto seen = preview(admin, file);
  BOOST_TEST(seen.people.rows.size() == many);
  BOOST_TEST(outcome_of(send(admin, import_path + seen.plan, file)).added == many);
  const auto again = preview(admin, file);
  BOOST_TEST(std::ranges::count(again.people.rows, ImportFate::same, &domain::ImportRow::fate) == many);
}

BOOST_AUTO_TEST_CASE(the_hubs_own_machine_imports_in_somebodys_name) {
  stop();
  auto offline = hub::open_offline(data()).value();
  hub::ImportWish wish{"nama,nrp,unit,peran\nDewi,0071,Semarang,Petugas\nRusak,\"1,9E+17\",Semarang,\n", "", false};
  const auto looked = hub::import_people(offline.database, clock, wish).value();
  BOOST_TEST(looked.preview.people.rows.size() == 1u);
  BOOST_TEST(!store::person_table::find_by_login(offline.database, "0071"));
  wish.write = true;
  const auto done = hub::import_people(offline.database, clock, wish).value();
  BOOST_TEST((done.by.id == chief.id));
  BOOST_TEST(done.outcome.added == 1u);
  const auto dewi = store::person_table::find_by_login(offline.database, "0071");
  BOOST_REQUIRE(dewi);
  const auto events = store::read_about(offline.database, dewi->id);
  BOOST_REQUIRE_EQUAL(events.size(), 2u);
  BOOST_TEST(events[0].draft.kind == "person.added");
  BOOST_TEST(events[0].draft.actor.is_nil());
  BOOST_TEST((events[0].draft.on_behalf_of == chief.id));
  BOOST_TEST(hub::problems_as_csv(done.preview) ==
             "\"line\",\"column\",\"problem\",\"value\"\r\n\"3\",\"nrp\",\"nrp_mangled\",\"1,9E+17\"\r\n");
  wish.as = "siapa@contoh.id";
  BOOST_TEST(hub::import_people(offline.database, clock, wish).error().field == "as");
  wish.as = "local@contoh.id";
  BOOST_TEST((hub::import_people(offline.database, clock, wish).value().by.id == local.id));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
