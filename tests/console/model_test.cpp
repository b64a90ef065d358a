#include "console/model.h"

#include "console/handmade.h"
#include "support/fake_clock.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace siaga::test;
using console::LinkStatus;
using console::QueueFilter;
using protocol::EventKind;

namespace {

struct Desk {
  FakeClock clock{moment(0)};
  console::Model model{clock};
  std::vector<base::Id> arrived;
  std::vector<base::Id> changed;
  int resets = 0;
  base::Connection hears_arrivals = model.sos_arrived.connect([this](const base::Id& id) { arrived.push_back(id); });
  base::Connection hears_changes = model.sos_changed.connect([this](const base::Id& id) { changed.push_back(id); });
  base::Connection hears_resets = model.queue_reset.connect([this] { ++resets; });
  const domain::Person sari = person(9, "Sari Wulandari");
  const domain::Person budi = person(8, "Budi Santoso");

  Desk() {
    model.set_console_name("KONSOL-2");
    model.apply_session(session());
    model.apply_snapshot(snapshot(10));
    resets = 0;
  }

  void feed(std::vector<protocol::Event> events) {
    BOOST_REQUIRE(model.apply_range(range(model.link().complete_to + 1, std::move(events))));
  }
};

protocol::Event said(protocol::Event event, std::string text) {
  event.body.text = std::move(text);
  return event;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(model, Desk)

BOOST_AUTO_TEST_CASE(an_alarm_carries_all_that_its_event_says) {
  feed({raised(11, id_of(1))});
  const auto* matter = model.find(id_of(1));
  BOOST_REQUIRE(matter);
  BOOST_TEST(matter->reporter.name == "Rudi Hartanto");
  BOOST_TEST((matter->sos.received_at == moment(11)));
  BOOST_TEST((matter->sos.pressed_at == moment(9)));
  BOOST_TEST(matter->sos.position->lat == -6.9833);
  BOOST_TEST(matter->timeline.size() == 1u);
  BOOST_TEST(matter->timeline_complete);
  BOOST_TEST((arrived == std::vector{id_of(1)}));
  BOOST_TEST(changed.empty());
  BOOST_TEST(model.must_sound());
}

BOOST_AUTO_TEST_CASE(a_gap_or_a_repetition_changes_nothing) {
  feed({raised(11, id_of(1))});
  BOOST_TEST(!model.apply_range(range(11, {raised(11, id_of(1))})));
  BOOST_TEST(!model.apply_range(range(13, {raised(13, id_of(2))})));
  BOOST_TEST(!model.apply_range(range(10, {raised(12, id_of(2))})));
  BOOST_TEST(model.link().complete_to == 11u);
  BOOST_TEST(arrived.size() == 1u);
  BOOST_TEST(model.count(QueueFilter::all) == 1u);
}

BOOST_AUTO_TEST_CASE(a_range_that_does_not_hold_together_is_refused) {
  BOOST_TEST(!model.apply_range(range(11, {raised(12, id_of(1)), raised(12, id_of(2))})));
  BOOST_TEST(!model.apply_range(range(11, {raised(13, id_of(1)), raised(12, id_of(2))})));
  auto backwards = range(11, {});
  backwards.to = 10;
  BOOST_TEST(!model.apply_range(backwards));
  auto beyond = range(11, {raised(12, id_of(1))});
  beyond.to = 11;
  BOOST_TEST(!model.apply_range(beyond));
  BOOST_TEST(arrived.empty());
}

BOOST_AUTO_TEST_CASE(empty_ranges_chain_over_events_of_other_units) {
  auto unseen = range(11, {});
  unseen.to = 40;
  BOOST_TEST(model.apply_range(unseen));
  BOOST_TEST(model.link().complete_to == 40u);
  feed({raised(41, id_of(1))});
  BOOST_TEST(arrived.size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_walk_from_alarm_to_closing) {
  const auto sos = id_of(1);
  feed({raised(11, sos)});
  feed({event(12, EventKind::sos_shown, sos, sari), event(13, EventKind::sos_claimed, sos, sari)});
  BOOST_TEST(!model.must_sound());
  BOOST_TEST(model.find(sos)->owner_name == "Sari Wulandari");
  BOOST_TEST((model.find(sos)->sos.first_shown_at == moment(12)));
  BOOST_TEST((changed == std::vector{sos}));  // once a range
  feed({event(14, EventKind::sos_released, sos, sari)});
  BOOST_TEST(model.must_sound());
  BOOST_TEST(model.find(sos)->owner_name == "");
  feed({event(15, EventKind::sos_claimed, sos, sari),
        said(event(16, EventKind::sos_taken_over, sos, budi), "istirahat")});
  BOOST_TEST(model.find(sos)->owner_name == "Budi Santoso");
  BOOST_TEST(model.count(QueueFilter::unanswered) == 1u);
  feed({said(event(17, EventKind::sos_responded, sos, budi), "patroli jalan")});
  BOOST_TEST(model.count(QueueFilter::unanswered) == 0u);
  BOOST_TEST(model.count(QueueFilter::answered) == 1u);
  auto closed = said(event(18, EventKind::sos_closed, sos, budi), "selesai");
  closed.body.outcome = domain::Outcome::helped;
  feed({closed});
  BOOST_TEST(model.find(sos)->sos.is_closed());
  BOOST_TEST((model.find(sos)->sos.outcome == domain::Outcome::helped));
  BOOST_TEST(model.count(QueueFilter::answered) == 1u);
  BOOST_TEST(model.find(sos)->timeline.size() == 8u);
}

BOOST_AUTO_TEST_CASE(an_answered_one_that_was_released_waits_again) {
  const auto sos = id_of(1);
  feed({raised(11, sos), event(12, EventKind::sos_claimed, sos, sari),
        said(event(13, EventKind::sos_responded, sos, sari), "patroli jalan")});
  BOOST_TEST(model.count(QueueFilter::unanswered) == 0u);
  feed({event(14, EventKind::sos_released, sos, sari)});
  BOOST_TEST(model.must_sound());
  BOOST_TEST(model.count(QueueFilter::unanswered) == 1u);  // what sounds stands in the queue
  BOOST_TEST(model.count(QueueFilter::answered) == 0u);
}

BOOST_AUTO_TEST_CASE(closing_without_an_answer_leaves_the_unanswered) {
  feed({raised(11, id_of(1)), event(12, EventKind::sos_claimed, id_of(1), sari),
        event(13, EventKind::sos_closed, id_of(1), sari)});
  BOOST_TEST(model.count(QueueFilter::unanswered) == 0u);
  BOOST_TEST(model.count(QueueFilter::answered) == 1u);
  BOOST_TEST(!model.must_sound());
}

BOOST_AUTO_TEST_CASE(a_user_id_that_is_used_after_its_agent_left_is_told_each_time) {
  std::vector<std::string> when;
  const base::Connection hears = model.used_after_leaving.connect([&](const std::string& at) { when.push_back(at); });
  const auto hub = person(1, "");
  feed({said(event(11, EventKind::user_id_seen_active, id_of(70), hub), "23 Nov 2026 02:14 WIB"),
        event(12, EventKind::user_id_seen_active, id_of(71), hub),
        event(13, EventKind::finding_opened, id_of(72), hub)});
  BOOST_TEST((when == std::vector<std::string>{"23 Nov 2026 02:14 WIB", ""}));
}

BOOST_AUTO_TEST_CASE(a_deadline_that_comes_near_is_told_each_time_by_its_name) {
  std::vector<std::pair<std::string, base::Id>> told;
  const base::Connection hears = model.deadline_warned.connect(
      [&](const console::DeadlineWarning& warning) { told.emplace_back(warning.name, warning.one); });
  const auto hub = person(1, "");
  auto near = event(11, EventKind::case_warned, id_of(70), hub);
  near.body.warning = "1h";
  auto past = event(13, EventKind::case_warned, id_of(70), hub);
  past.body.warning = "overdue";
  feed({near, event(12, EventKind::case_requested, id_of(71), hub), past});
  BOOST_TEST((told == std::vector<std::pair<std::string, base::Id>>{{"1h", id_of(70)}, {"overdue", id_of(70)}}));
}

BOOST_AUTO_TEST_CASE(recordings_start_finish_and_are_examined) {
  auto started = event(12, EventKind::recording_started, id_of(1), person(1, "Rudi Hartanto"));
  started.body.recording = id_of(50);
  started.body.content_type = "video/mp4";
  auto finished = event(13, EventKind::recording_finished, id_of(1), sari);
  finished.body.recording = id_of(50);
  finished.body.size = 1234;
  auto examined = event(14, EventKind::recording_examined, id_of(1), sari);
  examined.body.recording = id_of(50);
  examined.body.examination.emplace();
  examined.body.examination->readable = true;
  feed({raised(11, id_of(1)), started});
  BOOST_REQUIRE(model.find(id_of(1))->recordings.size() == 1u);
  BOOST_TEST((model.find(id_of(1))->recordings[0].state == domain::RecordingState::growing));
  feed({finished, examined});
  const auto& recording = model.find(id_of(1))->recordings[0];
  BOOST_TEST((recording.state == domain::RecordingState::finished));
  BOOST_TEST(recording.size == 1234u);
  BOOST_TEST(recording.examination->readable);
}

BOOST_AUTO_TEST_CASE(the_queue_stands_unowned_first_oldest_first_closed_last_newest_first) {
  std::vector<protocol::Event> events;
  for (std::uint8_t i = 1; i <= 6; ++i) events.push_back(raised(10u + i, id_of(i)));
  events.push_back(event(17, EventKind::sos_claimed, id_of(1), sari));
  events.push_back(event(18, EventKind::sos_claimed, id_of(2), sari));
  events.push_back(event(19, EventKind::sos_responded, id_of(1), sari));
  for (std::uint8_t i = 3; i <= 4; ++i) events.push_back(event(17u + i, EventKind::sos_closed, id_of(i), sari));
  feed(std::move(events));
  std::vector<base::Id> order;
  for (const auto* matter : model.queue(QueueFilter::all)) order.push_back(matter->sos.id);
  BOOST_TEST((order == std::vector{id_of(5), id_of(6), id_of(2), id_of(1), id_of(4), id_of(3)}));
}

BOOST_AUTO_TEST_CASE(events_of_an_unknown_sos_are_left_alone) {
  feed({said(event(11, EventKind::sos_noted, id_of(7), sari), "catatan")});
  BOOST_TEST(!model.find(id_of(7)));
  BOOST_TEST(model.link().complete_to == 11u);
}

BOOST_AUTO_TEST_CASE(a_later_snapshot_rings_only_for_what_is_new) {
  feed({raised(11, id_of(1))});
  arrived.clear();
  model.apply_snapshot(
      snapshot(20, {view_of(raised(15, id_of(3))), view_of(raised(14, id_of(2))), view_of(raised(11, id_of(1)))}));
  BOOST_TEST((arrived == std::vector{id_of(2), id_of(3)}));
  BOOST_TEST(resets == 1);
  BOOST_TEST(model.link().complete_to == 20u);
  BOOST_TEST(model.place(id_of(201))->name == "Halte Simpang Lima");
  BOOST_TEST(model.zone_of(id_of(200)) == "Asia/Jakarta");
}

BOOST_AUTO_TEST_CASE(details_ahead_of_the_feed_are_not_applied_twice) {
  feed({raised(11, id_of(1))});
  auto view = view_of(raised(11, id_of(1)));
  view.timeline.push_back(event(12, EventKind::sos_claimed, id_of(1), sari));
  view.timeline.push_back(event(13, EventKind::sos_released, id_of(1), sari));
  view.people.push_back(sari);
  model.apply_details(view);
  BOOST_TEST(model.find(id_of(1))->timeline.size() == 3u);
  feed({event(12, EventKind::sos_claimed, id_of(1), sari)});
  BOOST_TEST(!model.find(id_of(1))->sos.owner);  // the release that came with the details is newer
  BOOST_TEST(model.find(id_of(1))->timeline.size() == 3u);
}

BOOST_AUTO_TEST_CASE(details_behind_the_feed_keep_what_the_feed_brought) {
  feed({raised(11, id_of(1)), event(12, EventKind::sos_claimed, id_of(1), sari)});
  model.apply_details(view_of(raised(11, id_of(1))));
  BOOST_TEST(model.find(id_of(1))->owner_name == "Sari Wulandari");
  BOOST_TEST(model.find(id_of(1))->timeline.size() == 2u);
}

BOOST_AUTO_TEST_CASE(history_adds_rows_and_never_overwrites_what_the_feed_keeps) {
  feed({raised(11, id_of(1)), event(12, EventKind::sos_claimed, id_of(1), sari)});
  auto stale = view_of(raised(11, id_of(1)));
  auto old = view_of(raised(3, id_of(2)));
  stale.timeline.clear();
  old.timeline.clear();
  old.sos.closed_at = moment(5);
  model.apply_history({{stale, old}, std::nullopt});
  BOOST_TEST(model.find(id_of(1))->owner_name == "Sari Wulandari");
  BOOST_REQUIRE(model.find(id_of(2)));
  BOOST_TEST(!model.find(id_of(2))->timeline_complete);
  BOOST_TEST(model.find(id_of(2))->reporter.name == "Rudi Hartanto");
  BOOST_TEST(model.count(QueueFilter::answered) == 1u);
  BOOST_TEST(resets == 1);
  model.apply_details(view_of(raised(3, id_of(2))));
  BOOST_TEST(model.find(id_of(2))->timeline_complete);
}

BOOST_AUTO_TEST_CASE(an_alarm_that_history_showed_first_still_rings) {
  auto row = view_of(raised(11, id_of(1)));
  row.timeline.clear();
  model.apply_history({{row}, std::nullopt});
  BOOST_TEST(arrived.empty());
  feed({raised(11, id_of(1))});
  BOOST_TEST((arrived == std::vector{id_of(1)}));
  BOOST_TEST(model.find(id_of(1))->timeline.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_mute_silences_this_console_alone_and_lifts_by_itself) {
  feed({raised(11, id_of(1))});
  auto muted = said(event(12, EventKind::console_muted, sari.id, sari), "telepon");
  muted.body.until = moment(600);
  muted.body.console = "KONSOL-1";
  feed({muted});
  BOOST_TEST(model.must_sound());
  muted.seq = 13;
  muted.body.console = "KONSOL-2";
  feed({muted});
  BOOST_TEST(!model.must_sound());
  BOOST_TEST(model.mute()->by_name == "Sari Wulandari");
  BOOST_TEST(model.mute()->reason == "telepon");
  clock.set(moment(599));
  BOOST_TEST(!model.must_sound());
  model.apply_heartbeat(heartbeat(13, moment(601)), moment(599));  // the hub's clock decides
  BOOST_TEST(model.must_sound());
}

BOOST_AUTO_TEST_CASE(unmuting_sounds_again) {
  auto muted = said(event(11, EventKind::console_muted, sari.id, sari), "telepon");
  muted.body.until = moment(600);
  muted.body.console = "KONSOL-2";
  auto unmuted = event(13, EventKind::console_unmuted, sari.id, sari);
  unmuted.body.console = "KONSOL-2";
  feed({muted, raised(12, id_of(1))});
  BOOST_TEST(!model.must_sound());
  feed({unmuted});
  BOOST_TEST(model.must_sound());
  BOOST_TEST(!model.mute());
}

BOOST_AUTO_TEST_CASE(a_catch_up_counts_up_to_the_hubs_end_at_the_return) {
  model.apply_link(LinkStatus::State::broken);
  model.begin_catch_up();
  model.apply_heartbeat(heartbeat(13, moment(13)), moment(13));
  feed({raised(11, id_of(1)), event(12, EventKind::sos_shown, id_of(1), sari)});
  BOOST_TEST(model.link().fetched_after_break == 2u);
  feed({raised(13, id_of(2)), raised(14, id_of(3))});
  BOOST_TEST(model.link().fetched_after_break == 3u);
  BOOST_TEST(model.link().alarms_after_break == 2u);
  feed({raised(15, id_of(4))});
  BOOST_TEST(model.link().fetched_after_break == 3u);
  BOOST_TEST(arrived.size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_return_without_missed_events_counts_none) {
  model.begin_catch_up();
  model.apply_heartbeat(heartbeat(10, moment(10)), moment(10));
  feed({raised(11, id_of(1))});
  BOOST_TEST(model.link().fetched_after_break == 0u);
}

BOOST_AUTO_TEST_CASE(a_link_that_went_quiet_broke_when_it_was_last_heard) {
  model.apply_link(LinkStatus::State::connected);
  model.apply_heartbeat(heartbeat(10, moment(100)), moment(100));
  clock.set(moment(103));
  model.apply_link(LinkStatus::State::stale);
  clock.set(moment(106));
  model.apply_link(LinkStatus::State::broken);
  clock.set(moment(110));
  model.apply_link(LinkStatus::State::broken);
  BOOST_TEST((model.link().broken_since == moment(100)));
  model.apply_link(LinkStatus::State::connected);
  BOOST_TEST(!model.link().broken_since);
}

BOOST_AUTO_TEST_CASE(a_loss_stays_until_it_is_confirmed) {
  int told = 0;
  const auto hears = model.losses_changed.connect([&] { ++told; });
  model.apply_loss({"e0", 5, 9});
  model.apply_loss({"e0", 5, 9});
  BOOST_TEST(model.losses().size() == 1u);
  model.apply_snapshot(snapshot(4));
  BOOST_TEST(model.losses().size() == 1u);
  model.confirm_loss({"e0", 5, 9});
  BOOST_TEST(model.losses().empty());
  BOOST_TEST(told == 2);
}

BOOST_AUTO_TEST_CASE(positions_keep_the_newest_and_tell_of_open_matters) {
  feed({raised(11, id_of(1))});
  const auto rudi = person(1, "").id;
  model.apply_positions({{{rudi, {-7, 110, 5, moment(30)}}, {id_of(99), {-7, 111, 5, moment(30)}}}});
  BOOST_TEST(model.position_of(rudi)->lat == -7);
  BOOST_TEST((changed == std::vector{id_of(1)}));
  model.apply_positions({{{rudi, {-8, 110, 5, moment(29)}}}});
  BOOST_TEST(model.position_of(rudi)->lat == -7);
}

BOOST_AUTO_TEST_CASE(signing_out_leaves_nothing_of_the_persons_view) {
  feed({raised(11, id_of(1))});
  model.apply_session(std::nullopt);
  BOOST_TEST(model.count(QueueFilter::all) == 0u);
  BOOST_TEST(!model.must_sound());
  BOOST_TEST((model.link().state == LinkStatus::State::signed_out));
}

BOOST_AUTO_TEST_CASE(why_the_hub_ended_a_session_stays_until_the_next_one) {
  model.apply_session(session());
  feed({raised(11, id_of(1))});
  model.apply_session_end(base::fail(base::Fault::unauthenticated, "over", "session_idle"));
  BOOST_TEST(!model.session().has_value());
  BOOST_TEST(model.count(QueueFilter::all) == 0u);
  BOOST_TEST(model.session_end()->field == "session_idle");
  model.apply_session(session());
  BOOST_TEST(!model.session_end().has_value());
}

BOOST_AUTO_TEST_CASE(what_was_fetched_besides_is_of_another_generation_after_a_snapshot) {
  const auto before = model.generation();
  feed({raised(11, id_of(1))});
  BOOST_TEST(model.generation() == before);
  model.apply_snapshot(snapshot(30));
  BOOST_TEST(model.generation() != before);
}

BOOST_AUTO_TEST_CASE(who_watched_a_recording_is_not_in_the_timeline) {
  feed({raised(11, id_of(1)), event(12, EventKind::recording_watched, id_of(1), person(9, "Sari"))});
  BOOST_TEST(model.find(id_of(1))->timeline.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_somebody_may_do_is_what_the_hub_says) {
  auto view = session();
  view.actions = {domain::Action::read_sos};
  model.apply_session(view);
  BOOST_TEST(model.may(domain::Action::read_sos));
  BOOST_TEST(!model.may(domain::Action::handle_sos));
  model.apply_session(std::nullopt);
  BOOST_TEST(!model.may(domain::Action::read_sos));
}

BOOST_AUTO_TEST_CASE(what_happens_to_user_ids_is_told_once_a_range_and_counted_apart) {
  std::vector<std::set<base::Id>> told;
  const auto hears = model.cases_changed.connect([&](const std::set<base::Id>& ids) { told.push_back(ids); });
  feed({event(11, EventKind::case_opened, id_of(1), sari), event(12, EventKind::case_requested, id_of(1), sari),
        event(13, EventKind::user_id_deactivated, id_of(2), sari)});
  BOOST_REQUIRE_EQUAL(told.size(), 1u);
  BOOST_TEST((told[0] == std::set{id_of(1), id_of(2)}));
  feed({raised(14, id_of(3))});
  BOOST_TEST(told.size() == 1u);
  model.apply_snapshot(snapshot(20));
  BOOST_REQUIRE_EQUAL(told.size(), 2u);
  BOOST_TEST(told[1].empty());  // everything may differ
}

BOOST_AUTO_TEST_CASE(a_changed_unit_is_told_once_a_range_and_with_each_snapshot) {
  int told = 0;
  const auto hears = model.units_changed.connect([&] { ++told; });
  feed({event(11, EventKind::unit_changed, id_of(1), sari), event(12, EventKind::unit_changed, id_of(2), sari)});
  BOOST_TEST(told == 1);
  feed({event(13, EventKind::person_changed, id_of(1), sari)});
  BOOST_TEST(told == 1);
  model.apply_snapshot(snapshot(20));
  BOOST_TEST(told == 2);
}

BOOST_AUTO_TEST_CASE(a_new_user_id_is_its_applications_units_unless_ones_own_is_part_of_that) {
  const auto own = model.session()->person.unit;
  domain::Application application;
  BOOST_TEST((model.unit_for(application) == own));  // everybody's
  application.unit = own;
  BOOST_TEST((model.unit_for(application) == own));
  application.unit = id_of(77);
  BOOST_TEST((model.unit_for(application) == id_of(77)));
  auto view = snapshot(20);
  view.units = {unit()};
  view.units.front().id = own;
  view.units.front().parent = id_of(77);
  model.apply_snapshot(view);
  BOOST_TEST((model.unit_for(application) == own));  // the application is its people's, too
}

BOOST_AUTO_TEST_CASE(counts_of_cases_leave_with_their_person) {
  BOOST_TEST(!model.case_counts().has_value());
  model.apply_case_counts({4, 2, 37, 3});
  BOOST_TEST(model.case_counts().value().pressing == 3u);
  model.apply_session(std::nullopt);
  BOOST_TEST(!model.case_counts().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
