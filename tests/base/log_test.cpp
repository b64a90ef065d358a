#include "base/log.h"

#include "base/clock.h"

#include "support/scratch_folder.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

namespace {

using namespace siaga::base;

struct Escape {
  std::string_view value;
  std::string_view text;
};
std::ostream& operator<<(std::ostream& out, const Escape& escape) { return out << escape.text; }

constexpr std::array escapes{
    Escape{"upload-7.mp4", "upload-7.mp4"},
    Escape{"/data/a:b,c@d", "/data/a:b,c@d"},
    Escape{"", R"("")"},
    Escape{"two words", R"("two words")"},
    Escape{"a=b", R"("a=b")"},
    Escape{"say \"hi\"", R"("say \x22hi\x22")"},
    Escape{R"(back\slash)", R"("back\x5cslash")"},
    Escape{"line\nbreak\r\t", R"("line\x0abreak\x0d\x09")"},
    Escape{"red \x1b[31m", R"("red \x1b[31m")"},
    Escape{std::string_view{"nul\0", 4}, R"("nul\x00")"},
    Escape{"\x7f", R"("\x7f")"},
    Escape{"caf\xc3\xa9", R"("caf\xc3\xa9")"},
    Escape{"bad \xff\xc3", R"("bad \xff\xc3")"},
    Escape{"\xe2\x80\xae"
           "4pm",
           R"("\xe2\x80\xae4pm")"},  // right-to-left override
    Escape{"a\xe2\x80\xa8"
           "b",
           R"("a\xe2\x80\xa8b")"},  // line separator
};

/// What `work` writes to standard error, taken at the descriptor itself.
std::string standard_error_of(const std::function<void()>& work) {
  const siaga::test::ScratchFolder scratch;
  const auto path = scratch.path() / "stderr";
  const int saved = ::dup(STDERR_FILENO);
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
  BOOST_REQUIRE(saved >= 0 && file >= 0);
  ::dup2(file, STDERR_FILENO);
  work();
  ::dup2(saved, STDERR_FILENO);
  ::close(file);
  ::close(saved);
  std::ifstream in{path};
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

BOOST_DATA_TEST_CASE(values_are_escaped, boost::unit_test::data::make(escapes)) {
  BOOST_TEST(log::escaped(sample.value) == sample.text);
}

BOOST_AUTO_TEST_CASE(a_line_has_time_level_event_and_fields) {
  const auto text = standard_error_of([] { log::info("upload.finished", {{"id", "7"}, {"name", "two words"}}); });
  BOOST_REQUIRE(text.size() > 28);
  BOOST_TEST(parse_rfc3339(text.substr(0, 27)).has_value());
  BOOST_TEST(text.substr(27) == " info upload.finished id=7 name=\"two words\"\n");
}

BOOST_AUTO_TEST_CASE(text_from_outside_neither_breaks_a_line_nor_forges_a_key) {
  const auto text = standard_error_of([] {
    log::warning("sign_in.refused", {{"name", "x\n2026-01-01T00:00:00.000000Z info sign_in.done user=\"root\""}});
  });
  BOOST_TEST(std::ranges::count(text, '\n') == 1);
  BOOST_TEST(std::ranges::count(text, '"') == 2);
}

BOOST_AUTO_TEST_CASE(braces_are_not_a_format) {
  const auto text = standard_error_of([] { log::error("odd", {{"value", "{} {0} %s"}}); });
  BOOST_TEST(text.ends_with(" error odd value=\"{} {0} %s\"\n"));
}

BOOST_AUTO_TEST_CASE(lines_below_the_level_are_dropped) {
  BOOST_TEST(standard_error_of([] { log::debug("quiet"); }).empty());
  log::set_level(log::Level::debug);
  BOOST_TEST(standard_error_of([] { log::debug("loud"); }).ends_with(" debug loud\n"));
  log::set_level(log::Level::error);
  BOOST_TEST(standard_error_of([] { log::warning("quiet"); }).empty());
  log::set_level(log::Level::info);
}

BOOST_AUTO_TEST_CASE(lines_of_several_threads_stay_whole) {
  const std::string value(200, 'x');
  const auto text = standard_error_of([&value] {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&value] {
        for (int i = 0; i < 100; ++i) log::info("line", {{"value", value}});
      });
  });
  std::istringstream lines{text};
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) BOOST_TEST(line.substr(27) == " info line value=" + value);
  BOOST_TEST(count == 400);
}

BOOST_AUTO_TEST_CASE(errors_are_described_in_a_sentence) {
  BOOST_TEST(log::describe(fail(Fault::not_found, "no such SOS", "sos")) == "not-found: no such SOS (sos)");
  BOOST_TEST(log::describe(fail(Fault::too_large, "over 4 GB")) == "too-large: over 4 GB");
}
