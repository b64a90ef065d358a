// Members that many codecs write and read alike, and shapes that come again: how a command begins, what an import says
// of a row. Private to protocol/. Thread: any; pure functions.
// Errors: of reading, in the reader (json_reader.h); a value made after a fault is meaningless and never handed on.
#pragma once

#include "base/clock.h"
#include "base/day.h"
#include "protocol/json_reader.h"
#include "protocol/parts_json.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace siaga::protocol {

// Bytes.
inline constexpr std::size_t longest_console = 64;
inline constexpr std::size_t longest_code = 64;
inline constexpr std::size_t longest_password = 1024;

// What isn't there isn't written.
void put(boost::json::object& object, const char* name, const std::optional<base::Id>& value);
void put(boost::json::object& object, const char* name, const std::optional<base::Instant>& value);
void put(boost::json::object& object, const char* name, const std::optional<base::Day>& value);
void put(boost::json::object& object, const char* name, const std::optional<std::string>& value);

/// A day like 2026-11-21.
base::Day read_day(ObjectReader& reader, std::string_view name);
std::optional<base::Day> optional_day(ObjectReader& reader, std::string_view name);
/// At most a thousand million.
std::uint32_t small_number(ObjectReader& reader, std::string_view name);

/// `write` makes an element's JSON.
template <class Items, class Write>
boost::json::array list_of(const Items& items, Write write) {
  boost::json::array list;
  list.reserve(items.size());
  for (const auto& item : items) list.push_back(write(item));
  return list;
}

boost::json::array json_of(const std::vector<base::Id>& ids);

/// {"command","console"}: what each command to the hub has.
boost::json::object begin_command(const base::Id& command, const std::string& console);
template <class Command>
void read_begin(ObjectReader& reader, Command& command) {
  command.command = reader.id("command");
  command.console = reader.text("console", longest_console);
}

/// The value whose name stands at its place in a list.
template <class Value, std::size_t count>
std::optional<Value> value_named(const std::array<std::string_view, count>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

/// {"line","column","problem","value","other"}: what an import has to say of a row.
template <class Problem>
boost::json::object json_of_row_problem(const Problem& problem) {
  boost::json::object object;
  object["line"] = problem.line;
  object["column"] = to_json(name_of(problem.column));
  object["problem"] = to_json(name_of(problem.problem));
  object["value"] = problem.value;
  if (problem.other != 0) object["other"] = problem.other;
  return object;
}
template <class Problem, class FindColumn, class FindProblem>
Problem read_row_problem(ObjectReader& reader, FindColumn find_column, FindProblem find_problem) {
  Problem problem;
  problem.line = reader.whole("line");
  problem.column = reader.named("column", find_column);
  problem.problem = reader.named("problem", find_problem);
  problem.value = reader.text("value");
  problem.other = reader.optional_whole("other").value_or(0);
  return problem;
}

}  // namespace siaga::protocol
