// Reads JSON objects strictly: the first thing that is missing, unknown, ill-typed or out of range becomes an
// Error with its JSON pointer. Getters return defaults after a fault, so that a decoder reads top to bottom and asks
// once at the end. Private to protocol/.
// Owner: a local variable of a decoder; the JSON value outlives it. Thread: one at a time.
// Errors: Fault::invalid; `field` is the JSON pointer of the first fault, later ones are not looked for.
#pragma once

#include "base/digest.h"
#include "base/id.h"
#include "base/result.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace siaga::protocol {

/// Depth ≤ 32, UTF-8 only, nothing behind the value. Errors: Fault::invalid.
base::Result<boost::json::value> parse_json(std::string_view text);

class ObjectReader {
 public:
  /// What happens to members that nobody asked for. Commands refuse them; views come from a newer hub, perhaps.
  enum class Unknown { refused, tolerated };

  /// `path` is the JSON pointer of `value` itself. A value that is no object is a fault.
  ObjectReader(const boost::json::value& value, Unknown unknown, std::string path = {});

  bool has(std::string_view name) const;  ///< there and not null
  // Getters: a required member that isn't there, or null, is a fault; an optional one is then nothing.
  std::string text(std::string_view name, std::size_t longest = 4096);  ///< `longest`: bytes
  std::optional<std::string> optional_text(std::string_view name, std::size_t longest = 4096);
  base::Id id(std::string_view name);
  std::optional<base::Id> optional_id(std::string_view name);
  base::Instant instant(std::string_view name);
  std::optional<base::Instant> optional_instant(std::string_view name);
  /// Degrees, metres, pictures a second: at most 10^8 either way, taken to seven decimals (a centimetre of a degree).
  /// Boost.JSON reads no more than that exactly, and what was read must be written and read again as the same.
  double number(std::string_view name);
  std::uint64_t whole(std::string_view name);  ///< a whole number from 0 to 2^64 − 1, written as such
  std::optional<std::uint64_t> optional_whole(std::string_view name);
  std::int64_t integer(std::string_view name);  ///< a whole number from −2^63 to 2^63 − 1, written as such
  bool flag(std::string_view name);
  std::optional<base::Sha256> optional_sha256(std::string_view name);
  base::Sha256 sha256(std::string_view name);  ///< 64 hexadecimal digits
  /// A name out of a fixed list; `find` returns an optional.
  template <class Find>
  auto named(std::string_view name, Find find) {
    auto found = find(text(name, 64));
    using Value = typename decltype(found)::value_type;
    if (!found) fault(name, "is none of the known names");
    return found ? *found : Value{};
  }

  /// A member object; a fault and an empty object when it's missing.
  ObjectReader object(std::string_view name);
  /// Calls `each(ObjectReader&)` for every element of a member array of objects; more than `most` are a fault.
  template <class Each>
  void objects(std::string_view name, std::size_t most, Each each) {
    const auto* list = array(name, most);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->size() && !*error_; ++i) {
      ObjectReader element{(*list)[i], unknown_, path_ + "/" + std::string{name} + "/" + std::to_string(i), error_};
      each(element);
      element.end();
    }
  }
  /// A member array of whole numbers; more than `most` are a fault.
  std::vector<std::uint64_t> wholes(std::string_view name, std::size_t most);
  /// A member array of strings; more than `most` are a fault. `longest`: bytes of each.
  std::vector<std::string> texts(std::string_view name, std::size_t most, std::size_t longest = 64);
  /// A member array of ids; more than `most` are a fault.
  std::vector<base::Id> ids(std::string_view name, std::size_t most);
  /// Faults a member for a reason that the decoder alone knows: `what` goes on after its name.
  void fault(std::string_view name, std::string what);
  /// Faults members that nobody asked for. Called once, after the last getter.
  void end();
  /// end(), then the value or the first fault.
  template <class T>
  base::Result<T> finish(T value) {
    end();
    if (*error_) return **error_;
    return value;
  }

 private:
  ObjectReader(const boost::json::value& value, Unknown unknown, std::string path,
               std::shared_ptr<std::optional<base::Error>> error);
  const boost::json::value* member(std::string_view name);
  const boost::json::value* required(std::string_view name);
  const boost::json::array* array(std::string_view name, std::size_t most);

  const boost::json::object* object_ = nullptr;
  Unknown unknown_;
  std::string path_;
  std::shared_ptr<std::optional<base::Error>> error_;  ///< the first fault, shared with the readers of members
  std::vector<std::string> asked_;
};

/// Parses, hands a reader to `read`, and gives what it made unless something was wrong.
template <class Read>
auto decode(std::string_view text, ObjectReader::Unknown unknown, Read read)
    -> base::Result<decltype(read(std::declval<ObjectReader&>()))> {
  const auto parsed = parse_json(text);
  if (!parsed) return parsed.error();
  ObjectReader reader{*parsed, unknown};
  return reader.finish(read(reader));
}

/// Unknown members are refused: a command that is half understood would be obeyed wrongly.
template <class Read>
auto decode_strictly(std::string_view text, Read read) {
  return decode(text, ObjectReader::Unknown::refused, std::move(read));
}
/// Unknown members are ignored: the other side may be newer.
template <class Read>
auto decode_tolerantly(std::string_view text, Read read) {
  return decode(text, ObjectReader::Unknown::tolerated, std::move(read));
}

}  // namespace siaga::protocol
