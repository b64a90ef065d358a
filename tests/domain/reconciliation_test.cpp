// An application's users against logbook and people: what is found, and that it is the same finding every night.
#include "domain/reconciliation.h"

#include "domain/moment.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace siaga::domain {

namespace {

using namespace std::chrono_literals;

using test::now;
constexpr base::Instant friday = now - 24h;

base::Id numbered_id(std::uint8_t number) {
  base::Id id;
  id.bytes[15] = number;
  return id;
}

const base::Id omni = numbered_id(1);
const base::Id sinta = numbered_id(2);
const base::Id dewi = numbered_id(3);

ApplicationUser user(const std::string& id, const std::string& name, bool active = true) {
  return {id, name, name, {}, active, {}};
}
ListedUserId listed(std::uint8_t id, const std::string& name, const std::optional<base::Id>& person = {}) {
  return {numbered_id(id), name, {}, person, {}, false, false, false};
}

std::vector<FindingKind> kinds_of(const Reconciliation& done) {
  std::vector<FindingKind> kinds;
  for (const auto& one : done.findings) kinds.push_back(one.kind);
  return kinds;
}

Reconciliation check(std::vector<ApplicationUser> users, std::vector<ListedUserId> list,
                     std::vector<Holder> people = {}, base::Instant at = now) {
  return reconcile(omni, users, list, people, at);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reconciliation)

BOOST_AUTO_TEST_CASE(what_is_as_it_should_be_is_no_finding) {
  auto gone = listed(9, "sinta@x.id", sinta);
  gone.left_at = friday;
  gone.closed = true;
  const auto done = check({user("1", "Dewi@X.id"), user("2", "sinta@x.id", false), user("3", "unknown@x.id", false)},
                          {listed(8, "dewi@x.id", dewi), gone});
  BOOST_TEST(done.findings.empty());
  BOOST_TEST(done.unlisted.empty());
}

BOOST_AUTO_TEST_CASE(a_user_that_nobody_answers_for_is_an_orphan) {
  const auto done = check({user("1", "siapa@x.id")}, {});
  BOOST_REQUIRE(done.findings.size() == 1u);
  BOOST_TEST((done.findings[0].kind == FindingKind::orphan));
  BOOST_TEST(done.findings[0].users[0].user_name == "siapa@x.id");
  BOOST_TEST(!done.findings[0].person);
}

BOOST_AUTO_TEST_CASE(one_that_is_only_planned_hides_nobody_who_has_its_name_already) {
  auto planned = listed(8, "dewi@x.id", dewi);
  planned.planned = true;
  const auto done = check({user("1", "dewi@x.id")}, {planned}, {{dewi, "dewi@x.id", {}}});
  BOOST_TEST(done.unlisted.empty());
  BOOST_REQUIRE(done.findings.size() == 1u);
  BOOST_TEST((done.findings[0].kind == FindingKind::orphan));
  BOOST_TEST(!done.findings[0].user_id);
  auto closed = listed(9, "dewi@x.id", dewi);
  closed.closed = true;
  const auto again = check({user("1", "dewi@x.id")}, {closed, planned});
  BOOST_TEST((kinds_of(again) == std::vector{FindingKind::reactivated}));
}

BOOST_AUTO_TEST_CASE(one_that_was_listed_as_nobodys_is_the_same_finding_as_before) {
  const auto before = check({user("1", "svc.wallboard")}, {});
  auto accepted = listed(8, "svc.wallboard");
  accepted.orphan = true;
  const auto after = check({user("1", "svc.wallboard")}, {accepted});
  BOOST_REQUIRE(after.findings.size() == 1u);
  BOOST_TEST((after.findings[0].id == before.findings.at(0).id));
  BOOST_TEST((after.findings[0].user_id == accepted.id));
  BOOST_TEST(after.unlisted.empty());
}

BOOST_AUTO_TEST_CASE(one_whose_person_is_known_by_e_mail_is_to_be_listed) {
  const auto done = check({user("1", "DEWI@x.id")}, {}, {{dewi, "dewi@X.ID", {}}});
  BOOST_TEST(done.findings.empty());
  BOOST_REQUIRE(done.unlisted.size() == 1u);
  BOOST_TEST((done.unlisted[0].person == dewi));
}

BOOST_AUTO_TEST_CASE(the_last_working_day_ends_at_its_midnight_and_not_before) {
  auto leaving = listed(8, "sinta@x.id", sinta);
  leaving.left_at = now;
  BOOST_TEST(check({user("1", "sinta@x.id")}, {leaving}, {}, now - 1us).findings.empty());
  const auto done = check({user("1", "sinta@x.id")}, {leaving}, {}, now);
  BOOST_REQUIRE(done.findings.size() == 1u);
  BOOST_TEST((done.findings[0].kind == FindingKind::active_after_leaving));
  BOOST_TEST((done.findings[0].user_id == numbered_id(8)));
  BOOST_TEST((done.findings[0].left_at == now));
}

BOOST_AUTO_TEST_CASE(who_left_is_also_known_by_the_person_alone) {
  const auto done = check({user("1", "sinta@x.id")}, {listed(8, "sinta@x.id", sinta)}, {{sinta, "s@x.id", friday}});
  BOOST_TEST((kinds_of(done) == std::vector{FindingKind::active_after_leaving}));
}

BOOST_AUTO_TEST_CASE(one_that_was_deactivated_and_works_again_is_told_so) {
  auto closed = listed(8, "sinta@x.id", sinta);
  closed.left_at = friday;
  closed.closed = true;
  BOOST_TEST((kinds_of(check({user("1", "sinta@x.id")}, {closed})) == std::vector{FindingKind::reactivated}));
}

BOOST_AUTO_TEST_CASE(use_after_the_last_working_day_is_an_alarm_also_when_it_is_inactive_now) {
  auto leaving = listed(8, "sinta@x.id", sinta);
  leaving.left_at = friday;
  auto used = user("1", "sinta@x.id", false);
  used.last_active = friday;
  BOOST_TEST(check({used}, {leaving}).findings.empty());
  used.last_active = friday + 1s;
  BOOST_TEST((kinds_of(check({used}, {leaving})) == std::vector{FindingKind::seen_active}));
  const auto first = check({used}, {leaving}).findings[0].id;
  used.last_active = friday + 2s;
  BOOST_TEST((check({used}, {leaving}).findings[0].id != first));  // again, and so it is told again
}

BOOST_AUTO_TEST_CASE(two_active_user_ids_of_one_person_are_one_finding) {
  const std::vector list{listed(8, "dewi", dewi), listed(9, "dewi.l", dewi)};
  const auto done = check({user("2", "dewi.l"), user("1", "dewi")}, list);
  BOOST_REQUIRE(done.findings.size() == 1u);
  BOOST_TEST((done.findings[0].kind == FindingKind::duplicate));
  BOOST_TEST(done.findings[0].users[0].user_name == "dewi");
  BOOST_TEST(check({user("2", "dewi.l", false), user("1", "dewi")}, list).findings.empty());
  // Their order is no change, a third one is.
  BOOST_TEST((check({user("1", "dewi"), user("2", "dewi.l")}, list).findings[0].id == done.findings[0].id));
  auto third = list;
  third.push_back(listed(10, "dewi3", dewi));
  BOOST_TEST((check({user("1", "dewi"), user("2", "dewi.l"), user("3", "dewi3")}, third).findings[0].id !=
              done.findings[0].id));
}

BOOST_AUTO_TEST_CASE(the_applications_own_id_says_more_than_a_name) {
  auto renamed = listed(8, "old@x.id", dewi);
  renamed.application_id = "77";
  BOOST_TEST(check({user("77", "new@x.id")}, {renamed}).findings.empty());
  // The name was given to somebody else, whom nobody knows.
  BOOST_TEST((kinds_of(check({user("78", "old@x.id")}, {renamed})) == std::vector{FindingKind::orphan}));
}

BOOST_AUTO_TEST_CASE(an_accepted_finding_stays_away_until_something_changes) {
  const auto first = check({user("1", "mesin@x.id")}, {});
  const std::vector accepted{first.findings[0].id};
  BOOST_TEST(new_findings(check({user("1", "mesin@x.id")}, {}, {}, now + 240h).findings, accepted).empty());
  auto changed = user("1", "mesin@x.id");
  changed.email = "lain@x.id";
  BOOST_TEST(new_findings(check({changed}, {}).findings, accepted).size() == 1u);
  BOOST_TEST(gone_findings(accepted, first.findings).empty());
  BOOST_TEST((gone_findings(accepted, check({user("1", "mesin@x.id", false)}, {}).findings) == accepted));
  // The same user of another application is another finding.
  const std::vector users{user("1", "mesin@x.id")};
  BOOST_TEST(new_findings(reconcile(numbered_id(99), users, {}, {}, now).findings, accepted).size() == 1u);
}

BOOST_AUTO_TEST_CASE(facts_that_read_the_same_together_are_told_apart) {
  auto one = user("1", "ab");
  one.email = "c@x.id";
  auto other = user("1", "a");
  other.email = "bc@x.id";
  BOOST_TEST((check({one}, {}).findings[0].id != check({other}, {}).findings[0].id));
}

BOOST_AUTO_TEST_CASE(kinds_have_names_that_stay) {
  for (std::size_t i = 0; i < finding_kind_count; ++i) {
    const auto kind = static_cast<FindingKind>(i);
    BOOST_TEST((finding_kind(name_of(kind)) == kind));
  }
  BOOST_TEST(!finding_kind("other"));
  BOOST_TEST(name_of(FindingKind::seen_active) == "seen_active");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::domain
