#include "hub/demo_cases.h"

#include "base/day.h"
#include "base/zone.h"
#include "hub/case_book.h"
#include "hub/password.h"
#include "store/application_table.h"
#include "store/grant_table.h"
#include "store/person_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <array>

namespace siaga::hub {

using base::Result;
using domain::UserIdCase;
using protocol::EventKind;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

/// Goes from the past to today as the history is told.
class StoryClock final : public base::Clock {
 public:
  explicit StoryClock(base::Instant at) : at_(at) {}
  base::Instant now() const override { return at_; }
  void go_to(base::Instant at) { at_ = std::max(at, at_); }

 private:
  base::Instant at_;
};

/// An agent of the story: how many days from today their last working day is, and what became of it.
struct DemoAgent {
  const char* name;
  const char* user_name;
  const char* team;
  int last_day;
};

class DemoStory {
 public:
  DemoStory(store::Database& database, domain::Unit unit, base::Instant now)
      : database_(database),
        unit_(std::move(unit)),
        now_(now),
        clock_(now - days{40}),
        journal_(database, clock_, &clock_stepped, [this] { return clock_.now().time_since_epoch(); }) {}

  void tell() {
    meet_people();
    make_application();
    tell_of_the_past();
    tell_of_today();
  }

 private:
  store::Ledger at(base::Instant moment) {
    clock_.go_to(std::min(moment, now_));
    return {database_, journal_, journal_.tick()};
  }
  base::Id make_id() const { return base::make_id(clock_.now()); }

  case_book::Hand join(const char* name, const char* login, const char* post, domain::Role role) {
    static const std::optional<std::string> shared{hash_password("siaga-demo")};
    domain::Person person;
    person.id = make_id();
    person.version = make_id();
    person.unit = unit_.id;
    person.name = name;
    person.email = login;
    person.post = post;
    store::person_table::insert(database_, person, shared, clock_.now());
    store::grant_table::insert(database_, {make_id(), person.id, role, unit_.id, clock_.now(), {}, {}});
    case_book::Hand hand;
    hand.actor = person.id;
    hand.version = person.version;
    return hand;
  }

  void meet_people() {
    support_ = join("Hendra Gunawan", "support@contoh.id", "Support", domain::Role::support);
    leader_ = join("Ratna Puspita", "teamleader@contoh.id", "Team Leader", domain::Role::team_leader);
    join("Wahyu Santoso", "koordinator@contoh.id", "Koordinator", domain::Role::coordinator);
    join("Dian Permata", "dokumen@contoh.id", "Document Control", domain::Role::document_control);
  }

  void make_application() {
    application_ = {make_id(), unit_.id, "Omni Channel", domain::ConnectorKind::manual, minutes{240}, ""};
    store::application_table::keep(database_, application_);
    protocol::EventBody body;
    body.by = leader_.version;
    body.name = application_.name;
    auto ledger = at(now_ - days{40});
    ledger.journal.append(
        draft({leader_.actor, EventKind::application_changed, application_.id, application_.unit}, body));
  }

  domain::UserId list(const DemoAgent& agent) {
    auto ledger = at(clock_.now());
    domain::UserId user_id;
    user_id.id = make_id();
    user_id.application = application_.id;
    user_id.unit = unit_.id;
    user_id.user_name = agent.user_name;
    user_id.agent = agent.name;
    user_id.email = std::string{agent.user_name} + "@contoh.id";
    user_id.team = agent.team;
    user_id.hired_on = base::Day{std::chrono::year{2024} / 2 / 1};
    user_id.listed_at = ledger.now;
    store::user_id_table::insert(database_, user_id);
    case_book::list(ledger, support_, user_id);
    return user_id;
  }

  base::Day day(int from_today) const {
    const auto shown = now_ - base::midnight(base::Day{std::chrono::year{1970} / 1 / 1}, unit_.zone).time_since_epoch();
    return base::Day{std::chrono::floor<days>(shown) + days{from_today}};
  }
  base::Instant noon(int from_today) const { return base::midnight(day(from_today), unit_.zone) + hours{12}; }

  UserIdCase resign(const domain::UserId& user_id, int last_day, int letter, int recorded) {
    auto ledger = at(noon(recorded));
    domain::OpenDeactivation wish;
    wish.id = make_id();
    wish.user_id = user_id.id;
    wish.letter_date = day(letter);
    wish.last_day = day(last_day);
    auto one = domain::open(wish, user_id, application_, unit_.zone, *support_.version, ledger.now).value();
    case_book::open(ledger, support_, one, user_id, application_, {});
    one = domain::request(std::move(one), *support_.version, ledger.now).value();
    case_book::say(ledger, support_, EventKind::case_requested, one, "");
    return one;
  }

  UserIdCase try_it(UserIdCase one, base::Instant moment, bool done, const std::string& text) {
    auto ledger = at(moment);
    one = domain::begin_attempt(std::move(one), false, true, leader_.actor, ledger.now).value();
    case_book::begin_attempt(ledger, leader_, one);
    if (!done) {
      one = domain::fail_attempt(std::move(one), ledger.now).value();
      case_book::fail_attempt(ledger, leader_, one, text, {});
      return one;
    }
    one = domain::carry_out(std::move(one), leader_.actor, *leader_.version, ledger.now).value();
    case_book::carry_out(ledger, leader_, one, true, text, {});
    return one;
  }

  UserIdCase look(UserIdCase one, base::Instant moment) {
    auto ledger = at(moment);
    one = domain::confirm(std::move(one), support_.actor, *support_.version, ledger.now).value();
    case_book::confirm(ledger, support_, one, "");
    return one;
  }

  void write_down(UserIdCase one) {
    auto ledger = at(clock_.now() + minutes{10});
    one = domain::document(std::move(one), ledger.now).value();
    case_book::say(ledger, support_, EventKind::case_documented, one, "");
  }

  /// Closed ones of the last weeks; one came too late.
  void tell_of_the_past() {
    constexpr std::array<DemoAgent, 5> gone{{{"Fajar Hidayat", "omni.fajar.h", "Chat · Regu 2", -30},
                                             {"Indah Lestari", "omni.indah.l", "Voice · Regu 1", -24},
                                             {"Galih Wicaksono", "omni.galih.w", "Chat · Regu 1", -17},
                                             {"Maya Anggraini", "omni.maya.a", "Voice · Regu 3", -11},
                                             {"Rizky Maulana", "omni.rizky.m", "Voice · Regu 2", -6}}};
    for (const auto& agent : gone) {
      auto one = resign(list(agent), agent.last_day, agent.last_day - 7, agent.last_day - 7);
      auto moment = *one.ends_at + hours{2};
      if (agent.last_day == -17) {  // R36 was missed
        one = try_it(std::move(one), moment, false, "aplikasi tidak menjawab");
        moment = *one.deadline + hours{1};
      }
      write_down(look(try_it(std::move(one), moment, true, ""), moment + minutes{20}));
    }
  }

  /// Two that are closed and not written down yet; one that fails, one that was asked for, one with an order, and
  /// somebody who waits for the first one's place.
  void tell_of_today() {
    constexpr DemoAgent dimas{"Dimas Prasetyo", "omni.dimas.p", "Chat · Regu 3", -2};
    constexpr DemoAgent putri{"Putri Ayuningtyas", "omni.putri.a", "Voice · Regu 1", -3};
    constexpr DemoAgent nadia{"Nadia Putri", "omni.nadia.p", "Voice · Regu 3", -1};
    constexpr DemoAgent bayu{"Bayu Saputra", "omni.bayu.s", "Chat · Regu 1", 0};
    constexpr DemoAgent lukman{"Lukman Hakim", "omni.lukman.h", "Voice · Regu 2", 2};
    auto closed = resign(list(putri), putri.last_day, -14, -5);
    const auto unseen = resign(list(dimas), dimas.last_day, -10, -5);
    auto later = resign(list(lukman), lukman.last_day, -19, -5);
    const auto leaving = list(nadia);
    auto failing = resign(leaving, nadia.last_day, -8, -4);
    replace(leaving);
    resign(list(bayu), bayu.last_day, -21, -4);
    closed = try_it(std::move(closed), *closed.ends_at + hours{1}, true, "");
    look(std::move(closed), clock_.now() + minutes{30});
    try_it(unseen, *unseen.ends_at + hours{9}, true, "");
    auto ledger = at(now_ - hours{1});
    later = domain::give_order(std::move(later), domain::When::end_of_last_day, false, leader_.actor, *leader_.version,
                               ledger.now)
                .value();
    case_book::order(ledger, leader_, later);
    failing = try_it(std::move(failing), now_ - minutes{7}, false,
                     "aplikasi menjawab “berhasil”, tetapi dibaca ulang masih aktif");
    try_it(std::move(failing), now_ - minutes{4}, false, "tidak menjawab dalam 30 dtk");
  }

  void replace(const domain::UserId& leaving) {
    auto ledger = at(clock_.now());
    auto made = leaving;
    made.id = make_id();
    made.user_name = "omni.sinta.d";
    made.agent = "Sinta Dewi";
    made.email = "omni.sinta.d@contoh.id";
    made.replaces = leaving.id;
    made.state = domain::UserIdState::planned;
    auto one = domain::open(make_id(), made, &leaving, unit_.zone, *support_.version, ledger.now).value();
    store::user_id_table::insert(database_, made);
    case_book::open(ledger, support_, one, made, application_, {});
    one = domain::request(std::move(one), *support_.version, ledger.now).value();
    case_book::say(ledger, support_, EventKind::case_requested, one, "");
  }

  store::Database& database_;
  domain::Unit unit_;
  base::Instant now_;
  StoryClock clock_;
  store::Journal journal_;
  case_book::Hand support_;
  case_book::Hand leader_;
  domain::Application application_;
};

}  // namespace

Result<void> load_demo_cases(store::Database& database, base::Instant now) {
  try {
    store::Transaction transaction{database};
    const auto units = store::unit_table::all(database);
    if (units.empty()) return {};
    const auto western = std::ranges::find(units, "Asia/Jakarta", &domain::Unit::zone);
    const auto here = western == units.end() ? units.begin() : western;
    DemoStory{database, *here, now}.tell();
    transaction.commit();
    return {};
  } catch (const store::StoreFailure& failure) {
    return failure.error();
  }
}

}  // namespace siaga::hub
