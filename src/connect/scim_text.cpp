#include "connect/scim_text.h"

#include "connect/mail.h"
#include "domain/directory.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace siaga::connect::scim {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t longest_name = 512;
constexpr std::size_t longest_id = 1024;
constexpr std::size_t longest_words = 200;
constexpr std::string_view user_schema = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr std::string_view patch_schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/// RFC 7644 table 9.
constexpr std::array<std::string_view, 11> kinds_of_error{"invalidFilter", "tooMany",     "uniqueness",  "mutability",
                                                          "invalidSyntax", "invalidPath", "noTarget",    "invalidValue",
                                                          "invalidVers",   "sensitive",   "invalidCount"};

base::Error odd(const std::string& what) {
  return fail(Fault::corrupt, "the application's answer isn't understood: " + what);
}

json::string_view shown(std::string_view text) { return {text.data(), text.size()}; }

bool is_named(const json::key_value_pair& one, std::string_view name) {
  return is_same_name(std::string_view{one.key().data(), one.key().size()}, name);
}

/// Attribute names have no case (RFC 7643 §2.1). Null when it isn't there, or null.
const json::value* member(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(shown(name));
  for (auto each = object.begin(); value == nullptr && each != object.end(); ++each)
    if (is_named(*each, name)) value = &each->value();
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string_view text_of(const json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::string_view{} : std::string_view{text->data(), text->size()};
}

std::string_view text_in(const json::object& object, std::string_view name) {
  const auto* value = member(object, name);
  return value == nullptr ? std::string_view{} : text_of(*value);
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// A name that has to be taken exactly as it is, or not at all.
Result<std::string> exact(const json::object& object, std::string_view name, std::size_t longest) {
  const auto text = text_in(object, name);
  if (text.empty() || text.size() > longest || has_control(text))
    return odd("a user without a usable " + std::string{name});
  return std::string{text};
}

Result<bool> is_active(const json::object& user) {
  const auto* value = member(user, "active");
  if (value == nullptr) return true;
  if (const auto* flag = value->if_bool()) return *flag;
  const auto text = text_of(*value);
  if (is_same_name(text, "true")) return true;
  if (is_same_name(text, "false")) return false;
  return odd("active is neither true nor false");
}

/// The primary one, else the first.
std::string email_of(const json::object& user) {
  const auto* list = member(user, "emails");
  if (list == nullptr || !list->is_array()) return {};
  std::string found;
  for (const auto& each : list->get_array()) {
    const auto* email = each.if_object();
    if (email == nullptr) continue;
    const auto address = text_in(*email, "value");
    const auto* primary = member(*email, "primary");
    const bool is_primary = primary != nullptr && primary->is_bool() && primary->get_bool();
    if (domain::is_address(address) && (found.empty() || is_primary)) found = address;
  }
  return found;
}

std::string name_of(const json::object& user) {
  std::string name{text_in(user, "displayName")};
  const auto* parts = member(user, "name");
  if (name.empty() && parts != nullptr && parts->is_object()) {
    name = text_in(parts->get_object(), "formatted");
    if (name.empty())
      name = std::string{text_in(parts->get_object(), "givenName")} + " " +
             std::string{text_in(parts->get_object(), "familyName")};
  }
  name = domain::tidy_name(name);
  return name.size() > longest_name ? std::string{} : name;
}

/// "a.b", or "urn:…:a" in an extension.
const json::value* at_path(const json::object& user, std::string_view path) {
  if (const auto colon = path.rfind(':'); colon != std::string_view::npos) {
    const auto* extension = member(user, path.substr(0, colon));
    return extension != nullptr && extension->is_object() ? at_path(extension->get_object(), path.substr(colon + 1))
                                                          : nullptr;
  }
  const auto dot = path.find('.');
  const auto* value = member(user, path.substr(0, dot));
  if (dot == std::string_view::npos || value == nullptr) return value;
  return value->is_object() ? at_path(value->get_object(), path.substr(dot + 1)) : nullptr;
}

std::optional<base::Instant> last_active(const json::object& user, const std::string& activity) {
  const auto* value = activity.empty() ? nullptr : at_path(user, activity);
  if (value == nullptr) return std::nullopt;
  const auto at = base::parse_rfc3339(text_of(*value));
  if (!at) return std::nullopt;
  return *at;
}

Result<User> user_of(const json::value& value, const std::string& activity) {
  const auto* object = value.if_object();
  if (object == nullptr) return odd("a user is no object");
  auto id = exact(*object, "id", longest_id);
  if (!id) return id.error();
  if (*id == "." || *id == "..") return odd("a user without a usable id");
  auto user_name = exact(*object, "userName", longest_name);
  if (!user_name) return user_name.error();
  const auto active = is_active(*object);
  if (!active) return active.error();
  return User{std::move(*id), std::move(*user_name),         email_of(*object), name_of(*object),
              *active,        last_active(*object, activity)};
}

Result<std::optional<std::uint64_t>> total_of(const json::object& page) {
  const auto* value = member(page, "totalResults");
  if (value == nullptr) return std::optional<std::uint64_t>{};
  if (const auto* number = value->if_int64(); number != nullptr && *number >= 0)
    return std::optional{static_cast<std::uint64_t>(*number)};
  const auto text = text_of(*value);
  std::uint64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return odd("totalResults is no number");
  return std::optional{number};
}

Result<json::value> parsed(std::string_view text) {
  json::error_code code;
  auto value = json::parse(shown(text), code);
  if (code) return odd(text.empty() ? "it is empty" : "it is no JSON");
  if (!value.is_object()) return odd("it is no JSON object");
  return value;
}

void append_words(std::string& words, std::string_view more) {
  for (const char c : more) {
    if (words.size() >= longest_words) return;
    if (c >= ' ' && c < 0x7f) words += c;
  }
}

}  // namespace

Result<Page> read_page(std::string_view text, const std::string& activity) {
  const auto value = parsed(text);
  if (!value) return value.error();
  const auto& object = value->get_object();
  const auto total = total_of(object);
  if (!total) return total.error();
  Page page{{}, *total};
  const auto* list = member(object, "Resources");
  if (list == nullptr && !page.total) return odd("it is no list of users");
  if (list == nullptr) return page;
  if (!list->is_array()) return odd("Resources is no list");
  for (const auto& each : list->get_array()) {
    auto user = user_of(each, activity);
    if (!user) return user.error();
    page.users.push_back(std::move(*user));
  }
  return page;
}

Result<User> read_user(std::string_view text, const std::string& activity) {
  const auto value = parsed(text);
  if (!value) return value.error();
  return user_of(*value, activity);
}

Result<std::string> switched_off(std::string_view text) {
  const auto value = parsed(text);
  if (!value) return value.error();
  const auto& object = value->get_object();
  json::object off;
  for (const auto& each : object)
    if (!is_named(each, "active")) off.insert_or_assign(each.key(), each.value());
  off["active"] = false;
  return json::serialize(off);
}

std::string patch_off() {
  json::object operation;
  operation["op"] = "replace";
  operation["path"] = "active";
  operation["value"] = false;
  json::object patch;
  patch["schemas"] = json::array{shown(patch_schema)};
  json::array operations;
  operations.push_back(std::move(operation));
  patch["Operations"] = std::move(operations);
  return json::serialize(patch);
}

std::string new_user(const NewUser& user) {
  json::object made;
  made["schemas"] = json::array{shown(user_schema)};
  made["userName"] = user.user_name;
  made["active"] = true;
  if (!user.name.empty()) {
    made["displayName"] = user.name;
    json::object name;
    name["formatted"] = user.name;
    made["name"] = std::move(name);
  }
  if (!user.email.empty()) {
    json::object email;
    email["value"] = user.email;
    email["type"] = "work";
    email["primary"] = true;
    json::array emails;
    emails.push_back(std::move(email));
    made["emails"] = std::move(emails);
  }
  if (!user.password.empty()) made["password"] = user.password;
  return json::serialize(made);
}

std::string by_user_name(const std::string& user_name) {
  return "userName eq " + json::serialize(json::string{shown(user_name)});
}

std::string complaint(std::string_view text, bool with_detail) {
  const auto value = parsed(text);
  if (!value) return {};
  std::string words;
  const auto kind = text_in(value->get_object(), "scimType");
  if (std::ranges::find(kinds_of_error, kind) != kinds_of_error.end()) words = kind;
  if (!with_detail) return words;
  const auto detail = text_in(value->get_object(), "detail");
  if (!words.empty() && !detail.empty()) words += ": ";
  append_words(words, detail);
  return words;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view{"-._~"}.find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += digits[byte >> 4];
    encoded += digits[byte & 15];
  }
  return encoded;
}

}  // namespace siaga::connect::scim
