// The window's language for the length of a test. Thread: one.
#pragma once

#include "ui/text.h"

namespace siaga::test {

/// Loads the language in a fixture: BOOST_FIXTURE_TEST_CASE(…, InIndonesian).
struct InIndonesian {
  InIndonesian() { ui::load_language(SIAGA_LOCALE_DIR, "id"); }
};
struct InEnglish {
  InEnglish() { ui::load_language(SIAGA_LOCALE_DIR, "en"); }
};

}  // namespace siaga::test
