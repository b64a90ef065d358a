// Units, people and roles by the routes that administrators use; one's own profile.
#include "protocol/directory.h"
#include "protocol/emergency.h"

#include "hub/hub.h"
#include "hub_fixture.h"
#include "protocol/account.h"
#include "protocol/second_factor.h"
#include "slow_request.h"

namespace siaga::test {

using protocol::EventKind;

namespace {

struct DirectoryFixture : HubFixture {
  domain::Person chief = add("chief@contoh.id", semarang, domain::Role::system_administrator, {});
  domain::Person local = add("local@contoh.id", semarang, domain::Role::unit_admin, semarang);
  Visitor admin{*this, "chief@contoh.id"};
  Visitor unit_admin{*this, "local@contoh.id"};

  net::ClientResponse put(Visitor& who, const std::string& kind, const base::Id& id, std::string body) {
    return who.send(net::Verb::put, "/api/v1/" + kind + "/" + base::to_string(id), std::move(body));
  }
  net::ClientResponse put(Visitor& who, const domain::Person& person) {
    return put(who, "people", person.id, protocol::encode_put(person));
  }
  net::ClientResponse put(Visitor& who, const domain::Unit& unit) {
    return put(who, "units", unit.id, protocol::encode_put(unit));
  }
  net::ClientResponse put(Visitor& who, const domain::Grant& grant) {
    return put(who, "grants", grant.id, protocol::encode_put(grant));
  }
  net::ClientResponse end(Visitor& who, const domain::Grant& grant) {
    return who.send(net::Verb::del, "/api/v1/grants/" + base::to_string(grant.id));
  }
  protocol::PersonView view_of(Visitor& who, const base::Id& id) {
    return protocol::decode_person_view(who.get("/api/v1/people/" + base::to_string(id)).body).value();
  }
  domain::Person newcomer(const std::string& name = "Dewi Lestari") {
    domain::Person person;
    person.id = make_id();
    person.unit = semarang;
    person.name = name;
    person.nrp = "0071985";
    person.email = "dewi@contoh.id";
    person.phone = "+62 812";
    person.post = "Petugas";
    return person;
  }
  domain::Grant grant(const base::Id& person, domain::Role role, const base::Id& within) {
    return {make_id(), person, role, within, clock.now(), {}, {}};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(directory_desk, DirectoryFixture)

BOOST_AUTO_TEST_CASE(somebody_is_added_once_and_changed_by_version) {
  auto dewi = newcomer("  Dewi \u202ELestari<b> ");
  BOOST_TEST(put(unit_admin, dewi).status == 201u);
  BOOST_TEST(put(unit_admin, dewi).status == 200u);
  const auto first = view_of(admin, dewi.id).person;
  BOOST_TEST(first.name == "Dewi Lestari<b>");
  BOOST_TEST(first.nrp == "0071985");
  dewi.name = "Dewi Anggraini";
  BOOST_TEST(put(unit_admin, dewi).status == 200u);
  const auto second = view_of(admin, dewi.id).person;
  BOOST_TEST((second.version != first.version));

  FeedReader reader{*this, admin, protocol::Cursor{admin.snapshot().as_of.epoch, 0}};
  const auto added = reader.until(EventKind::person_added, dewi.id);
  BOOST_TEST((added.body.as == first.version));
  BOOST_TEST((added.actor == local.id));
  const auto changed = reader.until(EventKind::person_changed, dewi.id);
  BOOST_TEST((changed.body.as == second.version));
  BOOST_TEST(changed.people.back().name == "Dewi Anggraini");
  reader.until(admin.snapshot().as_of.seq);
  BOOST_TEST(std::ranges::count_if(reader.events(), [&](const protocol::Event& event) {
               return event.subject == dewi.id && event.kind != EventKind::person_viewed;
             }) == 2);
}

BOOST_AUTO_TEST_CASE(a_login_is_one_persons) {
  auto dewi = newcomer();
  put(admin, dewi);
  auto other = newcomer("Ayu");
  BOOST_TEST(problem_of(put(admin, other)) == "conflict email");
  other.nrp = "71985";  // leading zeros count
  other.email = "DEWI@contoh.id";
  BOOST_TEST(problem_of(put(admin, other)) == "conflict email");
  other.email.clear();
  BOOST_TEST(put(admin, other).status == 201u);
  other.nrp = "1234567890123456789";
  BOOST_TEST(problem_of(put(admin, other)) == "invalid nrp");
  other = newcomer(std::string(300, 'x'));
  BOOST_TEST(problem_of(put(admin, other)) == "invalid name");
}

BOOST_AUTO_TEST_CASE(an_administrator_reaches_their_own_units_alone) {
  auto dewi = newcomer();
  dewi.unit = makassar;
  BOOST_TEST(problem_of(put(unit_admin, dewi)) == "forbidden unit");
  BOOST_TEST(put(admin, dewi).status == 201u);
  dewi.unit = semarang;
  BOOST_TEST(put(unit_admin, dewi).status == 404u);  // not even that they exist
  BOOST_TEST(unit_admin.get("/api/v1/people/" + base::to_string(dewi.id)).status == 404u);
  const auto theirs = protocol::decode_people_page(unit_admin.get("/api/v1/people").body).value();
  for (const auto& item : theirs.items) BOOST_TEST((item.person.unit == semarang));
  BOOST_TEST(protocol::decode_units(unit_admin.get("/api/v1/units").body).value().size() == 1u);
  BOOST_TEST(put(admin, dewi).status == 200u);  // moved (R20)
  BOOST_TEST(unit_admin.get("/api/v1/people/" + base::to_string(dewi.id)).status == 200u);
}

BOOST_AUTO_TEST_CASE(nobody_takes_over_the_login_of_somebody_who_holds_more) {
  auto wanted = chief;  // of their unit, and above them
  wanted.email = "pencuri@contoh.id";
  BOOST_TEST(problem_of(put(unit_admin, wanted)) == "forbidden email");
  wanted = chief;
  wanted.phone = "+62 1";
  BOOST_TEST(put(unit_admin, wanted).status == 200u);
  wanted = officer;
  wanted.email = "petugas.baru@contoh.id";
  BOOST_TEST(put(unit_admin, wanted).status == 200u);
  wanted = chief;
  wanted.email = "kepala@contoh.id";
  BOOST_TEST(put(admin, wanted).status == 200u);
}

BOOST_AUTO_TEST_CASE(the_nil_id_is_nobodys) {
  auto nobody = newcomer();
  nobody.id = {};
  BOOST_TEST(problem_of(put(unit_admin, nobody)) == "invalid id");
  BOOST_TEST(problem_of(put(admin, domain::Unit{{}, "Semua", "Asia/Jakarta", "112", {}})) == "invalid id");
  auto lost = grant(officer.id, domain::Role::team_leader, semarang);
  lost.deputy_for = make_id();
  BOOST_TEST(problem_of(put(admin, lost)) == "invalid deputy_for");
}

BOOST_AUTO_TEST_CASE(who_cannot_sign_in_keeps_no_office_warm) {
  const auto dewi = newcomer();
  put(admin, dewi);
  put(admin, grant(dewi.id, domain::Role::system_administrator, {}));
  const auto own = view_of(admin, chief.id).grants.front();
  BOOST_TEST(problem_of(end(admin, own)) == "conflict last_administrator");
}

BOOST_AUTO_TEST_CASE(nobody_gives_more_than_they_may) {
  BOOST_TEST(put(unit_admin, grant(officer.id, domain::Role::operator_, semarang)).status == 201u);
  BOOST_TEST(problem_of(put(unit_admin, grant(officer.id, domain::Role::operator_, makassar))) == "forbidden role");
  BOOST_TEST(problem_of(put(unit_admin, grant(officer.id, domain::Role::operator_, {}))) == "forbidden role");
  BOOST_TEST(problem_of(put(unit_admin, grant(local.id, domain::Role::system_administrator, semarang))) ==
             "forbidden role");
  BOOST_TEST(put(unit_admin, grant(anton.id, domain::Role::operator_, semarang)).status == 404u);
  Visitor supervisor{*this, "sari@contoh.id"};
  BOOST_TEST(put(supervisor, grant(sari.id, domain::Role::auditor, {})).status == 403u);
  auto wrong = grant(officer.id, domain::Role::team_leader, semarang);
  wrong.deputy_for = officer.id;
  BOOST_TEST(problem_of(put(admin, wrong)) == "invalid deputy_for");
  auto known = grant(officer.id, domain::Role::support, semarang);
  BOOST_TEST(put(admin, known).status == 201u);
  known.role = domain::Role::auditor;
  BOOST_TEST(problem_of(put(admin, known)) == "conflict id");
}

BOOST_AUTO_TEST_CASE(two_administrators_cannot_remove_each_other_both) {
  const auto second = grant(sari.id, domain::Role::system_administrator, {});
  put(admin, second);
  Visitor sari_desk{*this, "sari@contoh.id"};
  const auto first = view_of(admin, chief.id).grants.front();
  BOOST_TEST(end(sari_desk, first).status == 204u);
  BOOST_TEST(end(admin, second).status == 403u);
  BOOST_TEST(problem_of(end(sari_desk, second)) == "conflict last_administrator");
  BOOST_TEST(view_of(sari_desk, sari.id).grants.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_profile_is_a_name_and_a_number_and_no_way_up) {
  Visitor phone{*this, "officer@contoh.id"};
  const auto sos = make_id();
  phone.raise(sos);
  const auto put_profile = [&](const std::string& body) { return phone.send(net::Verb::put, "/api/v1/profile", body); };
  BOOST_TEST(put_profile(R"({"name":"Rina","phone":"1","role":"supervisor"})").status == 400u);
  BOOST_TEST(put_profile(R"({"name":"Rina","phone":"1","unit":")" + base::to_string(makassar) + "\"}").status == 400u);
  BOOST_TEST(put_profile(R"({"name":" ","phone":"1"})").status == 400u);
  BOOST_TEST(put_profile(R"({"name":"Rina","phone":"+62 1"})").status == 200u);
  const auto now = protocol::decode_session_view(phone.get("/api/v1/sessions/current").body).value();
  BOOST_TEST(now.person.name == "Rina");
  BOOST_TEST((now.person.unit == semarang));
  BOOST_REQUIRE(now.grants.size() == 1u);
  BOOST_TEST((now.grants[0].role == domain::Role::officer));
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(desk.view(sos).timeline.front().people.front().name == "officer");  // as it was (R31)
  const auto later = make_id();
  phone.raise(later);
  BOOST_TEST(desk.view(later).timeline.front().people.front().name == "Rina");
}

BOOST_AUTO_TEST_CASE(a_deputy_is_for_somebody_who_holds_the_role) {
  auto deputy = grant(officer.id, domain::Role::supervisor, semarang);
  deputy.deputy_for = local.id;
  BOOST_TEST(problem_of(put(unit_admin, deputy)) == "conflict deputy_role");
  deputy.deputy_for = lina.id;  // of Makassar: no more than that there is nobody
  BOOST_TEST(problem_of(put(unit_admin, deputy)) == "invalid deputy_for");
  BOOST_TEST(problem_of(put(admin, deputy)) == "conflict deputy_role");
  deputy.deputy_for = sari.id;  // for the whole organisation
  BOOST_TEST(put(unit_admin, deputy).status == 201u);
  auto second = grant(local.id, domain::Role::supervisor, semarang);
  second.deputy_for = officer.id;
  BOOST_TEST(problem_of(put(admin, second)) == "conflict deputy_role");  // a deputy has none
  BOOST_TEST(view_of(admin, local.id).grants.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_role_that_ended_while_the_request_was_under_way_decides_nothing) {
  const auto own = view_of(admin, local.id).grants.front();
  const auto dewi = newcomer();
  const SlowRequest wish{"PUT", "/api/v1/people/" + base::to_string(dewi.id), protocol::encode_put(dewi)};
  const auto status = slowly(*this, unit_admin, wish, [&] { BOOST_REQUIRE(end(admin, own).status == 204u); });
  BOOST_TEST(status == "403");
  BOOST_TEST(problem_of(admin.get("/api/v1/people/" + base::to_string(dewi.id))) == "not-found");
}

BOOST_AUTO_TEST_CASE(a_desk_that_was_lost_meanwhile_claims_nothing) {
  Visitor phone{*this, "officer@contoh.id"};
  Visitor desk{*this, "sari@contoh.id"};
  const auto sos = make_id();
  BOOST_REQUIRE(phone.raise(sos).status == 201u);
  const auto own = view_of(admin, sari.id).grants.front();
  const auto wish = protocol::encode(protocol::PlainCommand{make_id(), "K1"});
  const auto status = slowly(*this, desk, {"POST", "/api/v1/sos/" + base::to_string(sos) + "/claim", wish},
                             [&] { BOOST_REQUIRE(end(admin, own).status == 204u); });
  BOOST_TEST(status == "404");  // they may not even see it now
  BOOST_TEST(!Visitor(*this, "budi@contoh.id").view(sos).sos.owner);
}

BOOST_AUTO_TEST_CASE(a_session_that_was_ended_meanwhile_does_nothing_more) {
  Visitor phone{*this, "officer@contoh.id"};
  const auto sos = make_id();
  BOOST_REQUIRE(phone.raise(sos).status == 201u);
  const auto of_sos = "/api/v1/sos/" + base::to_string(sos);
  const auto plain = [this] { return protocol::encode(protocol::PlainCommand{make_id(), "K1"}); };
  const auto mute = protocol::encode(protocol::MuteCommand{make_id(), "K1", std::chrono::minutes{5}, "rapat"});
  const std::string password = "siaga-demo";
  const auto factor = protocol::encode(protocol::BeginSecondFactor{password});
  const auto code = protocol::encode(protocol::ConfirmSecondFactor{"123456"});
  const auto both = protocol::encode(protocol::RemoveSecondFactor{password, "123456"});
  const auto other = protocol::encode(protocol::ChangePassword{password, "kata sandi yang lain sekali"});
  const auto letter = "/api/v1/letters/" + base::to_string(make_id());
  const auto wati = add("wati@contoh.id", semarang, domain::Role::coordinator, {});
  const SlowRequest wishes[] = {{"POST", of_sos + "/shown", plain()},
                                {"POST", of_sos + "/claim", plain()},
                                {"POST", "/api/v1/consoles/mute", mute},
                                {"POST", "/api/v1/consoles/unmute", plain()},
                                {"POST", "/api/v1/second-factor", factor},
                                {"POST", "/api/v1/second-factor/confirm", code},
                                {"POST", "/api/v1/second-factor/remove", both},
                                {"POST", "/api/v1/second-factor/recovery-codes", both},
                                {"POST", "/api/v1/password", other},
                                {"PUT", "/api/v1/profile/photo", "\xFF\xD8\xFF\xE0 foto", "image/jpeg"},
                                {"PUT", letter + "?name=surat.pdf", "%PDF-1.7 surat", "application/pdf"}};
  for (const auto& wish : wishes) {
    const Visitor lost{*this, "wati@contoh.id"};
    const auto status = slowly(*this, lost, wish, [&] {
      const auto all = protocol::encode(protocol::EndSessions{});
      BOOST_REQUIRE(admin.post("/api/v1/people/" + base::to_string(wati.id) + "/end-sessions", all).status == 204u);
    });
    BOOST_TEST(status == "401", wish.path << ": " << status);
  }
  Visitor back{*this, "wati@contoh.id"};  // by the password of before
  BOOST_TEST(back.get("/api/v1/profile/photo").status == 404u);
  BOOST_TEST(back.get(letter).status == 404u);
  const auto after = Visitor(*this, "budi@contoh.id").view(sos);
  BOOST_TEST((!after.sos.owner && !after.sos.first_shown_at));
}

BOOST_AUTO_TEST_CASE(a_console_whose_role_ended_meanwhile_is_not_muted) {
  Visitor desk{*this, "sari@contoh.id"};
  const auto own = view_of(admin, sari.id).grants.front();
  const auto wish = protocol::encode(protocol::MuteCommand{make_id(), "K1", std::chrono::minutes{5}, "rapat"});
  const auto status = slowly(*this, desk, {"POST", "/api/v1/consoles/mute", wish},
                             [&] { BOOST_REQUIRE(end(admin, own).status == 204u); });
  BOOST_TEST(status == "403");
}

BOOST_AUTO_TEST_CASE(a_unit_stands_in_the_tree_and_carries_roles_down) {
  const domain::Unit below{make_id(), "Terminal", "Asia/Jakarta", "112", semarang};
  BOOST_TEST(put(unit_admin, below).status == 403u);
  BOOST_TEST(put(admin, below).status == 201u);
  BOOST_TEST(put(admin, below).status == 200u);
  domain::Unit circle{semarang, "Semarang", "Asia/Jakarta", "112", below.id};
  BOOST_TEST(problem_of(put(admin, circle)) == "invalid parent");
  auto dewi = newcomer();
  dewi.unit = below.id;
  BOOST_TEST(put(unit_admin, dewi).status == 201u);  // theirs, since it is below
  add("part@contoh.id", semarang, domain::Role::system_administrator, semarang);
  Visitor part{*this, "part@contoh.id"};
  BOOST_TEST(put(part, domain::Unit{make_id(), "Baru", "Asia/Jakarta", "112", {}}).status == 403u);
  BOOST_TEST(put(part, domain::Unit{make_id(), "Baru", "Asia/Jakarta", "112", below.id}).status == 201u);
}

BOOST_AUTO_TEST_CASE(a_unit_has_several_numbers_and_an_older_console_knows_the_first) {
  using Numbers = domain::EmergencyNumbers;
  const auto numbers_of = [this](const base::Id& id) {
    for (auto& one : protocol::decode_numbers(admin.get("/api/v1/emergency-numbers").body).value())
      if (one.unit == id) return one.numbers;
    return Numbers{};
  };
  const auto first_of = [this](const base::Id& id) {
    const auto all = protocol::decode_units(admin.get("/api/v1/units").body).value();
    return std::ranges::find(all, id, &domain::Unit::id)->emergency;
  };
  const auto put_numbers = [this](Visitor& who, const base::Id& id, const Numbers& numbers) {
    const auto path = "/api/v1/units/" + base::to_string(id) + "/emergency-numbers";
    return who.send(net::Verb::put, path, protocol::encode_put(numbers));
  };
  domain::Unit unit{make_id(), "Terminal", "Asia/Jakarta", "110", {}};
  BOOST_TEST(put(admin, unit).status == 201u);  // as an older console sends it
  BOOST_TEST((numbers_of(unit.id) == Numbers{{"Polisi", "110"}, {"Darurat", "112"}, {"Ambulans", "119"}}));
  const Numbers own{{"Pos induk", "(024) 555-1"}, {"Polisi", "110"}};
  BOOST_TEST(put_numbers(admin, unit.id, own).status == 204u);
  BOOST_TEST((numbers_of(unit.id) == own));
  BOOST_TEST(first_of(unit.id) == "(024) 555-1");
  unit.emergency = "113";  // an older console changes the one that it knows
  BOOST_TEST(put(admin, unit).status == 200u);
  BOOST_TEST((numbers_of(unit.id) == Numbers{{"Pos induk", "113"}, {"Polisi", "110"}}));
  BOOST_TEST(put_numbers(unit_admin, unit.id, own).status == 403u);
  for (const auto& wrong : {Numbers{}, Numbers{{"", "110"}}, Numbers{{"Polisi", ""}}, Numbers{{"Polisi", "<b>"}},
                            Numbers{{std::string(41, 'x'), "1"}}, Numbers(9, {"Polisi", "110"})})
    BOOST_TEST(problem_of(put_numbers(admin, unit.id, wrong)) == "invalid emergency_numbers");
  // An officer sees their own unit's, a desk those of the units that it watches.
  Visitor phone{*this, "officer@contoh.id"};
  const auto theirs = protocol::decode_numbers(phone.get("/api/v1/emergency-numbers").body).value();
  BOOST_REQUIRE_EQUAL(theirs.size(), 1u);
  BOOST_TEST((theirs[0].unit == semarang));
  FeedReader reader{*this, admin, protocol::Cursor{admin.snapshot().as_of.epoch, 0}};
  reader.until(admin.snapshot().as_of.seq);
  BOOST_TEST(std::ranges::count(reader.events(), unit.id, &protocol::Event::subject) == 3);
}

BOOST_AUTO_TEST_CASE(people_are_listed_by_name_page_by_page) {
  std::vector<std::string> names;
  std::string after;
  while (true) {
    const auto page = protocol::decode_people_page(admin.get("/api/v1/people?limit=2" + after).body).value();
    for (const auto& item : page.items) names.push_back(item.person.name);
    if (!page.next) break;
    after = "&after=" + base::to_string(*page.next);
  }
  BOOST_TEST(names.size() == 7u);
  BOOST_TEST(std::ranges::is_sorted(names));
  const auto found = protocol::decode_people_page(admin.get("/api/v1/people?search=ANTON").body).value();
  BOOST_REQUIRE(found.items.size() == 1u);
  BOOST_TEST((found.items[0].grants.at(0).role == domain::Role::officer));
  BOOST_TEST(protocol::decode_people_page(admin.get("/api/v1/people?search=%25").body).value().items.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_password_and_an_opened_recording_are_in_the_journal) {
  Visitor phone{*this, "officer@contoh.id"};
  const auto sos = make_id(), recording = make_id();
  phone.raise(sos);
  phone.create_upload(sos, recording, 5);
  phone.append(recording, 0, "halo!");
  BOOST_TEST(Visitor(*this, "stranger").sign_in("sari@contoh.id", "salah-sekali").status == 401u);
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(desk.content(recording).status == 200u);
  BOOST_TEST(desk.content(recording, "bytes=1-2").status == 206u);
  FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
  const auto watched = reader.until(EventKind::recording_watched, sos);
  BOOST_TEST((watched.actor == sari.id));
  BOOST_TEST((watched.body.recording == recording));
  FeedReader audit{*this, admin, protocol::Cursor{admin.snapshot().as_of.epoch, 0}};
  BOOST_TEST((audit.until(EventKind::session_refused, sari.id).actor == sari.id));
  const auto later = make_id();
  phone.raise(later);
  reader.until(EventKind::sos_raised, later);
  BOOST_TEST(std::ranges::count(reader.events(), EventKind::recording_watched, &protocol::Event::kind) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
