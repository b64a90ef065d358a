#include "protocol/fields_json.h"
#include "protocol/user_id_import.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_ledger_rows = 100'000;
constexpr std::size_t most_headings = 100;
constexpr std::size_t longest_heading = 4096;

json::array list_of_problems(const std::vector<domain::LedgerRowProblem>& problems) {
  return list_of(problems, &json_of_row_problem<domain::LedgerRowProblem>);
}

json::object json_of_ledger_row(const domain::LedgerRow& row) {
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
  put(object, "ended_at", one.ended_at);
  put(object, "hired_on", one.hired_on);
  put(object, "letter_date", row.letter_date);
  put(object, "last_day", row.last_day);
  object["requested_by"] = row.requested_by;
  object["notes"] = row.notes;
  object["opens_case"] = row.opens_case;
  return object;
}

std::vector<domain::LedgerRowProblem> read_ledger_problems(ObjectReader& reader) {
  std::vector<domain::LedgerRowProblem> problems;
  reader.objects("problems", most_ledger_rows, [&problems](ObjectReader& part) {
    problems.push_back(
        read_row_problem<domain::LedgerRowProblem>(part, &domain::ledger_column, &domain::ledger_problem));
  });
  return problems;
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
  one.hired_on = optional_day(reader, "hired_on");
  row.letter_date = optional_day(reader, "letter_date");
  row.last_day = optional_day(reader, "last_day");
  row.requested_by = reader.text("requested_by");
  row.notes = reader.text("notes");
  row.opens_case = reader.has("opens_case") && reader.flag("opens_case");
  return row;
}

}  // namespace

std::string encode(const LedgerPreview& preview) {
  const auto heading_json = [](const LedgerColumnSaid& heading) {
    json::object part;
    part["column"] = to_json(domain::name_of(heading.column));
    part["said"] = heading.said;
    return part;
  };
  const auto application_json = [](const LedgerApplication& application) {
    json::object part;
    part["id"] = base::to_string(application.id);
    part["name"] = application.name;
    return part;
  };
  json::object object;
  object["plan"] = preview.plan;
  object["sha256"] = base::to_hex(preview.sha256);
  object["heading_line"] = preview.heading_line;
  object["headings"] = list_of(preview.headings, heading_json);
  object["ignored"] = list_of(preview.ignored, [](const auto& heading) { return to_json(heading); });
  object["applications"] = list_of(preview.applications, application_json);
  object["rows"] = list_of(preview.ledger.rows, &json_of_ledger_row);
  object["problems"] = list_of_problems(preview.ledger.problems);
  return to_text(object);
}

std::string encode(const LedgerOutcome& outcome) {
  json::object object;
  object["added"] = outcome.added;
  object["first_book_no"] = outcome.first_book_no;
  object["last_book_no"] = outcome.last_book_no;
  object["cases"] = outcome.cases;
  object["problems"] = list_of_problems(outcome.problems);
  return to_text(object);
}

base::Result<LedgerPreview> decode_ledger_preview(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    LedgerPreview preview;
    preview.plan = reader.text("plan", 64);
    preview.sha256 = reader.sha256("sha256");
    preview.heading_line = reader.whole("heading_line");
    reader.objects("headings", most_headings, [&preview](ObjectReader& part) {
      const auto column = part.named("column", &domain::ledger_column);
      preview.headings.push_back({column, part.text("said")});
    });
    preview.ignored = reader.texts("ignored", most_headings, longest_heading);
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
  return decode_tolerantly(text, [](ObjectReader& reader) {
    LedgerOutcome outcome;
    outcome.added = reader.whole("added");
    outcome.first_book_no = reader.whole("first_book_no");
    outcome.last_book_no = reader.whole("last_book_no");
    outcome.problems = read_ledger_problems(reader);
    outcome.cases = reader.optional_whole("cases").value_or(0);
    return outcome;
  });
}

}  // namespace siaga::protocol
