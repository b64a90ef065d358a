#include "hub/case_warning.h"

#include "base/zone.h"
#include "store/application_table.h"
#include "store/grant_table.h"
#include "store/mail_table.h"
#include "store/person_table.h"
#include "store/unit_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <array>

namespace siaga::hub {

namespace {

constexpr std::chrono::hours warning_is_of_use{24};

/// Held now, and reaching the unit.
std::vector<domain::Grant> grants_there(store::Database& database, domain::Role role, const base::Id& unit,
                                        base::Instant now) {
  const auto tree = store::unit_table::all(database);
  auto grants = store::grant_table::of_role(database, role);
  std::erase_if(grants, [&](const domain::Grant& grant) {
    const domain::Standing standing{std::array{grant}, tree, now};
    return !standing.may(domain::Action::read_user_ids, unit);
  });
  return grants;
}

void add_holders(store::Database& database, domain::Role role, const base::Id& unit, base::Instant now,
                 std::vector<domain::Person>& people) {
  for (const auto& grant : grants_there(database, role, unit, now)) {
    if (std::ranges::find(people, grant.person, &domain::Person::id) != people.end()) continue;
    if (auto person = store::person_table::find(database, grant.person)) people.push_back(std::move(*person));
  }
}

/// Whoever may look there, but for who did it.
std::vector<domain::Person> second_persons(store::Database& database, const domain::UserIdCase& one,
                                           base::Instant now) {
  std::vector<domain::Person> people;
  for (std::size_t i = 0; i < domain::role_count; ++i) {
    const auto role = static_cast<domain::Role>(i);
    if (domain::may(role, domain::Action::confirm_user_ids)) add_holders(database, role, one.unit, now, people);
  }
  std::erase_if(people, [&one](const domain::Person& person) { return person.id == one.done_by; });
  return people;
}

std::vector<domain::Person> told_of(store::Database& database, const domain::UserIdCase& one,
                                    domain::CaseWarning warning, base::Instant now) {
  std::vector<domain::Person> people;
  if (domain::is_for_second_person(one, warning)) people = second_persons(database, one, now);
  // Where nobody else may look, somebody must hear that.
  if (people.empty()) people = heard_by(database, one.unit, domain::is_for_coordinator(warning), now);
  return people;
}

struct Urgency {
  std::string indonesian;
  std::string english;
};

Urgency urgency_of(domain::CaseWarning warning) {
  using enum domain::CaseWarning;
  switch (warning) {
    case order_due: return {"perintah Anda jatuh tempo", "your order is due"};
    case target: return {"lewat target unit", "past the unit's own target"};
    case twelve_hours: return {"sisa kurang dari 12 jam", "less than 12 hours left"};
    case four_hours: return {"sisa kurang dari 4 jam", "less than 4 hours left"};
    case one_hour: return {"sisa kurang dari 1 jam", "less than 1 hour left"};
    case overdue: return {"LEWAT BATAS", "OVERDUE"};
    case look:
      return {"pusat tidak dapat memastikannya, seseorang harus melihat di aplikasi",
              "the hub can't tell, somebody must look in the application"};
  }
  return {};
}

/// The moment before midnight has the date that people count by: "22 Nov 2026 24:00 WIB".
std::string end_of_day_text(base::Instant at, const std::string& zone, bool english) {
  if (base::clock_time(at, zone) != "00:00:00") return base::date_time_with_zone(at, zone, english);
  const auto before = at - std::chrono::seconds{1};
  return base::date_in_zone(before, zone, english) + " 24:00 " + base::zone_label(before, zone);
}

}  // namespace

std::vector<domain::Person> heard_by(store::Database& database, const base::Id& unit, bool coordinators,
                                     base::Instant now) {
  std::vector<domain::Person> people;
  add_holders(database, domain::Role::team_leader, unit, now, people);
  if (coordinators || people.empty()) add_holders(database, domain::Role::coordinator, unit, now, people);
  return people;
}

bool has_deputy_leader(store::Database& database, const base::Id& unit, base::Instant now) {
  const auto leaders = grants_there(database, domain::Role::team_leader, unit, now);
  return std::ranges::any_of(leaders, [](const domain::Grant& grant) { return grant.deputy_for.has_value(); });
}

MailText case_warning_mail(const domain::UserIdCase& one, const domain::UserId& user_id, const std::string& application,
                           domain::CaseWarning warning) {
  const auto urgency = urgency_of(warning);
  const bool closes = one.kind == domain::CaseKind::deactivate;
  const auto limit = [&](bool english) {
    return one.deadline ? end_of_day_text(*one.deadline, one.zone, english) : std::string{"-"};
  };
  MailText mail;
  mail.subject = "Siaga: user ID " + user_id.user_name + " – " + urgency.indonesian;
  const bool looks = domain::is_for_second_person(one, warning);
  mail.body = std::string{looks    ? "Periksa"
                          : closes ? "Nonaktifkan"
                                   : "Buatkan"} +
              " user ID " + user_id.user_name + " (" + user_id.agent + ", " + application + "): " + urgency.indonesian +
              ".\n";
  if (closes) mail.body += "Batas SLA 1x24 jam: " + limit(false) + ".\nUser ID ini belum terbukti nonaktif.\n";
  mail.body += "\nBuka tampilan User ID di konsol Siaga.\n\n-- \n";
  mail.body += std::string{looks    ? "Look at"
                           : closes ? "Deactivate"
                                    : "Create"} +
               " user ID " + user_id.user_name + ": " + urgency.english + ".";
  if (closes) mail.body += " The deadline is " + limit(true) + ".";
  mail.body += "\n";
  return mail;
}

void mail_warning(store::Database& database, const domain::UserIdCase& one, domain::CaseWarning warning,
                  base::Instant at) {
  const auto user_id = store::user_id_table::find(database, one.user_id);
  const auto application = store::application_table::find(database, one.application);
  if (!user_id || !application) return;
  const auto text = case_warning_mail(one, *user_id, application->name, warning);
  for (const auto& person : told_of(database, one, warning, at)) {
    if (person.email.empty()) continue;
    store::mail_table::insert(database, {base::make_id(at), "case_warned", person.email, text.subject, text.body, at,
                                         at + warning_is_of_use, 0});
  }
}

}  // namespace siaga::hub
