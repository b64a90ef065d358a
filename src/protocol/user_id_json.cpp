// Why this is long: what a case consists of is written and read piece by piece, and each piece is private to this file.
#include "protocol/event_read.h"
#include "protocol/fields_json.h"
#include "protocol/user_id.h"

#include <cmath>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

using protocol::to_json;  // else the overloads below would hide them

constexpr std::size_t longest_secret = 1024;
constexpr std::size_t most_warnings = 32;  // as many as there are bits; a newer hub knows more

std::optional<std::chrono::minutes> optional_minutes(ObjectReader& reader, std::string_view name) {
  if (!reader.has(name)) return reader.optional_text(name), std::nullopt;
  const auto number = reader.number(name);
  if (std::abs(number) > 24 * 60 || number != std::floor(number))
    return reader.fault(name, "is out of range"), std::nullopt;
  return std::chrono::minutes{static_cast<int>(number)};
}

// ---- applications and user IDs

json::object body_of(const domain::Application& application) {
  json::object object;
  object["unit"] = base::to_string(application.unit);
  object["name"] = application.name;
  object["connector"] = to_json(name_of(application.connector));
  if (application.target) object["target_minutes"] = application.target->count();
  object["settings"] = application.settings;
  return object;
}
json::object to_json(const domain::Application& application) {
  auto object = body_of(application);
  object["id"] = base::to_string(application.id);
  return object;
}
domain::Application read_application_body(ObjectReader& reader) {
  domain::Application application;
  application.unit = reader.id("unit");
  application.name = reader.text("name");
  application.connector = reader.named("connector", [](std::string_view name) { return domain::connector_kind(name); });
  application.target = optional_minutes(reader, "target_minutes");
  application.settings = reader.optional_text("settings", domain::longest_settings).value_or("");
  return application;
}
domain::Application read_application(ObjectReader& reader) {
  auto application = read_application_body(reader);
  application.id = reader.id("id");
  return application;
}

json::object to_json(const ApplicationView& view) {
  auto object = to_json(view.application);
  object["has_secret"] = view.has_secret;
  return object;
}
ApplicationView read_application_view(ObjectReader& reader) {
  ApplicationView view;
  view.application = read_application(reader);
  view.has_secret = reader.flag("has_secret");
  return view;
}

/// What somebody sends of a user ID.
json::object body_of(const domain::UserId& user_id) {
  json::object object;
  object["application"] = base::to_string(user_id.application);
  object["unit"] = base::to_string(user_id.unit);
  object["user_name"] = user_id.user_name;
  object["agent"] = user_id.agent;
  object["email"] = user_id.email;
  object["team"] = user_id.team;
  put(object, "person", user_id.person);
  put(object, "hired_on", user_id.hired_on);
  return object;
}
domain::UserId read_user_id_body(ObjectReader& reader) {
  domain::UserId user_id;
  user_id.application = reader.id("application");
  user_id.unit = reader.id("unit");
  user_id.user_name = reader.text("user_name");
  user_id.agent = reader.text("agent");
  user_id.email = reader.text("email");
  user_id.team = reader.text("team");
  user_id.person = reader.optional_id("person");
  user_id.hired_on = optional_day(reader, "hired_on");
  return user_id;
}

json::object to_json(const domain::UserId& user_id) {
  auto object = body_of(user_id);
  object["id"] = base::to_string(user_id.id);
  object["state"] = to_json(name_of(user_id.state));
  object["listed_at"] = base::to_rfc3339(user_id.listed_at);
  put(object, "ended_at", user_id.ended_at);
  put(object, "replaces", user_id.replaces);
  put(object, "replaced_by", user_id.replaced_by);
  object["seen_active"] = user_id.seen_active;
  put(object, "seen_active_at", user_id.seen_active_at);
  return object;
}
domain::UserId read_whole_user_id(ObjectReader& reader) {
  auto user_id = read_user_id_body(reader);
  user_id.id = reader.id("id");
  user_id.state = reader.named("state", [](std::string_view name) { return domain::user_id_state(name); });
  user_id.listed_at = reader.instant("listed_at");
  user_id.ended_at = reader.optional_instant("ended_at");
  user_id.replaces = reader.optional_id("replaces");
  user_id.replaced_by = reader.optional_id("replaced_by");
  user_id.seen_active = reader.whole("seen_active");
  user_id.seen_active_at = reader.optional_instant("seen_active_at");
  return user_id;
}

// ---- letters and cases

json::object to_json(const LetterView& view) {
  json::object object;
  object["id"] = base::to_string(view.id);
  object["file_name"] = view.file_name;
  object["content_type"] = view.content_type;
  object["size"] = view.size;
  object["sha256"] = base::to_hex(view.sha256);
  object["at"] = base::to_rfc3339(view.at);
  return object;
}
LetterView read_letter(ObjectReader& reader) {
  LetterView view;
  view.id = reader.id("id");
  view.file_name = reader.text("file_name");
  view.content_type = reader.text("content_type", 64);
  view.size = reader.whole("size");
  view.sha256 = reader.sha256("sha256");
  view.at = reader.instant("at");
  return view;
}

json::object to_json(const domain::CaseOrder& order) {
  json::object object;
  object["by"] = base::to_string(order.by);
  object["by_version"] = base::to_string(order.by_version);
  object["given_at"] = base::to_rfc3339(order.given_at);
  object["due"] = base::to_rfc3339(order.due);
  object["early"] = order.early;
  return object;
}
domain::CaseOrder read_order(ObjectReader reader) {
  domain::CaseOrder order;
  order.by = reader.id("by");
  order.by_version = reader.id("by_version");
  order.given_at = reader.instant("given_at");
  order.due = reader.instant("due");
  order.early = reader.flag("early");
  return order;
}

void put_dates(json::object& object, const domain::UserIdCase& one) {
  put(object, "letter_date", one.letter_date);
  put(object, "last_day", one.last_day);
  put(object, "letter", one.letter);
  object["zone"] = one.zone;
  put(object, "ends_at", one.ends_at);
  put(object, "deadline", one.deadline);
  put(object, "target", one.target);
}
void put_progress(json::object& object, const domain::UserIdCase& one) {
  object["opened_by"] = base::to_string(one.opened_by);
  object["opened_at"] = base::to_rfc3339(one.opened_at);
  put(object, "requested_by", one.requested_by);
  put(object, "requested_at", one.requested_at);
  if (one.order) object["order"] = to_json(*one.order);
  object["attempts"] = one.attempts;
  object["failures"] = one.failures;
  put(object, "attempt_begun_at", one.attempt_begun_at);
  put(object, "next_try", one.next_try);
  put(object, "done_by", one.done_by);
  put(object, "done_by_version", one.done_by_version);
  put(object, "done_at", one.done_at);
  put(object, "confirmed_by", one.confirmed_by);
  put(object, "confirmed_at", one.confirmed_at);
  put(object, "handed_over_at", one.handed_over_at);
  put(object, "documented_at", one.documented_at);
  put(object, "withdrawn_at", one.withdrawn_at);
}

json::object to_json(const domain::UserIdCase& one) {
  json::object object;
  object["id"] = base::to_string(one.id);
  object["kind"] = to_json(name_of(one.kind));
  object["state"] = to_json(name_of(one.state));
  object["application"] = base::to_string(one.application);
  object["user_id"] = base::to_string(one.user_id);
  object["unit"] = base::to_string(one.unit);
  put(object, "replaces", one.replaces);
  put_dates(object, one);
  put_progress(object, one);
  object["reopened"] = one.reopened;
  json::array warned;
  for (std::size_t i = 0; i < domain::case_warning_count; ++i)
    if (const auto warning = static_cast<domain::CaseWarning>(i); one.was_warned(warning))
      warned.push_back(to_json(name_of(warning)));
  object["warned"] = std::move(warned);
  return object;
}

void read_dates(ObjectReader& reader, domain::UserIdCase& one) {
  one.letter_date = optional_day(reader, "letter_date");
  one.last_day = optional_day(reader, "last_day");
  one.letter = reader.optional_id("letter");
  one.zone = reader.text("zone", 64);
  one.ends_at = reader.optional_instant("ends_at");
  one.deadline = reader.optional_instant("deadline");
  one.target = reader.optional_instant("target");
}
void read_progress(ObjectReader& reader, domain::UserIdCase& one) {
  one.opened_by = reader.id("opened_by");
  one.opened_at = reader.instant("opened_at");
  one.requested_by = reader.optional_id("requested_by");
  one.requested_at = reader.optional_instant("requested_at");
  if (reader.has("order")) one.order = read_order(reader.object("order"));
  one.attempts = small_number(reader, "attempts");
  one.failures = small_number(reader, "failures");
  one.attempt_begun_at = reader.optional_instant("attempt_begun_at");
  one.next_try = reader.optional_instant("next_try");
  one.done_by = reader.optional_id("done_by");
  one.done_by_version = reader.optional_id("done_by_version");
  one.done_at = reader.optional_instant("done_at");
  one.confirmed_by = reader.optional_id("confirmed_by");
  one.confirmed_at = reader.optional_instant("confirmed_at");
  one.handed_over_at = reader.optional_instant("handed_over_at");
  one.documented_at = reader.optional_instant("documented_at");
  one.withdrawn_at = reader.optional_instant("withdrawn_at");
}

domain::UserIdCase read_case(ObjectReader reader) {
  domain::UserIdCase one;
  one.id = reader.id("id");
  one.kind = reader.named("kind", [](std::string_view name) { return domain::case_kind(name); });
  one.state = reader.named("state", [](std::string_view name) { return domain::case_state(name); });
  one.application = reader.id("application");
  one.user_id = reader.id("user_id");
  one.unit = reader.id("unit");
  one.replaces = reader.optional_id("replaces");
  read_dates(reader, one);
  read_progress(reader, one);
  one.reopened = small_number(reader, "reopened");
  for (const auto& name : reader.texts("warned", most_warnings))  // a newer hub's are left out
    if (const auto warning = domain::case_warning(name)) one.warned |= 1u << static_cast<unsigned>(*warning);
  return one;
}

json::object to_json(const CaseAttempt& attempt) {
  json::object object;
  object["number"] = attempt.number;
  object["begun_at"] = base::to_rfc3339(attempt.begun_at);
  put(object, "by", attempt.by);
  put(object, "on_behalf_of", attempt.on_behalf_of);
  put(object, "ended_at", attempt.ended_at);
  object["done"] = attempt.done;
  object["text"] = attempt.text;
  put(object, "proof", attempt.proof);
  return object;
}
CaseAttempt read_attempt(ObjectReader& reader) {
  CaseAttempt attempt;
  attempt.number = small_number(reader, "number");
  attempt.begun_at = reader.instant("begun_at");
  attempt.by = reader.optional_id("by");
  attempt.on_behalf_of = reader.optional_id("on_behalf_of");
  attempt.ended_at = reader.optional_instant("ended_at");
  attempt.done = reader.flag("done");
  attempt.text = reader.text("text");
  attempt.proof = reader.optional_id("proof");
  return attempt;
}

json::object to_json(const UserIdCaseView& view) {
  json::object object;
  object["case"] = to_json(view.one);
  object["user_id"] = to_json(view.user_id);
  if (view.replaced) object["replaced"] = to_json(*view.replaced);
  object["application"] = to_json(view.application);
  object["waits"] = view.waits;
  put(object, "password_for", view.password_for);
  object["attempts"] = list_of(view.attempts, [](const auto& attempt) { return to_json(attempt); });
  object["letters"] = list_of(view.letters, [](const auto& letter) { return to_json(letter); });
  object["timeline"] = list_of(view.timeline, &event_to_json);
  object["people"] = list_of(view.people, [](const auto& person) { return to_json(person); });
  return object;
}
UserIdCaseView read_case_view(ObjectReader& reader) {
  UserIdCaseView view;
  view.one = read_case(reader.object("case"));
  auto user_id = reader.object("user_id");
  view.user_id = read_whole_user_id(user_id);
  if (reader.has("replaced")) {
    auto replaced = reader.object("replaced");
    view.replaced = read_whole_user_id(replaced);
  }
  auto application = reader.object("application");
  view.application = read_application(application);
  view.waits = reader.flag("waits");
  view.password_for = reader.optional_id("password_for");
  reader.objects("attempts", 100'000, [&view](ObjectReader& part) { view.attempts.push_back(read_attempt(part)); });
  reader.objects("letters", 100'000, [&view](ObjectReader& part) { view.letters.push_back(read_letter(part)); });
  reader.objects("timeline", 1'000'000, [&view](ObjectReader& part) {
    if (auto event = read_event(part)) view.timeline.push_back(std::move(*event));
  });
  reader.objects("people", 10'000, [&view](ObjectReader& part) { view.people.push_back(read_person(part)); });
  return view;
}

domain::UserId read_put_user_id(ObjectReader& reader, const base::Id& id) {
  auto user_id = read_user_id_body(reader);
  user_id.id = id;
  return user_id;
}

}  // namespace

domain::UserId read_user_id(ObjectReader reader) { return read_whole_user_id(reader); }

base::Result<PutApplication> decode_put_application(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    PutApplication wish;
    wish.application = read_application_body(reader);
    wish.application.id = id;
    wish.secret = reader.optional_text("secret", longest_secret);
    return wish;
  });
}
std::string encode_put(const PutApplication& wish) {
  auto object = body_of(wish.application);
  if (wish.secret) object["secret"] = *wish.secret;
  return to_text(object);
}

base::Result<domain::UserId> decode_put_user_id(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) { return read_put_user_id(reader, id); });
}
std::string encode_put(const domain::UserId& user_id) { return to_text(body_of(user_id)); }

base::Result<PutCase> decode_put_case(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    PutCase wish;
    wish.deactivation.id = id;
    wish.kind = reader.named("kind", [](std::string_view name) { return domain::case_kind(name); });
    if (wish.kind == domain::CaseKind::replace) {
      wish.agent = read_put_user_id(reader, {});
      wish.agent.replaces = reader.optional_id("replaces");
      return wish;
    }
    wish.deactivation.user_id = reader.id("user_id");
    wish.deactivation.letter_date = optional_day(reader, "letter_date");
    wish.deactivation.last_day = optional_day(reader, "last_day");
    wish.deactivation.letter = reader.optional_id("letter");
    return wish;
  });
}
std::string encode_put(const PutCase& wish) {
  json::object object;
  object["kind"] = to_json(name_of(wish.kind));
  if (wish.kind == domain::CaseKind::replace) {
    for (auto& member : body_of(wish.agent)) object[member.key()] = std::move(member.value());
    put(object, "replaces", wish.agent.replaces);
    return to_text(object);
  }
  object["user_id"] = base::to_string(wish.deactivation.user_id);
  put(object, "letter_date", wish.deactivation.letter_date);
  put(object, "last_day", wish.deactivation.last_day);
  put(object, "letter", wish.deactivation.letter);
  return to_text(object);
}

std::string encode(const LetterView& view) { return to_text(to_json(view)); }
base::Result<LetterView> decode_letter_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_letter(reader); });
}

std::string encode(const ApplicationView& view) { return to_text(to_json(view)); }
std::string encode_applications(const std::vector<ApplicationView>& views) {
  json::object object;
  object["applications"] = list_of(views, [](const auto& view) { return to_json(view); });
  return to_text(object);
}
base::Result<ApplicationView> decode_application_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_application_view(reader); });
}
base::Result<std::vector<ApplicationView>> decode_applications(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    std::vector<ApplicationView> views;
    reader.objects("applications", 10'000,
                   [&views](ObjectReader& part) { views.push_back(read_application_view(part)); });
    return views;
  });
}

std::string encode(const domain::UserId& user_id) { return to_text(to_json(user_id)); }
std::string encode_user_ids(const std::vector<domain::UserId>& user_ids) {
  json::object object;
  object["user_ids"] = list_of(user_ids, [](const auto& user_id) { return to_json(user_id); });
  return to_text(object);
}
base::Result<domain::UserId> decode_user_id(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_whole_user_id(reader); });
}
base::Result<std::vector<domain::UserId>> decode_user_ids(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    std::vector<domain::UserId> user_ids;
    reader.objects("user_ids", 1000, [&user_ids](ObjectReader& part) { user_ids.push_back(read_whole_user_id(part)); });
    return user_ids;
  });
}

std::string encode(const UserIdCaseView& view) { return to_text(to_json(view)); }
base::Result<UserIdCaseView> decode_user_id_case_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) { return read_case_view(reader); });
}

std::string encode(const UserIdCasePage& page) {
  json::object object;
  object["at"] = base::to_rfc3339(page.at);
  json::object counts;
  counts["action"] = page.counts.action;
  counts["running"] = page.counts.running;
  counts["done"] = page.counts.done;
  counts["pressing"] = page.counts.pressing;
  object["counts"] = std::move(counts);
  object["items"] = list_of(page.items, [](const auto& item) { return to_json(item); });
  put(object, "next", page.next);
  return to_text(object);
}
base::Result<UserIdCasePage> decode_user_id_case_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    UserIdCasePage page;
    page.at = reader.instant("at");
    auto counts = reader.object("counts");
    page.counts = {counts.whole("action"), counts.whole("running"), counts.whole("done"), counts.whole("pressing")};
    reader.objects("items", 1000, [&page](ObjectReader& part) { page.items.push_back(read_case_view(part)); });
    page.next = reader.optional_id("next");
    return page;
  });
}

std::string encode(const SlaView& view) {
  json::object object;
  object["met"] = view.met;
  object["missed"] = view.missed;
  object["median_seconds"] = view.median_seconds;
  object["waiting"] = view.waiting;
  json::array entries;
  for (const auto& entry : view.entries) {
    json::object part;
    part["case"] = base::to_string(entry.one);
    part["agent"] = entry.agent;
    part["done_at"] = base::to_rfc3339(entry.done_at);
    part["seconds"] = entry.seconds;
    part["met"] = entry.met;
    part["cause"] = entry.cause;
    entries.push_back(std::move(part));
  }
  object["entries"] = std::move(entries);
  return to_text(object);
}
base::Result<SlaView> decode_sla_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    SlaView view;
    view.met = reader.whole("met");
    view.missed = reader.whole("missed");
    view.median_seconds = reader.whole("median_seconds");
    view.waiting = reader.optional_whole("waiting").value_or(0);
    reader.objects("entries", 1000, [&view](ObjectReader& part) {
      view.entries.push_back({part.id("case"), part.text("agent"), part.instant("done_at"), part.whole("seconds"),
                              part.flag("met"), part.text("cause")});
    });
    return view;
  });
}

}  // namespace siaga::protocol
