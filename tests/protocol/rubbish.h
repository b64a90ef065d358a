// What every codec must bear, whatever a stranger sends: a text that ends early, and any value in any place.
// Header only; for Boost.Test. Thread: the test's.
#pragma once

#include "base/result.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace siaga::test {

/// Every text that differs from `text` in one value: `each` gets it.
template <class Each>
void with_other_values(boost::json::value& whole, boost::json::value& place, const Each& each) {
  static const std::vector<std::string> others{
      "null", "true", "-1", "1e300", "18446744073709551615", "\"x\"", "\"" + std::string(70'000, 'x') + "\"",
      "[]",   "[1]",  "{}"};
  for (const auto& other : others) {
    const auto before = place;
    place = boost::json::parse(other);
    each(boost::json::serialize(whole));
    place = before;
  }
  if (auto* object = place.if_object())
    for (auto& member : *object) with_other_values(whole, member.value(), each);
  if (auto* array = place.if_array())
    for (auto& element : *array) with_other_values(whole, element, each);
}

/// `text` is read and written the same; what is cut off is refused; what is accepted in spite of another value is read
/// again and written the same; what isn't, is refused as invalid. `strict`: an unknown member is refused, too.
template <class Decode, class Encode>
void check_codec(const std::string& text, Decode decode, Encode encode, bool strict) {
  const auto read = decode(text);
  BOOST_REQUIRE_MESSAGE(read, text << ": " << read.error().detail << " " << read.error().field);
  BOOST_TEST(encode(*read) == text);
  for (std::size_t length = 0; length < text.size(); ++length)
    BOOST_REQUIRE_MESSAGE(!decode(text.substr(0, length)), text.substr(0, length));
  auto whole = boost::json::parse(text);
  with_other_values(whole, whole, [&](const std::string& other) {
    const auto value = decode(other);
    if (!value) {
      BOOST_REQUIRE((value.error().fault == base::Fault::invalid));
      return;
    }
    const auto written = encode(*value);
    const auto again = decode(written);
    BOOST_REQUIRE_MESSAGE(again, other.substr(0, 4000) << " → " << written.substr(0, 4000));
    BOOST_REQUIRE(encode(*again) == written);
  });
  whole.as_object()["no such member"] = 1;
  const auto unknown = decode(boost::json::serialize(whole));
  BOOST_TEST(unknown.has_value() == !strict);
  if (!unknown) BOOST_TEST(unknown.error().field == "/no such member");
}

/// Where the first fault is; "taken" when there is none.
template <class Read>
std::string place_of_fault(const Read& read) {
  return read ? "taken" : read.error().field;
}

/// `text` with another value of a member, written as JSON.
inline std::string with_member(const std::string& text, const std::string& name, const std::string& value) {
  auto object = boost::json::parse(text).as_object();
  object[name] = boost::json::parse(value);
  return boost::json::serialize(object);
}

}  // namespace siaga::test
