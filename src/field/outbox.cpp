#include "field/outbox.h"

#include "base/log.h"

#include <boost/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <sstream>
#include <system_error>

namespace siaga::field {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

base::Error error_of_errno(std::string_view what) {
  const int code = errno;
  const auto fault = code == ENOSPC || code == EDQUOT ? Fault::storage_full : Fault::internal;
  return fail(fault, std::string{what} + ": " + std::generic_category().message(code));
}

json::object fact(const char* kind, const base::Id& sos) { return {{"fact", kind}, {"sos", base::to_string(sos)}}; }

json::value json_of(const std::optional<domain::Position>& position) {
  if (!position) return nullptr;
  return json::object{{"lat", position->lat},
                      {"lon", position->lon},
                      {"accuracy_m", position->accuracy_m},
                      {"at", base::to_rfc3339(position->at)}};
}

json::value json_of(const std::optional<ClipPlan>& clip) {
  if (!clip) return nullptr;
  return json::object{{"recording", base::to_string(clip->recording)},
                      {"file", clip->file.string()},
                      {"type", clip->content_type},
                      {"live", clip->live}};
}

// What follows throws on anything that isn't as this program writes it; the line is then skipped as torn.

std::string text_at(const json::object& object, const char* key) { return json::value_to<std::string>(object.at(key)); }
base::Id id_at(const json::object& object, const char* key) { return base::parse_id(text_at(object, key)).value(); }
base::Instant time_at(const json::object& object, const char* key) {
  return base::parse_rfc3339(text_at(object, key)).value();
}

OutboxEntry entry_of(const json::object& line) {
  OutboxEntry entry;
  entry.alarm.id = id_at(line, "sos");
  entry.alarm.pressed_at = time_at(line, "pressed_at");
  entry.alarm.drill = line.at("drill").as_bool();
  entry.hub = text_at(line, "hub");
  entry.login = text_at(line, "login");
  if (const auto* position = line.at("position").if_object())
    entry.alarm.position =
        domain::Position{position->at("lat").to_number<double>(), position->at("lon").to_number<double>(),
                         position->at("accuracy_m").to_number<double>(), time_at(*position, "at")};
  if (const auto* clip = line.at("clip").if_object())
    entry.clip =
        ClipPlan{id_at(*clip, "recording"), text_at(*clip, "file"), text_at(*clip, "type"), clip->at("live").as_bool()};
  return entry;
}

void take(const json::object& line, std::vector<OutboxEntry>& entries) {
  const auto sos = id_at(line, "sos");
  const auto known = std::ranges::find_if(entries, [&](const OutboxEntry& one) { return one.alarm.id == sos; });
  const auto kind = text_at(line, "fact");
  if (kind == "raised" && known == entries.end()) entries.push_back(entry_of(line));
  if (known == entries.end()) return;
  if (kind == "received") known->received_at = time_at(line, "at");
  if (kind == "withdrawn" && !known->withdraw_command) known->withdraw_command = id_at(line, "command");
  if (kind == "withdrawal-received") known->withdrawal_received = true;
  if (kind == "clip-settled") known->clip_settled = true;
}

}  // namespace

Result<Outbox> Outbox::open(const std::filesystem::path& folder) {
  if (auto made = base::make_folder(folder); !made) return made.error();
  const auto file = folder / "outbox.jsonl";
  base::Descriptor fd{::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)};
  if (!fd.is_open()) return error_of_errno("can't open " + file.string());
  if (auto synced = base::sync_folder(folder); !synced) return synced.error();
  return Outbox{file, std::move(fd)};
}

/// Begins with a line break, so that a torn line of an earlier run spoils nothing but itself.
Result<void> Outbox::append(std::string line) {
  line = "\n" + line + "\n";
  const auto put = ::write(fd_.get(), line.data(), line.size());
  if (put < 0) return error_of_errno("can't write the outbox");
  if (static_cast<std::size_t>(put) != line.size()) return fail(Fault::storage_full, "the outbox took half a line");
  if (::fdatasync(fd_.get()) != 0) return error_of_errno("can't sync the outbox");
  return {};
}

Result<void> Outbox::add(const OutboxEntry& entry) {
  auto line = fact("raised", entry.alarm.id);
  line["pressed_at"] = base::to_rfc3339(entry.alarm.pressed_at);
  line["drill"] = entry.alarm.drill;
  line["position"] = json_of(entry.alarm.position);
  line["hub"] = entry.hub;
  line["login"] = entry.login;
  line["clip"] = json_of(entry.clip);
  return append(json::serialize(line));
}

Result<void> Outbox::note_received(const base::Id& sos, base::Instant at) {
  auto line = fact("received", sos);
  line["at"] = base::to_rfc3339(at);
  return append(json::serialize(line));
}

Result<void> Outbox::note_withdrawn(const base::Id& sos, const base::Id& command) {
  auto line = fact("withdrawn", sos);
  line["command"] = base::to_string(command);
  return append(json::serialize(line));
}

Result<void> Outbox::note_withdrawal_received(const base::Id& sos) {
  return append(json::serialize(fact("withdrawal-received", sos)));
}

Result<void> Outbox::note_clip_settled(const base::Id& sos) {
  return append(json::serialize(fact("clip-settled", sos)));
}

Result<std::vector<OutboxEntry>> Outbox::entries() const {
  const auto content = base::read_file(file_);
  if (!content) return content.error();
  std::vector<OutboxEntry> entries;
  std::istringstream lines{*content};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    try {
      take(json::parse(line).as_object(), entries);
    } catch (const std::exception& fault) {
      base::log::warning("field.outbox_line_skipped", {{"why", fault.what()}});
    }
  }
  return entries;
}

Result<OutboxEntry> Outbox::find(const base::Id& sos) const {
  const auto all = entries();
  if (!all) return all.error();
  const auto found = std::ranges::find_if(*all, [&](const OutboxEntry& one) { return one.alarm.id == sos; });
  if (found == all->end()) return fail(Fault::not_found, "no such SOS in the outbox");
  return *found;
}

}  // namespace siaga::field
