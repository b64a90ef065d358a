// A SCIM target against an application that does everything right, and against many that don't.
#include "application.h"
#include "base/digest.h"

#include <chrono>

namespace siaga::test {

using base::Fault;
using connect::NewUser;
using connect::ScimServer;
using connect::Target;
using User = domain::ApplicationUser;
using namespace std::chrono_literals;

namespace {

template <class T>
base::Error error_of(const base::Result<T>& result) {
  BOOST_REQUIRE(!result);
  return result.error();
}

/// The fault with its field: "conflict unchanged".
template <class T>
std::string fault_of(const base::Result<T>& result) {
  if (result) return "none";
  const std::string name{base::name_of(result.error().fault)};
  return result.error().field.empty() ? name : name + " " + result.error().field;
}

base::Result<std::size_t> count_of(Target& target) {
  std::size_t count = 0;
  const auto listed = target.list([&count](User) -> base::Result<void> {
    ++count;
    return {};
  });
  if (!listed) return listed.error();
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scim)

BOOST_AUTO_TEST_CASE(a_user_is_found_read_and_deactivated) {
  Application application{{}, false};
  const auto target = application.target();
  const auto found = target->find("AGENT7@x.id").value();
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->id == "7");
  BOOST_TEST(found->user_name == "agent7@x.id");
  BOOST_TEST(found->email == "agent7@x.id");
  BOOST_TEST(found->name == "Agent 7");
  BOOST_TEST(found->active);
  BOOST_TEST((found->last_active == base::parse_rfc3339("2026-11-08T03:04:05Z").value()));
  const auto off = target->deactivate("7").value();
  BOOST_TEST(!off.active);
  BOOST_TEST(!target->read("7").value()->active);
  BOOST_TEST(!target->deactivate("7").value().active);  // again
  BOOST_TEST(!target->find("siapa@x.id").value());
  BOOST_TEST(!target->read("nobody/../7").value());
  BOOST_TEST(fault_of(target->deactivate("999")) == "not-found");
}

BOOST_AUTO_TEST_CASE(what_is_sent_is_one_operation_with_a_real_boolean) {
  Application application;
  application.target()->deactivate("7").value();
  BOOST_TEST(application.next_request() ==
             R"(PATCH /scim/v2/Users/7 {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],)"
             R"("Operations":[{"op":"replace","path":"active","value":false}]})");
  BOOST_TEST(application.next_request() == "GET /scim/v2/Users/7 ");  // always read again
}

BOOST_AUTO_TEST_CASE(a_name_cannot_leave_its_filter) {
  Application application;
  const auto target = application.target();
  BOOST_TEST(!target->find(R"(x" or userName pr or userName eq "agent1@x.id)").value());
  BOOST_TEST(!target->find("a\\\" & \n=%/#").value());
  const std::string sent = application.next_request();
  BOOST_TEST(sent ==
             "GET /scim/v2/Users?filter=userName%20eq%20%22x%5C%22%20or%20userName%20pr%20or%20userName%20eq"
             "%20%5C%22agent1%40x.id%22 ");
}

BOOST_AUTO_TEST_CASE(a_new_user_is_made_and_read_again) {
  Application application;
  const auto target = application.target();
  const auto made = target->create({"dewi@x.id", "dewi@x.id", "Dewi Lestari", "hujan deras"}).value();
  BOOST_TEST(made.user_name == "dewi@x.id");
  BOOST_TEST(made.name == "Dewi Lestari");
  BOOST_TEST(made.active);
  BOOST_TEST(application.next_request().find(R"("password":"hujan deras")") != std::string::npos);
  BOOST_TEST(application.next_request() == "GET /scim/v2/Users/251 ");
  BOOST_TEST(fault_of(target->create({"dewi@x.id"})) == "conflict exists");
}

BOOST_AUTO_TEST_CASE(an_answer_of_success_is_believed_only_when_it_can_be_read) {
  Application application{{"unchanged"}};
  const auto target = application.target();
  BOOST_TEST(fault_of(target->deactivate("7")) == "conflict unchanged");
  BOOST_TEST(!target->deactivate("8").value().active);  // it was inactive before
  BOOST_TEST(fault_of(target->create({"dewi@x.id"})) == "conflict unchanged");
  Application silent{{"unchanged", "no-content"}};
  BOOST_TEST(fault_of(silent.target()->deactivate("7")) == "conflict unchanged");
}

BOOST_AUTO_TEST_CASE(an_empty_answer_is_as_good) {
  Application application{{"no-content"}};
  const auto target = application.target();
  BOOST_TEST(!target->deactivate("7").value().active);
  BOOST_TEST(target->create({"dewi@x.id"}).value().id == "251");  // found by its name
}

BOOST_AUTO_TEST_CASE(booleans_as_words_are_understood_and_never_sent) {
  Application application{{"strings"}};
  const auto target = application.target();
  BOOST_TEST(target->read("7").value()->active);
  BOOST_TEST(!target->read("8").value()->active);
  BOOST_TEST(!target->deactivate("7").value().active);
  Application putting{{"strings", "no-patch=501"}};
  BOOST_TEST(!putting.target()->deactivate("7").value().active);
}

BOOST_AUTO_TEST_CASE(where_there_is_no_patch_the_whole_user_is_put) {
  for (const auto* status : {"405", "501", "404", "415"}) {
    Application application{{std::string{"no-patch="} + status}};
    BOOST_TEST(!application.target()->deactivate("7").value().active, status);
    application.next_request();
    application.next_request();
    const auto put = application.next_request();
    BOOST_TEST(put.starts_with("PUT /scim/v2/Users/7 {"), put);
    BOOST_TEST(put.find(R"("active":false)") != std::string::npos);
    BOOST_TEST(put.find(R"("lastLogin")") != std::string::npos);  // what we don't know stays
  }
  Application refusing{{"no-patch=400"}};
  BOOST_TEST(fault_of(refusing.target()->deactivate("7")) == "invalid");
}

BOOST_AUTO_TEST_CASE(a_change_whose_answer_was_lost_is_read) {
  Application application{{"lost-change"}};
  BOOST_TEST(!application.target()->deactivate("7").value().active);
  BOOST_TEST(application.target()->create({"dewi@x.id"}).value().active);
  Application unchanged{{"lost-change", "unchanged"}};
  BOOST_TEST(fault_of(unchanged.target()->deactivate("7")) == "unavailable");
  BOOST_TEST(fault_of(unchanged.target()->create({"eka@x.id"})) == "unavailable");
}

BOOST_AUTO_TEST_CASE(all_users_come_page_by_page) {
  Application application;
  auto settings = application.settings();
  settings.page = 40;
  BOOST_TEST(count_of(*application.target(settings)).value() == 250u);
  BOOST_TEST(application.next_request() == "GET /scim/v2/Users?startIndex=1&count=40 ");
  BOOST_TEST(application.next_request() == "GET /scim/v2/Users?startIndex=41&count=40 ");
  settings.page = 1000;  // it gives 50 at once
  BOOST_TEST(count_of(*application.target(settings)).value() == 250u);
}

BOOST_AUTO_TEST_CASE(a_list_is_whole_or_none) {
  Application endless{{"endless"}};
  auto settings = endless.settings();
  settings.most_users = 300;
  BOOST_TEST(fault_of(count_of(*endless.target(settings))) == "corrupt");
  BOOST_TEST(endless.next_request() == "GET /scim/v2/Users?startIndex=1&count=100 ");
  BOOST_TEST(endless.next_request() == "GET /scim/v2/Users?startIndex=51&count=100 ");  // it goes on until it must not
  Application boundless{{"total=10000000"}};
  BOOST_TEST(fault_of(count_of(*boundless.target())) == "corrupt");
  BOOST_TEST(boundless.next_request() == "GET /scim/v2/Users?startIndex=1&count=100 ");
  boundless.target()->find("agent7@x.id").value();
  BOOST_TEST(boundless.next_request().starts_with("GET /scim/v2/Users?filter="));  // no second page was asked for
  Application repeating{{"repeats"}};
  BOOST_TEST(fault_of(count_of(*repeating.target())) == "corrupt");
  Application breaking_off{{"short"}};
  BOOST_TEST(fault_of(count_of(*breaking_off.target())) == "corrupt");
  Application good;
  const auto stopped =
      good.target()->list([](User) -> base::Result<void> { return base::fail(Fault::conflict, "no"); });
  BOOST_TEST(fault_of(stopped) == "conflict");
}

BOOST_AUTO_TEST_CASE(without_filters_all_are_searched) {
  for (const auto* rule : {"no-filter", "any-filter"}) {
    Application application{{rule}};
    const auto target = application.target();
    BOOST_TEST(target->find("agent199@x.id").value()->id == "199", rule);
    BOOST_TEST(!target->find("siapa@x.id").value(), rule);
  }
}

BOOST_AUTO_TEST_CASE(one_that_never_answers_costs_the_deadline) {
  Application application{{"slow=90"}, false};
  auto settings = application.settings();
  settings.deadline = 300ms;
  const auto target = application.target(settings);
  BOOST_TEST(fault_of(target->find("agent7@x.id")) == "timeout");
  BOOST_TEST(fault_of(target->deactivate("7")) == "timeout");
}

BOOST_AUTO_TEST_CASE(somebody_who_stops_waits_no_longer) {
  Application application{{"slow=90"}, false};
  auto settings = application.settings();
  settings.deadline = 10min;
  application.stop.stop();
  BOOST_TEST(fault_of(application.target(settings)->find("agent7@x.id")) == "unavailable");
  Application throttling{{"throttle=1", "retry-after=3000"}};
  settings = throttling.settings();
  settings.patience = 1h;
  throttling.stop.stop();
  BOOST_TEST(fault_of(throttling.target(settings)->find("agent7@x.id")) == "unavailable");
}

BOOST_AUTO_TEST_CASE(an_answer_that_breaks_off_is_none) {
  Application application{{"drop"}};
  const auto target = application.target();
  BOOST_TEST(fault_of(target->find("agent7@x.id")) == "unavailable");
  BOOST_TEST(fault_of(count_of(*target)) == "unavailable");
  BOOST_TEST(fault_of(target->deactivate("7")) == "unavailable");
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_vouches_for_gets_nothing) {
  Application application{{}, false};
  auto settings = application.settings();
  settings.authorities.clear();
  settings.secret = "kunci-rahasia";
  BOOST_TEST(fault_of(application.target(settings)->find("agent7@x.id")) == "untrusted");
  const Application other{{}, false};
  settings.authorities = other.certificate();
  BOOST_TEST(fault_of(application.target(settings)->deactivate("7")) == "untrusted");
  auto by_name = application.settings();  // the certificate is that of 127.0.0.1
  by_name.url.replace(by_name.url.find("127.0.0.1"), 9, "localhost");
  BOOST_TEST(fault_of(application.target(by_name)->find("agent7@x.id")) == "untrusted");
}

BOOST_AUTO_TEST_CASE(a_short_pause_is_kept_and_a_long_one_told) {
  Application patient{{"throttle=2", "retry-after=0"}};
  BOOST_TEST(!patient.target()->deactivate("7").value().active);
  for (int i = 0; i < 3; ++i) BOOST_TEST(patient.next_request().starts_with("PATCH"));

  Application seconds{{"throttle=1", "retry-after=120"}};
  const auto told = error_of(seconds.target()->deactivate("7"));
  BOOST_TEST((connect::throttled_until(told) == seconds.clock.now() + 120s));
  BOOST_TEST(!seconds.target()->deactivate("7").value().active);

  Application date{{"throttle=1", "retry-after=Fri, 31 Dec 2100 23:59:59 GMT"}};  // no longer than an hour
  const auto until = connect::throttled_until(error_of(date.target()->find("agent7@x.id")));
  BOOST_TEST((until == date.clock.now() + 1h));

  Application untold{{"throttle=1"}};
  BOOST_TEST((connect::throttled_until(error_of(untold.target()->find("x"))) == untold.clock.now() + 60s));

  Application always{{"throttle=100", "retry-after=0"}};
  BOOST_TEST((error_of(always.target()->find("x")).fault == Fault::too_many));
}

BOOST_AUTO_TEST_CASE(each_refusal_says_what_a_person_should_know) {
  const std::vector<std::pair<std::string, std::string>> said{
      {"400", "invalid"},     {"401", "unauthenticated"}, {"403", "forbidden"},  {"500", "unavailable"},
      {"503", "unavailable"}, {"418", "corrupt"},         {"405", "unsupported"}};
  for (const auto& [status, fault] : said) {
    Application application{{"status=" + status}};
    const auto target = application.target();
    BOOST_TEST(fault_of(target->find("agent7@x.id")) == fault, status);
    BOOST_TEST(fault_of(target->read("7")) == fault, status);
    BOOST_TEST(fault_of(target->deactivate("7")) == fault, status);
    BOOST_TEST(fault_of(target->create({"dewi@x.id"})) == fault, status);
  }
  Application elsewhere{{"status=404"}};
  BOOST_TEST(fault_of(elsewhere.target()->find("agent7@x.id")) == "unsupported url");
  Application taken{{"exists"}};
  BOOST_TEST(fault_of(taken.target()->create({"dewi@x.id"})) == "conflict exists");
}

BOOST_AUTO_TEST_CASE(redirects_are_refused) {
  for (const auto* url : {"file:///etc/passwd", "http://127.0.0.1:1/", "/scim/v2/Users/7"}) {
    Application application{{std::string{"redirect="} + url}};
    const auto target = application.target();
    BOOST_TEST(fault_of(target->find("agent7@x.id")) == "unsupported redirect", url);
    BOOST_TEST(fault_of(target->deactivate("7")) == "unsupported redirect", url);
  }
}

BOOST_AUTO_TEST_CASE(answers_that_make_no_sense_are_told) {
  Application huge{{"huge"}};
  BOOST_TEST(fault_of(huge.target()->find("agent7@x.id")) == "too-large");
  Application text{{"not-json"}};
  BOOST_TEST(fault_of(text.target()->find("agent7@x.id")) == "corrupt");
  Application wrong{{"wrong-user"}};
  BOOST_TEST(fault_of(wrong.target()->read("7")) == "corrupt");
}

BOOST_AUTO_TEST_CASE(it_says_who_it_is_by_token_or_by_password) {
  Application by_token{{"token=kunci"}};
  auto settings = by_token.settings();
  BOOST_TEST(fault_of(by_token.target(settings)->find("agent7@x.id")) == "unauthenticated");
  settings.secret = "kunci";
  BOOST_TEST(by_token.target(settings)->find("agent7@x.id").has_value());
  Application by_password{{"basic=siaga:sandi:dua"}};
  settings = by_password.settings();
  settings.user = "siaga";
  settings.secret = "sandi:dua";
  BOOST_TEST(by_password.target(settings)->find("agent7@x.id").has_value());
}

BOOST_AUTO_TEST_CASE(no_error_holds_a_secret) {
  Application application{{"echo", "status=400"}};
  auto settings = application.settings();
  settings.secret = "kunci-rahasia";
  const auto target = application.target(settings);
  const auto found = error_of(target->find("agent7@x.id"));
  BOOST_TEST(found.detail.find("Bearer") != std::string::npos);  // it does repeat what the application says
  BOOST_TEST(found.detail.find("kunci-rahasia") == std::string::npos);
  const auto made = error_of(target->create({"dewi@x.id", "", "", "hujan deras"}));
  BOOST_TEST(made.detail.find("hujan") == std::string::npos);
  settings.user = "siaga";
  const auto by_password = error_of(application.target(settings)->find("agent7@x.id"));
  BOOST_TEST(by_password.detail.find(base::to_base64("siaga:kunci-rahasia")) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(nobody_there_is_told) {
  ScimServer settings;
  {
    const Application gone{{}, false};
    settings = gone.settings();
  }
  const FakeClock clock;
  const base::StopSwitch stop;
  BOOST_TEST(fault_of(connect::make_scim_target(settings, clock, stop)->find("x")) == "unavailable");
}

BOOST_AUTO_TEST_CASE(only_addresses_of_a_service_are_taken) {
  const auto wrong = [](ScimServer server) { return fault_of(connect::check(server)); };
  for (const auto* url : {"", "apps.contoh.id", "file:///etc/passwd", "http://apps.contoh.id/scim", "https://u:p@a/",
                          "https://a/?x=1", "https://a/#x", "https://a\r\nb", "https:///x", "ftp://a",
                          "http://127.0.0.1.contoh.id/", "http://localhost.contoh.id/"})
    BOOST_TEST(wrong({url}) == "invalid url", url);
  for (const auto* url :
       {"https://apps.contoh.id/scim/v2", "https://a:8443", "http://127.0.0.1:8080/scim/", "http://[::1]:80/x"})
    BOOST_TEST(wrong({url}) == "none", url);
  BOOST_TEST(wrong({"https://a", "a:b"}) == "invalid user");
  BOOST_TEST(wrong({"https://a", "", "a\r\nX: y"}) == "invalid secret");
  BOOST_TEST(wrong({"https://a", "", "a b"}) == "invalid secret");
  BOOST_TEST(wrong({"https://a", "siaga", "sandi dengan spasi"}) == "none");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
