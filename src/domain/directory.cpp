#include "domain/directory.h"

#include "base/zone.h"

#include <algorithm>

namespace siaga::domain {

using base::fail;
using base::Fault;

namespace {

constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_nrp = 18;
constexpr std::size_t longest_address = 254;

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// U+0080–U+009F (controls), U+00AD, U+061C: all of two bytes.
bool is_short_mark(std::string_view two) {
  const auto last = static_cast<unsigned char>(two[1]);
  return (two[0] == '\xC2' && ((last >= 0x80 && last <= 0x9F) || last == 0xAD)) || two == "\xD8\x9C";
}

/// U+180E, U+200B–U+200F, U+2028–U+202E, U+2060–U+206F, U+FEFF: all of three bytes.
bool is_mark(std::string_view three) {
  if (three == "\xE1\xA0\x8E" || three == "\xEF\xBB\xBF") return true;
  const auto last = static_cast<unsigned char>(three[2]);
  if (three.starts_with("\xE2\x80")) return (last >= 0x8B && last <= 0x8F) || (last >= 0xA8 && last <= 0xAE);
  return three.starts_with("\xE2\x81") && last >= 0xA0 && last <= 0xAF;
}

/// Bytes of the mark that begins here; 0: none does.
std::size_t mark_at(std::string_view rest) {
  if (rest.size() >= 2 && is_short_mark(rest.substr(0, 2))) return 2;
  return rest.size() >= 3 && is_mark(rest.substr(0, 3)) ? 3 : 0;
}

}  // namespace

std::string tidy_name(std::string_view name) {
  std::string tidy;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (const auto mark = mark_at(name.substr(at)); mark > 0) {
      at += mark - 1;
      continue;
    }
    const auto c = static_cast<unsigned char>(name[at]);
    const bool blank = c <= ' ' || c == 0x7F;
    if (!blank) tidy += name[at];
    if (blank && !tidy.empty() && tidy.back() != ' ') tidy += ' ';
  }
  if (tidy.ends_with(' ')) tidy.pop_back();
  return tidy;
}

bool is_address(std::string_view text) {
  static constexpr std::string_view never = "<>()[],;:\\\"";
  const auto at = text.find('@');
  if (text.size() > longest_address || at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
  if (text.find('@', at + 1) != std::string_view::npos) return false;
  return std::ranges::all_of(text,
                             [](char c) { return c > ' ' && c < 0x7F && never.find(c) == std::string_view::npos; });
}

bool may_change_login(const Standing& by, std::span<const Grant> theirs, base::Instant now) {
  return std::ranges::all_of(theirs, [&](const Grant& grant) {
    return (grant.until && *grant.until <= now) || by.may_grant(grant.role, grant.unit);
  });
}

base::Result<void> check_person(const Person& person) {
  if (person.name.empty()) return fail(Fault::invalid, "a person has a name", "name");
  if (characters(person.name) > longest_name) return fail(Fault::invalid, "the name is too long", "name");
  if (person.email.empty() && person.nrp.empty())
    return fail(Fault::invalid, "an e-mail or an NRP is needed to sign in", "email");
  if (!person.email.empty() && !is_address(person.email))
    return fail(Fault::invalid, "this is no e-mail address", "email");
  if (person.nrp.size() > longest_nrp || !is_digits(person.nrp))
    return fail(Fault::invalid, "an NRP has up to 18 digits", "nrp");
  if (person.phone.size() > 32) return fail(Fault::invalid, "the number is too long", "phone");
  if (person.phone != tidy_name(person.phone))
    return fail(Fault::invalid, "the number has marks in it that nobody can see", "phone");
  if (characters(person.post) > longest_name) return fail(Fault::invalid, "the post is too long", "post");
  return {};
}

bool is_part_of(std::span<const Unit> tree, base::Id unit, const base::Id& top) {
  for (std::size_t steps = 0; steps <= tree.size(); ++steps) {
    if (unit == top) return true;
    const auto found = std::ranges::find(tree, unit, &Unit::id);
    if (found == tree.end() || !found->parent) return false;
    unit = *found->parent;
  }
  return false;
}

base::Result<void> check_unit(const Unit& unit, std::span<const Unit> tree) {
  if (unit.name.empty()) return fail(Fault::invalid, "a unit has a name", "name");
  if (characters(unit.name) > longest_name) return fail(Fault::invalid, "the name is too long", "name");
  if (!base::is_zone(unit.zone)) return fail(Fault::invalid, "this time zone isn't known", "zone");
  if (unit.emergency.empty() || unit.emergency.size() > 32)
    return fail(Fault::invalid, "a unit has a number for emergencies", "emergency");
  auto above = unit.parent;
  for (std::size_t steps = 0; above; ++steps) {
    if (*above == unit.id || steps > tree.size()) return fail(Fault::invalid, "a unit is no part of itself", "parent");
    const auto next = std::ranges::find(tree, *above, &Unit::id);
    if (next == tree.end()) return fail(Fault::invalid, "there is no such unit", "parent");
    above = next->parent;
  }
  return {};
}

base::Result<void> check_grant(const Grant& grant) {
  if (grant.until && *grant.until <= grant.from) return fail(Fault::invalid, "a role ends after it begins", "until");
  if (grant.deputy_for == grant.person) return fail(Fault::invalid, "nobody is their own deputy", "deputy_for");
  return {};
}

base::Result<void> check_deputy(const Grant& grant, std::span<const Grant> theirs, std::span<const Unit> tree) {
  std::vector<Grant> own{theirs.begin(), theirs.end()};
  std::erase_if(own, [](const Grant& held) { return held.deputy_for.has_value(); });
  if (Standing{own, tree, grant.from}.holds(grant.role, grant.unit)) return {};
  return fail(Fault::conflict, "who is acted for doesn't hold this role there when the deputy begins", "deputy_role");
}

base::Result<void> check_end(const Grant& grant, std::span<const Grant> administrators, base::Instant now) {
  if (grant.role != Role::system_administrator) return {};
  const auto stays = [&](const Grant& other) {
    return other.id != grant.id && other.unit.is_nil() && is_held(other, now) && !other.until;
  };
  if (std::ranges::any_of(administrators, stays)) return {};
  return fail(Fault::conflict, "the last administrator stays: name another one first", "last_administrator");
}

}  // namespace siaga::domain
