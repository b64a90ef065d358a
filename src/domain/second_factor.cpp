#include "domain/second_factor.h"

#include "domain/names.h"
#include "domain/totp.h"

#include <algorithm>

namespace siaga::domain {

namespace {

constexpr std::array<std::string_view, 3> names{"none", "needed", "active"};
constexpr std::size_t half = 5;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '-'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view name_of(SecondFactor state) { return names[static_cast<std::size_t>(state)]; }

std::optional<SecondFactor> second_factor(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<SecondFactor>(found - names.begin());
}

bool FactorPolicy::asks(Role role) const {
  switch (kind) {
    case Kind::standard: return needs_second_factor(role);
    case Kind::nobody: return false;
    case Kind::everybody: return true;
    case Kind::named: return std::ranges::find(roles, role) != roles.end();
  }
  return true;
}

std::string name_of(const FactorPolicy& policy) {
  if (policy.kind == FactorPolicy::Kind::standard) return "on";
  if (policy.kind == FactorPolicy::Kind::nobody) return "off";
  if (policy.kind == FactorPolicy::Kind::everybody) return "all";
  std::string names;
  for (const auto role : policy.roles) (names += names.empty() ? "" : ",") += name_of(role);
  return names;
}

base::Result<FactorPolicy> factor_policy(std::string_view name) {
  using Kind = FactorPolicy::Kind;
  if (name == "on") return FactorPolicy{Kind::standard, {}};
  if (name == "off") return FactorPolicy{Kind::nobody, {}};
  if (name == "all") return FactorPolicy{Kind::everybody, {}};
  FactorPolicy policy{Kind::named, {}};
  for (std::size_t at = 0; at <= name.size();) {
    const auto end = std::min(name.find(',', at), name.size());
    const auto one = role(name.substr(at, end - at));
    if (!one)
      return base::fail(base::Fault::invalid, "there is no role " + std::string{name.substr(at, end - at)}, "policy");
    if (!policy.asks(*one)) policy.roles.push_back(*one);
    at = end + 1;
  }
  return policy;
}

std::string recovery_code(const std::array<std::uint8_t, recovery_code_entropy>& random) {
  const auto letters = to_base32({reinterpret_cast<const char*>(random.data()), random.size()});
  return letters.substr(0, half) + "-" + letters.substr(half, half);
}

std::string plain_code(std::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (is_blank(c)) continue;
    plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return plain;
}

bool is_app_code(std::string_view plain) { return plain.size() == totp_digits && std::ranges::all_of(plain, is_digit); }

}  // namespace siaga::domain
