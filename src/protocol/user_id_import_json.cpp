#include "protocol/json_reader.h"
#include "protocol/parts_json.h"
#include "protocol/user_id_import.h"

#include <boost/json/array.hpp>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

using protocol::to_json;  // else the overloads below would hide it

constexpr std::size_t most_ledger_rows = 100'000;
constexpr std::size_t most_headings = 100;

json::object to_json(const domain::LedgerRowProblem& problem) {
  json::object object;
  object["line"] = problem.line;
  object["column"] = to_json(domain::name_of(problem.column));
  object["problem"] = to_json(domain::name_of(problem.problem));
  object["value"] = problem.value;
  if (problem.other != 0) object["other"] = problem.other;
  return object;
}

json::array list_of_problems(const std::vector<domain::LedgerRowProblem>& problems) {
  json::array list;
  for (const auto& problem : problems) list.push_back(to_json(problem));
  return list;
}

json::object to_json(const domain::LedgerRow& row) {
  const auto& one = row.user_id;
  json::object object;
  object["line"] = row.line;
  object["fate"] = to_json(domain::name_of(row.fate));
  object["application"] = base::to_string(one.application);
  object["unit"] = base::to_string(one.unit);
  object["user_name"] = one.user_name;
  object["agent"] = one.agent;
  object["email"] = one.email;
  object["team"] = one.team;
  object["state"] = to_json(domain::name_of(one.state));
  if (one.ended_at) object["ended_at"] = base::to_rfc3339(*one.ended_at);
  if (row.letter_date) object["letter_date"] = base::to_text(*row.letter_date);
  if (row.last_day) object["last_day"] = base::to_text(*row.last_day);
  object["requested_by"] = row.requested_by;
  object["notes"] = row.notes;
  return object;
}

domain::LedgerColumn read_ledger_column(ObjectReader& reader) {
  return reader.named("column", [](std::string_view name) { return domain::ledger_column(name); });
}

std::vector<domain::LedgerRowProblem> read_ledger_problems(ObjectReader& reader) {
  std::vector<domain::LedgerRowProblem> problems;
  reader.objects("problems", most_ledger_rows, [&problems](ObjectReader& part) {
    domain::LedgerRowProblem problem;
    problem.line = part.whole("line");
    problem.column = read_ledger_column(part);
    problem.problem = part.named("problem", [](std::string_view name) { return domain::ledger_problem(name); });
    problem.value = part.text("value");
    problem.other = part.optional_whole("other").value_or(0);
    problems.push_back(std::move(problem));
  });
  return problems;
}

std::optional<base::Day> read_ledger_day(ObjectReader& reader, std::string_view name) {
  const auto text = reader.optional_text(name, 16);
  if (!text) return std::nullopt;
  const auto day = base::parse_day(*text);
  if (!day) return reader.fault(name, "is not a day like 2026-11-21"), std::nullopt;
  return *day;
}

domain::LedgerRow read_ledger_row(ObjectReader& reader) {
  domain::LedgerRow row;
  auto& one = row.user_id;
  row.line = reader.whole("line");
  row.fate = reader.named("fate", [](std::string_view name) { return domain::ledger_fate(name); });
  one.application = reader.id("application");
  one.unit = reader.id("unit");
  one.user_name = reader.text("user_name");
  one.agent = reader.text("agent");
  one.email = reader.text("email");
  one.team = reader.text("team");
  one.state = reader.named("state", [](std::string_view name) { return domain::user_id_state(name); });
  one.ended_at = reader.optional_instant("ended_at");
  row.letter_date = read_ledger_day(reader, "letter_date");
  row.last_day = read_ledger_day(reader, "last_day");
  row.requested_by = reader.text("requested_by");
  row.notes = reader.text("notes");
  return row;
}

}  // namespace

std::string encode(const LedgerPreview& preview) {
  json::array headings, ignored, applications, rows;
  for (const auto& heading : preview.headings) {
    json::object part;
    part["column"] = to_json(domain::name_of(heading.column));
    part["said"] = heading.said;
    headings.push_back(std::move(part));
  }
  for (const auto& heading : preview.ignored) ignored.push_back(json::string{heading});
  for (const auto& application : preview.applications) {
    json::object part;
    part["id"] = base::to_string(application.id);
    part["name"] = application.name;
    applications.push_back(std::move(part));
  }
  for (const auto& row : preview.ledger.rows) rows.push_back(to_json(row));
  json::object object;
  object["plan"] = preview.plan;
  object["sha256"] = base::to_hex(preview.sha256);
  object["heading_line"] = preview.heading_line;
  object["headings"] = std::move(headings);
  object["ignored"] = std::move(ignored);
  object["applications"] = std::move(applications);
  object["rows"] = std::move(rows);
  object["problems"] = list_of_problems(preview.ledger.problems);
  return to_text(object);
}

std::string encode(const LedgerOutcome& outcome) {
  json::object object;
  object["added"] = outcome.added;
  object["first_book_no"] = outcome.first_book_no;
  object["last_book_no"] = outcome.last_book_no;
  object["problems"] = list_of_problems(outcome.problems);
  return to_text(object);
}

base::Result<LedgerPreview> decode_ledger_preview(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    LedgerPreview preview;
    preview.plan = reader.text("plan", 64);
    preview.sha256 = reader.sha256("sha256");
    preview.heading_line = reader.whole("heading_line");
    reader.objects("headings", most_headings, [&preview](ObjectReader& part) {
      const auto column = read_ledger_column(part);
      preview.headings.push_back({column, part.text("said")});
    });
    preview.ignored = reader.texts("ignored", most_headings);
    reader.objects("applications", most_ledger_rows, [&preview](ObjectReader& part) {
      const auto id = part.id("id");
      preview.applications.push_back({id, part.text("name")});
    });
    reader.objects("rows", most_ledger_rows,
                   [&preview](ObjectReader& row) { preview.ledger.rows.push_back(read_ledger_row(row)); });
    preview.ledger.problems = read_ledger_problems(reader);
    return preview;
  });
}

base::Result<LedgerOutcome> decode_ledger_outcome(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    LedgerOutcome outcome;
    outcome.added = reader.whole("added");
    outcome.first_book_no = reader.whole("first_book_no");
    outcome.last_book_no = reader.whole("last_book_no");
    outcome.problems = read_ledger_problems(reader);
    return outcome;
  });
}

}  // namespace siaga::protocol
