// The second factor on the wire: enrolling, confirming, removing (openapi.yaml, /api/v1/second-factor).
// Requests are read strictly, answers tolerate unknown members. Errors: Fault::invalid with a JSON pointer. Thread:
// any.
#pragma once

#include "base/result.h"
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

base::Result<ConfirmSecondFactor> decode_confirm_second_factor(std::string_view json);
base::Result<RemoveSecondFactor> decode_remove_second_factor(std::string_view json);
base::Result<SecondFactorOffer> decode_second_factor_offer(std::string_view json);
base::Result<RecoveryCodes> decode_recovery_codes(std::string_view json);

std::string encode(const ConfirmSecondFactor& command);
std::string encode(const RemoveSecondFactor& command);
std::string encode(const SecondFactorOffer& view);
std::string encode(const RecoveryCodes& view);

}  // namespace siaga::protocol
