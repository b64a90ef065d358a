#include "hub/scope_tag.h"

#include "base/digest.h"

#include <algorithm>

namespace siaga::hub {

namespace {

constexpr std::size_t tag_digits = 32;

/// One character for each topic and each action: seen, allowed.
std::string rights_in(const domain::Standing& standing, const base::Id& unit) {
  std::string rights;
  for (std::size_t i = 0; i < domain::topic_count; ++i)
    rights += standing.sees(static_cast<domain::Topic>(i), unit) ? '1' : '0';
  for (std::size_t i = 0; i < domain::action_count; ++i)
    rights += standing.may(static_cast<domain::Action>(i), unit) ? '1' : '0';
  return rights;
}

}  // namespace

std::string scope_tag(const Account& account, std::span<const domain::Unit> tree) {
  const auto& standing = account.standing;
  // A unit in which nothing is seen or allowed makes no difference, nor does the order of names.
  std::vector<std::string> places;
  for (const auto& unit : tree) {
    const auto here = rights_in(standing, unit.id);
    if (here.find('1') != std::string::npos) places.push_back(base::to_string(unit.id) + here);
  }
  std::ranges::sort(places);
  std::string rights = rights_in(standing, {});  // the nil unit: what is allowed somewhere
  for (const auto& place : places) rights += place;
  for (const auto& grant : account.waiting) rights += base::to_string(grant.id);
  return base::to_hex(base::sha256(rights)).substr(0, tag_digits);
}

}  // namespace siaga::hub
