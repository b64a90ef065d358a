#include "domain/names.h"
#include "protocol/fields_json.h"
#include "protocol/people_import.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::size_t most_of_a_row = 100;
constexpr std::size_t longest_import_heading = 4096;

json::object json_of_problem(const domain::RowProblem& problem) {
  auto object = json_of_row_problem(problem);
  if (!problem.name.empty()) object["name"] = problem.name;
  return object;
}

json::object json_of_import_row(const domain::ImportRow& row) {
  json::object object;
  object["line"] = row.line;
  object["fate"] = to_json(domain::name_of(row.fate));
  object["person"] = to_json(row.person);
  object["roles"] = list_of(row.roles, [](const auto role) { return to_json(domain::name_of(role)); });
  object["changes"] = list_of(row.changes, [](const auto& change) {
    json::object said;
    said["column"] = to_json(domain::name_of(change.column));
    said["from"] = change.from;
    said["to"] = change.to;
    return said;
  });
  return object;
}

domain::RowProblem read_problem(ObjectReader& reader) {
  auto problem = read_row_problem<domain::RowProblem>(reader, &domain::import_column, &domain::import_problem);
  problem.name = reader.optional_text("name").value_or("");
  return problem;
}

domain::ImportRow read_import_row(ObjectReader& reader) {
  domain::ImportRow row;
  row.line = reader.whole("line");
  row.fate = reader.named("fate", [](std::string_view name) { return domain::import_fate(name); });
  auto person = reader.object("person");
  row.person = read_person(person);
  for (const auto& name : reader.texts("roles", most_of_a_row))
    if (const auto role = domain::role(name)) row.roles.push_back(*role);
  reader.objects("changes", most_of_a_row, [&row](ObjectReader& change) {
    const auto column = change.named("column", &domain::import_column);
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
  json::object object;
  object["plan"] = preview.plan;
  object["rows"] = list_of(preview.people.rows, &json_of_import_row);
  object["problems"] = list_of(preview.people.problems, &json_of_problem);
  object["ignored"] = list_of(preview.ignored, [](const auto& heading) { return to_json(heading); });
  return to_text(object);
}

std::string encode(const ImportOutcome& outcome) {
  json::object object;
  object["added"] = outcome.added;
  object["changed"] = outcome.changed;
  object["problems"] = list_of(outcome.problems, &json_of_problem);
  return to_text(object);
}

base::Result<ImportPreview> decode_import_preview(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    ImportPreview preview;
    preview.plan = reader.text("plan", 64);
    reader.objects("rows", most_rows,
                   [&preview](ObjectReader& row) { preview.people.rows.push_back(read_import_row(row)); });
    preview.people.problems = read_problems(reader);
    preview.ignored = reader.texts("ignored", most_of_a_row, longest_import_heading);
    return preview;
  });
}

base::Result<ImportOutcome> decode_import_outcome(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    ImportOutcome outcome;
    outcome.added = reader.whole("added");
    outcome.changed = reader.whole("changed");
    outcome.problems = read_problems(reader);
    return outcome;
  });
}

}  // namespace siaga::protocol
