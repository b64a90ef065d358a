#include "protocol/fields_json.h"
#include "protocol/second_factor.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_codes = 100;

}  // namespace

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
