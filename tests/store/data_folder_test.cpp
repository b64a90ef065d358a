#include "store/data_folder.h"

#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fstream>

namespace siaga::store {

BOOST_AUTO_TEST_SUITE(data_folder)

BOOST_AUTO_TEST_CASE(a_second_hub_is_refused_until_the_first_has_gone) {
  const test::ScratchFolder scratch;
  {
    const auto first = DataFolder::open(scratch.path() / "new" / "data");
    BOOST_REQUIRE(first);
    const auto second = DataFolder::open(scratch.path() / "new" / "data");
    BOOST_REQUIRE(!second);
    BOOST_TEST((second.error().fault == base::Fault::conflict));
  }
  BOOST_TEST(DataFolder::open(scratch.path() / "new" / "data").has_value());
}

BOOST_AUTO_TEST_CASE(a_file_in_its_place_is_refused) {
  const test::ScratchFolder scratch;
  std::ofstream{scratch.path() / "data"} << "not a folder";
  const auto refused = DataFolder::open(scratch.path() / "data");
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == base::Fault::forbidden));
}

BOOST_AUTO_TEST_CASE(media_are_spread_over_folders_by_the_ids_last_digits) {
  const test::ScratchFolder scratch;
  const auto folder = DataFolder::open(scratch.path() / "data").value();
  const auto id = base::parse_id("019b8b74-1800-766f-bb25-71bcd3bed088").value();
  BOOST_TEST(folder.media(id) == scratch.path() / "data/media/88/019b8b74-1800-766f-bb25-71bcd3bed088");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
