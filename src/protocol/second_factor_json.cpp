#include "protocol/fields_json.h"
#include "protocol/second_factor.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_codes = 100;
constexpr std::size_t longest_policy = 400;

domain::FactorPolicy read_policy(ObjectReader& reader) {
  auto policy = domain::factor_policy(reader.text("policy", longest_policy));
  if (!policy) reader.fault("policy", "is neither on, off, all nor names of roles");
  return policy ? std::move(*policy) : domain::FactorPolicy{};
}

}  // namespace

base::Result<SecondFactorPolicy> decode_second_factor_policy(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return SecondFactorPolicy{read_policy(reader)}; });
}

base::Result<PutSecondFactorPolicy> decode_put_second_factor_policy(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    PutSecondFactorPolicy command;
    command.policy = read_policy(reader);
    command.password = reader.text("password", longest_password);
    return command;
  });
}

base::Result<ConfirmSecondFactor> decode_confirm_second_factor(std::string_view text) {
  return decode_strictly(text,
                         [](ObjectReader& reader) { return ConfirmSecondFactor{reader.text("code", longest_code)}; });
}

base::Result<RemoveSecondFactor> decode_remove_second_factor(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    RemoveSecondFactor command;
    command.password = reader.text("password", longest_password);
    command.code = reader.text("code", longest_code);
    return command;
  });
}

base::Result<SecondFactorOffer> decode_second_factor_offer(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SecondFactorOffer view;
    view.secret = reader.text("secret");
    view.uri = reader.text("uri");
    return view;
  });
}

base::Result<RecoveryCodes> decode_recovery_codes(std::string_view text) {
  return decode_tolerantly(
      text, [](ObjectReader& reader) { return RecoveryCodes{reader.texts("recovery_codes", most_codes)}; });
}

std::string encode(const SecondFactorPolicy& view) {
  json::object object;
  object["policy"] = name_of(view.policy);
  return to_text(object);
}

std::string encode_put(const PutSecondFactorPolicy& command) {
  json::object object;
  object["policy"] = name_of(command.policy);
  object["password"] = command.password;
  return to_text(object);
}

std::string encode(const ConfirmSecondFactor& command) {
  json::object object;
  object["code"] = command.code;
  return to_text(object);
}

std::string encode(const RemoveSecondFactor& command) {
  json::object object;
  object["password"] = command.password;
  object["code"] = command.code;
  return to_text(object);
}

std::string encode(const SecondFactorOffer& view) {
  json::object object;
  object["secret"] = view.secret;
  object["uri"] = view.uri;
  return to_text(object);
}

std::string encode(const RecoveryCodes& view) {
  json::object object;
  object["recovery_codes"] = list_of(view.codes, [](const auto& code) { return to_json(code); });
  return to_text(object);
}

}  // namespace siaga::protocol
