#include "base/id.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <set>
#include <unordered_set>

namespace {

using namespace siaga::base;
using namespace std::chrono_literals;

constexpr std::array bad_ids{
    "",
    "0193510e-8f5a-7c3d-9a4e-0123456789a",
    "0193510e-8f5a-7c3d-9a4e-0123456789abc",
    "0193510e8f5a7c3d9a4e0123456789ab",
    "{0193510e-8f5a-7c3d-9a4e-0123456789}",
    "0193510e-8f5a-7c3d-9a4e-0123456789ag",
    "0193510e 8f5a-7c3d-9a4e-0123456789ab",
    "0193510-e8f5a-7c3d-9a4e-0123456789ab",
    "0193510e-8f5a-7c3d-9a4e-0123456789a ",
    "0193510e-8f5a-7c3d-9a4e--123456789ab",
    "urn:uuid:0193510e-8f5a-7c3d-9a4e-012",
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_made_id_is_a_uuid_of_version_7_with_its_time) {
  // RFC 9562, appendix A.6: 0x017F22E279B0 milliseconds.
  const Id id = make_id(Instant{1'645'557'742'000ms + 999us});
  const auto text = to_string(id);
  BOOST_TEST(text.substr(0, 15) == "017f22e2-79b0-7");
  BOOST_TEST((text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b'));
}

BOOST_AUTO_TEST_CASE(made_ids_differ_within_a_millisecond_and_sort_by_time) {
  std::set<Id> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(make_id(Instant{5s}));
  BOOST_TEST(ids.size() == 1000u);
  BOOST_CHECK(*ids.rbegin() < make_id(Instant{5s + 1ms}));
  BOOST_CHECK(to_string(*ids.rbegin()) < to_string(make_id(Instant{5s + 1ms})));
}

BOOST_AUTO_TEST_CASE(text_goes_both_ways_in_either_case) {
  constexpr std::string_view text = "0193510e-8f5a-7c3d-9a4e-0123456789ab";
  const Id id = parse_id(text).value();
  BOOST_TEST(to_string(id) == text);
  BOOST_CHECK(parse_id("0193510E-8F5A-7C3D-9A4E-0123456789AB").value() == id);
  BOOST_TEST(id.bytes[0] == 0x01);
  BOOST_TEST(id.bytes[15] == 0xab);
}

BOOST_AUTO_TEST_CASE(any_version_is_read) {
  BOOST_TEST(parse_id("00000000-0000-0000-0000-000000000000").value().is_nil());
  BOOST_TEST(!parse_id("f47ac10b-58cc-4372-a567-0e02b2c3d479").value().is_nil());
  BOOST_TEST(Id{}.is_nil());
}

BOOST_DATA_TEST_CASE(bad_ids_are_refused, boost::unit_test::data::make(bad_ids)) {
  const auto read = parse_id(sample);
  BOOST_REQUIRE(read.has_error());
  BOOST_CHECK(read.error().fault == Fault::invalid);
}

BOOST_AUTO_TEST_CASE(ids_are_keys_of_a_hash_table) {
  std::unordered_set<Id> ids;
  const Id id = make_id(Instant{5s});
  ids.insert(id);
  ids.insert(parse_id(to_string(id)).value());
  ids.insert(make_id(Instant{5s}));
  BOOST_TEST(ids.size() == 2u);
  BOOST_TEST(ids.contains(id));
}
