// A disk that is really full: a tmpfs of 4 MiB, as the reserve was made for.
#include "store/reserve.h"
#include "store_fixture.h"

#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

namespace siaga::store {

using base::Fault;

namespace {

class SmallDisk {
 public:
  SmallDisk() { BOOST_REQUIRE(::mount("tmpfs", scratch_.path().c_str(), "tmpfs", 0, "size=4m") == 0); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() { ::umount2(scratch_.path().c_str(), MNT_DETACH); }
  const std::filesystem::path& path() const { return scratch_.path(); }

  void fill() const {
    std::ofstream file{path() / "ballast", std::ios::app};
    const std::string page(4096, 'x');
    while (file.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
    }
  }
  void make_room() const { std::filesystem::remove(path() / "ballast"); }

 private:
  test::ScratchFolder scratch_;
};

/// More than what is left in half-used pages of the WAL.
Job large_job(Priority priority) { return test::append_job(std::string(40'000, 'x'), priority); }

/// Writes nothing.
Job look() {
  Job job;
  job.priority = Priority::alarm;
  job.decide = [](Ledger&) -> base::Result<void> { return {}; };
  return job;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(full_disk)

// Not everybody may mount: ctest names it (store_full_disk) and gives it a place where it may.
BOOST_AUTO_TEST_CASE(alarms_go_on_from_the_reserve_and_it_recovers_by_itself, *boost::unit_test::disabled()) {
  const SmallDisk disk;
  test::StoreFixture fixture{disk.path() / "data", 512 * 1024};
  fixture.start();
  BOOST_REQUIRE(fixture.run(large_job(Priority::normal)));
  BOOST_TEST(!fixture.thread->storage_full());
  disk.fill();

  const auto refused = fixture.run(large_job(Priority::normal));
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == Fault::storage_full));
  BOOST_TEST(fixture.thread->storage_full());
  for (int i = 0; i < 5; ++i) BOOST_TEST(fixture.run(large_job(Priority::alarm)).has_value());
  BOOST_TEST((fixture.run(test::append_job("small")).error().fault == Fault::storage_full));
  BOOST_TEST(fixture.bodies().size() == 6u);

  disk.make_room();
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (fixture.thread->storage_full() && std::chrono::steady_clock::now() < give_up)
    BOOST_REQUIRE(fixture.run(look()));
  BOOST_TEST(!fixture.thread->storage_full());
  BOOST_TEST(fixture.run(large_job(Priority::normal)).has_value());
  auto database = fixture.open();
  auto row = database.query("select count(*), max(seq) from journal");
  row.next();
  BOOST_TEST(row.integer(0) == row.integer(1));
}

BOOST_FIXTURE_TEST_CASE(a_database_that_cannot_grow_acknowledges_nobody_it_did_not_keep, test::StoreFixture) {
  start();
  Job limit;
  limit.decide = [](Ledger& ledger) -> base::Result<void> {
    auto pages = ledger.database.query("pragma page_count");
    pages.next();
    ledger.database.run_script("pragma max_page_count = " + std::to_string(pages.integer(0) + 4));
    return {};
  };
  BOOST_REQUIRE(run(std::move(limit)));
  std::size_t acknowledged = 0;
  std::vector<std::future<base::Result<void>>> futures;
  for (int i = 0; i < 50; ++i) futures.push_back(submit(test::append_job(std::string(2000, 'x'), Priority::alarm)));
  for (auto& future : futures) acknowledged += future.get().has_value() ? 1 : 0;
  BOOST_TEST(acknowledged > 0u);
  BOOST_TEST(acknowledged < 50u);
  BOOST_TEST(bodies().size() == acknowledged);
  BOOST_TEST(thread->storage_full());
}

BOOST_AUTO_TEST_CASE(a_reserve_is_held_given_up_and_held_again) {
  const test::ScratchFolder scratch;
  const auto file = scratch.path() / "reserve";
  {
    Reserve reserve{file, 100'000};
    BOOST_TEST(!reserve.give_up());
    BOOST_REQUIRE(reserve.hold());
    BOOST_TEST(std::filesystem::file_size(file) == 100'000u);
  }
  Reserve again{file, 100'000};
  BOOST_TEST(again.is_held());
  BOOST_TEST(again.give_up());
  BOOST_TEST(std::filesystem::file_size(file) == 0u);
  BOOST_TEST(!again.is_held());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
