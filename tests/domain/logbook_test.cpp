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

BOOST_AUTO_TEST_CASE(a_listing_says_what_its_spreadsheet_said) {
  const ListingText whole{"Voice · Regu 3", "Hendra", "pindah tugas"};
  BOOST_TEST(text_of(whole) == "Voice · Regu 3\nHendra\npindah tugas");
  for (const auto& one : {whole, ListingText{"Regu 3", "", ""}, ListingText{"", "Hendra", ""},
                          ListingText{"", "", "satu\ndua"}, ListingText{}}) {
    const auto read = read_listing_text(text_of(one));
    BOOST_TEST(read.team == one.team);
    BOOST_TEST(read.requested_by == one.requested_by);
    BOOST_TEST(read.notes == one.notes);
  }
  BOOST_TEST(text_of(ListingText{"Regu 3", "", ""}) == "Regu 3");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
