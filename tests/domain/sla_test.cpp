// Why R36 was missed, from what was recorded.
#include "domain/sla.h"

#include <boost/test/unit_test.hpp>

namespace siaga::domain {

BOOST_AUTO_TEST_SUITE(sla)

BOOST_AUTO_TEST_CASE(the_cause_is_the_first_thing_that_stood_in_the_way) {
  const auto deadline = base::parse_rfc3339("2026-11-23T00:00:00+07:00").value();
  const std::chrono::hours hour{1};
  UserIdCase one;
  BOOST_TEST((cause_of_breach(one, {}) == SlaCause::unknown));
  one.deadline = deadline;
  one.opened_at = deadline;
  BOOST_TEST((cause_of_breach(one, {}) == SlaCause::recorded_late));
  one.opened_at = deadline - 9 * hour;
  BOOST_TEST((cause_of_breach(one, {}) == SlaCause::requested_late));
  one.requested_at = deadline + hour;
  BOOST_TEST((cause_of_breach(one, {}) == SlaCause::requested_late));
  one.requested_at = deadline - 8 * hour;
  BOOST_TEST((cause_of_breach(one, {}) == SlaCause::not_attempted));
  std::vector<SlaAttempt> attempts{{deadline + hour, true}};
  BOOST_TEST((cause_of_breach(one, attempts) == SlaCause::not_attempted));
  attempts.insert(attempts.begin(), {deadline - hour, false});
  BOOST_TEST((cause_of_breach(one, attempts) == SlaCause::failed));
  attempts.front().done = true;
  BOOST_TEST((cause_of_breach(one, attempts) == SlaCause::unknown));
  one.reopened = 1;
  BOOST_TEST((cause_of_breach(one, attempts) == SlaCause::reopened));
  one.withdrawn_at = deadline + hour;
  BOOST_TEST((cause_of_breach(one, attempts) == SlaCause::withdrawn));
  for (std::size_t at = 0; at < sla_cause_count; ++at)
    BOOST_TEST((sla_cause(name_of(static_cast<SlaCause>(at))) == static_cast<SlaCause>(at)));
  BOOST_TEST(!sla_cause("sial"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
