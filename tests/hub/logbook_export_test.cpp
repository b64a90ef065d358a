// The logbook taken out: as reports on paper and in spreadsheets, and as an extract of the journal. Names are as they
// were, no number is missing, and what was changed is found.
#include "book_room.h"
#include "protocol/directory.h"
#include "slow_request.h"

#include <algorithm>
#include <future>
#include <set>
#include <thread>

namespace siaga::test {

using protocol::LogbookStatus;

namespace {

/// A report beside the signed file that has its digest.
struct SignedReport {
  const std::string& proof;
  std::string_view report;
  const std::string& name;
};

/// The first byte from `begin` on and before `end` that passes when it is flipped, or whose finding doesn't name the
/// file; `end` when none is. What stands before a byte is digested once.
std::size_t first_unseen(const SignedReport& of, std::size_t begin, std::size_t end) {
  base::Digest before{base::DigestKind::sha256};
  before.update(of.report.substr(0, begin));
  for (auto i = begin; i < end; ++i) {
    auto digest = before;
    const char flipped = static_cast<char>(of.report[i] ^ 1);
    digest.update({&flipped, 1});
    digest.update(of.report.substr(i + 1));
    const auto bytes = digest.finish();
    base::Sha256 changed;
    std::ranges::copy(bytes, changed.begin());
    const auto verdict = examined(of.proof, changed);
    if (verdict.finding != verify::Finding::file_altered || verdict.name != of.name) return i;
    before.update(of.report.substr(i, 1));
  }
  return end;
}

/// Each byte of a report is flipped, on all cores: a PDF has forty thousand.
void check_each_byte(const SignedReport& of) {
  const auto parts = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::future<std::size_t>> looking;
  const auto end_of = [&](std::size_t part) { return of.report.size() * part / parts; };
  for (std::size_t part = 0; part < parts; ++part)
    looking.push_back(
        std::async(std::launch::async, [&, part] { return first_unseen(of, end_of(part), end_of(part + 1)); }));
  for (std::size_t part = 0; part < parts; ++part)
    BOOST_TEST(looking[part].get() == end_of(part + 1), of.name << ": this byte passes");
}
/// Each byte of the signed file beside it.
void check_each_byte_of_proof(std::string proof, const std::string& report) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    proof[i] ^= 1;
    const auto verdict = examined(proof, report);
    if (verdict.is_whole() || verify::exit_code(verdict) == 0 || verify::sentence(verdict, {}).empty())
      BOOST_FAIL("byte " << i << " of the proof passes");
    proof[i] ^= 1;
  }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(logbook_export, BookRoom)

BOOST_AUTO_TEST_CASE(names_stay_as_they_were) {  // R31
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = closed_agent(of);
  BOOST_REQUIRE(leader->send(net::Verb::put, "/api/v1/profile", R"({"name":"Ratna Baru","phone":"1"})").status == 200u);
  BOOST_REQUIRE(support->send(net::Verb::put, "/api/v1/profile", R"({"name":"Hendra Baru","phone":"1"})").status ==
                200u);
  const auto bayu = open_case(listed_agent(of, "omni.bayu.s", "Bayu Saputra"));
  BOOST_REQUIRE(report(*leader, bayu, false, "aplikasi menolak").status == 200u);

  const auto row = book("?search=nadia").items.at(0);
  BOOST_TEST(row.requested->by == "hendra");
  BOOST_TEST(row.deactivated->by == "ratna");
  BOOST_TEST(book("?search=bayu").items.at(0).requested->by == "Hendra Baru");
  std::set<std::string> names;
  for (const auto& person : history(nadia.id).people) names.insert(person.name);
  BOOST_TEST((names == std::set<std::string>{"hendra", "ratna"}));
  const auto answer =
      auditor->post("/api/v1/logbook/exports", protocol::encode(export_wish(protocol::LogbookFormat::csv)));
  const auto csv = fetch(*auditor, protocol::decode_export_view(answer.body).value(), 0);
  const auto nadias = csv.substr(csv.find("Nadia Putri"));
  BOOST_TEST(nadias.find("\nratna\"") != std::string::npos, csv);
  BOOST_TEST(nadias.find("Baru") == std::string::npos, csv);  // the older row stands last
  BOOST_TEST(csv.find("\nHendra Baru\"") != std::string::npos, csv);
}

BOOST_AUTO_TEST_CASE(an_extract_of_the_journal_has_every_number_of_the_logbook) {
  closed_agent(make_application(domain::ConnectorKind::manual));
  const auto taken_by = [](Visitor& who, const std::string& query) {
    const auto answer = who.get("/api/v1/journal/export" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200u, answer.body);
    return answer.body;
  };
  const auto whole = examined(taken_by(*auditor, "?only=logbook"), "");
  BOOST_TEST(verify::sentence(whole, {}).ends_with("; logbook utuh #1–#9"));
  BOOST_TEST(whole.shown == 9u);
  BOOST_TEST(examined(taken_by(*auditor, ""), "").shown > 9u);
  const auto third = history_seqs().at(2);
  const auto part = examined(taken_by(*auditor, "?only=logbook&from=" + std::to_string(third)), "");
  BOOST_TEST(verify::sentence(part, {}).ends_with("; logbook utuh #3–#9"));
  // Whose scope is one unit can't be promised all numbers.
  const auto scoped = examined(taken_by(*archive, "?only=logbook"), "");
  BOOST_TEST(scoped.is_whole());
  BOOST_TEST(!scoped.is_book_whole);
  BOOST_TEST(scoped.book_entries == 9u);
  const auto other = examined(taken_by(*elsewhere, "?only=logbook"), "");
  BOOST_TEST(other.is_whole());
  BOOST_TEST(other.book_entries == 0u);
}

BOOST_AUTO_TEST_CASE(the_whole_logbook_on_paper_has_every_number) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = closed_agent(of);                           // 1 to 9
  listed_agent(of, "omni.bayu.s", "Bayu Saputra");               // 10
  BOOST_REQUIRE(correct(*archive, nadia.id, 1).status == 200u);  // 11
  protocol::SignOffCommand reviewed{make_id(), "K1", base::parse_day("2026-11-01").value(),
                                    base::parse_day("2026-11-22").value(), "Diperiksa."};
  BOOST_REQUIRE(archive->post("/api/v1/logbook/sign-off", protocol::encode(reviewed)).status == 200u);  // 12
  auto planned = replacement(of);
  planned.agent.replaces = nadia.id;
  BOOST_REQUIRE(put(*support, planned).status == 201u);  // 13
  const auto taken = [this](Visitor& who, const protocol::ExportCommand& wish) {
    const auto answer = who.post("/api/v1/logbook/exports", protocol::encode(wish));
    BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
    return fetch(who, protocol::decode_export_view(answer.body).value(), 0);
  };
  auto wish = export_wish(protocol::LogbookFormat::csv);
  const auto csv = taken(*auditor, wish);
  BOOST_TEST(csv.find("\r\n10,10,Bayu Saputra,") != std::string::npos, csv);
  BOOST_TEST(csv.find("\r\n1,\"1–9, 11\",Nadia Putri,") != std::string::npos, csv);
  BOOST_TEST(csv.find("\r\n12,\"12, 13\",,") != std::string::npos, csv);
  wish.command = make_id();
  wish.filter.search = "bayu";
  BOOST_TEST(taken(*auditor, wish).find("Entri di luar") == std::string::npos);
  wish.command = make_id();
  wish.filter.search.clear();
  BOOST_TEST(taken(*archive, wish).find("Entri di luar") == std::string::npos);  // one unit isn't the whole
}

BOOST_AUTO_TEST_CASE(exports_travel_with_a_signature_that_finds_each_change) {
  const auto of = make_application(domain::ConnectorKind::manual);
  closed_agent(of);
  listed_agent(of, "omni.bayu.s", "=cmd|' /C calc'!A0");
  const std::pair<protocol::LogbookFormat, const char*> formats[] = {{protocol::LogbookFormat::csv, "\"No.\""},
                                                                     {protocol::LogbookFormat::xlsx, "PK"},
                                                                     {protocol::LogbookFormat::pdf, "%PDF-"}};
  for (const auto& [format, magic] : formats) {
    const auto answer = auditor->post("/api/v1/logbook/exports", protocol::encode(export_wish(format)));
    BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
    const auto view = protocol::decode_export_view(answer.body).value();
    BOOST_TEST(view.rows == 2u);
    auto report = fetch(*auditor, view, 0);
    const auto proof = fetch(*auditor, view, 1);
    BOOST_TEST((base::sha256(report) == view.files[0].sha256));
    if (format != protocol::LogbookFormat::csv) BOOST_TEST(report.starts_with(magic));
    if (format == protocol::LogbookFormat::csv) BOOST_TEST(report.find("'=cmd|") != std::string::npos);
    BOOST_TEST(examined(proof, report).is_whole());
    check_each_byte({proof, report, view.files[0].name});
    if (format == protocol::LogbookFormat::csv) check_each_byte_of_proof(proof, report);
    fetch(*archive, view, 0, 404);  // somebody else's
    clock.advance(std::chrono::hours{1});
    fetch(*auditor, view, 0, 404);
  }
  auto wish = export_wish(protocol::LogbookFormat::csv);
  wish.filter.search = "nadia";
  wish.filter.status = LogbookStatus::inactive;
  const auto answer = auditor->post("/api/v1/logbook/exports", protocol::encode(wish));
  const auto view = protocol::decode_export_view(answer.body).value();
  BOOST_TEST(view.rows == 1u);
  BOOST_TEST(fetch(*auditor, view, 0).find("Tepat waktu, sisa 16 jam 0 mnt") != std::string::npos);
  leave_all();
  stop();
  start();
  BOOST_TEST(!std::filesystem::exists(data() / "exports"));
}

BOOST_AUTO_TEST_CASE(an_export_is_fetched_by_whoever_may_still_read_what_it_was_made_of) {
  const auto of = make_application(domain::ConnectorKind::manual);
  listed_agent(of);
  const auto clerk = add("klerk@contoh.id", semarang, domain::Role::document_control, semarang);
  Visitor moved{*this, "klerk@contoh.id"};
  const auto answer =
      moved.post("/api/v1/logbook/exports", protocol::encode(export_wish(protocol::LogbookFormat::csv)));
  BOOST_REQUIRE_MESSAGE(answer.status == 201u, answer.body);
  const auto view = protocol::decode_export_view(answer.body).value();
  const auto give = [&](const base::Id& within) {
    const domain::Grant grant{make_id(), clerk.id, domain::Role::document_control, within, clock.now(), {}, {}};
    const auto path = "/api/v1/grants/" + base::to_string(grant.id);
    BOOST_REQUIRE(admin->send(net::Verb::put, path, protocol::encode_put(grant)).status == 201u);
  };
  give(makassar);
  BOOST_TEST(fetch(moved, view, 0).find("omni.") != std::string::npos, "more to read takes nothing away");
  const auto held =
      protocol::decode_person_view(admin->get("/api/v1/people/" + base::to_string(clerk.id)).body).value();
  for (const auto& grant : held.grants)
    if (grant.unit == semarang)
      BOOST_REQUIRE(admin->send(net::Verb::del, "/api/v1/grants/" + base::to_string(grant.id)).status == 204u);
  BOOST_TEST(moved.get("/api/v1/logbook").status == 200u, "that of Makassar");
  for (std::size_t file = 0; file < view.files.size(); ++file) fetch(moved, view, file, 404);
  give({});
  BOOST_TEST(fetch(moved, view, 0).find("omni.") != std::string::npos);
  BOOST_TEST(moved.get("/api/v1/logbook/exports/" + base::to_string(view.id) + "/units").status == 404u);
}

// What is taken out is theirs as of the event that says so, and not as of the gate.
BOOST_AUTO_TEST_CASE(an_export_has_what_its_reader_may_see_when_it_is_journaled) {
  closed_agent(make_application(domain::ConnectorKind::manual));
  const auto dua = add("dua@contoh.id", semarang, domain::Role::document_control, makassar);
  const domain::Grant of_semarang{make_id(), dua.id, domain::Role::document_control, semarang, clock.now(), {}, {}};
  const auto grant = "/api/v1/grants/" + base::to_string(of_semarang.id);
  BOOST_REQUIRE(admin->send(net::Verb::put, grant, protocol::encode_put(of_semarang)).status == 201u);
  const auto body = protocol::encode(export_wish(protocol::LogbookFormat::csv));
  Visitor reader{*this, "dua@contoh.id"};
  BOOST_TEST(book("", &reader).total == 1u);
  const auto status = slowly(*this, reader, {"POST", "/api/v1/logbook/exports", body},
                             [&] { BOOST_REQUIRE(admin->send(net::Verb::del, grant).status == 204u); });
  BOOST_TEST(status == "201");
  std::string made_of;
  for (const auto& entry : std::filesystem::directory_iterator{data() / "exports"})
    made_of += base::read_file(entry.path() / "units", 1u << 20).value();
  BOOST_TEST(made_of == base::to_string(makassar) + "\n");

  const auto person = admin->get("/api/v1/people/" + base::to_string(dua.id)).body;
  std::string refused;
  for (const auto& held : protocol::decode_person_view(person).value().grants)
    if (held.unit == makassar)
      refused = slowly(*this, reader, {"POST", "/api/v1/logbook/exports", body}, [&] {
        const auto path = "/api/v1/grants/" + base::to_string(held.id);
        BOOST_REQUIRE(admin->send(net::Verb::del, path).status == 204u);
      });
  BOOST_TEST(refused == "403");
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  auto told = database.query("select count(*) from journal where kind = 'logbook.exported'");
  BOOST_TEST((told.next() && told.integer(0) == 1));
}

BOOST_AUTO_TEST_CASE(a_download_of_an_export_breaks_off_when_its_session_ends) {
  constexpr std::size_t size = 32 << 20;  // more than any socket holds
  Visitor reader{*this, "auditor@contoh.id"};
  const auto answer =
      reader.post("/api/v1/logbook/exports", protocol::encode(export_wish(protocol::LogbookFormat::csv)));
  BOOST_REQUIRE(answer.status == 201u);
  const auto view = protocol::decode_export_view(answer.body).value();
  const auto& name = view.files.at(0).name;
  for (const auto& entry : std::filesystem::directory_iterator{data() / "exports"})
    std::filesystem::resize_file(entry.path() / name, size);
  const auto path = "/api/v1/logbook/exports/" + base::to_string(view.id) + "/" + name;
  RawClient raw(endpoint().port, 4096);
  raw.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + reader.token() + "\r\n\r\n");
  BOOST_REQUIRE(raw.read_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
  BOOST_REQUIRE(reader.send(net::Verb::del, "/api/v1/sessions/current").status == 204u);
  BOOST_TEST(raw.read_to_end().size() < size / 2);
  BOOST_TEST(raw.was_closed());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
