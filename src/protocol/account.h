// One's own account on the wire: the password, the profile, who looked at it (openapi.yaml, /api/v1/password,
// /api/v1/profile).
// Requests are read strictly, answers tolerate unknown members. Errors: Fault::invalid with a JSON pointer. Thread:
// any.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/person.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// POST /api/v1/sessions/current/confirm {"password"}: whoever sits there is still the one who signed in.
struct ConfirmPassword {
  std::string password;
};

/// POST /api/v1/password {"password","new_password"}
struct ChangePassword {
  std::string password;  ///< the one that counts until now
  std::string new_password;
};

/// GET /api/v1/profile: for one's own eyes.
struct ProfileView {
  domain::Person person;
  std::optional<std::string> born;        ///< "1985-06-30"
  std::optional<base::Instant> photo_at;  ///< since when there is this photo; nothing: there is none
  bool second_factor = false;             ///< asked for at signing in
  std::uint64_t recovery_codes = 0;       ///< not used yet
};

/// GET /api/v1/profile/views?before=N&limit=N: who opened one's record or photo, or changed it or how one
/// signs in, the newest first.
struct Look {
  enum class What { viewed, changed, code_made, factor_removed };
  std::uint64_t seq = 0;  ///< of its event
  base::Instant at;
  std::string name;  ///< as it was then; empty when it was erased
  std::string post;
  std::string console;  ///< where; empty for all but `viewed`
  What what = What::viewed;
};
struct LooksPage {
  std::vector<Look> items;
  std::optional<std::uint64_t> next;  ///< pass as `before`; nothing at the end
};

base::Result<ConfirmPassword> decode_confirm_password(std::string_view json);
base::Result<ChangePassword> decode_change_password(std::string_view json);
base::Result<ProfileView> decode_profile_view(std::string_view json);
base::Result<LooksPage> decode_looks_page(std::string_view json);

std::string encode(const ConfirmPassword& command);
std::string encode(const ChangePassword& command);
std::string encode(const ProfileView& view);
std::string encode(const LooksPage& page);

}  // namespace siaga::protocol
