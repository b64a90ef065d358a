#include "domain/logbook.h"

#include <boost/test/unit_test.hpp>

namespace siaga::domain {

BOOST_AUTO_TEST_SUITE(logbook)

BOOST_AUTO_TEST_CASE(entries_are_what_happens_to_user_ids) {
  for (const auto* kind : {"case.opened", "user_id.listed", "finding.opened", "logbook.signed_off", "case.invented"})
    BOOST_TEST(is_logbook_entry(kind), kind);
  for (const auto* kind : {"logbook.exported", "application.changed", "sos.raised", "case", "", "uncase.opened"})
    BOOST_TEST(!is_logbook_entry(kind), kind);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
