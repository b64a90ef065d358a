#include "store/reader_pool.h"

#include "store_fixture.h"

#include <sys/resource.h>

#include <future>

namespace siaga::store {

namespace {

/// Of the thread that reads.
int niceness_in(ReaderPool& readers) {
  std::promise<int> found;
  readers.submit([&found](Database*, const base::Error&) { found.set_value(::getpriority(PRIO_PROCESS, 0)); });
  return found.get_future().get();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reader_pool, test::StoreFixture)

BOOST_AUTO_TEST_CASE(long_queries_leave_the_processor_to_others) {
  const auto own = ::getpriority(PRIO_PROCESS, 0);
  const auto holds = open(Database::Mode::read_write);
  ReaderPool usual{folder.database(), 1, 10};
  ReaderPool low{folder.database(), 1, 10, Urgency::low};
  BOOST_TEST(niceness_in(usual) == own);
  BOOST_TEST(niceness_in(low) == std::min(own + 10, 19));
  BOOST_TEST(::getpriority(PRIO_PROCESS, 0) == own);
}

BOOST_AUTO_TEST_CASE(who_comes_when_too_many_wait_is_told_at_once) {
  const auto holds = open(Database::Mode::read_write);
  ReaderPool readers{folder.database(), 1, 1};
  std::promise<void> entered, opened;
  readers.submit([&](Database*, const base::Error&) {
    entered.set_value();
    opened.get_future().wait();
  });
  entered.get_future().wait();
  std::promise<bool> waited;
  readers.submit([&waited](Database* database, const base::Error&) { waited.set_value(database != nullptr); });
  std::optional<base::Fault> told;
  readers.submit([&told](Database* database, const base::Error& why_not) {
    if (database == nullptr) told = why_not.fault;
  });
  BOOST_TEST((told == base::Fault::unavailable));
  opened.set_value();
  BOOST_TEST(waited.get_future().get());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
