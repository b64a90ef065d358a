// Every role at the feed, for one unit and for the whole organisation: of what is in the journal it hears all that is
// for its eyes there, and nothing else. Who sees which topic is written from the rules and not from domain/role; which
// kind is of which topic, in tests/protocol/event_test.cpp.
#include "domain/names.h"
#include "hub_fixture.h"
#include "protocol/directory.h"
#include "protocol/event_kind.h"
#include "protocol/user_id.h"
#include "store/database.h"

#include <map>
#include <set>

namespace siaga::test {

namespace {

using domain::Role;
using domain::Topic;

const std::set<Role> alarm_eyes{Role::operator_,    Role::supervisor, Role::coordinator, Role::team_leader,
                                Role::head_of_unit, Role::owner,      Role::auditor};
const std::set<Role> account_eyes{Role::unit_admin, Role::system_administrator};
const std::set<Role> book_eyes{Role::team_leader,  Role::support, Role::coordinator,         Role::document_control,
                               Role::head_of_unit, Role::auditor, Role::system_administrator};

bool is_for_eyes(Role role, Topic topic) {
  switch (topic) {
    case Topic::hub: return role != Role::officer;
    case Topic::session: return account_eyes.contains(role) || role == Role::auditor;
    case Topic::sos: return alarm_eyes.contains(role);
    case Topic::console: return alarm_eyes.contains(role) || account_eyes.contains(role);
    case Topic::directory: return role != Role::officer && role != Role::numbering_officer;
    case Topic::user_id: return book_eyes.contains(role);
    case Topic::position: return false;  // no event: feed_test has them
  }
  return false;
}

/// What the journal holds, as the database says it.
struct Kept {
  std::uint64_t seq;
  Topic topic;
  base::Id unit;
};

struct FeedRolesFixture : HubFixture {
  FeedRolesFixture() {
    add("admin@contoh.id", semarang, Role::system_administrator, {});
    add("bantuan@contoh.id", semarang, Role::support, {});
    Visitor admin{*this, "admin@contoh.id"};
    Visitor support{*this, "bantuan@contoh.id"};
    happen(admin, support, semarang, officer);
    happen(admin, support, makassar, anton);
  }

  /// An event of each topic there.
  void happen(Visitor& admin, Visitor& support, const base::Id& unit, domain::Person there) {
    const auto put = [](Visitor& who, const std::string& target, std::string body) {
      const auto answer = who.send(net::Verb::put, "/api/v1/" + target, std::move(body));
      BOOST_REQUIRE_MESSAGE(answer.status / 100 == 2, target << ": " << answer.body);
    };
    Visitor phone{*this, there.email};
    BOOST_REQUIRE(phone.raise(make_id()).status == 201u);
    const auto login = "meja" + base::to_string(unit) + "@contoh.id";
    add(login, unit, Role::operator_, unit);
    const protocol::MuteCommand mute{make_id(), "K1", std::chrono::minutes{5}, "Uji sirene."};
    BOOST_REQUIRE(Visitor(*this, login).post("/api/v1/consoles/mute", protocol::encode(mute)).status == 200u);
    there.phone = "+62 811";
    put(admin, "people/" + base::to_string(there.id), protocol::encode_put(there));
    const protocol::PutApplication application{{make_id(), unit, "Omni Channel"}, {}};
    put(admin, "applications/" + base::to_string(application.application.id), protocol::encode_put(application));
    domain::UserId user_id;
    user_id.id = make_id();
    user_id.application = application.application.id;
    user_id.unit = unit;
    user_id.user_name = "omni.nadia.p";
    user_id.agent = "Nadia Putri";
    put(support, "user-ids/" + base::to_string(user_id.id), protocol::encode_put(user_id));
  }

  std::vector<Kept> journal(std::uint64_t upto) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
    auto rows = database.query("select seq, kind, unit from journal where seq <= ? order by seq", upto);
    std::vector<Kept> all;
    while (rows.next()) {
      const auto kind = protocol::event_kind(rows.text(1)).value();
      all.push_back({static_cast<std::uint64_t>(rows.integer(0)), protocol::topic_of(kind), rows.id(2)});
    }
    return all;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(feed_roles, FeedRolesFixture)

BOOST_AUTO_TEST_CASE(each_role_hears_all_that_is_for_its_eyes_and_nothing_else) {
  std::map<std::pair<Topic, base::Id>, int> met;
  for (std::size_t r = 0; r < domain::role_count; ++r) {
    const auto role = static_cast<Role>(r);
    for (const bool everywhere : {false, true}) {
      const auto login = std::string{domain::name_of(role)} + (everywhere ? "@semua.id" : "@semarang.id");
      add(login, semarang, role, everywhere ? base::Id{} : semarang);
      Visitor visitor{*this, login};
      if (role == Role::officer) {
        BOOST_TEST(visitor.get("/api/v1/feed?after=e%3A0").status == 403u);
        continue;
      }
      const auto cursor = visitor.snapshot().as_of;
      FeedReader reader{*this, visitor, protocol::Cursor{cursor.epoch, 0}};
      reader.until(cursor.seq);
      std::set<std::uint64_t> heard;
      for (const auto& event : reader.events()) heard.insert(event.seq);
      for (const auto& kept : journal(cursor.seq)) {
        ++met[{kept.topic, kept.unit}];
        const bool there = everywhere || kept.unit == semarang || kept.unit.is_nil();
        BOOST_TEST(heard.contains(kept.seq) == (there && is_for_eyes(role, kept.topic)),
                   login << " #" << kept.seq << " of topic " << static_cast<int>(kept.topic));
      }
    }
  }
  BOOST_TEST((met[{Topic::hub, base::Id{}}] > 0));
  for (const auto topic : {Topic::session, Topic::sos, Topic::console, Topic::directory, Topic::user_id})
    for (const auto& unit : {semarang, makassar})
      BOOST_TEST((met[{topic, unit}] > 0), "nothing of topic " << static_cast<int>(topic));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
