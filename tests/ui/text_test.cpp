// Other people's words between our tags.
#include "ui/text.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;

BOOST_AUTO_TEST_CASE(names_are_text_and_never_markup) {
  BOOST_TEST(ui::escaped("<b>Rudi</b> & \"Sari\"'s") == "&lt;b&gt;Rudi&lt;/b&gt; &amp; &quot;Sari&quot;&#39;s");
  BOOST_TEST(ui::escaped("</span><span size='100000'>") == "&lt;/span&gt;&lt;span size=&#39;100000&#39;&gt;");
  BOOST_TEST(ui::escaped("&amp;") == "&amp;amp;");
  BOOST_TEST(ui::escaped("Siti Nur Élan") == "Siti Nur Élan");
}

BOOST_AUTO_TEST_CASE(names_turn_nobodys_reading_but_their_own) {
  BOOST_TEST(ui::escaped("Rudi\u202e40 m") == "Rudi40 m");
  BOOST_TEST(ui::escaped("\u2066a\u2069b\u202a") == "ab");
  BOOST_TEST(ui::escaped("عمر – 1 €") == "عمر – 1 €");
}
