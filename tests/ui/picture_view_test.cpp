// How a picture is looked at: turned, magnified around a point, moved as far as it reaches.
#include "ui/player/picture_view.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;

namespace {

const wxSize room(800, 600);

media::Frame wide() {
  media::Frame frame;
  frame.width = 1600;
  frame.height = 900;
  return frame;
}

/// Which part of the picture, as shares of it, stands at `at` of the room.
wxPoint2DDouble part_at(const ui::PictureView& view, wxPoint2DDouble at) {
  const auto place = view.place(wide(), room);
  return {(at.m_x - place.m_x) / place.m_width, (at.m_y - place.m_y) / place.m_height};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(picture_view, *boost::unit_test::tolerance(1e-9))

BOOST_AUTO_TEST_CASE(a_plain_picture_is_whole_and_in_the_middle) {
  const ui::PictureView view;
  const auto place = view.place(wide(), room);
  BOOST_TEST(view.is_plain());
  BOOST_TEST(place.m_x == 0.0);
  BOOST_TEST(place.m_y == 75.0);
  BOOST_TEST(place.m_width == 800.0);
  BOOST_TEST(place.m_height == 450.0);
}

BOOST_AUTO_TEST_CASE(a_quarter_turn_stands_upright_and_the_fourth_is_plain_again) {
  ui::PictureView view;
  view.turn();
  auto place = view.place(wide(), room);
  BOOST_TEST(view.quarters() == 1);
  BOOST_TEST(!view.is_plain());
  BOOST_TEST(place.m_height == 600.0);
  BOOST_TEST(place.m_width == 337.5);
  BOOST_TEST(place.m_x == 231.25);
  view.turn();
  place = view.place(wide(), room);
  BOOST_TEST(place.m_width == 800.0);
  view.turn();
  view.turn();
  BOOST_TEST(view.is_plain());
}

BOOST_AUTO_TEST_CASE(what_is_under_the_pointer_stays_there) {
  const wxPoint2DDouble pointer(300, 250);
  ui::PictureView view;
  const auto before = part_at(view, pointer);
  for (const double factor : {4.0, 1.5, 0.5}) {  // large enough that no margin shows
    view.magnify(factor, wide(), room, pointer);
    const auto after = part_at(view, pointer);
    BOOST_TEST(after.m_x == before.m_x);
    BOOST_TEST(after.m_y == before.m_y);
  }
  BOOST_TEST(view.zoom() == 3.0);
}

BOOST_AUTO_TEST_CASE(it_magnifies_from_one_to_eight_times) {
  ui::PictureView view;
  const wxPoint2DDouble corner(10, 80);
  view.magnify(100, wide(), room, corner);
  BOOST_TEST(view.zoom() == ui::PictureView::largest);
  BOOST_TEST(view.place(wide(), room).m_width == 6400.0);
  view.magnify(0.01, wide(), room, corner);
  BOOST_TEST(view.zoom() == 1.0);
  BOOST_TEST(view.is_plain());
  BOOST_TEST(view.place(wide(), room).m_x == 0.0);  // in the middle again
}

BOOST_AUTO_TEST_CASE(no_margin_shows_where_there_is_picture_left) {
  ui::PictureView view;
  view.magnify(2, wide(), room, {400, 300});
  view.move(100, 0, wide(), room);
  BOOST_TEST(view.place(wide(), room).m_x == -300.0);
  view.move(5000, 5000, wide(), room);
  auto place = view.place(wide(), room);
  BOOST_TEST(place.m_x == 0.0);
  BOOST_TEST(place.m_y == 0.0);
  view.move(-5000, -5000, wide(), room);
  place = view.place(wide(), room);
  BOOST_TEST(place.m_x + place.m_width == 800.0);
  BOOST_TEST(place.m_y + place.m_height == 600.0);
}

BOOST_AUTO_TEST_CASE(a_picture_that_fits_does_not_move) {
  ui::PictureView view;
  view.move(200, 100, wide(), room);
  BOOST_TEST(view.place(wide(), room).m_x == 0.0);
  BOOST_TEST(view.place(wide(), room).m_y == 75.0);
}

BOOST_AUTO_TEST_CASE(whole_keeps_the_turn) {
  ui::PictureView view;
  view.turn();
  view.magnify(3, wide(), room, {0, 0});
  view.whole();
  BOOST_TEST(view.zoom() == 1.0);
  BOOST_TEST(view.quarters() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
