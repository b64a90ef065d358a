#include "protocol/json_reader.h"
#include "protocol/parts_json.h"
#include "protocol/person_account.h"

namespace siaga::protocol {

namespace json = boost::json;

base::Result<void> decode_nothing(std::string_view text) {
  const auto read = decode(text, ObjectReader::Unknown::refused, [](ObjectReader&) { return true; });
  if (!read) return read.error();
  return {};
}

base::Result<PersonAccount> decode_person_account(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    PersonAccount account;
    account.has_password = reader.flag("has_password");
    account.second_factor = reader.flag("second_factor");
    account.closed_at = reader.optional_instant("closed_at");
    account.roles = reader.whole("roles");
    account.sessions = reader.whole("sessions");
    account.alarms = reader.whole("alarms");
    account.orders = reader.whole("orders");
    return account;
  });
}

base::Result<PasswordCode> decode_password_code(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    PasswordCode code;
    code.code = reader.text("code", 16);
    code.expires_at = reader.instant("expires_at");
    return code;
  });
}

base::Result<LateMails> decode_late_mails(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    LateMails mails;
    mails.waiting = reader.whole("waiting");
    mails.given_up = reader.whole("given_up");
    mails.since = reader.optional_instant("since");
    return mails;
  });
}

std::string encode(const PersonAccount& account) {
  json::object object;
  object["has_password"] = account.has_password;
  object["second_factor"] = account.second_factor;
  if (account.closed_at) object["closed_at"] = base::to_rfc3339(*account.closed_at);
  object["roles"] = account.roles;
  object["sessions"] = account.sessions;
  object["alarms"] = account.alarms;
  object["orders"] = account.orders;
  return to_text(object);
}

std::string encode(const PasswordCode& code) {
  json::object object;
  object["code"] = code.code;
  object["expires_at"] = base::to_rfc3339(code.expires_at);
  return to_text(object);
}

std::string encode(const LateMails& mails) {
  json::object object;
  object["waiting"] = mails.waiting;
  object["given_up"] = mails.given_up;
  if (mails.since) object["since"] = base::to_rfc3339(*mails.since);
  return to_text(object);
}

}  // namespace siaga::protocol
