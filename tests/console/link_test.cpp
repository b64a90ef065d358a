// console/link against a hub that speaks the contract over real TLS, through a wire that can be cut.
#include "console/link.h"

#include "console/handmade.h"
#include "console/last_seen.h"
#include "console/scripted_hub.h"
#include "protocol/command.h"
#include "support/scratch_folder.h"
#include "support/tcp_proxy.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <memory>

using namespace siaga;
using namespace siaga::test;
using console::Link;
using console::LinkStatus;
using console::QueueFilter;
using protocol::EventKind;

namespace {

struct Room {
  ScratchFolder scratch;
  base::SystemClock clock;
  ScriptedHub hub;
  TcpProxy wire{hub.port()};
  UiQueue ui;
  console::Model model{clock};
  std::unique_ptr<Link> link = make_link();
  std::vector<base::Id> arrived;
  base::Connection hears = model.sos_arrived.connect([this](const base::Id& id) { arrived.push_back(id); });

  std::unique_ptr<Link> make_link() {
    return std::make_unique<Link>(Link::Options{"KONSOL-2", scratch.path() / "cache", scratch.path() / "state"}, clock,
                                  ui.post(), model);
  }

  std::string address() const { return "127.0.0.1:" + std::to_string(wire.port()); }

  base::Result<void> sign_in(const std::string& password = "benar") {
    std::optional<base::Result<void>> answer;
    link->sign_in({address(), hub.fingerprint()}, "pengawas@contoh.id", password,
                  [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }

  void sign_in_and_connect() {
    BOOST_REQUIRE(sign_in());
    BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::connected; }));
  }

  LinkStatus::State state() const { return model.link().state; }

  void raise(std::uint8_t number) { hub.append(raised(0, id_of(number))); }

  template <class T>
  base::Result<T> wait_for(const std::function<void(std::function<void(base::Result<T>)>)>& ask) {
    std::optional<base::Result<T>> answer;
    ask([&](base::Result<T> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(link_to_hub, Room)

BOOST_AUTO_TEST_CASE(a_person_signs_in_and_sees_what_is_open_and_what_comes) {
  raise(1);
  sign_in_and_connect();
  BOOST_TEST(model.session()->person.name == "Sari Wulandari");
  BOOST_TEST(model.session()->token == "token");
  raise(2);
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 2; }));
  BOOST_TEST((arrived == std::vector{id_of(1), id_of(2)}));
  BOOST_TEST(model.must_sound());
}

BOOST_AUTO_TEST_CASE(a_wrong_password_and_a_person_without_desk_are_refused) {
  BOOST_TEST((sign_in("salah").error().fault == base::Fault::unauthenticated));
  hub.sign_in_as(domain::Role::officer);
  BOOST_TEST((sign_in().error().fault == base::Fault::forbidden));
  BOOST_TEST(!model.session());
  BOOST_TEST(ui.until([&] { return hub.posted("/sessions/current").size() == 1; }));  // nor does the hub keep one
}

BOOST_AUTO_TEST_CASE(nobody_is_believed_without_a_pin) {
  const auto fingerprint = wait_for<std::string>([&](auto done) { link->fetch_fingerprint(address(), done); });
  BOOST_TEST(fingerprint.value() == hub.fingerprint());
  const auto refused = wait_for<void>([&](auto done) { link->sign_in({address(), std::nullopt}, "a", "benar", done); });
  BOOST_TEST((refused.error().fault == base::Fault::untrusted));
  BOOST_TEST(refused.error().field == hub.fingerprint());
  const auto nowhere = wait_for<std::string>([&](auto done) { link->fetch_fingerprint("http://x", done); });
  BOOST_TEST(nowhere.has_error());
}

BOOST_AUTO_TEST_CASE(a_saved_token_goes_on) {
  const auto resumed = wait_for<void>([&](auto done) { link->resume({address(), hub.fingerprint()}, "token", done); });
  BOOST_TEST(resumed.has_value());
  BOOST_TEST(model.session()->token == "token");
  BOOST_TEST(ui.until([&] { return state() == LinkStatus::State::connected; }));
  const auto old = wait_for<void>([&](auto done) { link->resume({address(), hub.fingerprint()}, "old", done); });
  BOOST_TEST((old.error().fault == base::Fault::unauthenticated));
  BOOST_TEST(!model.session());
}

BOOST_AUTO_TEST_CASE(thirty_alarms_during_a_cut_arrive_in_order_once_and_are_counted) {
  sign_in_and_connect();
  wire.cut();
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::broken; }));
  std::vector<base::Id> raised_ids;
  for (std::uint8_t i = 1; i <= 30; ++i) {
    raise(i);
    raised_ids.push_back(id_of(i));
  }
  BOOST_TEST(model.link().broken_since.has_value());
  ui.run_what_is_there();
  BOOST_TEST(arrived.empty());
  wire.mend();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() >= 30 && state() == LinkStatus::State::connected; }));
  raise(31);
  raised_ids.push_back(id_of(31));
  BOOST_REQUIRE(ui.until([&] { return arrived.size() >= 31; }));
  BOOST_TEST((arrived == raised_ids));
  BOOST_TEST(model.link().fetched_after_break == 30u);
  BOOST_TEST(model.link().alarms_after_break == 30u);
  BOOST_TEST(model.link().complete_to == 31u);
}

BOOST_AUTO_TEST_CASE(a_command_during_a_cut_is_delivered_after_it) {
  raise(1);
  sign_in_and_connect();
  wire.cut();
  std::optional<base::Result<protocol::Receipt>> answer;
  link->claim(id_of(1), [&](base::Result<protocol::Receipt> outcome) { answer = std::move(outcome); });
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::broken; }));
  BOOST_TEST(!answer);
  wire.mend();
  BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
  BOOST_TEST(answer->has_value());
  BOOST_TEST(!model.find(id_of(1))->sos.owner);  // only its event changes what is shown
}

BOOST_AUTO_TEST_CASE(a_retry_is_the_same_command) {
  raise(1);
  sign_in_and_connect();
  hub.fail_next(2);
  BOOST_TEST(
      wait_for<protocol::Receipt>([&](auto done) { link->respond(id_of(1), "patroli jalan", done); }).has_value());
  const auto bodies = hub.posted("/respond");
  BOOST_REQUIRE(bodies.size() == 3u);
  BOOST_TEST(bodies[0] == bodies[1]);
  BOOST_TEST(bodies[0] == bodies[2]);
  BOOST_TEST(protocol::decode_text_command(bodies[0])->text == "patroli jalan");
}

BOOST_AUTO_TEST_CASE(shown_is_resent_until_it_is_kept_and_told_once) {
  raise(1);
  raise(2);
  sign_in_and_connect();
  hub.fail_next(2);
  link->shown(id_of(1));
  link->shown(id_of(2));
  link->shown(id_of(1));
  BOOST_REQUIRE(ui.until([&] { return hub.posted("/shown").size() == 4; }));
  const auto first = hub.posted(base::to_string(id_of(1)) + "/shown");
  BOOST_REQUIRE(first.size() == 3u);
  BOOST_TEST(first[0] == first[2]);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_session_signs_out) {
  raise(1);
  sign_in_and_connect();
  hub.end_sessions();
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::signed_out; }));
  BOOST_TEST(!model.session());
  BOOST_TEST(model.count(QueueFilter::all) == 0u);
  const auto late = wait_for<protocol::Receipt>([&](auto done) { link->claim(id_of(1), done); });
  BOOST_TEST((late.error().fault == base::Fault::unauthenticated));
}

BOOST_AUTO_TEST_CASE(why_the_hub_ended_the_session_is_known_until_the_next_one) {
  sign_in_and_connect();
  hub.end_sessions("password_changed");
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::signed_out; }));
  BOOST_REQUIRE(model.session_end());
  BOOST_TEST((model.session_end()->fault == base::Fault::unauthenticated));
  BOOST_TEST(model.session_end()->field == "password_changed");
  link->sign_out();
  BOOST_TEST(!model.session_end());
}

BOOST_AUTO_TEST_CASE(why_a_session_ended_during_a_cut_is_known_too) {
  sign_in_and_connect();
  wire.cut();
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::broken; }));
  hub.end_sessions("session_expired");
  wire.mend();
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::signed_out; }));
  BOOST_REQUIRE(model.session_end());
  BOOST_TEST(model.session_end()->field == "session_expired");
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_hangs_does_not_look_connected) {
  sign_in_and_connect();
  hub.reset_into_silence();
  BOOST_TEST(ui.until([&] { return state() == LinkStatus::State::stale; }, std::chrono::seconds{20}));
}

BOOST_AUTO_TEST_CASE(an_answer_to_the_person_before_is_not_for_the_next_one) {
  sign_in_and_connect();
  std::optional<base::Result<std::optional<base::Id>>> answer;
  link->fetch_history(QueueFilter::answered, std::nullopt,
                      [&](base::Result<std::optional<base::Id>> page) { answer = std::move(page); });
  link->sign_out();
  sign_in_and_connect();
  BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
  BOOST_REQUIRE(answer->has_error());
  BOOST_TEST(answer->error().field == Link::earlier_session);
  BOOST_TEST(!model.find(id_of(77)));
}

BOOST_AUTO_TEST_CASE(a_hub_knows_its_consoles_by_tokens_of_its_own) {
  const auto device_at = [this](const std::string& host) {
    const auto count = hub.posted("/api/v1/sessions").size();
    const Link::Hub known{host + ":" + std::to_string(wire.port()), hub.fingerprint()};
    wait_for<void>([&](auto done) { link->sign_in(known, "a@b", "benar", done); });
    BOOST_REQUIRE(hub.posted("/api/v1/sessions").size() == count + 1);
    return protocol::decode_sign_in(hub.posted("/api/v1/sessions").back()).value().device;
  };
  BOOST_TEST(!device_at("127.0.0.1").has_value());  // this link was given none
  link = std::make_unique<Link>(
      Link::Options{"KONSOL-2", scratch.path() / "cache", scratch.path() / "state", std::string(64, 'd')}, clock,
      ui.post(), model);
  const auto first = device_at("127.0.0.1");
  BOOST_REQUIRE(first);
  BOOST_TEST(first->size() == 64u);
  BOOST_TEST((device_at("127.0.0.1") == first));
  const auto other = device_at("localhost");
  BOOST_REQUIRE(other);
  BOOST_TEST((other != first && *other != std::string(64, 'd')));
}

BOOST_AUTO_TEST_CASE(signing_out_ends_the_session_at_the_hub) {
  sign_in_and_connect();
  link->sign_out();
  BOOST_TEST(!model.session());
  BOOST_TEST(ui.until([&] { return hub.posted("/sessions/current").size() == 1; }));
}

BOOST_AUTO_TEST_CASE(another_certificate_is_refused) {
  sign_in_and_connect();
  wire.cut();
  const ScriptedHub impostor;
  wire.mend(impostor.port());
  BOOST_REQUIRE(ui.until([&] { return state() == LinkStatus::State::refused; }));
  BOOST_TEST(model.link().pinned_fingerprint.value() == hub.fingerprint());
  BOOST_TEST(model.link().presented_fingerprint.value() == impostor.fingerprint());
}

BOOST_AUTO_TEST_CASE(a_hub_restored_while_connected_says_what_may_be_lost) {
  for (std::uint8_t i = 1; i <= 5; ++i) raise(i);
  sign_in_and_connect();
  BOOST_REQUIRE(ui.until([&] { return model.link().complete_to == 5; }));
  BOOST_TEST(model.may(domain::Action::take_over_sos));
  hub.sign_in_as(domain::Role::operator_);
  hub.restore("e2", 3);
  BOOST_REQUIRE(ui.until([&] { return model.losses().size() == 1 && model.link().complete_to == 3; }));
  BOOST_TEST(ui.until([&] { return !model.may(domain::Action::take_over_sos); }));  // it has looked again
  BOOST_TEST(model.session()->token == "token");
  BOOST_TEST(model.losses()[0].epoch == "e1");
  BOOST_TEST(model.losses()[0].first == 4u);
  BOOST_TEST(model.losses()[0].last == 5u);
  raise(9);
  BOOST_TEST(ui.until([&] { return model.find(id_of(9)) != nullptr; }));
}

BOOST_AUTO_TEST_CASE(a_console_that_returns_to_a_restored_hub_says_so_until_a_person_confirms) {
  for (std::uint8_t i = 1; i <= 5; ++i) raise(i);
  sign_in_and_connect();
  BOOST_REQUIRE(ui.until([&] { return model.link().last_heartbeat.has_value(); }));
  link.reset();
  hub.restore("e2", 3);
  for (int run = 0; run < 2; ++run) {  // unconfirmed, it is said again by the next run
    console::Model fresh{clock};
    Link again{{"KONSOL-2", scratch.path() / "cache", scratch.path() / "state"}, clock, ui.post(), fresh};
    again.resume({address(), hub.fingerprint()}, "token", [](base::Result<void>) {});
    BOOST_REQUIRE(ui.until([&] { return fresh.losses().size() == 1 && fresh.link().last_heartbeat; }));
    BOOST_TEST(fresh.losses()[0].first == 4u);
    BOOST_TEST(fresh.losses()[0].last == 5u);
    if (run == 0) continue;
    const auto loss = fresh.losses()[0];
    BOOST_TEST(wait_for<protocol::Receipt>([&](auto done) { again.confirm_loss(loss, done); }).has_value());
    BOOST_TEST(fresh.losses().empty());
    BOOST_TEST(protocol::decode_confirm_loss(hub.posted("/losses").at(0))->epoch == "e1");
    const auto file = console::last_seen_file(scratch.path() / "state", address());
    BOOST_TEST(ui.until([&] { return console::load_last_seen(file).unconfirmed.empty(); }));
  }
}

BOOST_AUTO_TEST_CASE(history_and_details_reach_the_model) {
  sign_in_and_connect();
  const auto next = wait_for<std::optional<base::Id>>(
      [&](auto done) { link->fetch_history(QueueFilter::answered, std::nullopt, done); });
  BOOST_TEST((next.value() == id_of(77)));
  BOOST_REQUIRE(model.find(id_of(77)));
  BOOST_TEST(!model.find(id_of(77))->timeline_complete);
  BOOST_TEST(wait_for<void>([&](auto done) { link->fetch_details(id_of(77), done); }).has_value());
  BOOST_TEST(model.find(id_of(77))->timeline_complete);
  BOOST_TEST((wait_for<void>([&](auto done) { link->fetch_details(id_of(78), done); }).error().fault ==
              base::Fault::not_found));
}

BOOST_AUTO_TEST_CASE(answers_after_the_link_is_gone_are_dropped) {
  sign_in_and_connect();
  bool told = false;
  link->claim(id_of(1), [&](base::Result<protocol::Receipt>) { told = true; });
  // Work of the link is waiting in the queue by now or never comes; neither may run.
  BOOST_REQUIRE(ui.until([&] { return hub.posted("/claim").size() == 1; }) || told);
  told = false;
  link.reset();
  ui.run_what_is_there();
  BOOST_TEST(!told);
}

BOOST_AUTO_TEST_CASE(an_answer_that_waits_keeps_nothing_of_a_link_that_is_gone) {
  bool told = false;
  link->sign_in({address(), hub.fingerprint()}, "pengawas@contoh.id", "benar",
                [&](const base::Result<void>&) { told = true; });
  BOOST_REQUIRE(ui.until_work_waits());
  link.reset();  // the connection goes with it, not with what waits (AddressSanitizer sees the difference)
  link = make_link();
  sign_in_and_connect();
  ui.run_what_is_there();
  link->claim(id_of(1), [&](const base::Result<protocol::Receipt>&) { told = true; });
  BOOST_REQUIRE(ui.until_work_waits());
  link.reset();
  ui.run_what_is_there();
  BOOST_TEST(!told);
}

BOOST_AUTO_TEST_SUITE_END()
