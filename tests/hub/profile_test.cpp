// The profile beside the name: day of birth (R31) and photo.
#include "domain/profile.h"

#include "hub_fixture.h"
#include "protocol/account.h"
#include "store/database.h"

namespace siaga::test {

namespace {

const std::string small_jpeg = "\xFF\xD8\xFF\xE0 no hub looks further than this";
const std::string small_png = "\x89PNG\r\n\x1A\n and so on";

struct ProfileHub : HubFixture {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};

  protocol::ProfileView profile(Visitor& visitor) {
    return protocol::decode_profile_view(visitor.get("/api/v1/profile").body).value();
  }
  net::ClientResponse put(const std::string& json) { return phone.send(net::Verb::put, "/api/v1/profile", json); }
  net::ClientResponse put_photo(const std::string& bytes, const std::string& type) {
    return phone.send(net::Verb::put, "/api/v1/profile/photo", bytes, {{"Content-Type", type}});
  }
  std::string photo_of(const base::Id& person) const { return "/api/v1/people/" + base::to_string(person) + "/photo"; }
  std::string stored(const std::string& sql) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    auto row = database.query(sql);
    return row.next() ? row.text(0) : "";
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(profile, ProfileHub)

BOOST_AUTO_TEST_CASE(a_day_of_birth_is_kept_for_ones_own_eyes) {
  BOOST_TEST(!profile(phone).born);
  BOOST_TEST(put(R"({"name":"Rudi","phone":"1","born":"1985-06-30"})").status == 200u);
  BOOST_TEST(profile(phone).born.value_or("") == "1985-06-30");
  BOOST_TEST(profile(phone).person.name == "Rudi");
  BOOST_TEST(put(R"({"name":"Rudi","phone":"1"})").status == 200u);  // who doesn't speak of it changes nothing
  BOOST_TEST(profile(phone).born.value_or("") == "1985-06-30");
  BOOST_TEST(problem_of(put(R"({"name":"Rudi","phone":"1","born":"2085-06-30"})")) == "invalid born");
  BOOST_TEST(problem_of(put(R"({"name":"Lain","phone":"1","born":"30/06/1985"})")) == "invalid born");
  BOOST_TEST(profile(phone).person.name == "Rudi");  // all or nothing
  BOOST_TEST(desk.get("/api/v1/people/" + base::to_string(officer.id)).body.find("1985") == std::string::npos);
  BOOST_TEST(!profile(desk).born);
  BOOST_TEST(put(R"({"name":"Rudi","phone":"1","born":""})").status == 200u);
  BOOST_TEST(!profile(phone).born);
}

BOOST_AUTO_TEST_CASE(no_event_says_when_somebody_was_born) {
  add("admin@contoh.id", semarang, domain::Role::system_administrator, {});
  Visitor admin{*this, "admin@contoh.id"};
  FeedReader watcher{*this, admin, admin.snapshot().as_of};
  BOOST_TEST(put(R"({"name":"Rudi","phone":"1","born":"1985-06-30"})").status == 200u);
  const auto changed = watcher.until(protocol::EventKind::person_changed, officer.id);
  BOOST_TEST((changed.actor == officer.id));
  BOOST_TEST(stored("select count(*) from journal where body like '%1985%'") == "0");
}

BOOST_AUTO_TEST_CASE(a_photo_is_shown_to_who_may_read_the_record) {
  BOOST_TEST(phone.get("/api/v1/profile/photo").status == 404u);
  BOOST_TEST(desk.get(photo_of(officer.id)).status == 404u);
  BOOST_TEST(put_photo(small_jpeg, "image/jpeg").status == 204u);
  BOOST_TEST((profile(phone).photo_at == clock.now()));
  const auto own = phone.get("/api/v1/profile/photo");
  BOOST_TEST((own.body == small_jpeg && own.header("Content-Type") == "image/jpeg"));
  BOOST_TEST(put_photo(small_png, "image/png").status == 204u);
  const auto shown = desk.get(photo_of(officer.id));
  BOOST_TEST((shown.status == 200u && shown.body == small_png && shown.header("Content-Type") == "image/png"));
  BOOST_TEST(shown.header("X-Content-Type-Options").value_or("") == "nosniff");
  // Of another unit: as if there were none.
  Visitor elsewhere{*this, "lina@contoh.id"};
  BOOST_TEST(elsewhere.get(photo_of(officer.id)).status == 404u);
  BOOST_TEST(desk.get(photo_of(make_id())).status == 404u);
  Visitor other{*this, "anton@contoh.id"};
  BOOST_TEST(other.get(photo_of(officer.id)).status == 403u);

  stop();
  start();
  Visitor after{*this, "officer@contoh.id"};
  BOOST_TEST(after.get("/api/v1/profile/photo").body == small_png);
  for (int time = 0; time < 2; ++time) BOOST_TEST(after.send(net::Verb::del, "/api/v1/profile/photo").status == 204u);
  BOOST_TEST(after.get("/api/v1/profile/photo").status == 404u);
}

BOOST_AUTO_TEST_CASE(what_is_no_photo_is_refused) {
  BOOST_TEST(put_photo("GIF89a", "image/gif").status == 415u);
  BOOST_TEST(put_photo("<svg onload='x()'/>", "image/svg+xml").status == 415u);
  BOOST_TEST(problem_of(put_photo("<svg onload='x()'/>", "image/png")) == "invalid photo");
  BOOST_TEST(problem_of(put_photo(small_jpeg, "image/png")) == "invalid photo");
  BOOST_TEST(problem_of(put_photo("", "image/png")) == "invalid photo");
  BOOST_TEST(put_photo(small_jpeg + std::string(domain::largest_photo, 'x'), "image/jpeg").status == 413u);
  BOOST_TEST(!profile(phone).photo_at);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
