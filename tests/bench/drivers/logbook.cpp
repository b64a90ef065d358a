// logbook: a hub's data folder with the invented organisation and a large logbook of user IDs, written by the hub's own
// hands, some years of it in some minutes: listed, resigned, asked for, failed twice, deactivated, confirmed and
// documented, eleven entries for each of nine in ten, one for the rest. One in a thousand is of another unit, where
// arsip.jayapura@contoh.id keeps the logbook.
//   logbook FOLDER --user-ids N
// Prints {"user_ids","entries","events","seconds","proofs"}; proofs: seconds for the nodes of the journal's tree.
#include "base/zone.h"
#include "hub/case_book.h"
#include "hub/demo.h"
#include "hub/hub.h"
#include "hub/password.h"
#include "store/application_table.h"
#include "store/grant_table.h"
#include "store/merkle_table.h"
#include "store/person_table.h"
#include "store/transaction.h"
#include "store/unit_table.h"
#include "store/user_id_table.h"

#include <array>
#include <chrono>
#include <iostream>
#include <random>
#include <string>

namespace siaga::bench {
namespace {

namespace case_book = hub::case_book;
using protocol::EventKind;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::chrono::days story{700};
constexpr std::size_t listed_together = 500;

constexpr std::array first_names{"Adi",   "Agus",    "Ayu",  "Bagus", "Bayu",  "Budi",  "Citra",  "Dewi",
                                 "Dian",  "Dimas",   "Eka",  "Fajar", "Fitri", "Galih", "Hendra", "Indah",
                                 "Joko",  "Lestari", "Maya", "Nadia", "Nur",   "Putri", "Rahma",  "Ratna",
                                 "Rizki", "Sari",    "Siti", "Tari",  "Wahyu", "Yoga"};
constexpr std::array syllables{"ba", "da", "di", "fa", "ga", "hi", "jo", "ka", "ki", "la",
                               "li", "ma", "mo", "na", "nu", "pa", "ra", "ri", "sa", "si",
                               "su", "ta", "ti", "tu", "wa", "wi", "ya", "yu", "za", "zu"};

/// Goes from the past to today; nothing is slept.
class PastClock final : public base::Clock {
 public:
  explicit PastClock(base::Instant at) : at_(at) {}
  base::Instant now() const override { return at_; }
  void pass(std::chrono::microseconds time) { at_ += time; }

 private:
  base::Instant at_;
};

class Story {
 public:
  Story(store::Database& database, PastClock& clock, std::size_t user_ids)
      : database_(database),
        clock_(clock),
        journal_(database, clock, &hub::clock_stepped, [this] { return clock_.now().time_since_epoch(); }),
        step_(std::chrono::microseconds{story} / static_cast<std::int64_t>(11 * user_ids + 1)),
        user_ids_(user_ids),
        units_(store::unit_table::all(database)) {}

  void tell() {
    meet();
    for (std::size_t done = 0; done < user_ids_; done += listed_together) {
      store::Transaction transaction{database_};
      std::vector<domain::UserId> listed;
      for (auto i = done; i < std::min(user_ids_, done + listed_together); ++i) listed.push_back(list(i));
      for (std::size_t i = 0; i < listed.size(); ++i)
        if (i % 10 != 0) close(listed[i]);
      transaction.commit();
      journal_.take_fresh();
    }
  }
  std::uint64_t entries() const { return entries_; }
  std::uint64_t events() const { return journal_.end(); }

 private:
  case_book::Hand join(const char* name, const char* login, domain::Role role, const base::Id& unit) {
    static const std::optional<std::string> shared{hub::hash_password("siaga-demo")};
    domain::Person person;
    person.id = base::make_id(clock_.now());
    person.version = base::make_id(clock_.now());
    person.unit = unit;
    person.name = name;
    person.email = login;
    store::person_table::insert(database_, person, shared, clock_.now());
    store::grant_table::insert(database_, {base::make_id(clock_.now()), person.id, role, unit, clock_.now(), {}, {}});
    case_book::Hand hand;
    hand.actor = person.id;
    hand.version = person.version;
    return hand;
  }

  void meet() {
    store::Transaction transaction{database_};
    support_ = join("Hendra Gunawan", "support@contoh.id", domain::Role::support, units_.front().id);
    leader_ = join("Ratna Puspita", "teamleader@contoh.id", domain::Role::team_leader, units_.front().id);
    join("Arsip Jayapura", "arsip.jayapura@contoh.id", domain::Role::document_control, units_.back().id);
    for (const auto* name : {"Omni Channel", "Tiket", "Telefoni"}) {
      applications_.push_back({base::make_id(clock_.now()), {}, name, domain::ConnectorKind::manual, {}, ""});
      store::application_table::keep(database_, applications_.back());
    }
    transaction.commit();
  }

  store::Ledger next_moment() {
    clock_.pass(step_);
    ++entries_;
    return {database_, journal_, journal_.tick()};
  }

  std::string lower(std::string text) const {
    for (auto& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return text;
  }

  domain::UserId list(std::size_t number) {
    auto ledger = next_moment();
    const std::string first = first_names[random_() % first_names.size()];
    std::string second;
    for (std::size_t i = 0; i < 2 + random_() % 3; ++i) second += syllables[random_() % syllables.size()];
    domain::UserId user_id;
    user_id.id = base::make_id(ledger.now);
    user_id.application = applications_[random_() % applications_.size()].id;
    user_id.unit = number % 1000 == 999 ? units_.back().id : units_.front().id;
    user_id.user_name = "omni." + lower(first) + "." + second.substr(0, 1) + std::to_string(number);
    user_id.email = lower(first) + "." + second + std::to_string(number % 100) + "@contoh.id";
    second[0] = static_cast<char>(second[0] & ~0x20);
    user_id.agent = first + " " + second;
    user_id.team = "Voice · Regu " + std::to_string(1 + random_() % 9);
    user_id.listed_at = ledger.now;
    store::user_id_table::insert(database_, user_id);
    case_book::list(ledger, support_, user_id);
    return user_id;
  }

  domain::UserIdCase attempt(domain::UserIdCase one, bool done) {
    auto begun = next_moment();
    one = domain::begin_attempt(std::move(one), false, true, leader_.actor, begun.now).value();
    case_book::begin_attempt(begun, leader_, one);
    auto ended = next_moment();
    if (!done) {
      one = domain::fail_attempt(std::move(one), ended.now).value();
      case_book::fail_attempt(ended, leader_, one, "tidak menjawab dalam 30 dtk", {});
      return one;
    }
    one = domain::carry_out(std::move(one), leader_.actor, *leader_.version, ended.now).value();
    case_book::carry_out(ended, leader_, one, true, "", {});
    return one;
  }

  void close(const domain::UserId& user_id) {
    auto recorded = next_moment();
    const auto today = base::Day{std::chrono::floor<std::chrono::days>(recorded.now)};
    const domain::OpenDeactivation wish{base::make_id(recorded.now), user_id.id, today, today, {}};
    auto one =
        domain::open(wish, user_id, application_of(user_id), units_.front().zone, *support_.version, recorded.now)
            .value();
    case_book::open(recorded, support_, one, user_id, application_of(user_id), {});
    auto asked = next_moment();
    one = domain::request(std::move(one), *support_.version, asked.now).value();
    case_book::say(asked, support_, EventKind::case_requested, one, "");
    one = attempt(attempt(attempt(std::move(one), false), false), true);
    auto seen = next_moment();
    one = domain::confirm(std::move(one), support_.actor, *support_.version, seen.now).value();
    case_book::confirm(seen, support_, one, "");
    auto written = next_moment();
    one = domain::document(std::move(one), written.now).value();
    case_book::say(written, support_, EventKind::case_documented, one, "");
  }

  const domain::Application& application_of(const domain::UserId& user_id) const {
    return *std::ranges::find(applications_, user_id.application, &domain::Application::id);
  }

  store::Database& database_;
  PastClock& clock_;
  store::Journal journal_;
  std::chrono::microseconds step_;
  std::size_t user_ids_;
  std::vector<domain::Unit> units_;
  std::vector<domain::Application> applications_;
  case_book::Hand support_, leader_;
  std::mt19937 random_{1};
  std::uint64_t entries_ = 0;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void make(const std::string& folder, std::size_t user_ids) {
  auto offline = hub::open_offline(folder).value();
  offline.database.run_script("pragma synchronous = off");  // it is thrown away when the power fails
  PastClock clock{base::SystemClock{}.now() - story - hours{24}};
  hub::load_demo(offline.database, hub::resources_folder() / "demo" / "organisation.json", clock.now()).value();
  const auto start = std::chrono::steady_clock::now();
  Story told{offline.database, clock, user_ids};
  told.tell();
  const auto written = seconds_since(start);
  const auto counting = std::chrono::steady_clock::now();
  while (const auto nodes = store::merkle_table::missing(offline.database, told.events(), 256)) {
    store::Transaction transaction{offline.database};
    store::merkle_table::insert(offline.database, *nodes);
    transaction.commit();
  }
  offline.database.run_script("pragma wal_checkpoint(truncate)");
  std::cout << "{\"user_ids\":" << user_ids << ",\"entries\":" << told.entries() << ",\"events\":" << told.events()
            << ",\"seconds\":" << written << ",\"proofs\":" << seconds_since(counting) << "}\n";
}

}  // namespace
}  // namespace siaga::bench

int main(int count, char** words) {
  const std::vector<std::string> given{words + 1, words + count};
  if (given.size() != 3 || given[1] != "--user-ids") {
    std::cerr << "logbook FOLDER --user-ids N" << std::endl;
    return 2;
  }
  try {
    siaga::hub::start_sodium();
    siaga::bench::make(given[0], std::stoull(given[2]));
  } catch (const std::exception& fault) {
    std::cerr << "logbook: " << fault.what() << std::endl;
    return 1;
  }
}
