// User IDs and their cases on the wire: what was written is read the same; what Support sends is read strictly.
#include "protocol/user_id.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using namespace std::chrono_literals;

namespace {

const base::Instant case_at{std::chrono::microseconds{1'795'000'000'123'456}};
base::Id new_id() { return base::make_id(case_at); }
base::Day day(const char* text) { return base::parse_day(text).value(); }

domain::UserId nadia() {
  domain::UserId user_id;
  user_id.id = new_id();
  user_id.application = new_id();
  user_id.unit = new_id();
  user_id.user_name = "omni.nadia.p";
  user_id.agent = "Nadia \"Putri\" ☕";
  user_id.email = "nadia@contoh.id";
  user_id.team = "Voice · Regu 3";
  user_id.person = new_id();
  user_id.hired_on = day("2024-02-29");
  user_id.state = domain::UserIdState::inactive;
  user_id.listed_at = case_at;
  user_id.ended_at = case_at + 1s;
  user_id.replaces = new_id();
  user_id.replaced_by = new_id();
  user_id.seen_active = 3;
  user_id.seen_active_at = case_at;
  return user_id;
}

protocol::UserIdCaseView full_view() {
  protocol::UserIdCaseView view;
  auto& one = view.one;
  one.id = one.application = one.user_id = one.unit = one.opened_by = new_id();
  one.state = domain::CaseState::carried_out;
  one.replaces = one.letter = one.requested_by = one.done_by = one.done_by_version = one.confirmed_by = new_id();
  one.letter_date = day("2026-11-14");
  one.last_day = day("2026-11-21");
  one.zone = "Asia/Jayapura";
  one.ends_at = one.deadline = one.target = one.requested_at = one.attempt_begun_at = one.next_try = case_at;
  one.done_at = one.confirmed_at = one.handed_over_at = one.documented_at = one.withdrawn_at = case_at + 2s;
  one.opened_at = case_at;
  one.order = domain::CaseOrder{new_id(), new_id(), case_at, case_at + 1h, true};
  one.attempts = 7;
  one.failures = 2;
  one.reopened = 1;
  one.warned = 0b101010;
  view.user_id = nadia();
  view.replaced = nadia();
  view.application = {new_id(), new_id(), "Omni Channel", domain::ConnectorKind::scim, -180min, "{}"};
  view.waits = true;
  view.attempts = {{1, case_at, new_id(), new_id(), case_at, false, "tidak menjawab dalam 30 dtk", new_id()},
                   {2, case_at, {}, {}, {}, true, "", {}}};
  view.letters = {{new_id(), "surat.pdf", "application/pdf", 12, base::sha256("surat"), case_at}};
  protocol::Event event;
  event.seq = 9;
  event.at = case_at;
  event.kind = protocol::EventKind::case_warned;
  event.body.book_no = 4;
  event.body.user_id = new_id();
  event.body.warning = "4h";
  view.timeline.push_back(event);
  domain::Person person;
  person.id = person.version = person.unit = new_id();
  person.name = "Ratna P.";
  view.people = {person};
  return view;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(user_id)

BOOST_AUTO_TEST_CASE(a_case_with_all_that_belongs_to_it) {
  const auto view = full_view();
  const auto text = protocol::encode(view);
  const auto read = protocol::decode_user_id_case_view(text).value();
  BOOST_TEST(protocol::encode(read) == text);
  BOOST_TEST(read.one.warned == view.one.warned);
  BOOST_TEST((read.one.order->due == case_at + 1h));
  BOOST_TEST((read.application.target == -180min));
  BOOST_TEST((read.user_id.hired_on == day("2024-02-29")));
  BOOST_TEST(read.timeline.size() == 1u);
  BOOST_TEST((read.one.met_by() == -2s));
}

BOOST_AUTO_TEST_CASE(a_case_whose_particulars_were_erased) {
  auto view = full_view();
  view.timeline.front().body = {};
  const auto text = protocol::encode(view);
  const auto read = protocol::decode_user_id_case_view(text).value();
  BOOST_TEST(protocol::encode(read) == text);
  BOOST_TEST(read.timeline.size() == 1u);
  BOOST_TEST(!read.timeline.front().body.book_no);
}

BOOST_AUTO_TEST_CASE(a_case_with_nothing_yet) {
  protocol::UserIdCasePage page;
  page.at = case_at;
  page.counts = {4, 2, 9, 2};
  page.items.emplace_back();
  page.next = new_id();
  const auto text = protocol::encode(page);
  const auto read = protocol::decode_user_id_case_page(text).value();
  BOOST_TEST(protocol::encode(read) == text);
  BOOST_TEST(read.counts.pressing == 2u);
  BOOST_TEST(!read.items.front().one.deadline);
  BOOST_TEST(!read.items.front().one.met_by());
}

BOOST_AUTO_TEST_CASE(what_is_sent_is_read_the_same) {
  protocol::PutCase wish;
  wish.deactivation = {new_id(), new_id(), day("2026-11-14"), day("2026-11-21"), new_id()};
  auto read = protocol::decode_put_case(wish.deactivation.id, protocol::encode_put(wish)).value();
  BOOST_TEST((read.deactivation.last_day == wish.deactivation.last_day));
  BOOST_TEST((read.deactivation.letter == wish.deactivation.letter));
  wish.kind = domain::CaseKind::replace;
  wish.agent = nadia();
  read = protocol::decode_put_case(new_id(), protocol::encode_put(wish)).value();
  BOOST_TEST(read.agent.team == wish.agent.team);
  BOOST_TEST((read.agent.replaces == wish.agent.replaces));

  for (const auto when : {std::optional<domain::When>{}, std::optional{domain::When::now},
                          std::optional{domain::When::end_of_last_day}}) {
    const protocol::OrderCommand order{new_id(), "K1", when, true};
    BOOST_TEST((protocol::decode_order_command(protocol::encode(order)).value().when == when));
  }
  const protocol::AttemptCommand attempt{new_id(), "K1", true, "selesai", new_id(), false, "omni.baru"};
  BOOST_TEST(protocol::encode(protocol::decode_attempt_command(protocol::encode(attempt)).value()) ==
             protocol::encode(attempt));
  const protocol::PutApplication application{{new_id(), new_id(), "Omni", domain::ConnectorKind::command, 240min, "{}"},
                                             "s"};
  const auto put = protocol::decode_put_application(application.application.id, protocol::encode_put(application));
  BOOST_TEST(put.value().secret.value() == "s");
  BOOST_TEST((put.value().application.target == 240min));
  const protocol::SlaView sla{37, 1, 9600, {{new_id(), "Nadia", case_at, 90'000, false, "aplikasi tidak menjawab"}}, 2};
  BOOST_TEST(protocol::encode(protocol::decode_sla_view(protocol::encode(sla)).value()) == protocol::encode(sla));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_by_its_place) {
  const auto field = [](const std::string& text) {
    const auto read = protocol::decode_put_case({}, text);
    return read ? std::string{"taken"} : read.error().field;
  };
  const std::string user_id = R"("user_id":"01931f5e-8c7a-7def-8123-456789abcdef")";
  BOOST_TEST(field(R"({"kind":"deactivate",)" + user_id + "}") == "taken");
  BOOST_TEST(field(R"({"kind":"delete",)" + user_id + "}") == "/kind");
  BOOST_TEST(field(R"({"kind":"deactivate",)" + user_id + R"(,"last_day":"21-11-2026"})") == "/last_day");
  BOOST_TEST(field(R"({"kind":"deactivate",)" + user_id + R"(,"last_day":20261121})") == "/last_day");
  BOOST_TEST(field(R"({"kind":"deactivate",)" + user_id + R"(,"agent":"x"})") == "/agent");
  BOOST_TEST(field(R"({"kind":"replace"})") == "/application");
}

BOOST_AUTO_TEST_SUITE_END()
