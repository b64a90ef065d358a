#include "store/known_console_table.h"

#include "store_fixture.h"

namespace siaga::store {

using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_CASE(a_person_is_known_at_the_consoles_used_last, test::StoreFixture) {
  auto database = open(Database::Mode::read_write);
  const auto person = test::make_person(database, clock.now());
  const auto token = [](int number) { return base::sha256("console " + std::to_string(number)); };
  known_console_table::remember(database, person.id, token(0), clock.now());
  BOOST_TEST(known_console_table::is_known(database, person.id, token(0)));
  BOOST_TEST(!known_console_table::is_known(database, base::make_id(clock.now()), token(0)));
  BOOST_TEST(!known_console_table::is_known(database, person.id, token(1)));
  for (int i = 1; i <= known_console_table::most_of_person; ++i) {
    clock.advance(1s);
    known_console_table::remember(database, person.id, token(i), clock.now());
    if (i == 1) known_console_table::remember(database, person.id, token(0), clock.now() + 1h);  // used again
  }
  BOOST_TEST(known_console_table::is_known(database, person.id, token(0)));
  BOOST_TEST(!known_console_table::is_known(database, person.id, token(1)));
  BOOST_TEST(known_console_table::is_known(database, person.id, token(2)));
}

}  // namespace siaga::store
