#include "console/open_recording.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <memory>

using namespace siaga;
using console::OpenRecording;

namespace {

const base::Id one{{1}};
const base::Id other{{2}};

/// The console opens `recording` and ends without a word.
void end_with(const std::filesystem::path& folder, const base::Id& recording) {
  auto open = std::make_unique<OpenRecording>(folder / "run");
  open->opened(recording);
  std::filesystem::copy(folder / "run", folder / "kept");
  open.reset();
  std::filesystem::remove_all(folder / "run");
  std::filesystem::rename(folder / "kept", folder / "run");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(open_recording)

BOOST_AUTO_TEST_CASE(only_the_second_end_in_a_row_is_suspicious) {
  const test::ScratchFolder scratch;
  BOOST_TEST(!OpenRecording(scratch.path() / "run").ended_twice_with(one));
  end_with(scratch.path(), one);
  BOOST_TEST(!OpenRecording(scratch.path() / "run").ended_twice_with(one));
  end_with(scratch.path(), one);
  BOOST_TEST(OpenRecording(scratch.path() / "run").ended_twice_with(one));
  BOOST_TEST(!OpenRecording(scratch.path() / "run").ended_twice_with(other));
  end_with(scratch.path(), other);
  BOOST_TEST(!OpenRecording(scratch.path() / "run").ended_twice_with(one));
}

BOOST_AUTO_TEST_CASE(one_that_was_closed_is_trusted_again) {
  const test::ScratchFolder scratch;
  end_with(scratch.path(), one);
  end_with(scratch.path(), one);
  OpenRecording now(scratch.path() / "run");
  BOOST_REQUIRE(now.ended_twice_with(one));
  now.opened(one);
  now.closed();
  BOOST_TEST(!now.ended_twice_with(one));
  BOOST_TEST(!OpenRecording(scratch.path() / "run").ended_twice_with(one));
}

BOOST_AUTO_TEST_CASE(watching_another_one_clears_nothing) {
  const test::ScratchFolder scratch;
  end_with(scratch.path(), one);
  end_with(scratch.path(), one);
  OpenRecording now(scratch.path() / "run");
  now.opened(other);
  now.closed();
  BOOST_TEST(now.ended_twice_with(one));
  BOOST_TEST(OpenRecording(scratch.path() / "run").ended_twice_with(one));
}

BOOST_AUTO_TEST_CASE(rubbish_and_folders_that_cannot_be_written_hold_nothing_back) {
  const test::ScratchFolder scratch;
  for (const std::string text :
       {"", "x", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001 -7",
        "00000000-0000-0000-0000-000000000001 9999999999999999999"}) {
    BOOST_REQUIRE(base::write_atomically(scratch.path() / "open-recording", text).has_value());
    BOOST_TEST(!OpenRecording(scratch.path())
                    .ended_twice_with(base::parse_id("00000000-0000-0000-0000-000000000001").value()));
  }
  OpenRecording nowhere(scratch.path() / "open-recording" / "below-a-file");
  nowhere.opened(one);
  nowhere.closed();
}

BOOST_AUTO_TEST_SUITE_END()
