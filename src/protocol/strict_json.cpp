#include "protocol/strict_json.h"

#include "protocol/json_reader.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <vector>

namespace siaga::protocol {

namespace json = boost::json;
using base::Fault;

namespace {

constexpr std::size_t longest_shown = 100;

/// What Boost's parser drives: builds the value as json::parse would, but refuses a name that its object has already
/// (Boost lets the last one win, other parsers the first), and knows where it is.
class Builder {
 public:
  // No object of ours comes near; a stranger's must not make the search for a name long.
  static constexpr std::size_t max_object_size = 128;
  static constexpr std::size_t max_array_size = json::array::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();

  Builder() { stack_.reset({}); }

  json::value release() { return stack_.release(); }
  /// Of the first name that came twice; empty pointer when there was none.
  const std::optional<base::Error>& fault() const { return fault_; }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return open(true); }
  bool on_object_end(std::size_t count, json::error_code&) { return close(), stack_.push_object(count), counted(); }
  bool on_array_begin(json::error_code&) { return open(false); }
  bool on_array_end(std::size_t count, json::error_code&) { return close(), stack_.push_array(count), counted(); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    name_ += std::string_view{part.data(), part.size()};
    return stack_.push_chars(part), true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& error) {
    name_ += std::string_view{part.data(), part.size()};
    stack_.push_key(part);
    return named(error);
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return stack_.push_chars(part), true; }
  bool on_string(json::string_view part, std::size_t, json::error_code&) { return stack_.push_string(part), counted(); }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, json::error_code&) {
    return stack_.push_int64(value), counted();
  }
  bool on_uint64(std::uint64_t value, json::string_view, json::error_code&) {
    return stack_.push_uint64(value), counted();
  }
  bool on_double(double value, json::string_view, json::error_code&) { return stack_.push_double(value), counted(); }
  bool on_bool(bool value, json::error_code&) { return stack_.push_bool(value), counted(); }
  bool on_null(json::error_code&) { return stack_.push_null(), counted(); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Name {
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  struct Open {
    bool is_object = false;
    std::size_t first_name = 0;  ///< its names are names_[first_name …], up to the next inner object's
    std::size_t elements = 0;
  };

  bool open(bool is_object) { return open_.push_back({is_object, names_.size(), 0}), true; }
  void close() {
    names_.resize(open_.back().first_name);
    text_.resize(names_.empty() ? 0 : names_.back().begin + names_.back().size);
    open_.pop_back();
  }
  bool counted() {
    if (!open_.empty()) ++open_.back().elements;
    return true;
  }

  bool named(json::error_code& error) {
    const std::string_view name = name_;
    for (auto i = open_.back().first_name; i < names_.size() && !fault_; ++i)
      if (text_of(names_[i]) == name)
        fault_ = base::fail(Fault::invalid, shown_name(name) + " is there twice", pointer_to(here(), name));
    names_.push_back({text_.size(), name.size()});
    text_ += name;
    name_.clear();
    if (fault_) error = json::error::syntax;
    return !fault_;
  }

  /// The pointer of the object that is being read.
  std::string here() const {
    std::string pointer;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i)
      pointer = pointer_to(pointer, open_[i].is_object ? std::string{text_of(names_[open_[i + 1].first_name - 1])}
                                                       : std::to_string(open_[i].elements));
    return pointer;
  }
  std::string_view text_of(const Name& name) const { return std::string_view{text_}.substr(name.begin, name.size); }

  json::value_stack stack_;
  std::string name_;  ///< the one that is arriving
  std::string text_;  ///< all names of the open objects, one after the other
  std::vector<Name> names_;
  std::vector<Open> open_;
  std::optional<base::Error> fault_;
};

}  // namespace

base::Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 32;
  json::basic_parser<Builder> parser{options};
  json::error_code failed;
  const auto used = parser.write_some(false, text.data(), text.size(), failed);
  if (const auto& fault = parser.handler().fault()) return *fault;
  if (!failed && used < text.size()) failed = json::error::extra_data;
  if (failed) return base::fail(Fault::invalid, "not acceptable as JSON: " + failed.message());
  return parser.handler().release();
}

std::string shown_name(std::string_view name) {
  if (name.size() <= longest_shown) return std::string{name};
  auto end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return std::string{name.substr(0, end)} + "…";
}

std::string pointer_to(std::string_view parent, std::string_view name) {
  std::string pointer{parent};
  pointer += '/';
  for (const char c : shown_name(name)) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

}  // namespace siaga::protocol
