// R36–R38, R40–R42: a case of a user ID from the letter to the logbook.
#include "domain/user_id_case.h"

#include "base/zone.h"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <map>
#include <set>

using namespace siaga;
using namespace std::chrono_literals;
using base::Fault;
using domain::CaseState;
using domain::CaseWarning;
using domain::UserIdCase;

namespace {

base::Instant at(const char* text) { return base::parse_rfc3339(text).value(); }
base::Day day(const char* text) { return base::parse_day(text).value(); }

const base::Instant letter_came = at("2026-11-14T10:21:00+07:00");
const base::Id hendra = base::make_id(letter_came);  // Support
const base::Id ratna = base::make_id(letter_came);   // team leader
const base::Id surya = base::make_id(letter_came);   // another one
constexpr const char* jakarta = "Asia/Jakarta";

domain::UserId nadia() {
  domain::UserId user_id;
  user_id.id = base::make_id(letter_came);
  user_id.application = base::make_id(letter_came);
  user_id.unit = base::make_id(letter_came);
  user_id.user_name = "omni.nadia.p";
  user_id.agent = "Nadia Putri";
  user_id.email = "nadia@contoh.id";
  user_id.hired_on = day("2024-02-01");
  return user_id;
}

domain::OpenDeactivation resignation(const char* last_day = "2026-11-21") {
  domain::OpenDeactivation command;
  command.id = base::make_id(letter_came);
  command.letter_date = day("2026-11-14");
  command.last_day = day(last_day);
  return command;
}

UserIdCase received(const char* zone = jakarta, std::optional<std::chrono::minutes> target = {}) {
  domain::Application application;
  application.target = target;
  return domain::open(resignation(), nadia(), application, zone, hendra, letter_came).value();
}
UserIdCase replacement() {
  const auto old = nadia();
  auto made = nadia();
  made.id = base::make_id(letter_came);
  made.application = old.application;
  return domain::open(base::make_id(letter_came), made, &old, jakarta, hendra, letter_came).value();
}
UserIdCase requested(UserIdCase one) { return domain::request(std::move(one), hendra, letter_came).value(); }

const base::Instant after_hours = at("2026-11-22T08:00:00+07:00");  // the day after the last one

UserIdCase carried_out(UserIdCase one) {
  auto begun = domain::begin_attempt(requested(std::move(one)), false, false, ratna, after_hours).value();
  return domain::carry_out(std::move(begun), ratna, ratna, after_hours).value();
}
UserIdCase confirmed(UserIdCase one) {
  return domain::confirm(carried_out(std::move(one)), hendra, hendra, after_hours).value();
}

/// A case in each state, by kind.
UserIdCase in_state(bool replaces, CaseState state) {
  auto first = replaces ? replacement() : received();
  switch (state) {
    case CaseState::received: return first;
    case CaseState::requested: return requested(std::move(first));
    case CaseState::carried_out: return carried_out(std::move(first));
    case CaseState::confirmed: return confirmed(std::move(first));
    case CaseState::handed_over:
      first = confirmed(std::move(first));
      if (replaces) return domain::hand_over(std::move(first), after_hours).value();
      first.state = CaseState::handed_over;  // can't come about; must lead nowhere all the same
      return first;
    case CaseState::documented:
      first = confirmed(std::move(first));
      if (replaces) first = domain::hand_over(std::move(first), after_hours).value();
      return domain::document(std::move(first), after_hours).value();
    case CaseState::withdrawn: return domain::withdraw(std::move(first), after_hours).value();
  }
  return first;
}

using Move = std::function<base::Result<UserIdCase>(UserIdCase)>;

const std::map<std::string, Move> moves{
    {"request", [](UserIdCase one) { return domain::request(std::move(one), hendra, after_hours); }},
    {"withdraw", [](UserIdCase one) { return domain::withdraw(std::move(one), after_hours); }},
    {"order",
     [](UserIdCase one) {
       return domain::give_order(std::move(one), domain::When::now, false, ratna, ratna, after_hours);
     }},
    {"attempt", [](UserIdCase one) { return domain::begin_attempt(std::move(one), false, false, ratna, after_hours); }},
    {"fail", [](UserIdCase one) { return domain::fail_attempt(std::move(one), after_hours); }},
    {"carry out", [](UserIdCase one) { return domain::carry_out(std::move(one), ratna, ratna, after_hours); }},
    {"confirm", [](UserIdCase one) { return domain::confirm(std::move(one), hendra, hendra, after_hours); }},
    {"refute", [](UserIdCase one) { return domain::refute(std::move(one), hendra, after_hours); }},
    {"hand over", [](UserIdCase one) { return domain::hand_over(std::move(one), after_hours); }},
    {"document", [](UserIdCase one) { return domain::document(std::move(one), after_hours); }},
    {"reopen", [](UserIdCase one) { return domain::reopen(std::move(one)); }},
};

const std::map<CaseState, std::set<std::string>> good_to_deactivate{
    {CaseState::received, {"request", "withdraw"}},
    {CaseState::requested, {"order", "attempt", "withdraw"}},
    {CaseState::carried_out, {"confirm", "refute"}},
    {CaseState::confirmed, {"document", "reopen"}},
    {CaseState::handed_over, {}},
    {CaseState::documented, {"reopen"}},
    {CaseState::withdrawn, {}},
};
const std::map<CaseState, std::set<std::string>> good_to_replace{
    {CaseState::received, {"request", "withdraw"}},
    {CaseState::requested, {"order", "attempt", "withdraw"}},
    {CaseState::carried_out, {"confirm", "refute"}},
    {CaseState::confirmed, {"hand over"}},
    {CaseState::handed_over, {"document"}},
    {CaseState::documented, {}},
    {CaseState::withdrawn, {}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(user_id_case)

BOOST_AUTO_TEST_CASE(every_move_in_every_state) {
  for (const bool replaces : {false, true})
    for (const auto& [state, good] : replaces ? good_to_replace : good_to_deactivate)
      for (const auto& [name, move] : moves) {
        BOOST_TEST_CONTEXT((replaces ? "replace, " : "deactivate, ") << domain::name_of(state) << ": " << name) {
          const auto moved = move(in_state(replaces, state));
          BOOST_TEST(moved.has_value() == good.contains(name));
          if (!moved) BOOST_TEST((moved.error().fault == Fault::conflict));
        }
      }
}

BOOST_AUTO_TEST_CASE(the_deadline_is_a_day_after_the_last_working_days_end_where_the_unit_is) {
  BOOST_TEST((received("Asia/Jakarta").deadline == at("2026-11-23T00:00:00+07:00")));
  BOOST_TEST((received("Asia/Makassar").deadline == at("2026-11-23T00:00:00+08:00")));
  BOOST_TEST((received("Asia/Jayapura").deadline == at("2026-11-23T00:00:00+09:00")));
  BOOST_TEST((received().ends_at == at("2026-11-22T00:00:00+07:00")));
  // R36 counts 24 hours from 24:00, even where clocks change that night.
  BOOST_TEST((domain::deadline_of(day("2026-10-24"), "Europe/Berlin") == at("2026-10-25T23:00:00+01:00")));
  BOOST_TEST((domain::deadline_of(day("2028-02-28"), jakarta) == at("2028-03-01T00:00:00+07:00")));
}

BOOST_AUTO_TEST_CASE(met_or_missed_by_the_second) {
  const auto met_by = [](base::Instant done_at) {
    auto begun = domain::begin_attempt(requested(received()), false, false, ratna, done_at).value();
    auto done = domain::carry_out(std::move(begun), ratna, ratna, done_at).value();
    BOOST_TEST(!done.met_by());  // nobody has looked yet
    return domain::confirm(std::move(done), hendra, hendra, done_at + 5h).value().met_by().value();
  };
  const auto deadline = at("2026-11-23T00:00:00+07:00");
  BOOST_TEST((met_by(deadline - 1s) == 1s));
  BOOST_TEST((met_by(deadline) == 0s));
  BOOST_TEST((met_by(deadline + 1s) == -1s));
}

BOOST_AUTO_TEST_CASE(dates_that_cannot_be_are_refused_by_name) {
  const auto refused = [](domain::OpenDeactivation command) {
    const auto one = domain::open(command, nadia(), {}, jakarta, hendra, letter_came);
    return one ? std::string{"taken"} : std::string{base::name_of(one.error().fault)} + " " + one.error().field;
  };
  BOOST_TEST(refused(resignation("2024-01-31")) == "invalid last_day");  // before the hire
  BOOST_TEST(refused(resignation("2036-11-21")) == "invalid last_day");  // ten years ahead
  BOOST_TEST(refused(resignation("2027-11-14")) == "taken");
  auto command = resignation();
  command.last_day.reset();
  BOOST_TEST(refused(command) == "invalid last_day");
  command = resignation();
  command.letter_date = day("2026-11-15");  // tomorrow
  BOOST_TEST(refused(command) == "invalid letter_date");
  command.letter_date = day("2024-01-31");
  BOOST_TEST(refused(command) == "invalid letter_date");
  command.letter_date.reset();
  BOOST_TEST(refused(command) == "taken");
  auto gone = nadia();
  gone.state = domain::UserIdState::inactive;
  BOOST_TEST(domain::open(resignation(), gone, {}, jakarta, hendra, letter_came).error().field == "user_id");
  BOOST_TEST(!base::parse_day("2026-02-30"));
  BOOST_TEST(!base::parse_day("2026-2-03"));
  BOOST_TEST(base::to_text(day("2026-02-03")) == "2026-02-03");
}

BOOST_AUTO_TEST_CASE(not_before_the_last_day_is_over_unless_somebody_says_so) {
  const auto one = requested(received());
  const auto end = *one.ends_at;
  const auto early = domain::give_order(one, domain::When::now, false, ratna, ratna, end - 1s);
  BOOST_TEST(early.error().field == "early");
  BOOST_TEST(domain::begin_attempt(one, false, false, ratna, end - 1s).error().field == "early");
  BOOST_TEST(domain::begin_attempt(one, false, true, ratna, end - 1s).has_value());
  BOOST_TEST(domain::give_order(one, domain::When::now, false, ratna, ratna, end).has_value());
  const auto confirmed_early = domain::give_order(one, domain::When::now, true, ratna, ratna, end - 1s).value();
  BOOST_TEST(domain::is_due(confirmed_early, end - 1s));

  const auto ordered = domain::give_order(one, domain::When::end_of_last_day, true, ratna, ratna, end - 48h).value();
  BOOST_TEST(!domain::is_due(ordered, end - 1us));
  BOOST_TEST(domain::is_due(ordered, end));
  BOOST_TEST(domain::begin_attempt(ordered, false, end - 1s).error().field == "order");
  BOOST_TEST(domain::begin_attempt(ordered, false, end).has_value());
  BOOST_TEST(domain::give_order(requested(replacement()), domain::When::end_of_last_day, false, ratna, ratna, end)
                 .error()
                 .field == "when");
}

BOOST_AUTO_TEST_CASE(one_order_at_a_time) {
  const auto one = requested(received());
  const auto ordered = domain::give_order(one, domain::When::now, false, ratna, ratna, after_hours).value();
  BOOST_TEST(domain::give_order(ordered, domain::When::now, false, surya, surya, after_hours).error().field == "order");
  BOOST_TEST(domain::begin_attempt(ordered, false, false, surya, after_hours).error().field == "order");
  BOOST_TEST(domain::give_order(ordered, domain::When::now, false, ratna, ratna, after_hours).has_value());
  const auto begun = domain::begin_attempt(ordered, false, after_hours).value();
  BOOST_TEST(domain::begin_attempt(begun, false, false, ratna, after_hours).error().field == "attempt");
  BOOST_TEST(domain::withdraw(begun, after_hours).error().field == "attempt");
  BOOST_TEST(domain::end_order(begun).error().field == "attempt");
  const auto ended = domain::end_order(ordered).value();
  BOOST_TEST(!ended.order);
  BOOST_TEST(domain::end_order(ended).error().field == "order");
  BOOST_TEST(domain::give_order(ended, domain::When::now, false, surya, surya, after_hours).has_value());
}

BOOST_AUTO_TEST_CASE(each_pause_is_longer_up_to_half_an_hour) {
  auto one = domain::give_order(requested(received()), domain::When::now, false, ratna, ratna, after_hours).value();
  auto now = after_hours;
  for (const auto pause : {1min, 2min, 5min, 15min, 30min, 30min}) {
    one = domain::fail_attempt(domain::begin_attempt(one, false, now).value(), now).value();
    BOOST_TEST((one.next_try == now + pause));
    BOOST_TEST(!domain::is_due(one, now + pause - 1s));
    now += pause;
    BOOST_TEST(domain::is_due(one, now));
  }
  BOOST_TEST(one.attempts == 6u);
  // "Coba sekarang": the person who ordered it orders it again.
  one = domain::give_order(one, domain::When::now, false, ratna, ratna, now - 20min).value();
  BOOST_TEST(domain::is_due(one, now - 20min));
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_delays_no_try_and_repeats_no_warning) {
  auto one = domain::give_order(requested(received()), domain::When::now, false, ratna, ratna, after_hours).value();
  one = domain::fail_attempt(domain::begin_attempt(one, false, after_hours).value(), after_hours).value();
  BOOST_TEST(domain::is_due(one, after_hours - 1h));  // instead of an hour and a minute later
  const auto evening = *one.deadline - 50min;
  BOOST_TEST((domain::warning_due(one, evening) == CaseWarning::one_hour));
  one = domain::warn(one, CaseWarning::one_hour);
  BOOST_TEST(!domain::warning_due(one, evening));
  BOOST_TEST(!domain::warning_due(one, evening - 1h));
  BOOST_TEST(!domain::warning_due(one, evening - 10h));
  BOOST_TEST((domain::warning_due(one, evening + 1h) == CaseWarning::overdue));
  // And never before the last day is over, whatever time it was when the order was given.
  BOOST_TEST(!domain::is_due(one, *one.ends_at - 1s));
}

BOOST_AUTO_TEST_CASE(warnings_come_once_each_the_gravest_first) {
  auto one = requested(received(jakarta, std::chrono::minutes{4 * 60}));
  const auto deadline = *one.deadline;
  BOOST_TEST((one.target == *one.ends_at + 4h));
  BOOST_TEST(!domain::warning_due(one, *one.target - 1s));
  BOOST_TEST((domain::warning_due(one, *one.target) == CaseWarning::target));  // R41
  one = domain::warn(one, CaseWarning::target);
  BOOST_TEST(!domain::warning_due(one, deadline - 12h - 1s));
  for (const auto& [before, warning] : {std::pair{12h, CaseWarning::twelve_hours},
                                        {4h, CaseWarning::four_hours},
                                        {1h, CaseWarning::one_hour},
                                        {0h, CaseWarning::overdue}}) {
    BOOST_TEST((domain::warning_due(one, deadline - before) == warning));
    one = domain::warn(one, warning);
    BOOST_TEST(!domain::warning_due(one, deadline - before));
  }
  // A hub that was off in between gives only the last one.
  auto slept = domain::warn(requested(received()), *domain::warning_due(requested(received()), deadline + 1h));
  BOOST_TEST(slept.was_warned(CaseWarning::twelve_hours));
  BOOST_TEST(!domain::warning_due(slept, deadline + 2h));
  // Nobody is warned of what was shown to be closed; what is only said to be closed isn't.
  BOOST_TEST(!domain::warning_due(confirmed(received()), deadline));
  BOOST_TEST((domain::warning_due(carried_out(received()), deadline) == CaseWarning::overdue));
  BOOST_TEST(!domain::warning_due(requested(replacement()), deadline));
  BOOST_TEST(!domain::is_for_coordinator(CaseWarning::four_hours));
  BOOST_TEST(domain::is_for_coordinator(CaseWarning::one_hour));
  // Once it was carried out, what is missing is a look by somebody else.
  BOOST_TEST(!domain::is_for_second_person(requested(received()), CaseWarning::four_hours));
  BOOST_TEST(domain::is_for_second_person(carried_out(received()), CaseWarning::four_hours));
  BOOST_TEST(domain::is_for_second_person(requested(received()), CaseWarning::look));
}

BOOST_AUTO_TEST_CASE(a_result_by_hand_is_read_again_with_pauses_that_grow) {
  auto one = carried_out(received());
  BOOST_TEST(!domain::is_reading_due(requested(received()), after_hours));
  BOOST_TEST(domain::read_later(requested(received()), after_hours).error().field == "state");
  BOOST_TEST(domain::is_reading_due(one, after_hours));
  for (const auto& [waited, pause] : {std::pair{0s, 60s}, {150s, 150s}, {1200s, 1200s}, {7200s, 1800s}}) {
    const auto now = after_hours + waited;
    one = domain::read_later(std::move(one), now).value();
    BOOST_TEST((one.next_try == now + pause));
    BOOST_TEST(!domain::is_reading_due(one, now + pause - 1s));
    BOOST_TEST(domain::is_reading_due(one, now + pause));
  }
  // A clock that is set back an hour meanwhile costs no hour.
  BOOST_TEST(domain::is_reading_due(one, *one.next_try - 1h));
  one = domain::read_later(std::move(one), after_hours - 1h).value();
  BOOST_TEST((one.next_try == after_hours - 1h + 1min));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_for_an_hour_is_looked_at_by_a_person) {
  auto one = carried_out(received());
  BOOST_TEST(!domain::must_be_looked_at(one, false, after_hours + 1h - 1s));
  BOOST_TEST(domain::must_be_looked_at(one, false, after_hours + 1h));
  BOOST_TEST(domain::must_be_looked_at(one, true, after_hours));  // nobody is there
  BOOST_TEST(!domain::must_be_looked_at(one, false, after_hours - 1h));
  BOOST_TEST(!domain::must_be_looked_at(requested(received()), true, after_hours + 2h));
  one = domain::warn(std::move(one), CaseWarning::look);
  BOOST_TEST(!domain::must_be_looked_at(one, true, after_hours + 2h));  // they were told
  BOOST_TEST(!domain::confirm(one, hendra, hendra, after_hours).value().next_try);
}

BOOST_AUTO_TEST_CASE(a_second_person_looks_and_what_they_see_counts) {
  const auto done = carried_out(received());
  BOOST_TEST((domain::confirm(done, ratna, ratna, after_hours).error().fault == Fault::forbidden));
  BOOST_TEST(domain::refute(done, ratna, after_hours).error().field == "second_person");
  const auto refuted = domain::refute(done, surya, after_hours).value();
  BOOST_TEST((refuted.state == CaseState::requested));
  BOOST_TEST(!refuted.done_at);
  BOOST_TEST(refuted.failures == 1u);
  // The hub itself reads what it has written.
  auto ordered = domain::give_order(requested(received()), domain::When::now, false, ratna, ratna, after_hours).value();
  auto by_hub = domain::carry_out(domain::begin_attempt(ordered, false, after_hours).value(), {}, {}, after_hours);
  BOOST_TEST(domain::confirm(by_hub.value(), {}, {}, after_hours).has_value());
}

BOOST_AUTO_TEST_CASE(a_closed_id_that_lives_again_keeps_its_deadline) {
  const auto before = in_state(false, CaseState::documented);
  const auto again = domain::reopen(before).value();
  BOOST_TEST((again.state == CaseState::requested));
  BOOST_TEST(again.reopened == 1u);
  BOOST_TEST((again.deadline == before.deadline));
  BOOST_TEST(!again.met_by());
  BOOST_TEST((domain::warning_due(again, *again.deadline + 1h) == CaseWarning::overdue));
}

BOOST_AUTO_TEST_CASE(a_new_one_waits_until_the_old_one_is_closed) {
  const auto one = requested(replacement());
  BOOST_TEST(domain::begin_attempt(one, true, false, ratna, after_hours).error().field == "waiting");
  const auto ordered = domain::give_order(one, domain::When::now, false, ratna, ratna, after_hours).value();
  BOOST_TEST(domain::begin_attempt(ordered, true, after_hours).error().field == "waiting");
  auto taken = nadia();
  taken.replaced_by = ratna;
  auto made = nadia();
  made.application = taken.application;
  BOOST_TEST(domain::open(surya, made, &taken, jakarta, hendra, after_hours).error().field == "replaces");
  for (const auto state : {domain::UserIdState::planned, domain::UserIdState::dropped}) {
    auto unmade = nadia();
    unmade.state = state;
    BOOST_TEST(domain::open(surya, made, &unmade, jakarta, hendra, after_hours).error().field == "replaces");
  }
  made.application = surya;
  BOOST_TEST((domain::open(surya, made, &taken, jakarta, hendra, after_hours).error().fault == Fault::invalid));
}

BOOST_AUTO_TEST_CASE(names_are_there_and_back) {
  for (std::size_t i = 0; i < domain::case_state_count; ++i) {
    const auto state = static_cast<CaseState>(i);
    BOOST_TEST((domain::case_state(domain::name_of(state)) == state));
  }
  for (std::size_t i = 0; i < domain::case_warning_count; ++i) {
    const auto warning = static_cast<CaseWarning>(i);
    BOOST_TEST((domain::case_warning(domain::name_of(warning)) == warning));
  }
  BOOST_TEST(!domain::case_state("gone"));
  auto user_id = nadia();
  BOOST_TEST(domain::check_user_id(user_id).has_value());
  user_id.user_name = "omni nadia";
  BOOST_TEST(domain::check_user_id(user_id).error().field == "user_name");
  BOOST_TEST(domain::check_user_id(user_id, domain::NameOrigin::existing).has_value());
  for (const auto* spaced : {"omni  nadia", " omni", "omni ", " "}) {
    user_id.user_name = spaced;
    BOOST_TEST(domain::check_user_id(user_id, domain::NameOrigin::existing).error().field == "user_name", spaced);
  }
  user_id = nadia();
  user_id.email = "nadia@@contoh.id";
  BOOST_TEST(domain::check_user_id(user_id).error().field == "email");
  user_id.email = "Nadia <nadia@contoh.id>";
  BOOST_TEST(domain::check_user_id(user_id).error().field == "email");
  domain::Application application;
  application.name = "Omni Channel";
  application.target = 24h;
  BOOST_TEST(domain::check_application(application).error().field == "target_minutes");
}

BOOST_AUTO_TEST_SUITE_END()
