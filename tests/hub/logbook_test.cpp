// The logbook as document control and auditors meet it (R39): found, corrected, signed off, and gone after two years.
#include "book_room.h"

#include "base/file.h"
#include "hub/logbook_report.h"
#include "store/data_folder.h"
#include "store/database.h"
#include "store/integrity.h"

namespace siaga::test {

using protocol::EventKind;
using protocol::LogbookStatus;

namespace {

struct PaperRoom : BookRoom {
  /// Of the newest user ID's row.
  std::string cell_under(std::string_view title, protocol::LogbookFormat format = protocol::LogbookFormat::csv) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    const std::atomic<bool> stopping{false};
    hub::LogbookRows rows{database, {}, format, stopping};
    report::Row row;
    BOOST_REQUIRE(rows.begin().has_value());
    BOOST_REQUIRE(rows.next(row).value());
    const auto columns = hub::logbook_columns();
    const auto found = std::ranges::find(columns, title, &report::Column::title);
    BOOST_REQUIRE(found != columns.end());
    return row.at(static_cast<std::size_t>(found - columns.begin()));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(logbook, BookRoom)

BOOST_AUTO_TEST_CASE(a_row_says_what_became_of_a_user_id) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = closed_agent(of);
  listed_agent(of, "omni.bayu.s", "Bayu Saputra");
  const auto page = book();
  BOOST_TEST(page.total == 2u);
  BOOST_TEST(!page.more);
  BOOST_TEST(page.items.front().user_id.agent == "Bayu Saputra");  // the newest entry first
  const auto& row = page.items.back();
  BOOST_TEST(row.application == "Omni Channel");
  BOOST_TEST(row.zone == "Asia/Jakarta");
  BOOST_TEST((row.status == LogbookStatus::inactive));
  BOOST_TEST(base::to_text(row.letter_date.value()) == "2026-11-14");
  BOOST_TEST(base::to_text(row.last_day.value()) == "2026-11-21");
  BOOST_TEST(row.requested->by == "hendra");
  BOOST_TEST(row.attempts == 2u);
  BOOST_TEST(row.failed == 1u);
  BOOST_TEST(row.deactivated->by == "ratna");
  BOOST_TEST(row.deactivated->on_behalf_of == "");
  BOOST_TEST(row.sla_seconds.value() == 16 * 3600);
  BOOST_TEST(row.confirmed_at.has_value());
  BOOST_TEST(base::to_text(row.keep_until.value()) == "2028-11-22");
  BOOST_TEST(row.first_book_no == 1u);
  BOOST_TEST(row.last_book_no == 9u);
  const auto whole = history(nadia.id);
  BOOST_TEST(whole.entries.size() == 9u);
  BOOST_TEST((whole.entries.front().event.kind == EventKind::user_id_listed));
  BOOST_TEST(whole.entries.back().book_no == 9u);
  BOOST_TEST(whole.people.size() == 2u);
  BOOST_TEST(!whole.entries.back().erased);
}

BOOST_FIXTURE_TEST_CASE(paper_says_how_many_attempts_it_leaves_out_and_csv_has_all, PaperRoom) {
  const auto one = open_case(listed_agent(make_application(domain::ConnectorKind::manual)));
  pass_until("2026-11-22T08:00:00+07:00");
  for (int i = 1; i <= 20; ++i)
    BOOST_REQUIRE(report(*leader, one, false, "aplikasi menolak, kali ke-" + std::to_string(i)).status == 200u);
  const auto cell = [this](protocol::LogbookFormat format) { return cell_under("Percobaan", format); };
  for (const auto format : {protocol::LogbookFormat::csv, protocol::LogbookFormat::xlsx}) {
    const auto whole = cell(format);
    for (int i = 1; i <= 20; ++i) BOOST_TEST(whole.find("kali ke-" + std::to_string(i) + ")") != std::string::npos);
    BOOST_TEST(std::ranges::count(whole, '\n') == 19);
  }
  const auto paper = cell(protocol::LogbookFormat::pdf);
  BOOST_TEST(std::ranges::count(paper, '\n') == 6);
  BOOST_TEST(paper.find("\xE2\x80\xA6 14 percobaan lagi, 14 gagal") != std::string::npos);
  for (const auto* told : {"kali ke-1)", "kali ke-3)", "kali ke-18)", "kali ke-20)"})
    BOOST_TEST(paper.find(told) != std::string::npos, told);
}

BOOST_FIXTURE_TEST_CASE(paper_names_who_tried_and_who_made_a_replacement, PaperRoom) {  // R38, R40
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto planned = plan_replacement(of);
  BOOST_REQUIRE(plain_case(*support, planned, "request").status == 200u);
  BOOST_REQUIRE(report(*other_leader, planned, true, "", letter_of(*other_leader)).status == 200u);
  BOOST_REQUIRE(confirm(*support, planned, true).status == 200u);
  const auto making = cell_under("Penggantian");
  BOOST_TEST(making.starts_with("Dibuat 21 Nov 2026"), making);
  BOOST_TEST(making.ends_with("\nsurya"), making);
  const auto one = open_case(view_case(planned).user_id);
  pass_until("2026-11-22T08:00:00+07:00");
  BOOST_REQUIRE(report(*leader, one, false, "ditolak").status == 200u);
  BOOST_REQUIRE(report(*other_leader, one, false, "ditolak lagi").status == 200u);
  const auto tried = cell_under("Percobaan");
  BOOST_TEST(tried.find("gagal (ditolak) \xE2\x80\x93 ratna\n2. ") != std::string::npos, tried);
  BOOST_TEST(tried.ends_with("gagal (ditolak lagi) \xE2\x80\x93 surya"), tried);
  BOOST_TEST(cell_under("Penggantian") == making);  // it stays while it is closed again
}

BOOST_FIXTURE_TEST_CASE(an_attempt_of_the_hubs_own_names_whose_order_it_was, PaperRoom) {  // R42
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::scim));
  application.put(nadia.user_name, true);
  const auto one = open_case(nadia);
  BOOST_REQUIRE(order(*leader, one, domain::When::now, true).status == 200u);
  until_state(one, domain::CaseState::confirmed);
  const auto tried = cell_under("Percobaan");
  BOOST_TEST(tried.ends_with("berhasil \xE2\x80\x93 pusat, atas perintah ratna"), tried);
}

BOOST_FIXTURE_TEST_CASE(paper_says_how_many_corrections_it_leaves_out_and_csv_has_all, PaperRoom) {
  const auto nadia = listed_agent(make_application(domain::ConnectorKind::manual));
  const std::string long_words(1900, 'x');
  for (int i = 0; i < 10; ++i) {
    const protocol::CorrectCommand wish{make_id(), "K1", 1, std::to_string(i) + long_words};
    BOOST_REQUIRE(
        archive->post("/api/v1/logbook/" + base::to_string(nadia.id) + "/correct", protocol::encode(wish)).status ==
        200u);
  }
  BOOST_REQUIRE(keep(*archive, nadia.id, "hold", "Perkara 12/2028").status == 200u);
  const auto all = cell_under("Catatan", protocol::LogbookFormat::csv);
  BOOST_TEST(all.find("#11 mengoreksi #1: 9x") != std::string::npos);
  for (const auto format : {protocol::LogbookFormat::pdf, protocol::LogbookFormat::xlsx}) {
    const auto paper = cell_under("Catatan", format);
    BOOST_TEST(paper.find("\n\xE2\x80\xA6 3 koreksi lagi; semuanya ada di CSV") != std::string::npos, paper);
    BOOST_TEST(paper.ends_with("\nDitahan: Perkara 12/2028"));
  }
}

BOOST_AUTO_TEST_CASE(it_is_searched_by_beginnings_of_words_and_turned_page_by_page) {
  const auto of = make_application(domain::ConnectorKind::manual);
  closed_agent(of);
  listed_agent(of, "omni.bayu.s", "Bayu Putra");
  listed_agent(make_application(domain::ConnectorKind::manual), "web.putri", "Putri D'Ari");
  BOOST_TEST(found("?search=PUT") == 3u);
  BOOST_TEST(found("?search=nad") == 1u);
  BOOST_TEST(found("?search=nad%20put") == 1u);
  BOOST_TEST(found("?search=adia") == 0u);
  BOOST_TEST(found("?search=contoh") == 3u);
  BOOST_TEST(found("?search=omni.ba") == 1u);
  BOOST_TEST(found("?search=d%27ari") == 1u);
  BOOST_TEST(found("?search=%22%2A%20or%20x") == 0u);
  BOOST_TEST(found("?search=nadia%E2%80%94putri") == 0u);  // a dash that isn't ASCII
  BOOST_TEST(found("?search=%E2%80%94") == 0u);
  BOOST_TEST(found("?status=active&keeping=all") == 2u);
  BOOST_TEST(found("?status=inactive&search=put") == 1u);
  BOOST_TEST(found("?application=" + base::to_string(of)) == 2u);
  BOOST_TEST(found("?from=2026-11-23") == 2u);
  BOOST_TEST(found("?to=2026-11-22") == 1u);
  BOOST_TEST(found("?from=2026-11-22&to=2026-11-22") == 1u);
  BOOST_TEST(found("?keeping=over") == 0u);
  const auto first = book("?limit=2");
  BOOST_TEST(first.items.size() == 2u);
  const auto second = book("?limit=2&after=" + std::to_string(first.next.value()));
  BOOST_TEST(second.items.size() == 1u);
  BOOST_TEST(!second.next);
  BOOST_TEST(second.items.front().user_id.agent == "Nadia Putri");
  BOOST_TEST(book("", elsewhere.get()).total == 0u);  // another unit's
  BOOST_TEST(auditor->get("/api/v1/logbook?status=kini").status == 400u);
  BOOST_TEST(auditor->get("/api/v1/logbook?from=2026-11-22&to=2026-11-21").status == 400u);
  BOOST_TEST(auditor->get("/api/v1/logbook/" + base::to_string(make_id())).status == 404u);
}

BOOST_AUTO_TEST_CASE(a_correction_is_an_entry_that_points_to_the_old_one) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = listed_agent(of);
  const auto bayu = listed_agent(of, "omni.bayu.s", "Bayu Saputra");
  BOOST_TEST(correct(*archive, nadia.id, 1).status == 200u);
  BOOST_TEST(problem_of(correct(*archive, nadia.id, 2)) == "invalid book_no");  // Bayu's
  BOOST_TEST(correct(*auditor, nadia.id, 1).status == 403u);
  BOOST_TEST(correct(*support, nadia.id, 1).status == 403u);
  BOOST_TEST(correct(*elsewhere, nadia.id, 1).status == 404u);
  const auto row = book().items.front();
  BOOST_TEST(row.user_id.agent == "Nadia Putri");
  BOOST_REQUIRE(row.notes.size() == 1u);
  BOOST_TEST(row.notes.front().book_no == 3u);
  BOOST_TEST(row.notes.front().corrects == 1u);
  BOOST_TEST(row.notes.front().by == "arsip");
  BOOST_TEST(row.notes.front().text == "Regu 4, bukan Regu 3.");
  BOOST_TEST(history(nadia.id).entries.front().event.body.text.value() == "Voice · Regu 3");  // as it was
  BOOST_TEST(history(bayu.id).entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_over_is_disposed_of_and_its_numbers_and_proofs_stay) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = closed_agent(of);
  const auto bayu = listed_agent(of, "omni.bayu.s", "Bayu Saputra");
  come_at("2028-11-22T20:00:00+07:00");
  BOOST_TEST(found("?keeping=ending") == 1u);
  BOOST_TEST(found("?keeping=over") == 0u);
  auto minutes = make_id();
  BOOST_TEST(send_letter(*archive, minutes, "%PDF-1.7 berita acara", "ba.pdf").status == 201u);
  const auto early = dispose({nadia.id}, minutes);
  BOOST_TEST(problem_of(early) == "conflict user_ids/0");
  BOOST_TEST(early.body.find("omni.nadia.p") != std::string::npos);
  come_at("2028-11-23T00:00:01+07:00");
  BOOST_TEST(found("?keeping=over") == 1u);
  BOOST_TEST(keep(*archive, nadia.id, "hold", "Perkara 12/2028").status == 200u);
  BOOST_TEST(problem_of(keep(*archive, nadia.id, "hold", "Lagi")) == "conflict held");
  BOOST_TEST(found("?keeping=held") == 1u);
  BOOST_TEST(found("?keeping=over") == 0u);
  BOOST_TEST(problem_of(dispose({nadia.id}, minutes)) == "conflict user_ids/0");
  BOOST_TEST(keep(*archive, nadia.id, "release", "Perkara selesai").status == 200u);
  BOOST_TEST(problem_of(dispose({nadia.id, bayu.id}, minutes)) == "conflict user_ids/1");
  BOOST_TEST(book("?search=nadia").total == 1u);  // nothing of it was done

  FeedReader reader{*this, *auditor, auditor->snapshot().as_of};
  const auto command = make_id();
  const auto done = dispose({nadia.id}, minutes, command);
  BOOST_REQUIRE_MESSAGE(done.status == 200u, done.body);
  BOOST_TEST(dispose({nadia.id}, minutes, command).body == done.body);  // a retry
  reader.until(EventKind::logbook_disposed, nadia.id);
  BOOST_TEST(found("?search=nadia") == 0u);
  const auto whole = history(nadia.id);
  BOOST_TEST((whole.row.status == LogbookStatus::disposed));
  BOOST_TEST(whole.row.user_id.agent == "");
  BOOST_TEST(whole.row.user_id.user_name == "");
  BOOST_TEST(whole.row.deactivated->by == "ratna");
  BOOST_REQUIRE(whole.entries.size() == 12u);
  for (std::size_t i = 0; i < 11; ++i) BOOST_TEST(whole.entries[i].erased);
  const auto& last = whole.entries.back();
  BOOST_TEST(!last.erased);
  BOOST_TEST(last.event.body.size.value() == 11u);
  BOOST_TEST((last.event.body.letter.value() == base::sha256("%PDF-1.7 berita acara")));
  for (const auto& letter : letters) {
    BOOST_TEST(is_gone_soon(store::letter_in(data(), letter)));
    BOOST_TEST(archive->get("/api/v1/letters/" + base::to_string(letter)).status == 404u);
  }
  BOOST_TEST(auditor->get("/api/v1/letters/" + base::to_string(minutes)).status == 200u);
  BOOST_TEST(problem_of(correct(*archive, nadia.id, 1)) == "conflict disposed");
  // Nobody takes it for somebody who could be replaced.
  auto wish = replacement(of);
  wish.agent.replaces = nadia.id;
  BOOST_TEST(problem_of(put(*support, wish)) == "conflict disposed");
  const auto offered = protocol::decode_user_ids(support->get("/api/v1/user-ids").body).value();
  BOOST_REQUIRE(offered.size() == 1u);
  BOOST_TEST((offered.front().id == bayu.id));
  // Its case still opens, without what was said.
  const auto answer = auditor->get("/api/v1/user-id-cases/" + base::to_string(whole.row.the_case.value()));
  const auto one = protocol::decode_user_id_case_view(answer.body);
  BOOST_REQUIRE_MESSAGE(one, one.error().field << " " << one.error().detail);
  BOOST_TEST(one->timeline.size() > 5u);

  // Whoever catches up from the beginning misses nothing.
  const auto now = auditor->snapshot().as_of;
  FeedReader late{*this, *auditor, {now.epoch, 0}};
  late.until(now.seq);
  std::size_t erased = 0;
  for (const auto& event : late.events()) erased += event.kind == EventKind::case_opened && !event.body.book_no;
  BOOST_TEST(erased == 1u);
  const auto journal = auditor->get("/api/v1/journal/export");
  BOOST_TEST(journal.status == 200u);
  const auto verdict = examined(journal.body, "");
  BOOST_TEST(verdict.is_whole());
  BOOST_TEST(verdict.is_book_whole);  // numbers and commitments stay
  BOOST_TEST(verdict.book_first == 1u);
  BOOST_TEST(verdict.book_last == 13u);
  BOOST_TEST(verdict.erased == 11u);
}

BOOST_AUTO_TEST_CASE(a_berita_acara_that_is_printed_before_it_is_one_is_an_event) {
  const auto of = make_application(domain::ConnectorKind::manual);
  const auto nadia = closed_agent(of);
  const auto bayu = listed_agent(of, "omni.bayu.s", "Bayu Saputra");
  BOOST_TEST(problem_of(tell_draft(*archive, {nadia.id})) == "conflict user_ids/0");
  come_at("2028-11-23T00:00:01+07:00");
  BOOST_TEST(problem_of(tell_draft(*archive, {nadia.id, bayu.id})) == "conflict user_ids/1");
  BOOST_TEST(tell_draft(*auditor, {nadia.id}).status == 403u);
  BOOST_TEST(problem_of(tell_draft(*elsewhere, {nadia.id})) == "not-found user_ids/0");
  const auto entries = history(nadia.id).entries.size();
  FeedReader reader{*this, *auditor, auditor->snapshot().as_of};
  const auto command = make_id();
  const auto told = tell_draft(*archive, {nadia.id}, command);
  BOOST_REQUIRE_MESSAGE(told.status == 200u, told.body);
  BOOST_TEST(tell_draft(*archive, {nadia.id}, command).body == told.body);  // a retry
  reader.until(protocol::decode_receipt(told.body).value().seq);
  std::vector<protocol::Event> exports;
  for (const auto& event : reader.events())
    if (event.kind == EventKind::logbook_exported) exports.push_back(event);
  BOOST_REQUIRE(exports.size() == 1u);  // what was refused left no trace
  BOOST_TEST((exports.front().body.user_ids == std::vector{nadia.id}));
  BOOST_TEST(exports.front().people.front().name == "arsip");
  BOOST_TEST(history(nadia.id).entries.size() == entries);  // it is none of hers, and names nobody
  BOOST_TEST((history(nadia.id).row.status == LogbookStatus::inactive));
}

BOOST_AUTO_TEST_CASE(letters_that_a_crash_left_behind_go_at_the_next_start) {
  const auto nadia = closed_agent(make_application(domain::ConnectorKind::manual));
  come_at("2028-11-23T00:00:01+07:00");
  auto minutes = make_id();
  BOOST_TEST(send_letter(*archive, minutes, "%PDF-1.7 berita acara", "ba.pdf").status == 201u);
  // What stands in a letter's place can't be deleted: the disposal is committed, its files stay.
  const auto blocked = store::letter_in(data(), letters.front());
  std::filesystem::remove(blocked);
  std::filesystem::create_directories(blocked / "in the way");
  BOOST_REQUIRE(dispose({nadia.id}, minutes).status == 200u);
  BOOST_TEST(is_gone_soon(store::letter_in(data(), letters.back())));
  BOOST_TEST(problem_of(send_letter(*archive, letters.front(), "%PDF-1.7 lagi", "lagi.pdf")) != "");
  leave_all();
  stop();
  std::filesystem::remove_all(blocked);
  BOOST_REQUIRE(base::write_atomically(blocked, "%PDF-1.7 surat Nadia").has_value());
  start();
  BOOST_TEST(is_gone_soon(blocked));
  BOOST_TEST(std::filesystem::exists(store::letter_in(data(), minutes)));
}

BOOST_AUTO_TEST_CASE(the_database_keeps_no_copy_of_what_was_disposed_of) {
  const auto nadia = closed_agent(make_application(domain::ConnectorKind::manual));
  come_at("2028-11-23T00:00:01+07:00");
  auto minutes = make_id();
  BOOST_TEST(send_letter(*archive, minutes, "%PDF-1.7 berita acara", "ba.pdf").status == 201u);
  BOOST_REQUIRE(dispose({nadia.id}, minutes).status == 200u);
  const std::vector<std::string> traces{"nadia", "Nadia", "putri"};
  for (const auto& letter : letters) BOOST_TEST(is_gone_soon(store::letter_in(data(), letter)));
  until_tidied();
  check_no_file_has(traces);
  leave_all();
  stop();
  check_no_file_has(traces);
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
  BOOST_TEST(store::faults_of(database).empty());
}

BOOST_AUTO_TEST_CASE(a_period_is_signed_off_with_a_checkpoint) {
  listed_agent(make_application(domain::ConnectorKind::manual));
  protocol::SignOffCommand wish{make_id(), "K1", base::parse_day("2026-11-01").value(),
                                base::parse_day("2026-11-21").value(), "Diperiksa."};
  const auto answer = archive->post("/api/v1/logbook/sign-off", protocol::encode(wish));
  BOOST_REQUIRE_MESSAGE(answer.status == 200u, answer.body);
  const auto view = protocol::decode_sign_off_view(answer.body).value();
  BOOST_TEST(view.book_no == 2u);
  BOOST_TEST(view.by == "arsip");
  BOOST_TEST(view.checkpoint->size >= view.seq);
  BOOST_TEST(view.checkpoint->root.size() == 44u);
  BOOST_TEST(view.checkpoint->key.size() == 39u);
  BOOST_TEST(archive->post("/api/v1/logbook/sign-off", protocol::encode(wish)).body == answer.body);
  const auto all = protocol::decode_sign_offs(auditor->get("/api/v1/logbook/sign-offs").body).value();
  BOOST_REQUIRE(all.size() == 1u);
  BOOST_TEST(all.front().text == "Diperiksa.");
  BOOST_TEST(protocol::decode_sign_offs(elsewhere->get("/api/v1/logbook/sign-offs").body).value().empty());
  wish.command = make_id();
  wish.to = base::parse_day("2026-11-22").value();
  BOOST_TEST(archive->post("/api/v1/logbook/sign-off", protocol::encode(wish)).status == 400u);  // not yet
  BOOST_TEST(auditor->post("/api/v1/logbook/sign-off", protocol::encode(wish)).status == 403u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
