#include "net/range.h"

#include <boost/test/unit_test.hpp>

#include <array>

namespace siaga::net {
namespace {

constexpr auto absent = ByteRange::Kind::absent;
constexpr auto satisfied = ByteRange::Kind::satisfied;
constexpr auto unsatisfiable = ByteRange::Kind::unsatisfiable;

struct RangeCase {
  const char* header;
  std::uint64_t available;
  ByteRange expected;
};

const std::array cases{
    RangeCase{"bytes=0-0", 10, {satisfied, 0, 1}},
    RangeCase{"bytes=0-9", 10, {satisfied, 0, 10}},
    RangeCase{"bytes=3-", 10, {satisfied, 3, 7}},
    RangeCase{"bytes=3-99", 10, {satisfied, 3, 7}},
    RangeCase{"bytes=9-9", 10, {satisfied, 9, 1}},
    RangeCase{"bytes=-4", 10, {satisfied, 6, 4}},
    RangeCase{"bytes=-40", 10, {satisfied, 0, 10}},
    RangeCase{"Bytes=1-2", 10, {satisfied, 1, 2}},
    RangeCase{"bytes=0-18446744073709551615", 10, {satisfied, 0, 10}},
    RangeCase{"bytes=10-", 10, {unsatisfiable, 0, 0}},
    RangeCase{"bytes=10-12", 10, {unsatisfiable, 0, 0}},
    RangeCase{"bytes=-0", 10, {unsatisfiable, 0, 0}},
    RangeCase{"bytes=-5", 0, {unsatisfiable, 0, 0}},
    RangeCase{"bytes=0-", 0, {unsatisfiable, 0, 0}},
    RangeCase{"bytes=5-4", 10, {absent, 0, 0}},
    RangeCase{"bytes=0-1,3-4", 10, {absent, 0, 0}},
    RangeCase{"bytes=-", 10, {absent, 0, 0}},
    RangeCase{"bytes=", 10, {absent, 0, 0}},
    RangeCase{"bytes=a-b", 10, {absent, 0, 0}},
    RangeCase{"bytes=1-2x", 10, {absent, 0, 0}},
    RangeCase{"bytes= 1-2", 10, {absent, 0, 0}},
    RangeCase{"bytes=+1-2", 10, {absent, 0, 0}},
    RangeCase{"bytes=99999999999999999999-", 10, {absent, 0, 0}},
    RangeCase{"lines=1-2", 10, {absent, 0, 0}},
    RangeCase{"", 10, {absent, 0, 0}},
};

BOOST_AUTO_TEST_CASE(range_reads_one_range_or_ignores_the_header) {
  for (const auto& one : cases)
    BOOST_TEST((parse_range(one.header, one.available) == one.expected), "range " << one.header);
  BOOST_TEST((parse_range(std::nullopt, 10) == ByteRange{}));
}

BOOST_AUTO_TEST_CASE(range_is_told_with_and_without_a_total) {
  const ByteRange range{satisfied, 5, 10};
  BOOST_TEST(content_range(range, 100) == "bytes 5-14/100");
  BOOST_TEST(content_range(range, std::nullopt) == "bytes 5-14/*");
  BOOST_TEST(unsatisfied_range(7) == "bytes */7");
}

BOOST_AUTO_TEST_CASE(content_range_is_read_back_by_clients) {
  BOOST_TEST((parse_content_range("bytes 5-14/100") == ContentRange{5, 14, 100}));
  BOOST_TEST((parse_content_range("bytes 0-0/*") == ContentRange{0, 0, std::nullopt}));
  for (const auto* bad : {"bytes */7", "bytes 5-4/10", "bytes 5-14/14", "bytes 5-14", "5-14/20", "bytes x-1/2", ""})
    BOOST_TEST(!parse_content_range(bad), "content range " << bad);
}

}  // namespace
}  // namespace siaga::net
