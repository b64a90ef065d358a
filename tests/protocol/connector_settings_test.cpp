// The settings of connectors: read strictly, written without what is usual, compared by where a secret goes.
#include "protocol/connector_settings.h"
#include "rubbish.h"

using namespace siaga;
using domain::ConnectorKind;
using protocol::CommandSettings;
using protocol::ConnectorSettings;
using protocol::ScimSettings;
using test::check_codec;

namespace {

auto reader_of(ConnectorKind kind) {
  return [kind](std::string_view text) { return protocol::decode_connector_settings(kind, text); };
}
const auto settings_written = [](const ConnectorSettings& value) { return protocol::encode(value); };

std::string wrong_in(ConnectorKind kind, const std::string& text) {
  const auto read = protocol::decode_connector_settings(kind, text);
  return read ? "taken" : read.error().field;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connector_settings)

BOOST_AUTO_TEST_CASE(they_are_read_as_they_were_written) {
  const ScimSettings scim{"https://apps.contoh.id/scim/v2", "pusat", "-----BEGIN CERTIFICATE-----\nä\n", "lastLogin",
                          std::chrono::seconds{7},          50};
  check_codec(protocol::encode(scim), reader_of(ConnectorKind::scim), settings_written, true);
  BOOST_TEST((protocol::decode_connector_settings(ConnectorKind::scim, protocol::encode(scim)).value() ==
              ConnectorSettings{scim}));
  const CommandSettings program{"omni", {"--unit", "Semarang \"A\""}, std::chrono::seconds{90}};
  check_codec(protocol::encode(program), reader_of(ConnectorKind::command), settings_written, true);
  BOOST_TEST((protocol::decode_connector_settings(ConnectorKind::command, protocol::encode(program)).value() ==
              ConnectorSettings{program}));
  BOOST_TEST(protocol::encode(ConnectorSettings{}).empty());
  BOOST_TEST((protocol::decode_connector_settings(ConnectorKind::manual, "").value() == ConnectorSettings{}));
}

BOOST_AUTO_TEST_CASE(what_is_usual_is_not_written) {
  BOOST_TEST(protocol::encode(ScimSettings{"https://a"}) == R"({"url":"https://a"})");
  BOOST_TEST(protocol::encode(CommandSettings{"omni"}) == R"({"program":"omni"})");
}

BOOST_AUTO_TEST_CASE(what_is_beyond_a_limit_is_named) {
  using enum ConnectorKind;
  BOOST_TEST(wrong_in(scim, R"({"url":"https://a","timeout_s":121})") == "/timeout_s");
  BOOST_TEST(wrong_in(scim, R"({"url":"https://a","page":0})") == "/page");
  BOOST_TEST(wrong_in(scim, R"({"url":"https://a","page":1000,"timeout_s":120})") == "taken");
  BOOST_TEST(wrong_in(scim, R"({"program":"omni"})") == "/url");
  BOOST_TEST(wrong_in(command, R"({"program":"omni","arguments":["1","2","3","4","5","6","7","8","9","10","11",)"
                               R"("12","13","14","15","16","17","18","19","20","21"]})") == "/arguments");
  BOOST_TEST(wrong_in(manual, "{}") == "");
  BOOST_TEST(wrong_in(scim, R"({"url":")" + std::string(domain::longest_settings, 'a') + "\"}") == "");
}

BOOST_AUTO_TEST_CASE(a_secret_stays_where_it_was_given_for) {
  const ScimSettings here{"https://a", "pusat", "", "", std::chrono::seconds{30}, 100};
  const auto same = [&](const auto& change) {
    auto there = here;
    change(there);
    return protocol::is_same_place(here, there);
  };
  BOOST_TEST(same([](ScimSettings& is) { is.timeout = std::chrono::seconds{5}; }));
  BOOST_TEST(same([](ScimSettings& is) { is.page = 7; }));
  BOOST_TEST(same([](ScimSettings& is) { is.activity = "lastLogin"; }));
  BOOST_TEST(!same([](ScimSettings& is) { is.url = "https://b"; }));
  BOOST_TEST(!same([](ScimSettings& is) { is.user = "lain"; }));
  BOOST_TEST(!same([](ScimSettings& is) { is.authorities = "lain"; }));
  BOOST_TEST(!protocol::is_same_place(here, CommandSettings{"omni"}));
  BOOST_TEST(!protocol::is_same_place(CommandSettings{"omni"}, CommandSettings{"omni", {"--lain"}}));
  BOOST_TEST(protocol::is_same_place(CommandSettings{"omni"}, CommandSettings{"omni", {}, std::chrono::seconds{9}}));
}

BOOST_AUTO_TEST_SUITE_END()
