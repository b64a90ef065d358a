#include "net/tus.h"

#include <boost/test/unit_test.hpp>

namespace siaga::net::tus {
namespace {

BOOST_AUTO_TEST_CASE(tus_version_must_be_ours) {
  BOOST_TEST(check_version({{"tus-resumable", "1.0.0"}}).has_value());
  BOOST_TEST((check_version({}).error().fault == base::Fault::unsupported));
  BOOST_TEST((check_version({{"Tus-Resumable", "0.2.2"}}).error().fault == base::Fault::unsupported));
}

BOOST_AUTO_TEST_CASE(tus_offset_is_a_plain_count) {
  BOOST_TEST(parse_offset({{"Upload-Offset", "9223372036854775807"}}).value() == 9223372036854775807u);
  for (const auto* bad : {"", "-1", "+1", "1 ", " 1", "0x10", "1.0", "9223372036854775808", "99999999999999999999"}) {
    const auto parsed = parse_offset({{"Upload-Offset", bad}});
    BOOST_REQUIRE_MESSAGE(!parsed, "offset " << bad);
    BOOST_TEST(parsed.error().field == "Upload-Offset");
  }
  BOOST_TEST(!parse_offset({}));
}

BOOST_AUTO_TEST_CASE(tus_creation_has_a_length_or_defers_it) {
  const auto known = parse_creation({{"Upload-Length", "100"}, {"Upload-Metadata", "filename Y2xpcC5tcDQ=,live"}});
  BOOST_REQUIRE(known.has_value());
  BOOST_TEST(known->length.value() == 100u);
  BOOST_TEST(known->metadata.at("filename") == "clip.mp4");
  BOOST_TEST(known->metadata.at("live") == "");
  const auto deferred = parse_creation({{"Upload-Defer-Length", "1"}});
  BOOST_REQUIRE(deferred.has_value());
  BOOST_TEST(!deferred->length);

  BOOST_TEST(!parse_creation({}));
  BOOST_TEST(!parse_creation({{"Upload-Length", "1"}, {"Upload-Defer-Length", "1"}}));
  BOOST_TEST(!parse_creation({{"Upload-Defer-Length", "0"}}));
  BOOST_TEST(!parse_creation({{"Upload-Length", "ten"}}));
}

BOOST_AUTO_TEST_CASE(tus_metadata_refuses_what_is_ambiguous) {
  for (const std::string bad : {"a YQ==,a Yg==", "a !!!", ",", "a YQ==,", "a YQ==,,b Yg==", "\x01 YQ==", "a YQ== YQ=="})
    BOOST_TEST(!parse_metadata(bad), "metadata " << bad);
  BOOST_TEST(!parse_metadata(std::string(65, 'k') + " YQ=="));
  BOOST_TEST(!parse_metadata("a " + std::string(4096, 'A')));
  std::string many;
  for (int i = 0; i < 17; ++i) many += (i ? ",k" : "k") + std::to_string(i);
  BOOST_TEST(!parse_metadata(many));
  BOOST_TEST(parse_metadata("").value().empty());
}

BOOST_AUTO_TEST_CASE(tus_metadata_survives_a_round_trip) {
  const std::map<std::string, std::string> pairs{{"filetype", "video/mp4"}, {"flag", ""}, {"name", "é\n\0x"}};
  BOOST_TEST((parse_metadata(format_metadata(pairs)).value() == pairs));
}

BOOST_AUTO_TEST_CASE(tus_checksum_is_sha1_or_sha256) {
  const std::string sha1(20, 'x');
  const std::string sha256(32, 'y');
  const auto parsed = parse_checksum({{"Upload-Checksum", "sha1 " + base::to_base64(sha1)}});
  BOOST_REQUIRE(parsed.has_value() && parsed->has_value());
  BOOST_TEST(std::string((**parsed).bytes.begin(), (**parsed).bytes.end()) == sha1);
  const std::string text = "sha256 " + base::to_base64(sha256);
  BOOST_TEST(format_checksum(parse_checksum({{"Upload-Checksum", text}}).value().value()) == text);

  BOOST_TEST(!parse_checksum({}).value());
  BOOST_TEST((parse_checksum({{"Upload-Checksum", "md5 YQ=="}}).error().fault == base::Fault::unsupported));
  for (const std::string& bad : {std::string("sha1"), std::string("sha1 "), std::string("sha1 ***"),
                                 "sha1 " + base::to_base64(sha256), "sha256 " + base::to_base64(sha1)})
    BOOST_TEST((parse_checksum({{"Upload-Checksum", bad}}).error().fault == base::Fault::invalid), "checksum " << bad);
}

}  // namespace
}  // namespace siaga::net::tus
