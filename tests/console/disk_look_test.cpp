// A look at a disk that may never answer.
#include "console/disk_look.h"
#include "base/file.h"
#include "support/scratch_folder.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <future>
#include <memory>
#include <vector>

namespace siaga::test {
namespace {

struct SlowDisk : ScratchFolder {
  UiQueue ui;
  std::vector<base::Result<void>> told;
  std::function<void(base::Result<void>)> hears() {
    return [this](base::Result<void> outcome) { told.push_back(std::move(outcome)); };
  }
  base::Result<void> look_at(const std::filesystem::path& folder) {
    console::DiskLook<void> look{ui.post()};
    told.clear();
    look.begin([folder] { return console::look_at_folder(folder); }, hears());
    BOOST_TEST(told.empty(), "nobody waits for it");
    BOOST_REQUIRE(ui.until([&] { return !told.empty(); }));
    return told.front();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(disk_look, SlowDisk)

BOOST_AUTO_TEST_CASE(a_folder_is_there_or_it_is_not) {
  BOOST_TEST(look_at(path()).has_value());
  const auto file = path() / "a file";
  base::write_atomically(file, "no folder").value();
  for (const auto& none : {path() / "none", file, file / "below", std::filesystem::path{}})
    BOOST_TEST((look_at(none).error().fault == base::Fault::not_found), none);
}

BOOST_AUTO_TEST_CASE(a_drive_that_hangs_holds_up_nobody) {
  std::promise<void> answers;
  auto answer = answers.get_future().share();
  const auto over = std::make_shared<std::promise<void>>();
  auto looking_ended = over->get_future();
  {
    // The thread that hangs lets go of it last, with the function that it runs.
    const std::shared_ptr<void> held(nullptr, [over](void*) { over->set_value(); });
    console::DiskLook<void> look{ui.post(), std::chrono::milliseconds{1}};
    look.begin(
        [answer, held]() -> base::Result<void> {
          answer.wait();
          return {};
        },
        hears());
    BOOST_REQUIRE(ui.until([&] { return !told.empty(); }));
  }
  answers.set_value();
  looking_ended.wait();
  ui.run_what_is_there();
  BOOST_REQUIRE_EQUAL(told.size(), 1u);  // what came later was for nobody
  BOOST_TEST((told.front().error().fault == base::Fault::timeout));
}

BOOST_AUTO_TEST_CASE(who_is_gone_leaves_nothing_behind_but_the_thread_that_hangs) {
  std::promise<void> begins, answers;
  auto answer = answers.get_future().share();
  const auto held = std::make_shared<int>();
  {
    console::DiskLook<void> look{ui.post(), std::chrono::hours{24}};
    look.begin(
        [&begins, answer, held]() -> base::Result<void> {
          begins.set_value();
          answer.wait();
          return {};
        },
        [held](const auto&) { BOOST_ERROR("told after the end"); });
    begins.get_future().wait();
  }
  BOOST_TEST(held.use_count() == 2);  // this test's and that thread's
  answers.set_value();
  ui.run_what_is_there();
}

BOOST_AUTO_TEST_CASE(each_look_is_given_up_for_itself) {
  std::promise<void> answers;
  auto answer = answers.get_future().share();
  const auto hang = [answer]() -> base::Result<void> {
    answer.wait();
    return {};
  };
  console::DiskLook<void> look{ui.post(), std::chrono::milliseconds{200}};
  look.begin(hang, hears());
  look.begin(hang, hears());
  BOOST_REQUIRE(ui.until([&] { return told.size() == 2; }));
  look.begin(hang, hears());
  BOOST_REQUIRE(ui.until([&] { return told.size() == 3; }));
  for (const auto& one : told) BOOST_TEST((one.error().fault == base::Fault::timeout));
  answers.set_value();
}

BOOST_AUTO_TEST_CASE(who_is_gone_hears_nothing) {
  {
    console::DiskLook<void> look{ui.post()};
    look.begin([] { return base::Result<void>{}; }, hears());
    BOOST_REQUIRE(ui.until_work_waits());
  }
  ui.run_what_is_there();
  BOOST_TEST(told.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
