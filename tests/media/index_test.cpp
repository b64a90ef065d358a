#include "media/picture_index.h"

#include <boost/test/unit_test.hpp>

using siaga::media::PictureIndex;
using namespace std::chrono_literals;

namespace {

// Decoding order of a group with reordered pictures, 0 to 160 ms.
void decode_group(PictureIndex& index, std::chrono::nanoseconds first) {
  index.begin_run(first);
  for (const auto at : {0ms, 80ms, 40ms, 160ms, 120ms}) index.add(first + at);
}

}  // namespace

BOOST_AUTO_TEST_CASE(finds_the_picture_that_stands_at_a_time) {
  PictureIndex index;
  BOOST_TEST(!index.at(0ms).has_value());
  decode_group(index, 0ms);
  BOOST_TEST((index.at(0ms) == 0ms));
  BOOST_TEST((index.at(119ms) == 80ms));
  BOOST_TEST((index.at(5s) == 160ms));
  BOOST_TEST((index.newest() == 160ms));
}

BOOST_AUTO_TEST_CASE(the_previous_picture_is_known_only_where_nothing_is_missing) {
  PictureIndex index;
  decode_group(index, 0ms);
  BOOST_TEST(!index.before(80ms).has_value());  // nothing was shown yet: pictures between may still come
  index.shown(120ms);
  BOOST_TEST((index.before(80ms) == 40ms));
  BOOST_TEST((index.before(120ms) == 80ms));
  decode_group(index, 2s);
  index.shown(2s + 40ms);
  BOOST_TEST((index.before(2s + 40ms) == 2s));
  BOOST_TEST(!index.before(2s).has_value());  // the gap between the groups is unknown
}

BOOST_AUTO_TEST_CASE(a_run_that_reaches_another_joins_it) {
  PictureIndex index;
  decode_group(index, 200ms);
  index.shown(360ms);
  decode_group(index, 0ms);
  index.shown(160ms);
  BOOST_TEST(!index.before(200ms).has_value());
  index.shown(198ms);  // clipped to a seek's target, just before the next picture
  BOOST_TEST((index.before(200ms) == 160ms));
}

BOOST_AUTO_TEST_CASE(pictures_that_lead_a_key_picture_are_left_out) {
  PictureIndex index;
  index.begin_run(100ms);
  index.add(100ms);
  index.add(60ms);  // of an open group: can't be decoded from here
  BOOST_TEST(!index.at(80ms).has_value());
}

BOOST_AUTO_TEST_CASE(a_later_run_corrects_what_an_earlier_one_guessed) {
  PictureIndex index;
  index.begin_run(0ms);
  for (const auto at : {0ms, 80ms, 61ms}) index.add(at);
  index.shown(0ms);
  index.begin_run(21ms);
  for (const auto at : {21ms, 101ms, 61ms}) index.add(at);
  index.shown(101ms);
  BOOST_TEST((index.before(101ms) == 61ms));
  BOOST_TEST((index.at(85ms) == 61ms));
}
