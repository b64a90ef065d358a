// What administrators configure becomes a target, or says what is wrong with it; and a target is tried out.
#include "hub/targets.h"

#include "case_room.h"
#include "support/child_server.h"
#include "support/fake_clock.h"
#include "support/scratch_folder.h"

#include <fstream>

namespace siaga::test {

namespace {

struct TargetsFixture {
  ScratchFolder folder;
  FakeClock clock;
  hub::Targets targets{clock, folder.path()};

  std::string wrong(const std::string& kind, const std::string& settings, const std::string& secret = {}) {
    const auto checked = targets.check(kind, settings, secret);
    if (checked) return "";
    BOOST_TEST((checked.error().fault == base::Fault::invalid));
    return checked.error().field.empty() ? "settings" : checked.error().field;
  }
  std::filesystem::path program(const std::string& name, const std::string& text) const {
    const auto path = folder.path() / name;
    std::ofstream{path} << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(targets, TargetsFixture)

BOOST_AUTO_TEST_CASE(settings_of_a_scim_service_are_read_strictly) {
  BOOST_TEST(wrong("scim", R"({"url":"https://apps.contoh.id/scim/v2"})", "kunci") == "");
  BOOST_TEST(wrong("scim", R"({"url":"https://a","user":"siaga","activity":"lastLogin","timeout_s":5,"page":50})") == "");
  BOOST_TEST(wrong("scim", "") == "settings");
  BOOST_TEST(wrong("scim", "[]") == "settings");
  BOOST_TEST(wrong("scim", "{}") == "/url");
  BOOST_TEST(wrong("scim", R"({"url":"http://apps.contoh.id"})") == "/url");
  BOOST_TEST(wrong("scim", R"({"url":7})") == "/url");
  BOOST_TEST(wrong("scim", R"({"url":"https://a","verify":false})") == "/verify");
  BOOST_TEST(wrong("scim", R"({"url":"https://a","timeout_s":0})") == "/timeout_s");
  BOOST_TEST(wrong("scim", R"({"url":"https://a","timeout_s":100000})") == "/timeout_s");
  BOOST_TEST(wrong("scim", R"({"url":"https://a","authorities":"/etc/shadow"})") == "/authorities");
  BOOST_TEST(wrong("scim", R"({"url":"https://a"})", "a\nb") == "secret");
  BOOST_TEST(wrong("telnet", "{}") == "kind");
  BOOST_TEST(wrong("manual", "") == "");
  BOOST_TEST(wrong("manual", "{}") == "settings");
  BOOST_TEST(wrong("manual", "", "x") == "secret");
  BOOST_TEST((targets.target("manual", "", "").error().fault == base::Fault::unsupported));
}

BOOST_AUTO_TEST_CASE(only_programs_of_the_hubs_own_folder_are_run) {
  program("omni", "true");
  BOOST_TEST(wrong("command", R"({"program":"omni","arguments":["--now"]})") == "");
  for (const auto* name : {"/bin/sh", "../omni", "..", ".", "", "sub/omni", "nowhere", " omni"})
    BOOST_TEST(wrong("command", std::string{R"({"program":")"} + name + "\"}") == "/program", name);
  BOOST_TEST(wrong("command", R"({"program":"omni","arguments":"x"})") == "/arguments");
  BOOST_TEST(wrong("command", R"({"program":"omni","arguments":[1]})") == "/arguments");
}

BOOST_AUTO_TEST_CASE(a_target_is_tried_out_and_nothing_is_changed) {
  ChildServer server{"support/scim_server.py", {folder.path().string(), "--plain", "--rule", "token=kunci"}};
  const auto settings = R"({"url":"http://127.0.0.1:)" + server.port() + R"(/scim/v2"})";
  const auto right = targets.target("scim", settings, "kunci").value();
  BOOST_TEST(!hub::try_out(*right).value().value().empty());  // whose users these are
  BOOST_TEST(server.next() == "GET /scim/v2/Users?startIndex=1&count=100 ");
  const auto stranger = targets.target("scim", settings, "salah").value();
  BOOST_TEST((hub::try_out(*stranger).error().fault == base::Fault::unauthenticated));
  program("empty", R"(echo '{"users":[]}')");
  BOOST_TEST(!hub::try_out(*targets.target("command", R"({"program":"empty"})", "").value()).value().has_value());
}

BOOST_AUTO_TEST_CASE(stopping_ends_what_a_target_waits_for) {
  program("slow", "exec sleep 1000");
  const auto slow = targets.target("command", R"({"program":"slow","timeout_s":120})", "").value();
  targets.stop();
  BOOST_TEST((hub::try_out(*slow).error().fault == base::Fault::unavailable));
}

BOOST_FIXTURE_TEST_CASE(a_secret_does_not_follow_its_application_to_another_address, CaseRoom) {
  protocol::PutApplication wish;
  wish.application = {
      make_application(domain::ConnectorKind::scim), semarang, "Omni Channel", domain::ConnectorKind::scim, {}, ""};
  const auto kept = [&](const std::string& settings, std::optional<std::string> secret = {}) {
    wish.application.settings = settings;
    wish.secret = std::move(secret);
    const auto answer = put(*admin, "applications", wish.application.id, protocol::encode_put(wish));
    return answer.status == 200u ? "" : problem_of(answer);
  };
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:9/scim/v2","timeout_s":9,"page":50})") == "");
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:7/scim/v2"})") == "invalid secret");
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:9/scim/v2","user":"siaga"})") == "invalid secret");
  const std::string other_authority = R"(-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n)";
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:9/scim/v2","authorities":")" + other_authority + "\"}") ==
             "invalid secret");
  wish.application.connector = domain::ConnectorKind::manual;
  BOOST_TEST(kept("") == "invalid secret");
  wish.application.connector = domain::ConnectorKind::scim;
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:7/scim/v2"})", "rahasia-lain") == "");
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:9/scim/v2"})", "") == "");  // taken away
  BOOST_TEST(kept(R"({"url":"https://127.0.0.1:7/scim/v2"})") == "");      // nothing to follow
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
