// field/commands: what a person types, against the real hub.
#include "field/commands.h"

#include "domain/totp.h"
#include "field/account.h"
#include "field/officer.h"
#include "protocol/second_factor.h"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

using namespace siaga;
using namespace siaga::test;

namespace {

struct Terminal : Officer {
  Lines complaints;
  field::Surroundings here{scratch.path() / "state", DemoHub::organisation(), std::string{DemoHub::password},
                           lines.say(), complaints.say()};

  int type(std::vector<std::string> words) { return field::run_command(here, words); }
  int login() { return type({"login", "--hub", account.hub, "--login", DemoHub::officer}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commands, Terminal)

BOOST_AUTO_TEST_CASE(signing_in_pins_the_certificate_and_keeps_the_token_to_itself) {
  BOOST_TEST(login() == 0);
  const auto saved = field::load_account(here.state_folder).value();
  BOOST_TEST(saved.fingerprint == hub.fingerprint());
  BOOST_TEST(!saved.token.empty());
  struct stat status {};
  BOOST_REQUIRE(::stat((here.state_folder / "account.json").c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777u) == 0600u);

  const DemoHub impostor;
  wire.cut();
  wire.mend(impostor.port());
  BOOST_TEST(login() == 1);
  BOOST_TEST(complaints.has(impostor.fingerprint()));
}

BOOST_AUTO_TEST_CASE(an_authority_is_believed_instead_of_a_pin) {
  const auto own = (hub.core().folder.tls() / "cert.pem").string();
  BOOST_TEST(type({"login", "--hub", account.hub, "--login", DemoHub::officer, "--ca", own}) == 0);
  BOOST_TEST(field::load_account(here.state_folder).value().authorities == base::read_file(own, 1 << 20).value());
  BOOST_TEST(login() == 0);  // it is remembered
  BOOST_TEST(type({"sos", "--at", "-6.9833,110.4093", "--no-follow"}) == 0);
  BOOST_TEST(at_the_hub().size() == 1u);

  const DemoHub impostor;
  wire.cut();
  wire.mend(impostor.port());
  BOOST_TEST(login() == 1);
  BOOST_TEST(complaints.has("isn't the one"));
  BOOST_TEST(type({"login", "--hub", account.hub, "--login", "x", "--ca", own, "--pin", "AA"}) == 2);
  BOOST_TEST(type({"login", "--hub", account.hub, "--login", "x", "--ca", own + ".none"}) == 1);
}

BOOST_AUTO_TEST_CASE(a_second_factor_is_asked_for_and_given) {
  const auto ask = [this](const std::string& path, std::string body) {
    net::ClientRequest request;
    request.verb = net::Verb::post;
    request.target = path;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::move(body);
    auto direct = direct_client();
    return net::run_blocking(runtime.executor(), field::ask(*direct, account.token, std::move(request))).value().body;
  };
  const auto offer = ask("/api/v1/second-factor", R"({"password":"siaga-demo"})");
  const auto secret = domain::from_base32(protocol::decode_second_factor_offer(offer).value().secret).value();
  const auto shown = domain::totp_code(secret, domain::totp_step(base::SystemClock{}.now()));
  const auto confirmed = ask("/api/v1/second-factor/confirm", protocol::encode(protocol::ConfirmSecondFactor{shown}));
  const auto paper = protocol::decode_recovery_codes(confirmed).value().codes;
  BOOST_TEST(login() == 3);
  BOOST_TEST(complaints.has("--code"));
  BOOST_TEST(type({"login", "--hub", account.hub, "--login", DemoHub::officer, "--code", "AAAAA-AAAAA"}) == 3);
  BOOST_TEST(type({"login", "--hub", account.hub, "--login", DemoHub::officer, "--code", paper[0]}) == 0);
  BOOST_TEST(type({"sos", "--at", "-6.9833,110.4093", "--no-follow"}) == 0);
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_told) {
  here.password = "salah";
  BOOST_TEST(login() == 3);
  BOOST_TEST(complaints.has("Not signed in"));
}

BOOST_AUTO_TEST_CASE(an_sos_with_a_recording_and_its_status) {
  BOOST_REQUIRE(login() == 0);
  const std::string bytes(400'000, 'v');
  BOOST_REQUIRE(base::write_atomically(scratch.path() / "a.webm", bytes));
  BOOST_TEST(type({"sos", "--video", (scratch.path() / "a.webm").string(), "--at", "-6.9833,110.4093", "--drill",
                   "--no-follow"}) == 0);
  const auto view = at_the_hub().at(0);
  BOOST_TEST(view.sos.drill);
  BOOST_TEST(view.sos.position->lat == -6.9833);
  BOOST_TEST(view.recordings.at(0).content_type == "video/webm");
  BOOST_TEST(view.recordings.at(0).file_name == "a.webm");
  BOOST_TEST((bytes_at_the_hub(view.recordings.at(0).id) == bytes));

  const auto id = base::to_string(view.sos.id);
  BOOST_TEST(lines.has(id));
  BOOST_TEST(type({"status", id}) == 0);
  BOOST_TEST(type({"status"}) == 0);
  BOOST_TEST(lines.has(id + "  received by the hub"));
  BOOST_TEST(type({"sos", "--withdraw", id}) == 0);
  BOOST_TEST(at_the_hub().at(0).sos.withdrawn_at.has_value());
  BOOST_TEST(type({"resume"}) == 0);
  BOOST_TEST(lines.has("Everything was acknowledged"));
}

BOOST_AUTO_TEST_CASE(the_same_id_by_hand_is_the_same_alarm) {
  BOOST_REQUIRE(login() == 0);
  const auto id = base::to_string(base::make_id(clock.now()));
  BOOST_TEST(type({"sos", "--id", id, "--no-follow"}) == 0);
  BOOST_TEST(type({"sos", "--id", id, "--no-follow"}) == 0);
  BOOST_TEST(at_the_hub().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_recording_that_is_not_there_does_not_stop_the_alarm) {
  BOOST_REQUIRE(login() == 0);
  BOOST_TEST(type({"sos", "--video", "/nowhere/a.mp4", "--no-follow"}) == 0);
  BOOST_TEST(at_the_hub().size() == 1u);
  BOOST_TEST(complaints.has("/nowhere/a.mp4"));
}

BOOST_AUTO_TEST_CASE(resume_sends_what_an_earlier_run_could_not) {
  BOOST_REQUIRE(login() == 0);
  const std::string bytes(100'000, 'v');
  const auto entry = pressed(bytes);
  BOOST_TEST(type({"resume"}) == 0);
  BOOST_TEST((at_the_hub().at(0).sos.id == entry.alarm.id));
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
}

BOOST_AUTO_TEST_CASE(resume_leaves_the_alarms_of_others_to_them) {
  BOOST_REQUIRE(login() == 0);
  auto entry = pressed();
  entry.alarm.id = base::make_id(clock.now());
  entry.login = "lain@contoh.id";
  BOOST_REQUIRE(outbox.add(entry));
  BOOST_TEST(type({"resume"}) == 0);
  BOOST_TEST(at_the_hub().size() == 1u);
  BOOST_TEST(complaints.has("lain@contoh.id"));
}

BOOST_AUTO_TEST_CASE(wrong_words_get_the_usage) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"dance"}, {"sos", "--volume", "11"}, {"login"}, {"sos", "--at"}}) {
    BOOST_TEST(type(words) == 2);
  }
  BOOST_TEST(type({"--help"}) == 0);
  BOOST_TEST(type({"sos"}) == 3);  // nobody has signed in
  BOOST_REQUIRE(login() == 0);
  BOOST_TEST(type({"sos", "--at", "91,200"}) == 1);
  BOOST_TEST(type({"sos", "--withdraw", "x"}) == 1);
  BOOST_TEST(at_the_hub().empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(positions_as_people_type_them) {
  const base::Instant at{};
  BOOST_TEST(field::parse_position("-6.9833,110.4093", at)->lon == 110.4093);
  BOOST_TEST(field::parse_position("0,0", at).has_value());
  for (const char* wrong : {"", ",", "1", "1,", "1,2,3", "1;2", "91,0", "0,181", "a,b", "nan,0", "1 ,2"})
    BOOST_TEST(field::parse_position(wrong, at).has_error());
}
