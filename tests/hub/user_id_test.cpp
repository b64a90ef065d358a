// S4 §8.1 and §8.2 walked by people with their roles, and what goes wrong on the way (R36–R42).
#include "case_room.h"

#include "base/file.h"
#include "hub/backup_command.h"
#include "hub/restore_command.h"
#include "hub/verify_command.h"
#include "net/raw_client.h"
#include "protocol/directory.h"
#include "protocol/sla_report.h"
#include "store/application_table.h"
#include "store/database.h"

namespace siaga::test {

using domain::CaseState;
using domain::When;
using protocol::EventKind;

namespace {

std::string body_with(const std::string& from, const std::string& to, std::string body) {
  const auto at = body.find(from);
  BOOST_REQUIRE(at != std::string::npos);
  return body.replace(at, from.size(), to);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(user_id_desk, CaseRoom)

BOOST_AUTO_TEST_CASE(a_resignation_by_hand_from_the_letter_to_the_logbook) {  // §8.1
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  auto wish = resignation(nadia);
  wish.deactivation.letter = letter_of(*support);
  const auto one = wish.deactivation.id;
  BOOST_TEST(put(*support, wish).status == 201u);
  BOOST_TEST(put(*support, wish).status == 200u);  // a retry is the same case
  BOOST_TEST(problem_of(report(*leader, one, false, "belum")) == "conflict state");
  BOOST_TEST(plain_case(*support, one, "request").status == 200u);

  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(report(*leader, one, false, "aplikasi menolak").status == 200u);
  BOOST_TEST(problem_of(report(*leader, one, true)) == "invalid proof");
  const auto proof = letter_of(*leader, "\x89PNG\r\n\x1a\n gambar");
  BOOST_TEST(report(*leader, one, true, "", proof).status == 200u);
  BOOST_TEST(problem_of(confirm(*leader, one, true)) == "forbidden second_person");
  BOOST_TEST(problem_of(plain_case(*support, one, "document")) == "conflict state");
  BOOST_TEST(confirm(*support, one, true).status == 200u);
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);

  const auto view = view_case(one);
  BOOST_TEST((view.one.state == CaseState::documented));
  BOOST_TEST((view.one.deadline == base::parse_rfc3339("2026-11-23T00:00:00+07:00").value()));
  BOOST_TEST((view.one.met_by() == std::chrono::hours{16}));
  BOOST_TEST((view.user_id.state == domain::UserIdState::inactive));
  BOOST_TEST(view.attempts.size() == 2u);
  BOOST_TEST(view.attempts.front().text == "aplikasi menolak");
  BOOST_TEST(view.letters.size() == 2u);
  BOOST_TEST(view.application.name == "Omni Channel");
  const std::vector<EventKind> expected{EventKind::case_opened,       EventKind::case_requested,
                                        EventKind::case_attempted,    EventKind::case_failed,
                                        EventKind::case_attempted,    EventKind::user_id_deactivated,
                                        EventKind::user_id_confirmed, EventKind::case_documented};
  BOOST_TEST((kinds_of(view) == expected));
  BOOST_TEST((view.timeline.front().body.letter == base::sha256("%PDF-1.7 surat")));
  BOOST_TEST((view.timeline[5].body.letter == base::sha256("\x89PNG\r\n\x1a\n gambar")));
  BOOST_TEST((view.timeline[5].actor == ratna.id));
  const auto letter = leader->get("/api/v1/letters/" + base::to_string(proof));
  BOOST_TEST(letter.body == "\x89PNG\r\n\x1a\n gambar");
  BOOST_TEST(letter.header("Content-Type").value_or("") == "image/png");
}

BOOST_AUTO_TEST_CASE(a_replacement_by_hand_waits_for_the_old_one_and_is_linked_to_it) {  // §8.2
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = listed_agent(of);
  const auto old_case = open_case(nadia);
  auto wish = replacement(of);
  wish.agent.replaces = nadia.id;
  const auto one = wish.deactivation.id;
  BOOST_TEST(put(*support, wish).status == 201u);
  BOOST_TEST(put(*support, wish).status == 200u);
  BOOST_TEST(plain_case(*support, one, "request").status == 200u);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(view_case(one).waits);
  BOOST_TEST(list(*leader).counts.pressing == 1u);  // the old one
  BOOST_TEST(problem_of(report(*leader, one, true, "", letter_of(*leader))) == "conflict waiting");

  BOOST_TEST(report(*leader, old_case, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(confirm(*support, old_case, true).status == 200u);
  protocol::AttemptCommand made{make_id(), "K1", true, "", letter_of(*leader), false, "omni.sinta.dewi"};
  BOOST_TEST(on_case(*leader, one, "attempt", protocol::encode(made)).status == 200u);
  BOOST_TEST(confirm(*coordinator, one, false, "belum ada di daftar").status == 200u);
  BOOST_TEST((view_case(one).one.state == CaseState::requested));
  made = {make_id(), "K1", true, "", letter_of(*leader), false, {}};
  BOOST_TEST(on_case(*leader, one, "attempt", protocol::encode(made)).status == 200u);
  BOOST_TEST(confirm(*coordinator, one, true).status == 200u);
  BOOST_TEST(problem_of(plain_case(*support, one, "document")) == "conflict state");
  BOOST_TEST(plain_case(*support, one, "hand-over").status == 200u);
  BOOST_TEST(plain_case(*support, one, "document").status == 200u);

  const auto view = view_case(one);
  BOOST_TEST((view.one.state == CaseState::documented));
  BOOST_TEST(view.user_id.user_name == "omni.sinta.dewi");
  BOOST_TEST((view.user_id.state == domain::UserIdState::active));
  BOOST_TEST((view.replaced->replaced_by == view.user_id.id));
  BOOST_TEST(view.attempts.front().text == "belum ada di daftar");
  const auto found = leader->get("/api/v1/user-ids?search=omni.S");
  BOOST_TEST(protocol::decode_user_ids(found.body).value().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_user_id_is_replaced_by_one_alone) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = listed_agent(of);
  const auto instead_of = [&](const base::Id& replaces, const std::string& user_name) {
    auto wish = replacement(of, user_name);
    wish.agent.replaces = replaces;
    return wish;
  };
  const auto first = instead_of(nadia.id, "omni.sinta.d");
  BOOST_TEST(put(*support, first).status == 201u);
  BOOST_TEST(problem_of(put(*support, instead_of(nadia.id, "omni.dua"))) == "conflict replaces");
  const auto planned = view_case(first.deactivation.id).user_id.id;
  BOOST_TEST(problem_of(put(*support, instead_of(planned, "omni.dua"))) == "conflict replaces");
  BOOST_TEST(say_case(*support, first.deactivation.id, "withdraw", "Tidak jadi masuk.").status == 200u);
  BOOST_TEST(problem_of(put(*support, instead_of(planned, "omni.dua"))) == "conflict replaces");
  BOOST_TEST(put(*support, instead_of(nadia.id, "omni.dua")).status == 201u);
}

BOOST_AUTO_TEST_CASE(an_application_is_its_own_units) {
  const auto of = make_application(domain::ConnectorKind::manual);
  protocol::PutApplication wish;
  wish.application = {make_id(), makassar, "Milik Makassar", domain::ConnectorKind::manual, {}, ""};
  BOOST_TEST(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 201u);
  const auto stray = agent(wish.application.id, "omni.nadia.p", "Nadia Putri");
  BOOST_TEST(problem_of(put(*support, "user-ids", stray.id, protocol::encode_put(stray))) == "invalid application");
  auto of_stray = replacement(of);
  of_stray.agent = stray;
  BOOST_TEST(problem_of(put(*support, of_stray)) == "invalid application");
  wish.application.unit = {};  // everybody's
  BOOST_TEST(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 200u);
  BOOST_TEST(put(*support, "user-ids", stray.id, protocol::encode_put(stray)).status == 201u);
  listed_agent(of);
}

BOOST_AUTO_TEST_CASE(entries_of_the_logbook_are_numbered_without_gaps_and_chained) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  open_case(nadia);
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  auto row = database.query(
      "select l.book_no, j.body, j.commitment from logbook l join journal j on j.seq = l.seq "
      "order by l.book_no");
  std::string previous;
  std::uint64_t count = 0;
  while (row.next()) {
    BOOST_TEST(static_cast<std::uint64_t>(row.integer(0)) == ++count);
    const auto body = row.text(1);
    BOOST_TEST(body.starts_with("{\"book_no\":" + std::to_string(count) + ","));
    BOOST_TEST((body.find("\"book_previous\":\"" + previous + "\"") != std::string::npos) == (count > 1));
    previous = base::to_hex(row.blob(2));
  }
  BOOST_TEST(count == 3u);  // listed, opened, requested
}

BOOST_AUTO_TEST_CASE(a_letter_may_follow_until_the_case_is_closed) {  // §8.1 step 1
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  auto wish = resignation(nadia);
  wish.deactivation.letter_date.reset();  // by telephone
  const auto one = wish.deactivation.id;
  BOOST_TEST(put(*support, wish).status == 201u);
  BOOST_TEST(plain_case(*support, one, "request").status == 200u);
  wish.deactivation.letter_date = base::parse_day("2026-11-14").value();
  BOOST_TEST(problem_of(put(*support, wish)) == "conflict id");  // a date without its letter
  wish.deactivation.letter = letter_of(*leader);
  BOOST_TEST(problem_of(put(*support, wish)) == "invalid letter");  // not theirs
  wish.deactivation.letter = letter_of(*support);
  BOOST_TEST(problem_of(put(*leader, wish)) == "forbidden");
  auto early = wish;
  early.deactivation.letter_date = base::parse_day("2026-12-01").value();
  BOOST_TEST(problem_of(put(*support, early)) == "invalid letter_date");
  BOOST_TEST(put(*support, wish).status == 200u);
  BOOST_TEST(put(*support, wish).status == 200u);  // a retry is the same letter
  auto view = view_case(one);
  BOOST_TEST((view.one.letter == wish.deactivation.letter));
  BOOST_TEST((view.one.letter_date == wish.deactivation.letter_date));
  BOOST_TEST((view.one.state == CaseState::requested));
  BOOST_TEST(view.letters.size() == 1u);
  const auto& added = view.timeline.back();
  BOOST_TEST((added.kind == EventKind::case_letter_added));
  BOOST_TEST((added.body.letter == base::sha256("%PDF-1.7 surat")));
  BOOST_TEST((added.body.letter_date == "2026-11-14"));
  BOOST_TEST(added.body.book_no.value() == 4u);
  wish.deactivation.letter = letter_of(*support);
  BOOST_TEST(problem_of(put(*support, wish)) == "conflict letter");

  auto late = resignation(listed_agent(nadia.application, "omni.bayu.s", "Bayu Saputra"));
  BOOST_TEST(put(*support, late).status == 201u);
  BOOST_TEST(say_case(*support, late.deactivation.id, "withdraw", "Bayu tetap bekerja.").status == 200u);
  late.deactivation.letter = letter_of(*support);
  BOOST_TEST(problem_of(put(*support, late)) == "conflict state");
}

BOOST_AUTO_TEST_CASE(a_connector_may_trust_several_authorities) {
  protocol::PutApplication wish;
  std::string settings = R"({"url":"https://127.0.0.1:9/scim/v2","authorities":")";
  for (int certificate = 0; certificate < 4; ++certificate) {
    settings += "-----BEGIN CERTIFICATE-----\\n";
    for (int line = 0; line < 40; ++line) settings += std::string(64, 'A') + "\\n";
    settings += "-----END CERTIFICATE-----\\n";
  }
  settings += "\"}";
  wish.application = {make_id(), semarang, "Omni Channel", domain::ConnectorKind::scim, {}, settings};
  BOOST_TEST(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 201u);
  const auto kept = protocol::decode_applications(leader->get("/api/v1/applications").body).value();
  BOOST_TEST(kept.front().application.settings == settings);
  wish.application.settings = std::string(domain::longest_settings + 1, ' ');
  BOOST_TEST(put(*admin, "applications", wish.application.id, protocol::encode_put(wish)).status == 400u);
}

BOOST_AUTO_TEST_CASE(letters_are_known_by_their_bytes) {
  BOOST_TEST(send_letter(*support, make_id(), "MZ\x90 program", "surat.pdf").status == 415u);
  BOOST_TEST(send_letter(*support, make_id(),
                         "\x7f"
                         "ELF",
                         "surat.pdf")
                 .status == 415u);
  BOOST_TEST(send_letter(*support, make_id(), " %PDF-1.7").status == 415u);
  BOOST_TEST(send_letter(*support, make_id(), "%PDF-" + std::string(20'000'000, 'x')).status == 413u);
  const auto letter = make_id();
  BOOST_TEST(send_letter(*support, letter, "\xff\xd8\xff foto").status == 201u);
  BOOST_TEST(send_letter(*support, letter, "\xff\xd8\xff foto").status == 200u);
  BOOST_TEST(problem_of(send_letter(*support, letter, "\xff\xd8\xff lain")) == "conflict id");
  BOOST_TEST(problem_of(send_letter(*leader, letter, "\xff\xd8\xff foto")) == "conflict id");
  BOOST_TEST(support->get("/api/v1/letters/" + base::to_string(letter)).body == "\xff\xd8\xff foto");
  BOOST_TEST(leader->get("/api/v1/letters/" + base::to_string(letter)).status == 404u);  // not yet a case's
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  auto wish = resignation(nadia);
  wish.deactivation.letter = letter_of(*leader);
  BOOST_TEST(problem_of(put(*support, wish)) == "invalid letter");
  wish.deactivation.letter = letter;
  BOOST_TEST(put(*support, wish).status == 201u);
  BOOST_TEST(leader->get("/api/v1/letters/" + base::to_string(letter)).status == 200u);
  auto again = resignation(listed_agent(nadia.application, "omni.bayu.s", "Bayu Saputra"));
  again.deactivation.letter = letter;
  BOOST_TEST(problem_of(put(*support, again)) == "invalid letter");
}

BOOST_AUTO_TEST_CASE(a_letter_of_200_megabytes_is_refused_unread) {
  const auto head = "PUT /api/v1/letters/" + base::to_string(make_id()) + "?name=surat.pdf HTTP/1.1\r\nHost: x\r\n" +
                    "Authorization: Bearer " + support->token() + "\r\nContent-Type: application/pdf\r\n";
  RawClient told{endpoint().port};
  BOOST_TEST(told.send(head + "Content-Length: 200000000\r\n\r\n%PDF-1.7"));
  BOOST_TEST(told.read_until("\r\n").starts_with("HTTP/1.1 413"));  // before any of it came
  RawClient untold{endpoint().port};
  BOOST_TEST(untold.send(head + "Transfer-Encoding: chunked\r\n\r\n"));
  const auto part = "%PDF-1.7" + std::string(0x100000 - 8, 'x');
  for (int sent = 0; sent < 200 && untold.send("100000\r\n" + part + "\r\n"); ++sent) continue;
  BOOST_TEST(untold.read_until("\r\n").starts_with("HTTP/1.1 413"));
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  auto row = database.query("select count(*) from letter");
  BOOST_REQUIRE(row.next());
  BOOST_TEST(row.integer(0) == 0);
}

BOOST_AUTO_TEST_CASE(the_same_resignation_twice_is_one_case) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  const auto one = open_case(nadia);
  const auto second = put(*support, resignation(nadia));
  BOOST_TEST(problem_of(second) == "conflict user_id");
  BOOST_TEST(second.body.find(base::to_string(one)) != std::string::npos);
  BOOST_TEST(second.body.find("hendra") != std::string::npos);
  auto changed = resignation(nadia, "2026-11-22");
  changed.deactivation.id = one;
  BOOST_TEST(problem_of(put(*support, changed)) == "conflict id");
  BOOST_TEST(say_case(*support, one, "withdraw", "Nadia tetap bekerja.").status == 200u);
  BOOST_TEST(put(*support, resignation(nadia)).status == 201u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_by_name) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = listed_agent(of);
  BOOST_TEST(problem_of(put(*support, resignation(nadia, "2024-01-31"))) == "invalid last_day");
  BOOST_TEST(problem_of(put(*support, resignation(nadia, "2036-11-21"))) == "invalid last_day");
  const auto good = protocol::encode_put(resignation(nadia));
  BOOST_TEST(put(*support, "user-id-cases", make_id(), body_with("2026-11-21", "2026-02-30", good)).status == 400u);
  BOOST_TEST(problem_of(put(*support, resignation(agent(of, "x", "y")))) == "not-found user_id");
  auto twin = agent(of, "OMNI.nadia.P", "Nadia Lain");
  BOOST_TEST(problem_of(put(*support, "user-ids", twin.id, protocol::encode_put(twin))) == "conflict user_name");
  twin = agent(of, "omni.lain", "Nadia Lain");
  twin.email = "Omni.Nadia.P@contoh.id";
  BOOST_TEST(problem_of(put(*support, "user-ids", twin.id, protocol::encode_put(twin))) == "conflict email");
  auto wish = replacement(of);
  wish.agent = twin;  // an e-mail that exists
  const auto refused = put(*support, wish);
  BOOST_TEST(problem_of(refused) == "conflict email");
  BOOST_TEST(refused.body.find("Nadia Putri") != std::string::npos);
  wish.agent.email = "lain@contoh.id";
  wish.agent.application = make_id();
  BOOST_TEST(problem_of(put(*support, wish)) == "invalid application");
  wish.agent = agent(of, "omni.lain", "Nadia Lain");
  wish.agent.unit = makassar;
  BOOST_TEST(problem_of(put(*support, wish)) == "forbidden unit");
}

BOOST_AUTO_TEST_CASE(two_team_leaders_at_one_case_and_the_second_is_told_who_was_first) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  const auto one = open_case(nadia);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_TEST(order(*leader, one, When::now).status == 200u);
  const auto ordered = order(*other_leader, one, When::now);
  BOOST_TEST(problem_of(ordered) == "conflict order");
  BOOST_TEST(ordered.body.find("ratna was first") != std::string::npos);
  BOOST_TEST(problem_of(report(*other_leader, one, true, "", letter_of(*other_leader))) == "conflict order");
  BOOST_TEST(report(*leader, one, true, "", letter_of(*leader)).status == 200u);
  const auto late = report(*other_leader, one, true, "", letter_of(*other_leader));
  BOOST_TEST(problem_of(late) == "conflict state");
  BOOST_TEST(late.body.find("ratna was first") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_a_team_leader_or_their_deputy_while_it_lasts) {  // R40
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  const auto one = open_case(nadia);
  BOOST_TEST(order(*support, one, When::end_of_last_day).status == 403u);
  BOOST_TEST(order(*coordinator, one, When::end_of_last_day).status == 403u);
  const auto deputy = add("dewi@contoh.id", semarang, domain::Role::officer, semarang);
  Visitor dewi{*this, "dewi@contoh.id"};
  BOOST_TEST(order(dewi, one, When::end_of_last_day).status == 403u);
  domain::Grant grant{make_id(), deputy.id,   domain::Role::team_leader,
                      semarang,  clock.now(), clock.now() + std::chrono::hours{48},
                      ratna.id};
  BOOST_TEST(put(*admin, "grants", grant.id, protocol::encode_put(grant)).status == 201u);
  BOOST_TEST(order(dewi, one, When::end_of_last_day).status == 200u);
  pass(std::chrono::hours{47});
  BOOST_TEST(view_case(one).one.order.has_value());
  pass(std::chrono::hours{1});  // R42: the order ends with the role
  const auto view = until(one, [](const protocol::UserIdCaseView& now) { return !now.one.order; });
  BOOST_TEST((view.timeline.back().kind == EventKind::case_lapsed));
  BOOST_TEST(view.timeline.back().actor.is_nil());
  BOOST_TEST((view.timeline.back().on_behalf_of == deputy.id));
  BOOST_REQUIRE(dewi.sign_in("dewi@contoh.id").status == 201u);
  BOOST_TEST(order(dewi, one, When::end_of_last_day).status == 403u);
}

BOOST_AUTO_TEST_CASE(what_is_not_for_their_eyes_is_not_there) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  const auto one = open_case(nadia);
  add("tono@contoh.id", makassar, domain::Role::team_leader, makassar);
  Visitor elsewhere{*this, "tono@contoh.id"};
  BOOST_TEST(elsewhere.get("/api/v1/user-id-cases/" + base::to_string(one)).status == 404u);
  BOOST_TEST(order(elsewhere, one, When::end_of_last_day).status == 404u);
  BOOST_TEST(list(elsewhere).items.empty());
  BOOST_TEST(list(elsewhere).counts.action == 0u);
  BOOST_TEST(protocol::decode_applications(elsewhere.get("/api/v1/applications").body).value().empty());
  BOOST_TEST(protocol::decode_user_ids(elsewhere.get("/api/v1/user-ids").body).value().empty());
  const auto theirs = protocol::decode_applications(leader->get("/api/v1/applications").body).value();
  BOOST_TEST(theirs.size() == 1u);
  BOOST_TEST(protocol::decode_user_ids(leader->get("/api/v1/user-ids").body).value().size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_queue_is_ordered_by_deadline_and_paged) {
  const auto of = make_application(domain::ConnectorKind::manual, std::chrono::minutes{240});
  std::vector<base::Id> expected;
  for (const auto* last_day : {"2026-11-21", "2026-11-22", "2026-11-24"})
    expected.push_back(open_case(listed_agent(of, std::string{"omni."} + last_day, last_day), last_day));
  const auto done = open_case(listed_agent(of, "omni.lukman.h", "Lukman Hakim"), "2026-11-20");
  BOOST_TEST(say_case(*support, done, "withdraw", "Tetap bekerja.").status == 200u);
  std::vector<base::Id> seen;
  auto page = list(*leader, "?limit=2");
  BOOST_TEST((page.counts.action == 3u && page.counts.done == 1u && page.counts.pressing == 3u));
  for (const auto& item : page.items) seen.push_back(item.one.id);
  BOOST_REQUIRE(page.next);
  page = list(*leader, "?limit=2&after=" + base::to_string(*page.next));
  for (const auto& item : page.items) seen.push_back(item.one.id);
  BOOST_TEST((seen == expected));
  BOOST_TEST(!page.next);
  BOOST_TEST(list(*leader, "?show=done").items.size() == 1u);
  BOOST_TEST(list(*leader, "?show=all&kind=replace").items.empty());
  BOOST_TEST(list(*leader, "?show=running").items.empty());
  BOOST_TEST((page.items.back().one.target == *page.items.back().one.ends_at + std::chrono::hours{4}));
  BOOST_TEST(list(*leader, "?show=done&application=" + base::to_string(done)).items.empty());  // of another one
  for (const auto* wrong : {"show=mine", "application=omni"})
    BOOST_TEST(leader->get(std::string{"/api/v1/user-id-cases?"} + wrong).status == 400u, wrong);
}

BOOST_AUTO_TEST_CASE(a_backup_has_the_letters_and_not_the_connectors_secrets) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::scim));
  auto wish = resignation(nadia);
  const auto letter = letter_of(*support);
  wish.deactivation.letter = letter;
  BOOST_TEST(put(*support, wish).status == 201u);
  const hub::Watch going_on = [](hub::Stage, std::uint64_t, std::uint64_t) { return true; };
  const ScratchFolder stick;
  const auto done = hub::back_up({data(), stick.path(), "test"}, clock.now(), going_on).value();
  BOOST_TEST(done.damage.empty());
  BOOST_TEST(hub::faults_of_backup(done.folder, going_on).value().empty());
  BOOST_TEST(hub::faults_of_data(data(), going_on).value().empty());
  const auto restored = stick.path() / "restored";
  BOOST_REQUIRE(hub::restore(done.folder, restored, clock, going_on).has_value());
  BOOST_TEST(base::read_file(store::letter_in(restored, letter)).value() == "%PDF-1.7 surat");
  auto database = store::Database::open(restored / "hub.db", store::Database::Mode::read_only).value();
  BOOST_TEST(!store::application_table::any_secret(database));
  auto mine = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  BOOST_TEST(store::application_table::any_secret(mine));
  auto file = base::File::open(store::letter_in(data(), letter), base::File::Mode::read_write).value();
  BOOST_REQUIRE(file.write_at(0, "x"));
  BOOST_TEST(hub::faults_of_data(data(), going_on).value().size() == 1u);
  BOOST_TEST(hub::back_up({data(), stick.path() / "2", "test"}, clock.now(), going_on).value().damage.size() == 1u);
}

BOOST_AUTO_TEST_CASE(how_the_deadline_was_met_in_a_month) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto on_time = open_case(listed_agent(of));
  const auto late = open_case(listed_agent(of, "omni.bayu.s", "Bayu Saputra"));
  pass_until("2026-11-22T02:40:00+07:00");
  BOOST_TEST(report(*leader, on_time, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(confirm(*support, on_time, true).status == 200u);
  BOOST_TEST(report(*leader, late, false, "aplikasi tidak menjawab").status == 200u);
  pass_until("2026-11-23T00:00:01+07:00");
  BOOST_TEST(report(*leader, late, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(confirm(*support, late, true).status == 200u);
  const auto view = protocol::decode_sla_view(leader->get("/api/v1/user-id-sla?month=2026-11").body).value();
  BOOST_TEST(view.met == 1u);
  BOOST_TEST(view.missed == 1u);
  BOOST_REQUIRE(view.entries.size() == 2u);
  BOOST_TEST(view.entries.front().seconds == 9600u);
  BOOST_TEST(view.entries.back().cause == "aplikasi tidak menjawab");
  BOOST_TEST(protocol::decode_sla_view(leader->get("/api/v1/user-id-sla?month=2026-12").body).value().met == 0u);
  BOOST_TEST(leader->get("/api/v1/user-id-sla?month=kemarin").status == 400u);
}

BOOST_AUTO_TEST_CASE(a_breach_stays_in_the_month_of_its_deadline_and_is_not_withdrawn_away) {
  const auto of = make_application(domain::ConnectorKind::manual);
  pass_until("2026-11-29T08:00:00+07:00");
  const auto late = open_case(listed_agent(of), "2026-11-28");
  const auto taken_back = open_case(listed_agent(of, "omni.bayu.s", "Bayu Saputra"), "2026-11-28");
  const auto in_time = open_case(listed_agent(of, "omni.citra.l", "Citra Lestari"), "2026-11-28");
  const auto mistake = open_case(listed_agent(of, "omni.dewi.l", "Dewi Lestari"), "2026-11-28");
  BOOST_TEST(say_case(*support, mistake, "withdraw", "Salah catat.").status == 200u);
  BOOST_TEST(report(*leader, in_time, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(confirm(*support, in_time, true).status == 200u);
  const auto month = [this](const std::string& which) {
    return protocol::decode_sla_view(leader->get("/api/v1/user-id-sla?month=" + which).body).value();
  };
  const auto told = [this](const std::string& which) {
    const auto answer = leader->get("/api/v1/user-id-sla/report?from=" + which + "&to=" + which + "&by=month");
    return protocol::decode_sla_report(answer.body).value();
  };
  const auto is = [](const auto& one, std::uint64_t met, std::uint64_t missed) {
    return one.met == met && one.missed == missed;
  };
  BOOST_TEST(is(month("2026-11"), 1, 0));
  pass_until("2026-12-01T08:00:00+07:00");
  BOOST_TEST(is(month("2026-11"), 1, 2));  // the strip and the report say the same
  BOOST_TEST(is(told("2026-11"), 1, 2));
  BOOST_TEST(month("2026-11").entries.size() == 3u);
  BOOST_TEST(say_case(*support, taken_back, "withdraw", "Dicatat lagi dengan tanggal lain.").status == 200u);
  BOOST_TEST(report(*leader, late, true, "", letter_of(*leader)).status == 200u);
  BOOST_TEST(confirm(*support, late, true).status == 200u);
  BOOST_TEST(is(month("2026-11"), 1, 2));
  BOOST_TEST(is(month("2026-12"), 0, 0));
  BOOST_TEST(is(told("2026-12"), 0, 0));
  const auto report_now = told("2026-11");
  BOOST_TEST(is(report_now, 1, 2));
  const auto withdrawn = std::ranges::find(report_now.breaches, taken_back, &protocol::SlaBreach::one);
  BOOST_REQUIRE(withdrawn != report_now.breaches.end());
  BOOST_TEST((withdrawn->cause == domain::SlaCause::withdrawn));
  BOOST_TEST((withdrawn->done_at == clock.now()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
