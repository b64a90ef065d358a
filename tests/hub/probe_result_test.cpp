// What the hub believes of a probe that a stranger's file may have taken over.
#include "hub/probe_result.h"
#include "handmade_findings.h"

#include <boost/test/unit_test.hpp>

namespace siaga::test {

using base::Fault;
using namespace std::chrono_literals;

namespace {

std::string outcome_of(const std::string& bytes) {
  const auto read = hub::read_findings(bytes);
  return read ? "read" : std::string{base::name_of(read.error().fault)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_result)

BOOST_AUTO_TEST_CASE(whole_findings_are_read) {
  const auto picture = jpeg(320, 180);
  const auto bytes = findings(report() + poster(500, picture) + poster(1500, picture) + strip());
  const auto read = hub::read_findings(bytes).value();
  const auto& found = read.examination;
  BOOST_TEST((found.readable && found.container == "webm" && found.video == "vp8" && found.audio == "opus"));
  BOOST_TEST((found.duration == 12345ms && found.width == 640 && found.height == 360 && found.rotation == 90));
  BOOST_TEST(found.frame_rate == 25.0);
  BOOST_TEST((found.posters == std::vector<std::chrono::milliseconds>{500ms, 1500ms}));
  BOOST_TEST((found.loudness && read.loudness == std::string(200, 'x')));
  BOOST_TEST((read.indexed && read.posters.size() == 2 && read.posters[1] == picture));
}

BOOST_AUTO_TEST_CASE(every_beginning_of_findings_is_refused_and_so_is_more_than_them) {
  const auto whole = findings(report() + poster(500, jpeg(320, 180)) + strip());
  for (std::size_t length = 0; length < whole.size(); ++length)
    BOOST_REQUIRE_MESSAGE(outcome_of(whole.substr(0, length)) == "corrupt", length);
  BOOST_TEST(outcome_of(whole) == "read");
  BOOST_TEST(outcome_of(whole + "x") == "corrupt");
}

BOOST_AUTO_TEST_CASE(frames_that_do_not_belong_are_refused) {
  const auto picture = poster(0, jpeg(320, 180));
  BOOST_TEST(outcome_of(findings("")) == "corrupt");
  BOOST_TEST(outcome_of(findings(picture)) == "corrupt");
  BOOST_TEST(outcome_of(findings(report() + report())) == "corrupt");
  BOOST_TEST(outcome_of(findings(report() + strip() + strip())) == "corrupt");
  BOOST_TEST(outcome_of(findings(report() + frame('L', "short"))) == "corrupt");
  BOOST_TEST(outcome_of(findings(report() + frame('W', "12345678x"))) == "corrupt");
  std::string many = report();
  for (int i = 0; i < 13; ++i) many += picture;
  BOOST_TEST(outcome_of(findings(many)) == "corrupt");
  BOOST_TEST(outcome_of("SIAGAPR1R\xFF\xFF\xFF\xFF") == "corrupt");
  BOOST_TEST(outcome_of(findings(report() + frame('L', std::string(hub::longest_findings, 'x')))) == "too-large");
}

BOOST_AUTO_TEST_CASE(a_report_is_taken_with_care) {
  for (const std::string bad : {"", "{", "[]", "{}", R"({"readable":"yes"})"})
    BOOST_TEST(outcome_of(findings(frame('R', bad))) == "corrupt");
  BOOST_TEST(outcome_of(findings(frame('R', "{\"readable\":true,\"x\":\"" + std::string(5000, 'x') + "\"}"))) ==
             "too-large");
  const auto bytes = findings(frame('R', R"({"readable":true,"container":")" + std::string(1000, 'x') +
                                             R"(","video":"a\u0000\u202e b","width":-5,"height":9e99,"rotation":91,)"
                                             R"("frame_rate":1e999999,"duration_ms":99999999999999999})"));
  if (const auto read = hub::read_findings(bytes)) {  // a number that doesn't fit may also make it no JSON
    const auto& found = read->examination;
    BOOST_TEST((found.container.size() == 40u && found.video == "ab" && found.width == 0 && found.height == 0));
    BOOST_TEST((found.rotation == 90 && found.frame_rate <= 10'000 && *found.duration <= 1000h));
  }
}

BOOST_AUTO_TEST_CASE(a_poster_is_a_small_jpeg_by_its_markers) {
  BOOST_TEST(hub::is_small_jpeg(jpeg(320, 180)));
  BOOST_TEST(!hub::is_small_jpeg(jpeg(30000, 30000)));
  BOOST_TEST(!hub::is_small_jpeg(jpeg(0, 180)));
  BOOST_TEST(!hub::is_small_jpeg(""));
  BOOST_TEST(!hub::is_small_jpeg("\xFF\xD8\xFF\xD9"));
  BOOST_TEST(!hub::is_small_jpeg("GIF89a"));
  BOOST_TEST(!hub::is_small_jpeg(jpeg(320, 180).substr(0, 12)));
  // Behind the first picture hides a second, larger one.
  BOOST_TEST(!hub::is_small_jpeg(jpeg(320, 180, jpeg(30000, 30000))));
  BOOST_TEST(outcome_of(findings(report() + poster(0, jpeg(320, 180, std::string(200'000, '.'))))) == "too-large");
}

BOOST_AUTO_TEST_CASE(frames_of_a_copy_are_bounded) {
  const auto written = piece(5, "bytes");
  for (std::size_t length = 0; length < written.size(); ++length)
    BOOST_REQUIRE(!hub::next_copy_frame(written.substr(0, length), 100).value());
  const auto bytes = written + "more";
  const auto found = hub::next_copy_frame(bytes, 10).value();
  BOOST_TEST((found->kind == hub::CopyFrame::Kind::piece && found->offset == 5u && found->content == "bytes"));
  BOOST_TEST(found->length == written.size());
  BOOST_TEST((hub::next_copy_frame(written, 9).error().fault == Fault::too_large));
  BOOST_TEST((hub::next_copy_frame(piece(~0ull, "x"), ~0ull).error().fault == Fault::too_large));
  BOOST_TEST((hub::next_copy_frame("W\x7F\xFF\xFF\xFF", 10).error().fault == Fault::too_large));
  BOOST_TEST((hub::next_copy_frame(frame('W', "1234567"), 10).error().fault == Fault::corrupt));
  BOOST_TEST((hub::next_copy_frame(frame('F', "../../etc"), 10).error().fault == Fault::corrupt));
  BOOST_TEST((hub::next_copy_frame(frame('E', "x"), 10).error().fault == Fault::corrupt));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
