#include "media/feed.h"
#include "media/file_source.h"

#include <boost/test/unit_test.hpp>

#include <array>
#include <future>

using namespace siaga::media;
using namespace std::chrono_literals;

namespace {

struct Reader {
  explicit Reader(const std::shared_ptr<Feed>& feed, std::uint64_t offset = 0)
      : door(feed), got(std::async(std::launch::async, [this, offset] { return door.read(offset, into); })) {}
  bool is_waiting() {
    for (int look = 0; look < 10'000 && !door.waiting(); ++look) is_done(1ms);
    return door.waiting().has_value();
  }
  bool is_done(std::chrono::milliseconds patience = 10s) { return got.wait_for(patience) == std::future_status::ready; }

  std::array<std::byte, 8> into{};
  Feed::Reader door;
  std::future<Feed::Got> got;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_read_waits_until_all_of_it_is_there) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  Reader reader(feed);
  source->append("1234");
  BOOST_TEST(!reader.is_done(50ms));
  BOOST_TEST(reader.is_waiting());
  source->append("56789");
  BOOST_REQUIRE(reader.is_done());
  const auto got = reader.got.get();
  BOOST_TEST((got.outcome == Feed::Outcome::complete));
  BOOST_TEST(static_cast<char>(reader.into[7]) == '8');
  BOOST_TEST(!reader.door.waiting().has_value());
}

BOOST_AUTO_TEST_CASE(the_end_of_the_recording_ends_a_read) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  Reader reader(feed);
  source->append("1234");
  source->finish();
  BOOST_REQUIRE(reader.is_done());
  const auto got = reader.got.get();
  BOOST_TEST((got.outcome == Feed::Outcome::ended));
  BOOST_TEST(got.count == 4u);
}

BOOST_AUTO_TEST_CASE(unlock_frees_a_reader_and_relock_allows_the_next) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  Reader blocked(feed);
  blocked.door.unlock();
  BOOST_REQUIRE(blocked.is_done());
  BOOST_TEST((blocked.got.get().outcome == Feed::Outcome::flushing));
  blocked.door.relock();
  source->append("12345678");
  Reader next(feed);
  BOOST_REQUIRE(next.is_done());
  BOOST_TEST((next.got.get().outcome == Feed::Outcome::complete));
}

BOOST_AUTO_TEST_CASE(closing_is_for_ever) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  feed->close();
  Reader reader(feed);
  BOOST_REQUIRE(reader.is_done());
  BOOST_TEST((reader.got.get().outcome == Feed::Outcome::flushing));
}

BOOST_AUTO_TEST_CASE(a_seek_of_one_reader_leaves_the_others_waiting) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  Reader seeking(feed);
  Reader other(feed);
  BOOST_REQUIRE(seeking.is_waiting());
  BOOST_REQUIRE(other.is_waiting());
  seeking.door.unlock();
  seeking.door.relock();
  BOOST_REQUIRE(seeking.is_done());  // freed, however short the moment was
  BOOST_TEST((seeking.got.get().outcome == Feed::Outcome::flushing));
  source->append("12345678");
  BOOST_REQUIRE(other.is_done());
  BOOST_TEST((other.got.get().outcome == Feed::Outcome::complete));
}

BOOST_AUTO_TEST_CASE(a_thread_in_a_hurry_takes_the_edge_for_the_end) {
  const auto source = std::make_shared<GrowingFileSource>();
  const auto feed = std::make_shared<Feed>(source);
  source->append("1234");
  Feed::Reader reader(feed);
  reader.never_wait_on(std::this_thread::get_id());
  std::array<std::byte, 8> into{};
  const auto got = reader.read(0, into);
  BOOST_TEST((got.outcome == Feed::Outcome::ended));
  BOOST_TEST(got.count == 4u);
}
