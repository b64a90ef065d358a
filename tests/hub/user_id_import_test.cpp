// Bringing the spreadsheet into the logbook: a preview that writes nothing, then exactly what was previewed, each row
// an entry with its number; and the report of how R36 was met.
#include "case_room.h"

#include "hub/user_id_import_command.h"
#include "net/raw_client.h"
#include "protocol/logbook.h"
#include "protocol/sla_report.h"
#include "protocol/user_id_import.h"
#include "store/user_id_table.h"
#include "verify/examination.h"

#include <algorithm>
#include <utility>

namespace siaga::test {

using domain::LedgerFate;
using domain::LedgerProblem;
using protocol::EventKind;

namespace {

const std::string ledger_path = "/api/v1/user-ids/import";

const std::string sheet =
    "\xEF\xBB\xBFLOGBOOK USER ID;;;;;;;;\r\n"
    "Aplikasi;User ID;Nama Agent;Surel;Regu;Status;Hari Kerja Terakhir;Tgl Nonaktif;Catatan\r\n"
    "omni channel;omni.ayu;Ayu Sari;ayu@contoh.id;Chat · Regu 1;Aktif;;;\r\n"
    "omni channel;omni.bayu;=Bayu;;;Nonaktif;20-11-2026;21/11/2026 10:40;\"pindah\ntugas\"\r\n"
    "omni channel;omni.nadia.p;Orang Lain;;;Aktif;;;\r\n"
    "omni channel;omni.cici;Cici;;;Nonaktif;;;\r\n";

struct LedgerRoom : CaseRoom {
  domain::Person dian;
  std::unique_ptr<Visitor> keeper;
  base::Id omni;

  LedgerRoom() {
    pass_until("2026-11-22T09:00:00+07:00");
    dian = add("dian@contoh.id", semarang, domain::Role::document_control, semarang);
    keeper = std::make_unique<Visitor>(*this, "dian@contoh.id");
    omni = make_application(domain::ConnectorKind::manual);
  }
  ~LedgerRoom() { keeper.reset(); }

  static net::ClientResponse send(Visitor& who, const std::string& path, std::string file) {
    return who.send(net::Verb::post, path, std::move(file), {{"Content-Type", "text/csv"}});
  }
  static protocol::LedgerPreview look(Visitor& who, const std::string& file) {
    const auto answer = send(who, ledger_path + "/preview", file);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_ledger_preview(answer.body).value();
  }
  static protocol::LedgerOutcome import(Visitor& who, const std::string& file) {
    const auto answer = send(who, ledger_path + "?plan=" + look(who, file).plan, file);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_ledger_outcome(answer.body).value();
  }
  static std::vector<domain::UserId> found(Visitor& who, const std::string& search) {
    return protocol::decode_user_ids(who.get("/api/v1/user-ids?search=" + search).body).value();
  }
  static std::size_t count(const protocol::LedgerPreview& preview, LedgerFate fate) {
    return static_cast<std::size_t>(std::ranges::count(preview.ledger.rows, fate, &domain::LedgerRow::fate));
  }
  /// The whole logbook as CSV, or the report of R36.
  static std::string taken_out(Visitor& who, std::optional<protocol::SlaSpan> sla = {}) {
    protocol::ExportCommand wish;
    wish.sla = sla;
    wish.command = base::make_id(base::SystemClock{}.now());
    wish.console = "K1";
    wish.format = protocol::LogbookFormat::csv;
    const auto answer = who.post("/api/v1/logbook/exports", protocol::encode(wish));
    BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
    const auto view = protocol::decode_export_view(answer.body).value();
    const auto fetch = [&](std::size_t file) {
      return who.get("/api/v1/logbook/exports/" + base::to_string(view.id) + "/" + view.files.at(file).name).body;
    };
    verify::Wish checks;
    checks.digest_of_file = [&](const std::string&) -> base::Result<base::Sha256> { return base::sha256(fetch(0)); };
    auto proof = fetch(1);
    const auto read = [&proof](std::size_t) -> base::Result<std::string> { return std::exchange(proof, {}); };
    BOOST_TEST(verify::examine(read, checks).files == 1u);
    return fetch(0);
  }
  protocol::SlaReport report(const std::string& by) {
    const auto answer = leader->get("/api/v1/user-id-sla/report?from=2026-09&to=2026-11&by=" + by);
    BOOST_REQUIRE(answer.status == 200u);
    return protocol::decode_sla_report(answer.body).value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(user_id_import, LedgerRoom)

BOOST_AUTO_TEST_CASE(a_spreadsheet_is_previewed_then_entered_as_it_was_seen) {
  listed_agent(omni);
  const auto seen = look(*keeper, sheet);
  BOOST_TEST(found(*keeper, "omni.ayu").empty());  // nothing is written
  BOOST_TEST(seen.heading_line == 2u);
  BOOST_TEST((seen.sha256 == base::sha256(sheet)));
  BOOST_TEST(count(seen, LedgerFate::added) == 2u);
  std::vector<LedgerProblem> problems;
  for (const auto& problem : seen.ledger.problems) problems.push_back(problem.problem);
  using enum LedgerProblem;
  BOOST_TEST((problems == std::vector{above_heading, cleaned, user_name_taken, ended_missing}));

  BOOST_TEST(problem_of(send(*keeper, ledger_path + "?plan=" + seen.plan, sheet + " ")) == "conflict plan");
  const auto done = import(*keeper, sheet);
  BOOST_TEST(done.added == 2u);
  BOOST_TEST(done.first_book_no == 2u);  // the first is Nadia's
  BOOST_TEST(done.last_book_no == 3u);
  BOOST_TEST(done.problems.empty());
  const auto bayu = found(*keeper, "omni.bayu").at(0);
  BOOST_TEST(bayu.agent == "=Bayu");
  BOOST_TEST((bayu.state == domain::UserIdState::inactive));
  BOOST_TEST((bayu.ended_at == base::parse_rfc3339("2026-11-21T10:40:00+07:00").value()));

  FeedReader reader{*this, *keeper, protocol::Cursor{keeper->snapshot().as_of.epoch, 0}};
  const auto told = reader.until(EventKind::user_id_listed, bayu.id);
  BOOST_TEST((told.actor == dian.id));
  BOOST_TEST((told.body.letter == base::sha256(sheet)));
  BOOST_TEST((told.body.last_day == "2026-11-20"));
  BOOST_TEST((told.body.until == bayu.ended_at));
  BOOST_TEST((told.body.read_state == "inactive"));
  BOOST_TEST((told.body.text == "\n\npindah tugas"));
  BOOST_TEST((told.body.book_no == 3u));
  BOOST_TEST(told.body.book_previous.has_value());

  const auto page = protocol::decode_logbook_page(keeper->get("/api/v1/logbook?search=bayu").body).value();
  BOOST_REQUIRE(page.items.size() == 1u);
  BOOST_TEST((page.items.front().last_day == base::parse_day("2026-11-20").value()));
  BOOST_TEST((page.items.front().deactivated.value().at == bayu.ended_at));
  BOOST_TEST(page.items.front().told.value().notes == "pindah tugas");
  BOOST_TEST(page.items.front().told.value().requested_by == "");

  const auto again = look(*keeper, sheet);
  BOOST_TEST(count(again, LedgerFate::added) == 0u);
  BOOST_TEST(count(again, LedgerFate::known) == 2u);
  BOOST_TEST(import(*keeper, sheet).added == 0u);        // and says so
  BOOST_TEST(list(*leader, "?show=all").items.empty());  // nobody pretends that there was a case
}

BOOST_AUTO_TEST_CASE(who_asked_and_notes_of_the_spreadsheet_stay_with_the_user_id) {
  import(*keeper,
         "user id;agent;status;tgl nonaktif;diminta oleh;catatan\r\n"
         "omni.dewi;Dewi;Nonaktif;2026-11-20;Hendra (Support);\"pindah; tugas\"\r\n"
         "omni.eka;Eka;Aktif;;Sinta;\r\n");
  const auto row_of = [this](const std::string& search) {
    const auto answer = keeper->get("/api/v1/logbook?search=" + search);
    return protocol::decode_logbook_page(answer.body).value().items.at(0);
  };
  BOOST_TEST(row_of("dewi").told.value().requested_by == "Hendra (Support)");
  BOOST_TEST(row_of("dewi").told.value().notes == "pindah; tugas");
  const auto eka = row_of("eka").user_id;
  const auto one = open_case(eka);  // what was said stays beside the case's own dates
  BOOST_TEST(row_of("eka").told.value().requested_by == "Sinta");
  BOOST_TEST((row_of("eka").the_case == one));
  const auto history = protocol::decode_logbook_history(keeper->get("/api/v1/logbook/" + base::to_string(eka.id)).body);
  BOOST_TEST(history.value().row.told.value().requested_by == "Sinta");
  BOOST_TEST(!row_of("dewi").requested);  // the hub doesn't claim that it knows

  const auto csv = taken_out(*keeper);
  BOOST_TEST(csv.find("\"Hendra (Support)\nmenurut lembar kerja\"") != std::string::npos, csv);
  BOOST_TEST(csv.find("Lembar kerja: pindah; tugas") != std::string::npos, csv);
  BOOST_TEST(csv.find("hendra\nSinta\nmenurut lembar kerja\"") != std::string::npos, csv);
}

BOOST_AUTO_TEST_CASE(who_is_active_though_the_last_day_is_over_gets_a_case) {  // R36
  const std::string late =
      "user id;agent;status;mulai kerja;hari kerja terakhir\r\n"
      "omni.fajar;Fajar;Aktif;2024-02-01;2026-11-18\r\n"
      "omni.gita;Gita;Aktif;;2026-11-30\r\n"
      "omni.hana;Hana;Aktif;2026-11-20;2026-11-18\r\n";
  const auto seen = look(*keeper, late);
  BOOST_REQUIRE(count(seen, LedgerFate::added) == 2u);
  BOOST_TEST(seen.ledger.rows[0].opens_case);
  BOOST_TEST(!seen.ledger.rows[1].opens_case);
  const auto done = import(*keeper, late);
  BOOST_TEST(done.cases == 1u);
  BOOST_TEST(done.last_book_no - done.first_book_no == 2u);  // two user IDs and a case
  const auto cases = list(*support);
  BOOST_REQUIRE(cases.items.size() == 1u);
  const auto& one = cases.items[0].one;
  BOOST_TEST((one.state == domain::CaseState::received));  // Support asks for it
  BOOST_TEST(cases.items[0].user_id.user_name == "omni.fajar");
  BOOST_TEST((cases.items[0].user_id.hired_on == base::parse_day("2024-02-01").value()));
  BOOST_TEST((one.deadline == base::parse_rfc3339("2026-11-20T00:00:00+07:00").value()));
  until(one.id, [](const auto& now) { return now.one.was_warned(domain::CaseWarning::overdue); });
  BOOST_TEST(plain_case(*support, one.id, "request").status == 200u);
  BOOST_TEST(import(*keeper, late).cases == 0u);  // it is known by now
}

BOOST_AUTO_TEST_CASE(nothing_is_entered_when_the_logbook_has_moved_on) {
  const auto seen = look(*keeper, sheet);
  listed_agent(omni, "omni.ayu", "Ayu Sari");
  BOOST_TEST(problem_of(send(*keeper, ledger_path + "?plan=" + seen.plan, sheet)) == "conflict plan");
  BOOST_TEST(problem_of(send(*keeper, ledger_path, sheet)) == "conflict plan");
  BOOST_TEST(found(*keeper, "omni.bayu").empty());
}

BOOST_AUTO_TEST_CASE(only_who_keeps_the_logbook_brings_tables) {
  for (auto* visitor : {&support, &leader, &coordinator, &admin}) {
    BOOST_TEST(send(**visitor, ledger_path + "/preview", sheet).status == 403u);
    BOOST_TEST(send(**visitor, ledger_path + "?plan=0", sheet).status == 403u);
  }
  BOOST_TEST(problem_of(keeper->post(ledger_path + "/preview", "{}")) == "unsupported Content-Type");
  BOOST_TEST(problem_of(send(*keeper, ledger_path + "/preview", "Dewi,1\n")) == "invalid csv_heading");
  for (const auto& path : {ledger_path + "/preview", ledger_path}) {
    RawClient raw(endpoint().port);
    raw.send("POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Type: text/csv\r\nAuthorization: Bearer " +
             keeper->token() + "\r\nContent-Length: " + std::to_string(200u << 20) + "\r\n\r\nuser id");
    BOOST_TEST(raw.read_until("csv_bytes").starts_with("HTTP/1.1 413"));
  }
}

BOOST_AUTO_TEST_CASE(many_rows_are_entered_without_gaps) {
  std::string file = "user id,agent,status,tanggal nonaktif\n";
  constexpr std::size_t many = 300;
  for (std::size_t n = 0; n < many; ++n)
    file +=
        "omni." + std::to_string(n) + ",Agent " + std::to_string(n) + (n % 3 ? ",aktif,\n" : ",nonaktif,2026-11-01\n");
  const auto done = import(*keeper, file);
  BOOST_TEST(done.added == many);
  BOOST_TEST(done.last_book_no - done.first_book_no + 1 == many);
  BOOST_TEST(count(look(*keeper, file), LedgerFate::known) == many);
}

BOOST_AUTO_TEST_CASE(the_hubs_own_machine_enters_in_somebodys_name) {
  keeper.reset();
  stop();
  auto offline = hub::open_offline(data()).value();
  hub::LedgerWish wish{sheet, "", false};
  BOOST_TEST(hub::import_user_ids(offline.database, clock, wish).value().preview.ledger.rows.size() == 3u);
  BOOST_TEST(store::user_id_table::all_of_name(offline.database, omni, "omni.ayu").empty());
  wish.write = true;
  const auto done = hub::import_user_ids(offline.database, clock, wish).value();
  BOOST_TEST((done.by.id == dian.id));
  BOOST_TEST(done.outcome.added == 3u);
  const auto ayu = store::user_id_table::all_of_name(offline.database, omni, "OMNI.AYU").at(0);
  const auto entries = store::read_about(offline.database, ayu.id);
  BOOST_REQUIRE_EQUAL(entries.size(), 1u);
  BOOST_TEST(entries[0].draft.actor.is_nil());
  BOOST_TEST((entries[0].draft.on_behalf_of == dian.id));
  BOOST_TEST(hub::problems_as_csv(done.preview).find("\"7\",\"ended\",\"ended_missing\",\"\"\r\n") !=
             std::string::npos);
  BOOST_TEST(hub::import_user_ids(offline.database, clock, wish).value().outcome.added == 0u);
  wish.as = "hendra@contoh.id";
  BOOST_TEST((hub::import_user_ids(offline.database, clock, wish).error().fault == base::Fault::forbidden));
  wish.as = "siapa@contoh.id";
  BOOST_TEST(hub::import_user_ids(offline.database, clock, wish).error().field == "as");
}

BOOST_AUTO_TEST_CASE(the_report_counts_by_month_leader_and_application_and_says_why) {
  const auto in_time = open_case(listed_agent(omni));
  const auto late = open_case(listed_agent(omni, "omni.late", "Lama"));
  const auto still_open = open_case(listed_agent(omni, "omni.open", "Buka"));
  const auto unseen = open_case(listed_agent(omni, "omni.unseen", "Lihat"));
  const auto close = [&](Visitor& who, const base::Id& one) {
    BOOST_REQUIRE(CaseRoom::report(who, one, true, "", letter_of(who)).status == 200u);
    BOOST_REQUIRE(confirm(*support, one, true).status == 200u);
  };
  close(*leader, in_time);
  BOOST_REQUIRE(CaseRoom::report(*leader, late, false, "halaman tidak terbuka").status == 200u);
  BOOST_REQUIRE(CaseRoom::report(*leader, unseen, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(report("month").waiting == 0u);  // there is time yet
  pass_until("2026-11-23T02:00:00+07:00");
  close(*other_leader, late);

  const auto months = report("month");
  BOOST_TEST(months.met == 1u);
  BOOST_TEST(months.missed == 2u);
  BOOST_TEST(months.waiting == 1u);  // neither
  BOOST_REQUIRE_EQUAL(months.groups.size(), 3u);
  BOOST_TEST(months.groups[0].name == "2026-09");
  BOOST_TEST(months.groups[0].met + months.groups[0].missed == 0u);
  BOOST_TEST(months.groups[2].missed == 2u);
  BOOST_TEST(months.groups[2].waiting == 1u);
  const auto month = protocol::decode_sla_view(leader->get("/api/v1/user-id-sla?month=2026-11").body).value();
  BOOST_TEST(month.met + month.missed == 3u);
  BOOST_TEST(month.waiting == 1u);
  BOOST_REQUIRE_EQUAL(months.breaches.size(), 2u);
  const auto of = [&](const base::Id& one) {
    return *std::ranges::find(months.breaches, one, &protocol::SlaBreach::one);
  };
  BOOST_TEST((of(late).cause == domain::SlaCause::failed));
  BOOST_TEST(of(late).reason == "halaman tidak terbuka");
  BOOST_TEST(of(late).late_seconds == 2u * 3600);
  BOOST_TEST(of(late).leader == surya.name);
  BOOST_TEST(of(late).application == "Omni Channel");
  BOOST_TEST((of(still_open).cause == domain::SlaCause::not_attempted));
  BOOST_TEST(!of(still_open).done_at);
  BOOST_TEST(of(still_open).late_seconds == 2u * 3600);

  const auto leaders = report("team_leader");
  BOOST_REQUIRE_EQUAL(leaders.groups.size(), 3u);
  const auto theirs = std::ranges::find(leaders.groups, ratna.name, &protocol::SlaGroup::name);
  BOOST_REQUIRE(theirs != leaders.groups.end());
  BOOST_TEST(theirs->met == 1u);
  BOOST_TEST(theirs->waiting == 1u);
  BOOST_TEST(std::ranges::find(leaders.groups, "", &protocol::SlaGroup::name)->missed == 1u);
  const auto applications = report("application");
  BOOST_REQUIRE_EQUAL(applications.groups.size(), 1u);
  BOOST_TEST(applications.groups[0].name == "Omni Channel");
  BOOST_TEST(applications.groups[0].missed == 2u);
  using namespace std::chrono;
  const auto sheet_by = [&](protocol::SlaBy by) {
    return taken_out(*leader, protocol::SlaSpan{2026y / September, 2026y / November, by});
  };
  const auto by_month = sheet_by(protocol::SlaBy::month);
  BOOST_TEST(by_month.starts_with("Bulan,Kasus,Tepat waktu,"), by_month);
  BOOST_TEST(by_month.find("\r\nSeluruhnya,3,1,2,33,1,") != std::string::npos, by_month);
  BOOST_TEST(by_month.find("\r\nSep 2026,0,0,0,,,") != std::string::npos, by_month);
  BOOST_TEST(by_month.find("\r\nNov 2026,3,1,2,33,") != std::string::npos, by_month);
  BOOST_TEST(by_month.find("omni.late,Lama,Omni Channel,surya,") != std::string::npos, by_month);
  BOOST_TEST(by_month.find("gagal 1×: halaman tidak terbuka") != std::string::npos, by_month);
  BOOST_TEST(by_month.find("masih aktif,2 jam 0 mnt,Diminta tepat waktu") != std::string::npos, by_month);
  BOOST_TEST(sheet_by(protocol::SlaBy::team_leader).find("\r\nbelum ada pelaksana,1,0,1,0,") != std::string::npos);

  for (const auto* wrong : {"from=2026-11&to=2026-09", "from=2024-01&to=2026-11", "from=2026-11", "from=x&to=2026-11",
                            "from=2026-11&to=2026-11&by=luck"})
    BOOST_TEST(leader->get("/api/v1/user-id-sla/report?" + std::string{wrong}).status == 400u, wrong);
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(desk.get("/api/v1/user-id-sla/report?from=2026-11&to=2026-11").status == 403u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
