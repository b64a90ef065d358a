// When the screen is locked, what may be done at it, and what opens it.
#include "console/screen_lock.h"

#include "base/result.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <utility>

using namespace siaga;
using namespace std::chrono_literals;
using console::ScreenLock;
using State = ScreenLock::State;
using Refusal = ScreenLock::Refusal;
using LockWish = ScreenLock::Wish;

namespace {

const ScreenLock::Time begin{1000h};

ScreenLock somebody_works() {
  ScreenLock lock;
  lock.enter(begin, false);
  return lock;
}

ScreenLock locked_desk() {
  auto lock = somebody_works();
  lock.lock();
  return lock;
}

base::Result<void> refused(base::Fault fault) { return base::fail(fault, "no"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(screen_lock)

BOOST_AUTO_TEST_CASE(it_locks_when_nothing_was_touched_for_the_pause) {
  auto lock = somebody_works();
  BOOST_TEST(!lock.tick(begin + 10min - 1s, 10min));
  lock.touched(begin + 10min - 1s);
  BOOST_TEST(!lock.tick(begin + 19min, 10min));
  BOOST_TEST(lock.tick(begin + 20min - 1s, 10min));
  BOOST_TEST(lock.is_locked());
  BOOST_TEST(!lock.tick(begin + 40min, 10min));  // it is already
}

BOOST_AUTO_TEST_CASE(touching_a_locked_screen_opens_nothing) {
  auto lock = locked_desk();
  lock.touched(begin + 1min);
  BOOST_TEST(!lock.tick(begin + 2min, 10min));
  BOOST_TEST(lock.is_locked());
  BOOST_TEST(!lock.lock());
}

BOOST_AUTO_TEST_CASE(a_locked_screen_lets_look_and_leave_and_nothing_else) {
  const auto lock = locked_desk();
  BOOST_TEST((lock.lets(LockWish::look) && lock.lets(LockWish::leave)));
  BOOST_TEST(!lock.lets(LockWish::act));
  BOOST_TEST(somebody_works().lets(LockWish::act));
}

BOOST_AUTO_TEST_CASE(the_right_password_opens_it_and_the_pause_begins_anew) {
  auto lock = locked_desk();
  const auto number = lock.ask();
  BOOST_REQUIRE(number);
  BOOST_TEST(!lock.ask());  // one at a time
  BOOST_TEST(!lock.lets(LockWish::act));
  BOOST_TEST(lock.answered(*number, {}, begin + 30min));
  BOOST_TEST((lock.state() == State::open));
  BOOST_TEST(!lock.tick(begin + 39min, 10min));
  BOOST_TEST(!lock.ask());
}

BOOST_AUTO_TEST_CASE(what_was_refused_is_said_and_stays_locked) {
  constexpr std::array<std::pair<base::Fault, Refusal>, 5> cases{{{base::Fault::forbidden, Refusal::wrong_password},
                                                                  {base::Fault::too_many, Refusal::too_many},
                                                                  {base::Fault::unavailable, Refusal::unreachable},
                                                                  {base::Fault::timeout, Refusal::unreachable},
                                                                  {base::Fault::unauthenticated, Refusal::other}}};
  for (const auto& [fault, why] : cases) {
    auto lock = locked_desk();
    const auto number = lock.ask();
    BOOST_TEST(!lock.answered(*number, refused(fault), begin + 1min));
    BOOST_TEST((lock.state() == State::locked && lock.refusal() == why));
    BOOST_TEST(lock.ask().has_value());  // another try
  }
}

BOOST_AUTO_TEST_CASE(an_answer_meant_for_somebody_else_opens_nothing) {
  auto lock = locked_desk();
  const auto number = lock.ask();
  lock.leave();
  BOOST_TEST(!lock.is_locked());
  lock.enter(begin + 1min, true);  // the next person's, left locked
  BOOST_TEST(!lock.answered(*number, {}, begin + 2min));
  BOOST_TEST(lock.is_locked());
  const auto mine = lock.ask();
  BOOST_TEST(!lock.answered(*number, {}, begin + 2min));
  BOOST_TEST(lock.answered(*mine, {}, begin + 2min));
}

BOOST_AUTO_TEST_CASE(a_session_looked_at_anew_changes_nothing) {
  auto lock = locked_desk();
  lock.enter(begin + 1min, false);
  BOOST_TEST(lock.is_locked());
  ScreenLock nobody;
  BOOST_TEST((!nobody.lock() && !nobody.tick(begin + 100h, 10min)));
  BOOST_TEST(nobody.lets(LockWish::act));
}

BOOST_AUTO_TEST_CASE(a_pause_is_between_a_minute_and_two_hours) {
  BOOST_TEST((ScreenLock::sane(0min) == 1min));
  BOOST_TEST((ScreenLock::sane(15min) == 15min));
  BOOST_TEST((ScreenLock::sane(9000min) == 120min));
}

BOOST_AUTO_TEST_SUITE_END()
