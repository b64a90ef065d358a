// Commands: strict in, the same out. The table is issue "Bad input": not JSON, missing or unknown field, wrong type,
// depth 10 000, invalid UTF-8.
#include "protocol/command.h"

#include "protocol/second_factor.h"
#include "protocol/user_id.h"

#include <boost/test/unit_test.hpp>

#include <iomanip>
#include <random>
#include <sstream>

using namespace siaga;
using namespace std::chrono_literals;
using base::Fault;

namespace {
const std::string command_id_text = "01931f5e-8c7a-7def-8123-456789abcdef";
const base::Id command_id = base::parse_id(command_id_text).value();
}  // namespace

BOOST_AUTO_TEST_CASE(bad_bodies_name_the_field) {
  struct Row {
    std::string body, field;
  };
  const std::string deep = std::string(10'000, '[') + std::string(10'000, ']');
  const std::string command = "\"command\":\"" + command_id_text + "\",\"console\":\"K\"";
  for (const auto& row : {
           Row{"", ""},
           Row{"halo", ""},
           Row{"{", ""},
           Row{"[]", ""},
           Row{deep, ""},
           Row{"{} {}", ""},
           Row{"{\"text\":\"\xc3\x28\"}", ""},
           Row{"{}", "/command"},
           Row{"{" + command + "}", "/text"},
           Row{"{" + command + ",\"text\":5}", "/text"},
           Row{"{" + command + ",\"text\":null}", "/text"},
           Row{"{" + command + ",\"text\":\"" + std::string(2001, 'x') + "\"}", "/text"},
           Row{"{" + command + ",\"text\":\"a\",\"extra\":1}", "/extra"},
           Row{"{" + command + ",\"text\":\"a\",\"e~x/tra\":1}", "/e~0x~1tra"},
           Row{"{" + command + ",\"text\":\"a\",\"text\":\"b\"}", "/text"},
           Row{"{" + command + ",\"text\":\"a\",\"text\":\"a\"}", "/text"},
           Row{"{" + command + R"(,"text":"a","te\u0078t":"b"})", "/text"},
           Row{"{" + command + R"(,"text":{"a":[{},{"b":1,"":2,"b":3}]}})", "/text/a/1/b"},
           Row{"{" + command + R"(,"text":{"a":[[0],1,{"b":{"c":1},"d":{"c":1,"c":2}}]}})", "/text/a/2/d/c"},
           Row{"{" + command + R"(,"text":"a","":1,"":2})", "/"},
           Row{"{\"command\":\"bukan-id\",\"console\":\"K\",\"text\":\"a\"}", "/command"},
           Row{"{\"command\":\"" + command_id_text + "\",\"console\":\"" + std::string(65, 'k') + "\",\"text\":\"a\"}",
               "/console"},
       }) {
    const auto decoded = protocol::decode_text_command(row.body);
    BOOST_REQUIRE_MESSAGE(decoded.has_error(), row.body.substr(0, 80));
    BOOST_TEST((decoded.error().fault == Fault::invalid));
    BOOST_TEST(decoded.error().field == row.field, row.body.substr(0, 80));
  }
}

BOOST_AUTO_TEST_CASE(what_is_said_of_an_attempt_or_a_look_has_2000_bytes) {
  const auto body = [](const std::string& rest, std::size_t bytes) {
    return "{\"command\":\"" + command_id_text + "\",\"console\":\"K\"," + rest + ",\"text\":\"" +
           std::string(bytes, 'x') + "\"}";
  };
  const std::string attempt = R"("done":false,"early":false)", look = R"("seen":true)";
  BOOST_TEST(protocol::decode_attempt_command(body(attempt, 2000)).value().text.size() == 2000u);
  BOOST_TEST(protocol::decode_attempt_command(body(attempt, 2001)).error().field == "/text");
  BOOST_TEST(protocol::decode_confirm_command(body(look, 2000)).value().text.size() == 2000u);
  BOOST_TEST(protocol::decode_confirm_command(body(look, 2001)).error().field == "/text");
}

BOOST_AUTO_TEST_CASE(the_same_name_in_different_objects_is_no_repetition) {
  const auto decoded = protocol::decode_report_positions(
      R"({"positions":[{"lat":1,"lon":2,"at":"2026-11-22T02:14:16Z"},{"lat":1,"lon":2,"at":"2026-11-22T02:14:16Z"}]})");
  BOOST_TEST(decoded.has_value());
}

BOOST_AUTO_TEST_CASE(a_strangers_names_are_repeated_in_part_only) {
  std::string many = "{";
  for (int i = 0; i < 200; ++i) many += "\"" + std::to_string(i) + "\":0,";
  BOOST_TEST(protocol::decode_plain_command(many + "\"x\":0}").has_error());
  std::string umlauts;
  for (int i = 0; i < 30'000; ++i) umlauts += "ü";
  const auto refused = protocol::decode_plain_command("{\"command\":\"" + command_id_text + "\",\"console\":\"K\",\"x" +
                                                      umlauts + "\":1}");
  BOOST_REQUIRE(refused.has_error());
  BOOST_TEST(refused.error().field.size() < 200u);
  BOOST_TEST(refused.error().field.ends_with("ü…"));
}

BOOST_AUTO_TEST_CASE(an_alarm_needs_no_position_but_a_position_must_be_whole) {
  const std::string head =
      R"({"pressed_at":"2026-11-22T02:14:16+07:00","sent_at":"2026-11-22T02:14:17+07:00","drill":false)";
  BOOST_TEST(protocol::decode_raise_sos(command_id, head + "}").has_value());
  BOOST_TEST(protocol::decode_raise_sos(command_id, head + ",\"position\":null}").has_value());
  BOOST_TEST(protocol::decode_raise_sos(command_id, head + ",\"position\":5}").error().field == "/position");
  BOOST_TEST(protocol::decode_raise_sos(command_id, head + R"(,"position":{"lat":"x"}})").error().field ==
             "/position/lat");
  BOOST_TEST(protocol::decode_raise_sos(command_id, head + R"(,"position":{"lat":1,"lon":2}})").error().field ==
             "/position/at");
  BOOST_TEST(protocol::decode_raise_sos(command_id,
                                        head + R"(,"position":{"lat":1,"lon":2,"at":"2026-11-22T02:14:16Z","z":1}})")
                 .error()
                 .field == "/position/z");
  BOOST_TEST(protocol::decode_raise_sos(command_id, R"({"pressed_at":"kemarin"})").error().field == "/pressed_at");
}

BOOST_AUTO_TEST_CASE(every_command_reads_what_it_wrote) {
  const base::Instant at{std::chrono::microseconds{1'795'000'000'123'456}};
  protocol::SignIn sign_in{"sari@contoh.id", "rahasia \"\\ ünï", "KONSOL-2"};
  BOOST_TEST(protocol::decode_sign_in(protocol::encode(sign_in))->password == sign_in.password);

  domain::RaiseSos raise;
  raise.id = command_id;
  raise.pressed_at = at;
  raise.sent_at = at + 1s;
  raise.drill = true;
  raise.position = domain::Position{-6.9833, 110.4093, 12.5, at};
  const auto raised = protocol::decode_raise_sos(command_id, protocol::encode(raise)).value();
  BOOST_TEST((raised.pressed_at == raise.pressed_at));
  BOOST_TEST((raised.sent_at == raise.sent_at));
  BOOST_TEST(raised.drill);
  BOOST_TEST(raised.position->lat == -6.9833);
  BOOST_TEST(raised.position->lon == 110.4093);
  BOOST_TEST((raised.position->at == at));

  BOOST_TEST((protocol::decode_plain_command(protocol::encode(protocol::PlainCommand{command_id, "K"}))->command ==
              command_id));
  BOOST_TEST(
      protocol::decode_text_command(protocol::encode(protocol::TextCommand{command_id, "K", "baris\nbaru"}))->text ==
      "baris\nbaru");
  const protocol::CloseCommand close{command_id, "K", domain::Outcome::false_alarm, "salah tekan"};
  BOOST_TEST((protocol::decode_close_command(protocol::encode(close))->outcome == domain::Outcome::false_alarm));
  const protocol::MuteCommand mute{command_id, "K", 15min, "uji"};
  BOOST_TEST((protocol::decode_mute_command(protocol::encode(mute))->minutes == 15min));
  const protocol::ConfirmLoss loss{command_id, "K", "ab-12", 5, 9};
  BOOST_TEST(protocol::decode_confirm_loss(protocol::encode(loss))->last == 9u);
  BOOST_TEST(protocol::decode_request_reset(protocol::encode(protocol::RequestReset{"a@b"}))->email == "a@b");
  const protocol::ConfirmReset reset{"a@b", "012345", "rahasia \"\\ ünï"};
  const auto confirmed = protocol::decode_confirm_reset(protocol::encode(reset)).value();
  BOOST_TEST(confirmed.code == reset.code);
  BOOST_TEST(confirmed.password == reset.password);
  const protocol::FirstStart first{"7KQ2M-X04TB", "Rina", "", "007", "", "sandi panjang", "Semarang", "Asia/Jakarta"};
  const auto begun = protocol::decode_first_start(protocol::encode(first)).value();
  BOOST_TEST(begun.code == first.code);
  BOOST_TEST(begun.unit_zone == first.unit_zone);
  protocol::ReportPositions positions;
  positions.positions.assign(3, *raise.position);
  BOOST_TEST(protocol::decode_report_positions(protocol::encode(positions))->positions.size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_outcome_outside_the_list_is_refused) {
  const auto body = R"({"command":")" + command_id_text + R"(","console":"K","outcome":"selesai","text":"x"})";
  BOOST_TEST(protocol::decode_close_command(body).error().field == "/outcome");
}

BOOST_AUTO_TEST_CASE(a_number_that_no_double_holds_is_refused) {
  const std::string rest = ",\"lon\":2,\"at\":\"2026-11-22T02:14:16Z\"}]}";
  BOOST_TEST(protocol::decode_report_positions("{\"positions\":[{\"lat\":1e8" + rest).has_value());
  for (const auto* huge : {"1e9", "-1e9", "1.7976931348623158e308", "1e400"})
    BOOST_TEST(
        protocol::decode_report_positions("{\"positions\":[{\"lat\":" + std::string{huge} + rest).error().field ==
        "/positions/0/lat");
}

BOOST_AUTO_TEST_CASE(a_position_is_written_as_it_was_read) {
  std::mt19937_64 random{1};
  for (const double size : {1e-9, 1.0, 90.0, 180.0, 1e5, 1e8}) {
    std::uniform_real_distribution<double> any{-size, size};
    for (int i = 0; i < 2000; ++i) {
      std::ostringstream text;
      text << std::setprecision(17) << R"({"positions":[{"lat":)" << any(random) << R"(,"lon":)" << any(random)
           << R"(,"at":"2026-11-22T02:14:16Z"}]})";
      const auto written = protocol::encode(protocol::decode_report_positions(text.str()).value());
      BOOST_TEST(protocol::encode(protocol::decode_report_positions(written).value()) == written);
    }
  }
}

BOOST_AUTO_TEST_CASE(positions_are_limited_in_number) {
  protocol::ReportPositions positions;
  positions.positions.resize(501);
  BOOST_TEST(protocol::decode_report_positions(protocol::encode(positions)).error().field == "/positions");
}

BOOST_AUTO_TEST_CASE(signing_in_may_bring_a_code) {
  const protocol::SignIn without{"sari@contoh.id", "rahasia", "K", {}};
  const auto text = protocol::encode(without);
  BOOST_TEST(text.find("code") == std::string::npos);
  BOOST_TEST(!protocol::decode_sign_in(text)->code.has_value());
  const protocol::SignIn with{"sari@contoh.id", "rahasia", "K", "123456"};
  BOOST_TEST(protocol::decode_sign_in(protocol::encode(with))->code.value_or("") == "123456");
  const protocol::SignIn long_one{"sari@contoh.id", "rahasia", "K", std::string(65, '1')};
  BOOST_TEST(protocol::decode_sign_in(protocol::encode(long_one)).error().field == "/code");
}

BOOST_AUTO_TEST_CASE(the_second_factor_is_asked_strictly_and_answered_tolerantly) {
  BOOST_TEST(protocol::decode_confirm_password(R"({"password":"a"})")->password == "a");
  BOOST_TEST(protocol::decode_confirm_password(R"({"password":"a","code":"1"})").error().field == "/code");
  BOOST_TEST(protocol::decode_confirm_second_factor(R"({"code":1})").error().field == "/code");
  BOOST_TEST(protocol::decode_remove_second_factor(R"({"password":"a"})").error().field == "/code");
  const protocol::PutSecondFactorPolicy wish{domain::factor_policy("auditor,operator").value(), "rahasia"};
  const auto again = protocol::decode_put_second_factor_policy(protocol::encode_put(wish)).value();
  BOOST_TEST((again.policy == wish.policy && again.password == wish.password));
  BOOST_TEST(protocol::decode_put_second_factor_policy(R"({"policy":"root","password":"a"})").error().field ==
             "/policy");
  BOOST_TEST((protocol::decode_second_factor_policy(R"({"policy":"all","more":1})")->policy.kind ==
              domain::FactorPolicy::Kind::everybody));
  const protocol::RecoveryCodes codes{{"AAAAA-BBBBB", "CCCCC-DDDDD"}};
  BOOST_TEST(protocol::decode_recovery_codes(protocol::encode(codes))->codes == codes.codes);
  BOOST_TEST(protocol::decode_recovery_codes(R"({"recovery_codes":["a",1]})").error().field == "/recovery_codes");
  BOOST_TEST(protocol::decode_second_factor_offer(R"({"secret":"A","uri":"otpauth:","more":1})")->secret == "A");
}
