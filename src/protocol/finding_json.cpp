#include "protocol/finding.h"

#include "protocol/fields_json.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_findings = 1000;

json::object json_of(const FindingUser& user) {
  json::object object;
  object["user_name"] = user.user_name;
  object["email"] = user.email;
  object["name"] = user.name;
  object["active"] = user.active;
  put(object, "last_active", user.last_active);
  return object;
}
FindingUser read_finding_user(ObjectReader& reader) {
  FindingUser user;
  user.user_name = reader.text("user_name");
  user.email = reader.text("email");
  user.name = reader.text("name");
  user.active = reader.flag("active");
  user.last_active = reader.optional_instant("last_active");
  return user;
}

json::object json_of(const FindingView& view) {
  json::object object;
  object["id"] = base::to_string(view.id);
  object["kind"] = to_json(name_of(view.kind));
  object["application"] = base::to_string(view.application);
  object["application_name"] = view.application_name;
  object["unit"] = base::to_string(view.unit);
  object["zone"] = view.zone;
  object["users"] = list_of(view.users, [](const auto& user) { return json_of(user); });
  object["agent"] = view.agent;
  put(object, "left_at", view.left_at);
  object["opened_at"] = base::to_rfc3339(view.opened_at);
  put(object, "ended_at", view.ended_at);
  put(object, "accepted_at", view.accepted_at);
  object["accepted_by"] = view.accepted_by;
  object["reason"] = view.reason;
  put(object, "case", view.of_case);
  return object;
}
FindingView read_finding(ObjectReader& reader) {
  FindingView view;
  view.id = reader.id("id");
  view.kind = reader.named("kind", [](std::string_view name) { return domain::finding_kind(name); });
  view.application = reader.id("application");
  view.application_name = reader.text("application_name");
  view.unit = reader.id("unit");
  view.zone = reader.text("zone", 64);
  reader.objects("users", most_findings,
                 [&view](ObjectReader& user) { view.users.push_back(read_finding_user(user)); });
  view.agent = reader.text("agent");
  view.left_at = reader.optional_instant("left_at");
  view.opened_at = reader.instant("opened_at");
  view.ended_at = reader.optional_instant("ended_at");
  view.accepted_at = reader.optional_instant("accepted_at");
  view.accepted_by = reader.text("accepted_by");
  view.reason = reader.text("reason", 8192);
  view.of_case = reader.optional_id("case");
  return view;
}

json::object json_of(const ReconciliationView& view) {
  json::object object;
  object["application"] = base::to_string(view.application);
  object["name"] = view.name;
  object["zone"] = view.zone;
  object["may_run"] = view.may_run;
  object["running"] = view.running;
  object["read"] = view.read;
  put(object, "begun_at", view.begun_at);
  put(object, "ended_at", view.ended_at);
  object["fault"] = view.fault;
  put(object, "good_at", view.good_at);
  object["users"] = view.users;
  object["listed"] = view.listed;
  put(object, "next_at", view.next_at);
  return object;
}
ReconciliationView read_reconciliation(ObjectReader& reader) {
  ReconciliationView view;
  view.application = reader.id("application");
  view.name = reader.text("name");
  view.zone = reader.text("zone", 64);
  view.may_run = reader.flag("may_run");
  view.running = reader.flag("running");
  view.read = reader.whole("read");
  view.begun_at = reader.optional_instant("begun_at");
  view.ended_at = reader.optional_instant("ended_at");
  view.fault = reader.text("fault", 64);
  view.good_at = reader.optional_instant("good_at");
  view.users = reader.whole("users");
  view.listed = reader.whole("listed");
  view.next_at = reader.optional_instant("next_at");
  return view;
}

}  // namespace

std::string encode(const FindingPage& page) {
  json::object object;
  object["at"] = base::to_rfc3339(page.at);
  object["open"] = page.open;
  object["findings"] = list_of(page.items, [](const auto& item) { return json_of(item); });
  put(object, "next", page.next);
  object["reconciliations"] = list_of(page.runs, [](const auto& run) { return json_of(run); });
  return to_text(object);
}

base::Result<FindingPage> decode_finding_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    FindingPage page;
    page.at = reader.instant("at");
    page.open = reader.whole("open");
    reader.objects("findings", most_findings,
                   [&page](ObjectReader& item) { page.items.push_back(read_finding(item)); });
    page.next = reader.optional_id("next");
    reader.objects("reconciliations", most_findings,
                   [&page](ObjectReader& run) { page.runs.push_back(read_reconciliation(run)); });
    return page;
  });
}

std::string encode(const ReconciliationView& view) { return to_text(json_of(view)); }

base::Result<ReconciliationView> decode_reconciliation_view(std::string_view text) {
  return decode_tolerantly(text, &read_reconciliation);
}

base::Result<OpenFindingCase> decode_open_finding_case(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    OpenFindingCase command;
    read_begin(reader, command);
    command.user_name = reader.optional_text("user_name");
    return command;
  });
}

std::string encode(const OpenFindingCase& command) {
  auto object = begin_command(command.command, command.console);
  put(object, "user_name", command.user_name);
  return to_text(object);
}

std::string encode(const CheckView& view) {
  json::object object;
  object["good"] = view.good;
  object["fault"] = view.fault;
  object["field"] = view.field;
  put(object, "first_user", view.first_user);
  return to_text(object);
}

base::Result<CheckView> decode_check_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    CheckView view;
    view.good = reader.flag("good");
    view.fault = reader.text("fault", 64);
    view.field = reader.text("field");
    view.first_user = reader.optional_text("first_user");
    return view;
  });
}

std::string encode(const FirstPassword& told) {
  json::object object;
  object["user_name"] = told.user_name;
  object["password"] = told.password;
  return to_text(object);
}

base::Result<FirstPassword> decode_first_password(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    FirstPassword told;
    told.user_name = reader.text("user_name");
    told.password = reader.text("password");
    return told;
  });
}

}  // namespace siaga::protocol
