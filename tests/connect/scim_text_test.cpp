// SCIM's texts without a server: what odd answers become, and what is never sent.
#include "connect/scim_text.h"

#include <boost/test/unit_test.hpp>

namespace siaga::connect::scim {

namespace {

bool is_corrupt(std::string_view json) {
  const auto user = read_user(json, "");
  return !user && user.error().fault == base::Fault::corrupt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scim_text)

BOOST_AUTO_TEST_CASE(names_of_attributes_have_no_case) {
  const auto user = read_user(R"({"ID":"1","username":"a","ACTIVE":"fAlSe","Emails":[{"VALUE":"a@x.id"}]})", "");
  BOOST_REQUIRE(user.has_value());
  BOOST_TEST(!user->active);
  BOOST_TEST(user->email == "a@x.id");
}

BOOST_AUTO_TEST_CASE(only_a_clear_no_is_inactive) {
  BOOST_TEST(read_user(R"({"id":"1","userName":"a"})", "").value().active);
  BOOST_TEST(read_user(R"({"id":"1","userName":"a","active":null})", "").value().active);
  BOOST_TEST(!read_user(R"({"id":"1","userName":"a","active":false})", "").value().active);
  for (const auto* odd : {R"("no")", "0", "[]", R"("")"})
    BOOST_TEST(is_corrupt(std::string{R"({"id":"1","userName":"a","active":)"} + odd + "}"), odd);
}

BOOST_AUTO_TEST_CASE(a_user_without_a_usable_name_is_none) {
  const auto long_name = std::string(513, 'x');
  for (const auto& odd :
       {std::string{R"("id":"","userName":"a")"}, std::string{R"("userName":"a")"},
        std::string{R"("id":7,"userName":"a")"}, std::string{R"("id":"..","userName":"a")"}, std::string{R"("id":"1")"},
        std::string{R"("id":"1","userName":"a\nb")"}, R"("id":"1","userName":")" + long_name + "\""})
    BOOST_TEST(is_corrupt("{" + odd + "}"), odd);
  for (const auto* odd : {"", "[]", "null", "{", R"({"id":"1","userName":"a"} x)"}) BOOST_TEST(is_corrupt(odd), odd);
  BOOST_TEST(is_corrupt(std::string(200, '[')));  // too deep
}

BOOST_AUTO_TEST_CASE(the_primary_address_and_a_shown_name_count) {
  const auto user = read_user(R"({"id":"1","userName":"a","name":{"givenName":"Dewi","familyName":"\u202eLestari"},
    "emails":[{"value":"b@x.id"},{"value":"bukan alamat","primary":true},{"value":"c@x.id","primary":true},7]})",
                              "");
  BOOST_TEST(user.value().email == "c@x.id");
  BOOST_TEST(user.value().name == "Dewi Lestari");
}

BOOST_AUTO_TEST_CASE(activity_is_read_where_the_settings_say) {
  const std::string json =
      R"({"id":"1","userName":"a","lastLogin":"2026-11-22T02:14:37Z","meta":{"seen":"2026-11-23T00:00:00+07:00"},)"
      R"("urn:x:2.0:User":{"last":"2026-11-24T00:00:00Z","odd":"kemarin"}})";
  const auto at = [&json](const std::string& path) { return read_user(json, path).value().last_active; };
  BOOST_TEST((at("lastLogin") == base::parse_rfc3339("2026-11-22T02:14:37Z").value()));
  BOOST_TEST((at("meta.seen") == base::parse_rfc3339("2026-11-22T17:00:00Z").value()));
  BOOST_TEST((at("urn:x:2.0:User:last") == base::parse_rfc3339("2026-11-24T00:00:00Z").value()));
  for (const auto* path : {"", "urn:x:2.0:User:odd", "meta.seen.more", "nothing", "id:x", ":", "."})
    BOOST_TEST(!at(path).has_value(), path);
}

BOOST_AUTO_TEST_CASE(a_page_says_how_many_there_are) {
  const auto page = read_page(R"({"totalResults":"2","Resources":[{"id":"1","userName":"a"}]})", "").value();
  BOOST_TEST(page.total.value() == 2u);
  BOOST_TEST(page.users.size() == 1u);
  BOOST_TEST(read_page(R"({"totalResults":0})", "").value().users.empty());  // RFC 7644 §3.4.2
  for (const auto* odd : {"{}", R"({"totalResults":-1})", R"({"totalResults":1.5})", R"({"totalResults":"2x"})",
                          R"({"totalResults":1,"Resources":{}})", R"({"Resources":[7]})"})
    BOOST_TEST(!read_page(odd, ""), odd);
}

BOOST_AUTO_TEST_CASE(what_is_put_is_what_was_read_but_for_active) {
  const auto off = switched_off(R"({"id":"1","Active":"True","active":"True","x":{"y":[1,null]}})").value();
  BOOST_TEST(off == R"({"id":"1","x":{"y":[1,null]},"active":false})");
}

BOOST_AUTO_TEST_CASE(an_errors_words_are_short_and_printable) {
  BOOST_TEST(complaint(R"({"scimType":"uniqueness","detail":"ada\n\u001b[31m"})", true) == "uniqueness: ada[31m");
  BOOST_TEST(complaint(R"({"scimType":"hujan deras","detail":"hujan deras"})", false).empty());
  BOOST_TEST(complaint("{\"detail\":\"" + std::string(1000, 'x') + "\"}", true).size() == 200u);
  BOOST_TEST(complaint("<html>", true).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::connect::scim
