// The n-th operation of the disk fails, for n = 1 … until a run is clean (each SIAGA_FAULT_STEP-th under sanitizers):
// the store thread goes on, acknowledges nothing that it didn't keep, and takes everything once the disk works again.
#include "fault_rounds.h"
#include "support/fake_clock.h"
#include "support/silence.h"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstdlib>
#include <iostream>

namespace siaga::test {

namespace {

struct Plan {
  int code = EIO;
  std::uint64_t count = 1;
  bool reads = false;
};

/// One life with the n-th operation failing; false once n is beyond its last operation.
bool live(Machine& machine, std::uint64_t n, const Plan& plan) {
  const auto path = machine.fresh();
  Clients clients{n};
  FakeClock clock;
  bool failed = false;
  {
    const auto folder = store::DataFolder::open(path).value();
    FaultDisk disk{path};
    if (plan.reads) disk.count_reads();
    disk.fail_at(n, plan.count, plan.code);
    std::unique_ptr<store::StoreThread> thread;
    for (int attempt = 0; !thread && attempt < 100; ++attempt) {
      try {
        thread = Machine::start(folder, clock);
      } catch (const std::runtime_error&) {  // a start may fail; the next one, on a disk that works, may not
        BOOST_REQUIRE(disk.failures() > 0u);
      }
    }
    BOOST_REQUIRE(thread);
    clients.work(*thread, 30, 3000);
    BOOST_TEST(clients.insist(*thread));
    BOOST_TEST(clients.acknowledged() == 30u);
    thread.reset();
    failed = disk.failures() > 0;
  }
  auto database = store::Database::open(path / "hub.db", store::Database::Mode::read_write).value();
  for (const auto& fault : clients.compare(database).faults) BOOST_ERROR(fault);
  machine.scrap(path);
  return failed;
}

std::uint64_t until_clean(const Plan& plan) {
  const Silence silence;
  Machine machine;
  const char* wished = std::getenv("SIAGA_FAULT_STEP");
  const std::uint64_t step = wished == nullptr ? 1 : std::stoull(wished);
  std::uint64_t n = 1;
  for (bool failed = true; failed && n < 5000; n += step) BOOST_TEST_CONTEXT("operation " << n) {
      failed = live(machine, n, plan);
    }
  return n - step;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(failing_disk)

BOOST_AUTO_TEST_CASE(every_single_write_or_sync_may_fail_once) {
  const auto runs = until_clean({EIO, 1, false});
  BOOST_TEST(runs > 50u);
  std::cout << "one EIO at each of " << runs << " writes and syncs\n";
}

BOOST_AUTO_TEST_CASE(the_disk_may_be_full_for_a_while_at_any_moment) {
  const auto runs = until_clean({ENOSPC, 12, false});
  BOOST_TEST(runs > 50u);
  std::cout << "a full disk for 12 operations at each of " << runs << " writes\n";
}

BOOST_AUTO_TEST_CASE(every_single_operation_may_fail_once_reads_too) {
  const auto runs = until_clean({EIO, 1, true});
  BOOST_TEST(runs > 100u);
  std::cout << "one EIO at each of " << runs << " operations, reads too\n";
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
