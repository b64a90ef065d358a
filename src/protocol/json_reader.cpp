#include "protocol/json_reader.h"

#include "protocol/strict_json.h"

#include <algorithm>
#include <cmath>

namespace siaga::protocol {

namespace json = boost::json;
using base::Fault;

ObjectReader::ObjectReader(const json::value& value, Unknown unknown, std::string path)
    : ObjectReader(value, unknown, std::move(path), std::make_shared<std::optional<base::Error>>()) {}

ObjectReader::ObjectReader(const json::value& value, Unknown unknown, std::string path,
                           std::shared_ptr<std::optional<base::Error>> error)
    : object_(value.if_object()), unknown_(unknown), path_(std::move(path)), error_(std::move(error)) {
  if (object_ == nullptr && !*error_) *error_ = base::fail(Fault::invalid, "an object is expected", path_);
}

void ObjectReader::fault(std::string_view name, std::string what) {
  if (!*error_) *error_ = base::fail(Fault::invalid, shown_name(name) + " " + what, pointer_to(path_, name));
}

const json::value* ObjectReader::member(std::string_view name) {
  asked_.emplace_back(name);
  if (object_ == nullptr) return nullptr;
  const auto* value = object_->if_contains(json::string_view{name.data(), name.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* ObjectReader::required(std::string_view name) {
  const auto* value = member(name);
  if (value == nullptr) fault(name, "is missing");
  return value;
}

bool ObjectReader::has(std::string_view name) const {
  if (object_ == nullptr) return false;
  const auto* value = object_->if_contains(json::string_view{name.data(), name.size()});
  return value != nullptr && !value->is_null();
}

std::string ObjectReader::text(std::string_view name, std::size_t longest) {
  const auto* value = required(name);
  if (value == nullptr) return {};
  const auto* string = value->if_string();
  if (string == nullptr) return fault(name, "is not a text"), std::string{};
  if (string->size() > longest) return fault(name, "is too long"), std::string{};
  return {string->data(), string->size()};
}

std::optional<std::string> ObjectReader::optional_text(std::string_view name, std::size_t longest) {
  if (!has(name)) return asked_.emplace_back(name), std::nullopt;
  return text(name, longest);
}

base::Id ObjectReader::id(std::string_view name) {
  const auto string = text(name, 64);
  if (*error_) return {};
  const auto parsed = base::parse_id(string);
  if (!parsed) return fault(name, "is not an id"), base::Id{};
  return *parsed;
}

std::optional<base::Id> ObjectReader::optional_id(std::string_view name) {
  if (!has(name)) return asked_.emplace_back(name), std::nullopt;
  return id(name);
}

base::Instant ObjectReader::instant(std::string_view name) {
  const auto string = text(name, 64);
  if (*error_) return {};
  const auto parsed = base::parse_rfc3339(string);
  if (!parsed) return fault(name, "is not a time as RFC 3339 writes it"), base::Instant{};
  return *parsed;
}

std::optional<base::Instant> ObjectReader::optional_instant(std::string_view name) {
  if (!has(name)) return asked_.emplace_back(name), std::nullopt;
  return instant(name);
}

double ObjectReader::number(std::string_view name) {
  const auto* value = required(name);
  if (value == nullptr) return 0;
  if (!value->is_number()) return fault(name, "is not a number"), 0;
  constexpr double largest = 1e8, finest = 1e7;
  const auto number = value->to_number<double>();
  if (!(std::abs(number) <= largest)) return fault(name, "is out of range"), 0;
  return std::round(number * finest) / finest;
}

std::uint64_t ObjectReader::whole(std::string_view name) {
  const auto* value = required(name);
  if (value == nullptr) return 0;
  if (const auto* natural = value->if_uint64()) return *natural;
  const auto* integer = value->if_int64();
  if (integer == nullptr || *integer < 0) return fault(name, "is not a whole number"), 0;
  return static_cast<std::uint64_t>(*integer);
}

std::optional<std::uint64_t> ObjectReader::optional_whole(std::string_view name) {
  if (!has(name)) return asked_.emplace_back(name), std::nullopt;
  return whole(name);
}

std::int64_t ObjectReader::integer(std::string_view name) {
  const auto* value = required(name);
  if (value == nullptr) return 0;
  const auto* integer = value->if_int64();  // the parser's choice for all that fit
  if (integer == nullptr) return fault(name, "is not a whole number"), 0;
  return *integer;
}

bool ObjectReader::flag(std::string_view name) {
  const auto* value = required(name);
  if (value == nullptr) return false;
  const auto* flag = value->if_bool();
  if (flag == nullptr) return fault(name, "is neither true nor false"), false;
  return *flag;
}

std::optional<base::Sha256> ObjectReader::optional_sha256(std::string_view name) {
  if (!has(name)) return asked_.emplace_back(name), std::nullopt;
  return sha256(name);
}

base::Sha256 ObjectReader::sha256(std::string_view name) {
  base::Sha256 digest{};
  const auto bytes = base::from_hex(text(name, 64));
  if (*error_) return digest;
  if (!bytes || bytes->size() != digest.size()) return fault(name, "is not a SHA-256 in hex"), digest;
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

ObjectReader ObjectReader::object(std::string_view name) {
  static const json::value missing = json::object{};
  const auto* value = required(name);
  return {value == nullptr ? missing : *value, unknown_, path_ + "/" + std::string{name}, error_};
}

const json::array* ObjectReader::array(std::string_view name, std::size_t most) {
  const auto* value = required(name);
  if (value == nullptr) return nullptr;
  const auto* list = value->if_array();
  if (list == nullptr) return fault(name, "is not a list"), nullptr;
  if (list->size() > most) return fault(name, "is too long"), nullptr;
  return list;
}

std::vector<std::uint64_t> ObjectReader::wholes(std::string_view name, std::size_t most) {
  std::vector<std::uint64_t> numbers;
  const auto* list = array(name, most);
  if (list == nullptr) return numbers;
  for (const auto& value : *list) {
    const auto* natural = value.if_uint64();
    const auto* integer = value.if_int64();
    if (natural == nullptr && (integer == nullptr || *integer < 0))
      return fault(name, "is no list of numbers"), numbers;
    numbers.push_back(natural != nullptr ? *natural : static_cast<std::uint64_t>(*integer));
  }
  return numbers;
}

std::vector<std::string> ObjectReader::texts(std::string_view name, std::size_t most, std::size_t longest) {
  std::vector<std::string> texts;
  const auto* list = array(name, most);
  if (list == nullptr) return texts;
  for (const auto& value : *list) {
    const auto* text = value.if_string();
    if (text == nullptr || text->size() > longest) return fault(name, "is no list of short texts"), texts;
    texts.emplace_back(text->data(), text->size());
  }
  return texts;
}

std::vector<base::Id> ObjectReader::ids(std::string_view name, std::size_t most) {
  std::vector<base::Id> ids;
  for (const auto& word : texts(name, most)) {
    const auto id = base::parse_id(word);
    if (!id) return fault(name, "has something that is no id"), ids;
    ids.push_back(*id);
  }
  return ids;
}

void ObjectReader::end() {
  if (unknown_ == Unknown::tolerated || object_ == nullptr) return;
  for (const auto& entry : *object_) {
    const std::string_view name{entry.key().data(), entry.key().size()};
    if (std::ranges::find(asked_, name) == asked_.end()) fault(name, "is unknown");
  }
}

}  // namespace siaga::protocol
