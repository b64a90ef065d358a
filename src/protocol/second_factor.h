// The second factor on the wire: enrolling, confirming, removing, and of whom it is asked (openapi.yaml,
// /api/v1/second-factor…).
// Requests are read strictly, answers tolerate unknown members. Errors: Fault::invalid with a JSON pointer. Thread:
// any.
#pragma once

#include "base/result.h"
#include "domain/second_factor.h"
#include "protocol/account.h"

#include <string>
#include <string_view>
#include <vector>

namespace siaga::protocol {

/// POST /api/v1/second-factor {"password"}: the password is asked again, since a session may lie open.
using BeginSecondFactor = ConfirmPassword;

/// POST /api/v1/second-factor/confirm {"code"}: the first code of the app.
struct ConfirmSecondFactor {
  std::string code;
};

/// POST /api/v1/second-factor/remove and …/recovery-codes {"password","code"}; a recovery code does as well.
struct RemoveSecondFactor {
  std::string password;
  std::string code;
};

/// 200 of the first: shown once, and of no effect before it is confirmed.
struct SecondFactorOffer {
  std::string secret;  ///< base32, for typing
  std::string uri;     ///< otpauth://…, for a QR code
};

/// 200 of the second: shown once.
struct RecoveryCodes {
  std::vector<std::string> codes;
};

/// 200 of GET /api/v1/second-factor-policy.
struct SecondFactorPolicy {
  domain::FactorPolicy policy;
};
/// PUT of the same: one's own password is asked again.
struct PutSecondFactorPolicy {
  domain::FactorPolicy policy;
  std::string password;
};

base::Result<SecondFactorPolicy> decode_second_factor_policy(std::string_view json);
base::Result<PutSecondFactorPolicy> decode_put_second_factor_policy(std::string_view json);
base::Result<ConfirmSecondFactor> decode_confirm_second_factor(std::string_view json);
base::Result<RemoveSecondFactor> decode_remove_second_factor(std::string_view json);
base::Result<SecondFactorOffer> decode_second_factor_offer(std::string_view json);
base::Result<RecoveryCodes> decode_recovery_codes(std::string_view json);

std::string encode(const SecondFactorPolicy& view);
std::string encode_put(const PutSecondFactorPolicy& command);
std::string encode(const ConfirmSecondFactor& command);
std::string encode(const RemoveSecondFactor& command);
std::string encode(const SecondFactorOffer& view);
std::string encode(const RecoveryCodes& view);

}  // namespace siaga::protocol
