// A list's columns on narrow and on wide screens: nothing is cut below what it needs, no half of the window stays
// empty.
#include "ui/widgets/column_widths.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <numeric>

using namespace siaga;
using ui::ColumnNeed;

BOOST_AUTO_TEST_CASE(words_take_the_room_that_dates_leave) {
  constexpr std::array needs{ColumnNeed{200, 3}, ColumnNeed{120, 0}, ColumnNeed{190, 1}};
  BOOST_TEST((ui::column_widths(needs, 910) == std::vector{500, 120, 290}));
  const auto odd = ui::column_widths(needs, 913);
  BOOST_TEST(std::accumulate(odd.begin(), odd.end(), 0) == 913);  // what rounding leaves isn't lost
}

BOOST_AUTO_TEST_CASE(a_narrow_list_keeps_what_each_needs) {
  constexpr std::array needs{ColumnNeed{200, 3}, ColumnNeed{120, 0}};
  BOOST_TEST((ui::column_widths(needs, 100) == std::vector{200, 120}));
  BOOST_TEST((ui::column_widths(needs, 320) == std::vector{200, 120}));
}

BOOST_AUTO_TEST_CASE(where_no_column_holds_words_nothing_grows) {
  constexpr std::array needs{ColumnNeed{100, 0}, ColumnNeed{120, 0}};
  BOOST_TEST((ui::column_widths(needs, 900) == std::vector{100, 120}));
  BOOST_TEST(ui::column_widths({}, 900).empty());
}
