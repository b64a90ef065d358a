#include "domain/role.h"

#include <array>
#include <cstdint>
#include <initializer_list>

namespace siaga::domain {

namespace {

/// A set of roles, one bit each.
class Roles {
 public:
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const auto role : roles) bits_ |= 1u << static_cast<unsigned>(role);
  }
  constexpr Roles operator|(Roles more) const {
    more.bits_ |= bits_;
    return more;
  }
  constexpr Roles without(Role role) const {
    auto fewer = *this;
    fewer.bits_ &= ~(1u << static_cast<unsigned>(role));
    return fewer;
  }
  constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1u) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

using enum Role;

constexpr Roles desk{operator_, supervisor, coordinator};
constexpr Roles administration{unit_admin, system_administrator};
constexpr Roles leaders{team_leader, head_of_unit, owner};
constexpr Roles clerks{support, document_control, numbering_officer, unit_operator};
/// Whoever works here may be in danger. An auditor comes from outside.
constexpr Roles staff = Roles{officer} | desk | administration | leaders | clerks;
constexpr Roles at_a_console = (staff | Roles{auditor}).without(officer);
constexpr Roles user_id_hands{team_leader, support, coordinator, document_control};
constexpr Roles user_id_readers = user_id_hands | Roles{head_of_unit, auditor, system_administrator};
constexpr Roles leads_alarms = desk | leaders | Roles{auditor};

// In the order of the enumerations.
constexpr std::array<Roles, action_count> doers{
    staff,                                    // raise_sos
    staff,                                    // read_own_sos
    at_a_console,                             // follow_feed
    leads_alarms,                             // read_sos
    desk | Roles{head_of_unit, auditor},      // watch_recording
    desk,                                     // handle_sos
    Roles{supervisor, coordinator},           // take_over_sos
    desk,                                     // mute_console
    at_a_console.without(auditor),            // confirm_loss
    at_a_console.without(numbering_officer),  // read_people
    administration,                           // manage_people
    administration,                           // grant_roles
    Roles{system_administrator},              // manage_units
    administration,                           // end_sessions
    user_id_readers,                          // read_user_ids
    Roles{support},                           // record_cases
    Roles{team_leader},                       // deactivate_user_ids
    user_id_hands,                            // confirm_user_ids
    Roles{document_control},                  // keep_logbook
    Roles{system_administrator},              // manage_applications
    Roles{document_control, auditor},         // export_journal
    administration | Roles{auditor},          // read_accounts
    Roles{system_administrator},              // manage_policy
    user_id_hands,                            // send_letters
};

constexpr std::array<Roles, topic_count> readers{
    at_a_console,                             // hub
    administration | Roles{auditor},          // session
    leads_alarms,                             // sos
    leads_alarms | administration,            // console
    at_a_console.without(numbering_officer),  // directory
    desk | Roles{auditor},                    // position
    user_id_readers,                          // user_id
};

/// Who decides about alarms, accounts and other people's rights.
constexpr Roles with_second_factor = Roles{supervisor, team_leader} | administration;

/// What a unit's administrator may hand out: what works in a unit, and neither their own power nor one above it.
constexpr Roles of_a_unit = (Roles{officer, team_leader} | desk | clerks);

}  // namespace

bool may(Role role, Action action) { return doers[static_cast<std::size_t>(action)].has(role); }
bool sees(Role role, Topic topic) { return readers[static_cast<std::size_t>(topic)].has(role); }

bool needs_second_factor(Role role) { return with_second_factor.has(role); }

bool may_grant(Role granter, Role granted) {
  return granter == system_administrator || (granter == unit_admin && of_a_unit.has(granted));
}

}  // namespace siaga::domain
