// What the queue of user IDs says: the time that is left, where a case stands, who has it, refusals. Without a window.
#include "ui/user_id/case_words.h"

#include "support/time_of.h"
#include "ui/spoken_in.h"
#include "ui/user_id/case_rights.h"
#include "ui/user_id/case_steps.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using domain::CaseKind;
using domain::CaseState;
using test::InIndonesian;
using test::time_of;
using ui::CaseAct;

namespace {

constexpr const char* jakarta = "Asia/Jakarta";

base::Id numbered(std::uint8_t number) {
  base::Id id;
  id.bytes[0] = 1;
  id.bytes[15] = number;
  return id;
}
domain::Person somebody(std::uint8_t number, std::string name) {
  domain::Person person;
  person.id = numbered(number);
  person.version = numbered(static_cast<std::uint8_t>(number + 100));
  person.name = std::move(name);
  return person;
}

const domain::Person ratna = somebody(1, "Ratna Puspita");
const domain::Person hendra = somebody(2, "Hendra");
/// 23:47:48 in Jakarta, twelve minutes before the deadline.
const base::Instant now = time_of("2026-11-22T16:47:48Z");

protocol::UserIdCaseView resignation() {
  protocol::UserIdCaseView view;
  view.one.id = numbered(50);
  view.one.zone = jakarta;
  view.one.state = CaseState::requested;
  view.one.last_day = base::parse_day("2026-11-21").value();
  view.one.ends_at = domain::end_of_day(*view.one.last_day, jakarta);
  view.one.deadline = domain::deadline_of(*view.one.last_day, jakarta);
  view.one.requested_by = hendra.version;
  view.one.requested_at = time_of("2026-11-22T02:02:00Z");
  view.user_id.agent = "Nadia Putri";
  view.user_id.user_name = "omni.nadia.p";
  view.application.name = "Omni Channel";
  view.people = {ratna, hendra};
  return view;
}

protocol::UserIdCaseView replacement() {
  auto view = resignation();
  view.one.kind = CaseKind::replace;
  view.one.last_day.reset();
  view.one.ends_at.reset();
  view.one.deadline.reset();
  return view;
}

ui::CaseHand leader() {
  return {ratna.id, [](domain::Action action) { return domain::may(domain::Role::team_leader, action); }};
}
ui::CaseHand clerk() {
  return {hendra.id, [](domain::Action action) { return domain::may(domain::Role::support, action); }};
}

std::string refused(base::Fault fault, const char* field, const protocol::UserIdCaseView* view = nullptr) {
  return ui::case_sentence(base::fail(fault, "for the log", field), view, now);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(case_words)

BOOST_FIXTURE_TEST_CASE(midnight_belongs_to_the_day_that_it_ends, InIndonesian) {
  const auto view = resignation();
  BOOST_TEST(ui::end_words(*view.one.deadline, now, jakarta) == "22 Nov 24:00 WIB");
  BOOST_TEST(ui::end_words(*view.one.deadline, now, "Asia/Jayapura") == "23 Nov 02:00 WIT");
  BOOST_TEST(ui::end_words(time_of("2026-12-31T17:00:00Z"), now, jakarta) == "31 Des 24:00 WIB");
  BOOST_TEST(ui::end_words(time_of("2027-01-01T17:00:00Z"), now, jakarta) == "1 Jan 2027 24:00 WIB");
  BOOST_TEST(ui::minute_words(time_of("2026-11-22T02:02:59Z"), now, jakarta) == "09:02 WIB");
  BOOST_TEST(ui::minute_words(time_of("2026-11-14T03:21:00Z"), now, jakarta) == "14 Nov 10:21 WIB");
  BOOST_TEST(ui::day_words(*view.one.last_day) == "21 Nov 2026");
}

BOOST_FIXTURE_TEST_CASE(the_month_is_the_one_there, InIndonesian) {
  BOOST_TEST(ui::month_query(now, jakarta) == "2026-11");
  const auto new_year = time_of("2026-12-31T17:30:00Z");  // 2027 already in Jakarta
  BOOST_TEST(ui::month_query(new_year, jakarta) == "2027-01");
  BOOST_TEST(ui::month_query(new_year, "UTC") == "2026-12");
  BOOST_TEST(ui::month_query(time_of("2027-01-01T02:00:00Z"), "America/Lima") == "2026-12");
  BOOST_TEST(ui::month_words(new_year, jakarta) == "Jan 2027");
}

BOOST_FIXTURE_TEST_CASE(what_is_left_runs_out_and_then_grows, InIndonesian) {
  const auto view = resignation();
  const auto at = [&](base::Instant when) { return ui::left_words(ui::time_left(view, when).value()); };
  BOOST_TEST(at(now) == "12 mnt");
  BOOST_TEST(at(now + 12min) == "12 dtk");
  BOOST_TEST(at(now - 24h) == "24 j 12 m");
  BOOST_TEST(at(now + 13min) == "lewat 48 dtk");
  BOOST_TEST((ui::tone_of_time(view, now) == ui::CaseTone::alarm));
  BOOST_TEST((ui::tone_of_time(view, now - 24h) == ui::CaseTone::running));
  BOOST_TEST((ui::tone_of_time(view, now - 60h) == ui::CaseTone::calm));
  BOOST_TEST((ui::tone_of_time(view, now + 48h) == ui::CaseTone::alarm));
  BOOST_TEST(ui::used_part(0us) == 1.0);
  BOOST_TEST(ui::used_part(24h) == 0.5);
  BOOST_TEST(ui::used_part(100h) == 0.0);
  BOOST_TEST(ui::used_part(-1h) == 1.0);
}

BOOST_FIXTURE_TEST_CASE(no_clock_runs_for_what_is_confirmed_or_new, InIndonesian) {
  auto view = resignation();
  view.one.state = CaseState::carried_out;  // nobody has seen it yet
  BOOST_TEST(ui::time_left(view, now).has_value());
  view.one.state = CaseState::confirmed;
  BOOST_TEST(!ui::time_left(view, now).has_value());
  BOOST_TEST(!ui::time_left(replacement(), now).has_value());
  BOOST_TEST((ui::tone_of_time(replacement(), now) == ui::CaseTone::calm));
}

BOOST_FIXTURE_TEST_CASE(what_came_back_to_life_is_as_urgent_as_what_failed, InIndonesian) {
  auto view = resignation();
  BOOST_TEST(!ui::has_failed(view));
  view.one.reopened = 1;
  BOOST_TEST(ui::status_words(view, now) == "aktif kembali: nonaktifkan lagi");
  BOOST_TEST(ui::has_failed(view));
  view.one.order = domain::CaseOrder{ratna.id, ratna.version, now - 1h, *view.one.deadline, false};
  BOOST_TEST(!ui::has_failed(view));  // somebody has it in hand
}

BOOST_FIXTURE_TEST_CASE(a_status_says_who_is_next, InIndonesian) {
  auto view = resignation();
  const auto said = [&] { return ui::status_words(view, now); };
  BOOST_TEST(said() == "diminta Hendra, 09:02 WIB");
  view.application.connector = domain::ConnectorKind::scim;
  view.one.failures = 2;
  view.one.next_try = time_of("2026-11-22T16:49:00Z");
  BOOST_TEST(said() == "gagal 2×, lagi 23:49 WIB");
  BOOST_TEST(ui::has_failed(view));
  view.one.next_try.reset();
  BOOST_TEST(said() == "gagal 2×, belum ada perintah");
  view.one.failures = 0;
  view.one.order = domain::CaseOrder{ratna.id, ratna.version, now - 1h, *view.one.deadline, false};
  BOOST_TEST(said() == "perintah: 22 Nov 24:00 WIB");
  view.application.connector = domain::ConnectorKind::manual;
  BOOST_TEST(said() == "menunggu Ratna P., 22 Nov 24:00 WIB");
  view.one.order->due = now;
  BOOST_TEST(said() == "sedang dikerjakan Ratna P.");
  view.one.attempts = 3;
  view.one.attempt_begun_at = now;
  BOOST_TEST(said() == "percobaan 3 berjalan…");
  view.one.state = CaseState::carried_out;
  BOOST_TEST(said() == "perlu dilihat orang kedua");
  view.application.connector = domain::ConnectorKind::scim;
  BOOST_TEST(said() == "sedang dibaca ulang");
  BOOST_TEST(!ui::may_act(CaseAct::confirm_look, view, clerk(), now));
  view.one = domain::warn(std::move(view.one), domain::CaseWarning::look);  // the hub can't tell
  BOOST_TEST(said() == "perlu dilihat orang kedua");
  BOOST_TEST(ui::may_act(CaseAct::confirm_look, view, clerk(), now));
  view.one.state = CaseState::documented;
  view.one.done_at = view.one.confirmed_at = *view.one.deadline - 2h;
  BOOST_TEST(said() == "selesai, 2 j 0 m sebelum batas");
  BOOST_TEST(!ui::was_late(view));
  view.one.done_at = *view.one.deadline + 5min;
  BOOST_TEST(said() == "selesai, 5 mnt sesudah batas");
  BOOST_TEST(ui::was_late(view));
}

BOOST_FIXTURE_TEST_CASE(every_state_has_words_of_its_own, InIndonesian) {
  for (auto view : {resignation(), replacement()}) {
    std::set<std::string> said;
    for (std::size_t at = 0; at < domain::case_state_count; ++at) {
      view.one.state = static_cast<CaseState>(at);
      BOOST_TEST(said.insert(ui::status_words(view, now)).second);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(the_bar_names_whose_deadline_it_is, InIndonesian) {
  auto view = resignation();
  BOOST_TEST(ui::due_words(&view, "Ctrl+6") == "Nadia Putri · omni.nadia.p. Ada di antrean (Ctrl+6).");
  BOOST_TEST(ui::due_words(nullptr, "Ctrl+6").find("Ctrl+6") != std::string::npos);
  view.one.state = CaseState::carried_out;
  BOOST_TEST(ui::due_words(&view, "Ctrl+6") ==
             "Nadia Putri · omni.nadia.p. Menunggu dilihat orang kedua, di antrean: Berjalan (Ctrl+6).");
  // And there it is.
  using Show = console::UserIdClient::Show;
  BOOST_TEST((ui::list_of(CaseState::carried_out) == Show::running));
  BOOST_TEST((ui::list_of(CaseState::requested) == Show::action));
  BOOST_TEST((ui::list_of(CaseState::withdrawn) == Show::done));
}

BOOST_AUTO_TEST_CASE(a_warning_is_shown_to_who_can_do_what_is_missing) {
  auto view = resignation();
  BOOST_TEST(ui::hears_of("12h", &view, leader()));
  BOOST_TEST(!ui::hears_of("12h", &view, clerk()));
  BOOST_TEST(ui::hears_of("overdue", &view, clerk()));
  view.one.state = CaseState::carried_out;
  view.one.done_by = ratna.id;
  for (const auto* warning : {"look", "12h", "overdue"}) {
    BOOST_TEST(ui::hears_of(warning, &view, clerk()));
    BOOST_TEST(!ui::hears_of(warning, &view, leader()));  // who did it
  }
  view.one.done_by = hendra.id;
  BOOST_TEST(ui::hears_of("look", &view, leader()));
  BOOST_TEST(ui::hears_of("look", nullptr, clerk()));  // the case isn't known
  BOOST_TEST(ui::hears_of("a newer hub's", nullptr, leader()));
  BOOST_TEST(!ui::hears_of("look", &view, {ratna.id, [](domain::Action) { return false; }}));
}

BOOST_FIXTURE_TEST_CASE(a_letter_that_follows_is_asked_for_until_it_came, InIndonesian) {
  auto view = resignation();
  view.one.state = CaseState::received;
  BOOST_TEST(ui::status_words(view, now) == "tercatat, belum diminta");
  BOOST_TEST(ui::may_act(CaseAct::attach_letter, view, clerk(), now));
  BOOST_TEST(!ui::may_act(CaseAct::attach_letter, view, leader(), now));
  view.one.state = CaseState::documented;
  BOOST_TEST(!ui::may_act(CaseAct::attach_letter, view, clerk(), now));
  view.one.state = CaseState::received;
  view.one.letter = numbered(7);
  BOOST_TEST(!ui::may_act(CaseAct::attach_letter, view, clerk(), now));
  BOOST_TEST(ui::status_words(view, now) == "surat ada, belum diminta");
  protocol::Event opened;
  opened.kind = protocol::EventKind::case_opened;
  const auto first = ui::step_of(opened, view).value().text;
  opened.body.letter.emplace();
  BOOST_TEST(ui::step_of(opened, view).value().text != first);
  opened.kind = protocol::EventKind::case_letter_added;
  BOOST_TEST(ui::step_of(opened, view).value().text == "Surat resign diterima");
  BOOST_TEST(!ui::may_act(CaseAct::attach_letter, replacement(), clerk(), now));
}

BOOST_FIXTURE_TEST_CASE(the_deadline_is_explained, InIndonesian) {
  auto view = resignation();
  const auto why = ui::why_words(view, now);
  BOOST_TEST(why.question == "Mengapa batasnya 22 Nov 24:00 WIB?");
  BOOST_TEST(why.answer == "Hari kerja terakhir 21 Nov 2026 sampai 24:00, ditambah 24 jam. R36; SOP butir 5.1.");
  view.one.target = *view.one.ends_at + 4h;
  BOOST_TEST(ui::why_words(view, now).answer.ends_with("Target unit sendiri: 22 Nov 04:00 WIB (R41)."));
  BOOST_TEST(ui::why_words(replacement(), now).question.empty());
}

BOOST_FIXTURE_TEST_CASE(the_month_in_one_line, InIndonesian) {
  protocol::SlaView sla;
  BOOST_TEST(ui::sla_words(sla) == "belum ada yang nonaktif bulan ini");
  sla.waiting = 1;
  BOOST_TEST(ui::sla_words(sla) == "belum ada yang nonaktif bulan ini  ·  1 belum dilihat orang kedua");
  sla.waiting = 0;
  sla.met = 37;
  sla.missed = 1;
  sla.median_seconds = 9600;
  sla.entries = {{numbered(1), "A", now, 60, true, ""}, {numbered(2), "B", now, 90'000, false, "tidak menjawab"}};
  BOOST_TEST(ui::sla_words(sla) == "37 dari 38 tepat waktu  ·  median 2 j 40 m  ·  1 lewat batas (tidak menjawab)");
}

BOOST_FIXTURE_TEST_CASE(whoever_was_first_is_named, InIndonesian) {
  auto view = resignation();
  view.one.order = domain::CaseOrder{ratna.id, ratna.version, now - 1min, now, false};
  BOOST_TEST(
      refused(base::Fault::conflict, "order", &view).starts_with("Sudah dipegang Ratna Puspita sejak 23:46 WIB."));
  view.one.state = CaseState::carried_out;
  view.one.done_by_version = ratna.version;
  BOOST_TEST(refused(base::Fault::conflict, "state", &view).starts_with("Ratna Puspita lebih dahulu."));
  BOOST_TEST(refused(base::Fault::conflict, "state").starts_with("Keadaannya sudah berubah"));
  BOOST_TEST(refused(base::Fault::forbidden, "second_person").starts_with("Anda sendiri yang mengerjakannya"));
  BOOST_TEST(refused(base::Fault::invalid, "/last_day") == refused(base::Fault::invalid, "last_day"));
  std::set<std::string> said;
  for (const auto* field : {"last_day", "letter_date", "user_name", "agent", "email", "replaces", "early", "proof",
                            "letter", "application", "unit", "person", "when", "id"})
    BOOST_TEST(said.insert(refused(base::Fault::invalid, field)).second);
}

BOOST_FIXTURE_TEST_CASE(steps_follow_the_procedure, InIndonesian) {
  auto view = resignation();
  view.one.attempts = 2;
  view.one.failures = 2;
  view.one.next_try = now + 72s;
  view.application.connector = domain::ConnectorKind::scim;
  protocol::Event failed;
  failed.kind = protocol::EventKind::case_failed;
  failed.at = now - 3min;
  failed.body.attempt = 2;
  failed.body.text = "tidak menjawab dalam 30 dtk";
  failed.on_behalf_of = ratna.id;
  failed.people = {ratna};
  auto attempted = failed;
  attempted.kind = protocol::EventKind::case_attempted;
  view.timeline = {attempted, failed};
  const auto steps = ui::steps_of(view, now);
  BOOST_REQUIRE_EQUAL(steps.size(), 4u);
  BOOST_TEST(steps[0].text == "Percobaan 2 gagal: tidak menjawab dalam 30 dtk");
  BOOST_TEST(steps[0].detail == "pusat, atas perintah Ratna Puspita");
  BOOST_TEST((steps[0].sign == ui::CaseStep::Sign::failed));
  BOOST_TEST(steps[1].text == "Percobaan 3: 1:12 lagi");
  BOOST_TEST((steps[1].sign == ui::CaseStep::Sign::next));
  BOOST_TEST(steps[2].text == "Dibaca ulang dari aplikasi");
  BOOST_TEST((steps[3].sign == ui::CaseStep::Sign::open));
}

BOOST_FIXTURE_TEST_CASE(what_is_still_to_do_does_not_read_as_done, InIndonesian) {
  for (const auto& [view, deed] : {std::pair{resignation(), "dinonaktifkan"}, std::pair{replacement(), "dibuat"}}) {
    auto one = view;
    one.application.connector = domain::ConnectorKind::scim;
    one.timeline.clear();
    one.one.state = CaseState::requested;
    one.one.requested_at = now - 1h;
    BOOST_TEST(ui::steps_of(one, now).front().text == "Perlu " + std::string{deed});
    one.one.order = domain::CaseOrder{ratna.id, ratna.version, now - 1h, now + 1h, false};
    BOOST_TEST(ui::steps_of(one, now).front().text.starts_with("Akan " + std::string{deed}));
  }
}

BOOST_FIXTURE_TEST_CASE(a_replacement_is_handed_over_before_the_logbook, InIndonesian) {
  auto view = replacement();
  view.one.state = CaseState::received;
  const auto steps = ui::steps_of(view, now);
  std::string all;
  for (const auto& step : steps) all += step.text + "|";
  BOOST_TEST(all ==
             "Minta ke Team Leader|Team Leader membuatnya di aplikasi|Orang kedua melihat di aplikasi|"
             "Serahkan ke Support|Perbarui logbook|");
  view.one.state = CaseState::documented;
  BOOST_TEST(ui::steps_of(view, now).empty());
}

BOOST_FIXTURE_TEST_CASE(what_was_disposed_of_is_not_opened_again, InIndonesian) {
  auto view = resignation();
  view.one.state = CaseState::documented;
  BOOST_TEST(ui::may_act(CaseAct::reopen, view, clerk(), now));
  view.user_id.user_name.clear();
  BOOST_TEST(!ui::may_act(CaseAct::reopen, view, clerk(), now));
  BOOST_TEST(refused(base::Fault::conflict, "disposed", &view).starts_with("User ID ini sudah dimusnahkan"));
}

BOOST_FIXTURE_TEST_CASE(buttons_mirror_who_may_do_what, InIndonesian) {
  auto view = resignation();
  BOOST_TEST(ui::may_act(CaseAct::deactivate, view, leader(), now));
  BOOST_TEST(!ui::may_act(CaseAct::deactivate, view, clerk(), now));  // R40
  BOOST_TEST(!ui::may_act(CaseAct::order_for_end, view, leader(), now));
  BOOST_TEST(ui::may_act(CaseAct::order_for_end, view, leader(), now - 48h));
  BOOST_TEST(ui::may_act(CaseAct::withdraw, view, clerk(), now));
  view.waits = true;
  BOOST_TEST(!ui::may_act(CaseAct::deactivate, view, leader(), now));
  view.waits = false;
  view.one.attempt_begun_at = now;
  BOOST_TEST(!ui::may_act(CaseAct::deactivate, view, leader(), now));
  view.one.attempt_begun_at.reset();
  view.one.state = CaseState::carried_out;
  view.one.done_by = ratna.id;
  BOOST_TEST(!ui::may_act(CaseAct::confirm_look, view, leader(), now));  // a second person
  BOOST_TEST(ui::may_act(CaseAct::confirm_look, view, clerk(), now));
  view.one.state = CaseState::confirmed;
  BOOST_TEST(ui::may_act(CaseAct::document, view, clerk(), now));
  BOOST_TEST(!ui::may_act(CaseAct::hand_over, view, clerk(), now));
  view.one.kind = CaseKind::replace;
  BOOST_TEST(!ui::may_act(CaseAct::document, view, clerk(), now));
  BOOST_TEST(ui::may_act(CaseAct::hand_over, view, clerk(), now));
}

BOOST_AUTO_TEST_SUITE_END()
