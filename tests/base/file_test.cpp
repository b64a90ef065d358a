#include "base/file.h"

#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace {

using namespace siaga::base;
using siaga::test::ScratchFolder;
namespace fs = std::filesystem;

unsigned mode_of(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

template <class T>
Fault fault_of(const Result<T>& result) {
  BOOST_REQUIRE(result.has_error());
  return result.error().fault;
}

}  // namespace

BOOST_AUTO_TEST_CASE(descriptors_close_what_they_own_once) {
  int number = -1;
  {
    Descriptor first{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
    number = first.get();
    BOOST_TEST(first.is_open());
    Descriptor second{std::move(first)};
    BOOST_TEST(second.get() == number);
    Descriptor third;
    third = std::move(second);
    BOOST_TEST(third.get() == number);
    BOOST_TEST(::fcntl(number, F_GETFD) >= 0);
  }
  BOOST_TEST(::fcntl(number, F_GETFD) == -1);
  Descriptor none;
  none.close();
  BOOST_TEST(!none.is_open());
}

BOOST_AUTO_TEST_CASE(a_file_is_written_and_read_at_offsets) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "recording";
  auto file = File::open(path, File::Mode::create).value();
  BOOST_TEST(mode_of(path) == 0600u);
  BOOST_TEST(file.write_at(0, "hello ").has_value());
  BOOST_TEST(file.write_at(6, "world").has_value());
  BOOST_TEST(file.sync().has_value());
  BOOST_TEST(file.size().value() == 11u);
  BOOST_TEST(file.read_at(0, 5).value() == "hello");
  BOOST_TEST(file.read_at(6, 100).value() == "world");
  BOOST_TEST(file.read_at(11, 100).value().empty());
  BOOST_TEST(file.read_at(5000, 100).value().empty());
  BOOST_TEST(file.truncate(5).has_value());
  BOOST_TEST(file.read_at(0, 100).value() == "hello");
}

BOOST_AUTO_TEST_CASE(opening_again_keeps_the_content) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "kept";
  BOOST_TEST(File::open(path, File::Mode::create).value().write_at(0, "abc").has_value());
  BOOST_TEST(File::open(path, File::Mode::create).value().read_at(0, 9).value() == "abc");
  BOOST_TEST(File::open(path, File::Mode::read_write).value().write_at(1, "X").has_value());
  BOOST_TEST(File::open(path, File::Mode::read).value().read_at(0, 9).value() == "aXc");
}

BOOST_AUTO_TEST_CASE(faults_of_the_disk_are_told_apart) {
  const ScratchFolder scratch;
  const auto missing = scratch.path() / "missing";
  BOOST_CHECK(fault_of(File::open(missing, File::Mode::read)) == Fault::not_found);
  BOOST_CHECK(fault_of(File::open(missing, File::Mode::read_write)) == Fault::not_found);
  BOOST_CHECK(fault_of(File::open(missing / "deeper", File::Mode::create)) == Fault::not_found);
  BOOST_CHECK(fault_of(File::open(scratch.path(), File::Mode::read_write)) == Fault::internal);

  auto full = File::open("/dev/full", File::Mode::read_write).value();
  BOOST_CHECK(fault_of(full.write_at(0, "no room")) == Fault::storage_full);

  auto read_only = File::open("/dev/null", File::Mode::read).value();
  BOOST_CHECK(fault_of(read_only.write_at(0, "x")) == Fault::internal);
}

BOOST_AUTO_TEST_CASE(folders_are_made_with_their_parents_for_us_alone) {
  const ScratchFolder scratch;
  const auto folder = scratch.path() / "a" / "b" / "c";
  BOOST_TEST(make_folder(folder).has_value());
  BOOST_TEST(fs::is_directory(folder));
  BOOST_TEST(mode_of(scratch.path() / "a") == 0700u);
  BOOST_TEST(mode_of(folder) == 0700u);
  BOOST_TEST(make_folder(folder).has_value());
  BOOST_TEST(make_folder(scratch.path() / "with_slash" / "").has_value());
  BOOST_TEST(fs::is_directory(scratch.path() / "with_slash"));
  BOOST_TEST(sync_folder(folder).has_value());
}

BOOST_AUTO_TEST_CASE(a_file_in_the_way_of_a_folder_is_an_error) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "file";
  BOOST_TEST(write_atomically(path, "x").has_value());
  BOOST_TEST(make_folder(path).has_error());
  BOOST_TEST(make_folder(path / "below").has_error());
  BOOST_TEST(sync_folder(path).has_error());
  BOOST_CHECK(fault_of(sync_folder(scratch.path() / "missing")) == Fault::not_found);
  BOOST_TEST(read_file(path).value() == "x");
}

BOOST_AUTO_TEST_CASE(writing_atomically_replaces_and_leaves_nothing_else) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "key";
  BOOST_TEST(write_atomically(path, "first").has_value());
  BOOST_TEST(write_atomically(path, "second").has_value());
  BOOST_TEST(read_file(path).value() == "second");
  BOOST_TEST(mode_of(path) == 0600u);
  BOOST_TEST(std::distance(fs::directory_iterator{scratch.path()}, {}) == 1);
}

BOOST_AUTO_TEST_CASE(a_failed_write_leaves_what_was_there) {
  const ScratchFolder scratch;
  const auto folder = scratch.path() / "occupied";
  BOOST_TEST(make_folder(folder / "child").has_value());
  BOOST_TEST(write_atomically(folder, "x").has_error());
  BOOST_TEST(fs::is_directory(folder / "child"));
  BOOST_TEST(std::distance(fs::directory_iterator{scratch.path()}, {}) == 1);
  BOOST_CHECK(fault_of(write_atomically(scratch.path() / "missing" / "file", "x")) == Fault::not_found);
}

BOOST_AUTO_TEST_CASE(a_new_file_has_its_name_once_it_is_whole) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "log";
  {
    auto file = NewFile::begin(path).value();
    BOOST_TEST(file.append("one ").has_value());
    BOOST_TEST(file.sync().has_value());
    BOOST_TEST(!fs::exists(path));
    auto moved = std::move(file);
    BOOST_TEST(moved.append("two").has_value());
    BOOST_TEST(moved.size() == 7u);
    BOOST_TEST(moved.keep().has_value());
    BOOST_TEST(read_file(path).value() == "one two");
  }
  {
    auto given_up = NewFile::begin(path).value();
    BOOST_TEST(given_up.append("three").has_value());
  }
  BOOST_TEST(read_file(path).value() == "one two");
  BOOST_TEST(std::distance(fs::directory_iterator{scratch.path()}, {}) == 1);
}

BOOST_AUTO_TEST_CASE(reading_a_file_has_a_limit) {
  const ScratchFolder scratch;
  const auto path = scratch.path() / "file";
  BOOST_TEST(write_atomically(path, std::string(600'000, 'x')).has_value());
  BOOST_TEST(read_file(path).value().size() == 600'000u);
  BOOST_TEST(read_file(path, 600'000).value().size() == 600'000u);
  BOOST_CHECK(fault_of(read_file(path, 599'999)) == Fault::too_large);
  BOOST_CHECK(fault_of(read_file("/dev/zero", 1000)) == Fault::too_large);
  BOOST_CHECK(fault_of(read_file(scratch.path() / "missing")) == Fault::not_found);
  BOOST_CHECK(fault_of(read_file(scratch.path())) == Fault::internal);
  BOOST_TEST(!read_file("/proc/self/status").value().empty());
}
