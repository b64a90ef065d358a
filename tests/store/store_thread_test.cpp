#include "store/store_thread.h"

#include "base/file.h"
#include "store/transaction.h"
#include "store_fixture.h"

#include <atomic>

namespace siaga::store {

using base::fail;
using base::Fault;

namespace {

/// Holds the store thread until told to go on, so that what is submitted meanwhile waits together.
class Gate {
 public:
  Job job() {
    Job job;
    job.decide = [this](Ledger&) -> base::Result<void> {
      entered_.set_value();
      opened_.get_future().wait();
      return {};
    };
    return job;
  }
  void wait_until_held() { entered_.get_future().wait(); }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

struct ThreadFixture : test::StoreFixture {
  ThreadFixture() { start(); }

  /// Submits all while the thread is held: they share a commit.
  std::vector<base::Result<void>> run_together(std::vector<Job> jobs) {
    Gate gate;
    auto held = submit(gate.job());
    gate.wait_until_held();
    std::vector<std::future<base::Result<void>>> futures;
    for (auto& job : jobs) futures.push_back(submit(std::move(job)));
    gate.open();
    held.get();
    std::vector<base::Result<void>> results;
    for (auto& future : futures) results.push_back(future.get());
    return results;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(store_thread, ThreadFixture)

BOOST_AUTO_TEST_CASE(what_waits_together_is_committed_together_and_told_once) {
  const auto before = thread->counts();
  std::vector<Job> jobs;
  for (int i = 0; i < 100; ++i) jobs.push_back(test::append_job(std::to_string(i)));
  for (const auto& result : run_together(std::move(jobs))) BOOST_TEST(result.has_value());
  const auto after = thread->counts();
  BOOST_TEST(after.jobs - before.jobs == 101u);
  BOOST_TEST(after.commits - before.commits == 2u);
  BOOST_REQUIRE(told().size() == 1u);
  BOOST_TEST(told()[0].size() == 100u);
  BOOST_TEST(told()[0].back().seq == 100u);
  BOOST_TEST(bodies().size() == 100u);
}

BOOST_AUTO_TEST_CASE(a_refused_job_leaves_nothing_and_spoils_no_other) {
  std::vector<Job> jobs;
  jobs.push_back(test::append_job("first"));
  Job refused;
  refused.decide = [](Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(test::event_saying("never"));
    return fail(Fault::conflict, "no");
  };
  jobs.push_back(std::move(refused));
  Job broken;
  broken.decide = [](Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(test::event_saying("never"));
    ledger.database.run("insert into meta (key, value) values ('epoch', 'twice')");
    return {};
  };
  jobs.push_back(std::move(broken));
  Job thrower;
  thrower.decide = [](Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(test::event_saying("never"));
    throw std::logic_error("a bug");
  };
  jobs.push_back(std::move(thrower));
  jobs.push_back(test::append_job("last"));
  const auto results = run_together(std::move(jobs));
  BOOST_TEST(results[0].has_value());
  BOOST_TEST((results[1].error().fault == Fault::conflict));
  BOOST_TEST((results[2].error().fault == Fault::internal));
  BOOST_TEST((results[3].error().fault == Fault::internal));
  BOOST_TEST(results[4].has_value());
  const std::vector<std::string> expected{R"({"text":"first"})", R"({"text":"last"})"};
  BOOST_TEST(bodies() == expected, boost::test_tools::per_element());
  BOOST_REQUIRE(told().size() == 1u);
  BOOST_TEST(told()[0].back().seq == 2u);
}

BOOST_AUTO_TEST_CASE(when_the_whole_transaction_is_gone_each_job_is_run_again_alone) {
  std::atomic<int> runs{0};
  std::vector<Job> jobs;
  Job first = test::append_job("first");
  first.decide = [&runs, decide = first.decide](Ledger& ledger) {
    ++runs;
    return decide(ledger);
  };
  jobs.push_back(std::move(first));
  Job destroyer;
  destroyer.decide = [](Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(test::event_saying("never"));
    ledger.database.run("rollback");  // what SQLite does by itself on a full disk
    throw StoreFailure(Fault::internal, "the transaction is gone");
  };
  jobs.push_back(std::move(destroyer));
  jobs.push_back(test::append_job("last"));
  const auto results = run_together(std::move(jobs));
  BOOST_TEST(results[0].has_value());
  BOOST_TEST(!results[1].has_value());
  BOOST_TEST(results[2].has_value());
  BOOST_TEST(runs == 2);
  BOOST_TEST(thread->counts().rerun == 3u);
  const std::vector<std::string> expected{R"({"text":"first"})", R"({"text":"last"})"};
  BOOST_TEST(bodies() == expected, boost::test_tools::per_element());
  BOOST_REQUIRE(told().size() == 1u);
  BOOST_TEST(told()[0].size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_completion_finds_its_rows_committed) {
  std::promise<std::size_t> seen;
  auto job = test::append_job("x");
  job.complete = [&](const base::Result<void>&) { seen.set_value(bodies().size()); };
  thread->submit(std::move(job));
  BOOST_TEST(seen.get_future().get() == 1u);
}

BOOST_AUTO_TEST_CASE(an_emptied_wal_has_no_older_copy_of_what_was_erased) {
  const auto is_in = [this](const char* name, std::string_view text) {
    return base::read_file(folder.path() / name).value().find(text) != std::string::npos;
  };
  const auto emptied = [this] {
    std::promise<bool> done;
    thread->empty_wal([&done](bool is_empty) { done.set_value(is_empty); });
    return done.get_future().get();
  };
  const std::string secret = "omni.nadia.p";
  BOOST_REQUIRE(run(test::append_job(secret)).has_value());
  Job erase;
  erase.decide = [](Ledger& ledger) -> base::Result<void> {
    ledger.database.run("update journal set body = '', salt = x''");
    return {};
  };
  BOOST_REQUIRE(run(std::move(erase)).has_value());
  BOOST_TEST(is_in("hub.db-wal", secret));
  auto reader = open();
  {
    const ReadTransaction moment{reader};
    BOOST_TEST(reader.query("select 1 from journal").next());
    BOOST_REQUIRE(run(test::append_job("later")).has_value());
    BOOST_TEST(!emptied());  // nobody is waited for
  }
  BOOST_TEST(emptied());
  BOOST_TEST(base::read_file(folder.path() / "hub.db-wal").value() == "");
  BOOST_TEST(!is_in("hub.db", secret));
  BOOST_TEST(is_in("hub.db", "later"));
  thread->stop();
  BOOST_TEST(!emptied());
}

BOOST_AUTO_TEST_CASE(stopping_runs_what_waits_and_refuses_what_comes_later) {
  Gate gate;
  auto held = submit(gate.job());
  gate.wait_until_held();
  auto waiting = submit(test::append_job("waiting"));
  std::jthread stopper{[this] { thread->stop(); }};
  gate.open();
  BOOST_TEST(waiting.get().has_value());
  stopper.join();
  const auto late = run(test::append_job("late"));
  BOOST_REQUIRE(!late);
  BOOST_TEST((late.error().fault == Fault::unavailable));
  BOOST_TEST(bodies().size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_list_is_bounded_and_alarms_have_twice_the_room) {
  thread->stop();
  StoreThread::Options options;
  options.queue = 3;
  options.reserve = 64 * 1024;
  options.clock_stepped = [](auto, auto) { return test::event_saying("clock stepped"); };
  thread = std::make_unique<StoreThread>(open(Database::Mode::read_write), folder, clock, options);
  Gate gate;
  auto held = submit(gate.job());
  gate.wait_until_held();
  std::vector<std::future<base::Result<void>>> normal;
  std::vector<std::future<base::Result<void>>> alarms;
  for (int i = 0; i < 4; ++i) normal.push_back(submit(test::append_job("normal")));
  for (int i = 0; i < 4; ++i) alarms.push_back(submit(test::append_job("alarm", Priority::alarm)));
  gate.open();
  for (int i = 0; i < 4; ++i) BOOST_TEST(normal[static_cast<std::size_t>(i)].get().has_value() == (i < 3));
  for (int i = 0; i < 4; ++i) BOOST_TEST(alarms[static_cast<std::size_t>(i)].get().has_value() == (i < 3));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::store
