#include "domain/names.h"
#include "protocol/json_reader.h"
#include "protocol/parts_json.h"
#include "protocol/people_import.h"

#include <boost/json/array.hpp>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

using protocol::to_json;  // else the overloads below would hide it

constexpr std::size_t most_rows = 100'000;
constexpr std::size_t most_of_a_row = 100;

json::object to_json(const domain::RowProblem& problem) {
  json::object object;
  object["line"] = problem.line;
  object["column"] = to_json(domain::name_of(problem.column));
  object["problem"] = to_json(domain::name_of(problem.problem));
  object["value"] = problem.value;
  if (problem.other != 0) object["other"] = problem.other;
  if (!problem.name.empty()) object["name"] = problem.name;
  return object;
}

json::object to_json(const domain::ImportRow& row) {
  json::object object;
  object["line"] = row.line;
  object["fate"] = to_json(domain::name_of(row.fate));
  object["person"] = to_json(row.person);
  json::array roles, changes;
  for (const auto role : row.roles) roles.push_back(to_json(domain::name_of(role)));
  for (const auto& change : row.changes) {
    json::object said;
    said["column"] = to_json(domain::name_of(change.column));
    said["from"] = change.from;
    said["to"] = change.to;
    changes.push_back(std::move(said));
  }
  object["roles"] = std::move(roles);
  object["changes"] = std::move(changes);
  return object;
}

json::array to_json(const std::vector<domain::RowProblem>& problems) {
  json::array list;
  for (const auto& problem : problems) list.push_back(to_json(problem));
  return list;
}

domain::ImportColumn read_column(ObjectReader& reader) {
  return reader.named("column", [](std::string_view name) { return domain::import_column(name); });
}

domain::RowProblem read_problem(ObjectReader& reader) {
  domain::RowProblem problem;
  problem.line = reader.whole("line");
  problem.column = read_column(reader);
  problem.problem = reader.named("problem", [](std::string_view name) { return domain::import_problem(name); });
  problem.value = reader.text("value");
  problem.other = reader.optional_whole("other").value_or(0);
  problem.name = reader.optional_text("name").value_or("");
  return problem;
}

domain::ImportRow read_row(ObjectReader& reader) {
  domain::ImportRow row;
  row.line = reader.whole("line");
  row.fate = reader.named("fate", [](std::string_view name) { return domain::import_fate(name); });
  auto person = reader.object("person");
  row.person = read_person(person);
  for (const auto& name : reader.texts("roles", most_of_a_row))
    if (const auto role = domain::role(name)) row.roles.push_back(*role);
  reader.objects("changes", most_of_a_row, [&row](ObjectReader& change) {
    const auto column = read_column(change);
    auto from = change.text("from");
    row.changes.push_back({column, std::move(from), change.text("to")});
  });
  return row;
}

std::vector<domain::RowProblem> read_problems(ObjectReader& reader) {
  std::vector<domain::RowProblem> problems;
  reader.objects("problems", most_rows,
                 [&problems](ObjectReader& problem) { problems.push_back(read_problem(problem)); });
  return problems;
}

}  // namespace

std::string encode(const ImportPreview& preview) {
  json::array rows, ignored;
  for (const auto& row : preview.people.rows) rows.push_back(to_json(row));
  for (const auto& heading : preview.ignored) ignored.push_back(json::string{heading});
  json::object object;
  object["plan"] = preview.plan;
  object["rows"] = std::move(rows);
  object["problems"] = to_json(preview.people.problems);
  object["ignored"] = std::move(ignored);
  return to_text(object);
}

std::string encode(const ImportOutcome& outcome) {
  json::object object;
  object["added"] = outcome.added;
  object["changed"] = outcome.changed;
  object["problems"] = to_json(outcome.problems);
  return to_text(object);
}

base::Result<ImportPreview> decode_import_preview(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    ImportPreview preview;
    preview.plan = reader.text("plan", 64);
    reader.objects("rows", most_rows, [&preview](ObjectReader& row) { preview.people.rows.push_back(read_row(row)); });
    preview.people.problems = read_problems(reader);
    preview.ignored = reader.texts("ignored", most_of_a_row);
    return preview;
  });
}

base::Result<ImportOutcome> decode_import_outcome(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    ImportOutcome outcome;
    outcome.added = reader.whole("added");
    outcome.changed = reader.whole("changed");
    outcome.problems = read_problems(reader);
    return outcome;
  });
}

}  // namespace siaga::protocol
