#include "domain/access.h"

namespace siaga::domain {

bool may(const Person& person, Action action) {
  switch (action) {
    case Action::raise_sos:
    case Action::read_own_sos: return true;
    case Action::watch_desk:
    case Action::handle_sos:
    case Action::mute_console: return person.role == Role::operator_ || person.role == Role::supervisor;
    case Action::take_over_sos: return person.role == Role::supervisor;
  }
  return false;
}

SessionLength session_length(Role role) {
  using std::chrono::hours;
  if (role == Role::officer) return {hours{24 * 30}, hours{24 * 90}};
  return {hours{12}, hours{24 * 30}};
}

bool sees_unit(const Person& person, const base::Id& unit) {
  return person.scope == Scope::all_units || unit.is_nil() || unit == person.unit;
}

}  // namespace siaga::domain
