#include "domain/names.h"
#include "protocol/command.h"
#include "protocol/fields_json.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

std::optional<std::string> read_device(ObjectReader& reader) {
  if (!reader.has("device")) return std::nullopt;
  return base::to_hex(reader.sha256("device"));
}

}  // namespace

base::Result<SignIn> decode_sign_in(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    SignIn command;
    command.login = reader.text("login", 254);
    command.password = reader.text("password", longest_password);
    command.console = reader.text("console", longest_console);
    command.code = reader.optional_text("code", longest_code);
    command.device = read_device(reader);
    return command;
  });
}

base::Result<domain::RaiseSos> decode_raise_sos(const base::Id& id, std::string_view text) {
  return decode_strictly(text, [&id](ObjectReader& reader) {
    domain::RaiseSos command;
    command.id = id;
    command.pressed_at = reader.instant("pressed_at");
    command.sent_at = reader.instant("sent_at");
    command.drill = reader.flag("drill");
    if (reader.has("position")) {
      auto position = reader.object("position");
      command.position = read_position(position);
      position.end();
    } else {
      reader.optional_text("position");
    }
    return command;
  });
}

base::Result<PlainCommand> decode_plain_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    PlainCommand command;
    read_begin(reader, command);
    return command;
  });
}

base::Result<TextCommand> decode_text_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    TextCommand command;
    read_begin(reader, command);
    command.text = reader.text("text", domain::longest_text);
    return command;
  });
}

base::Result<CloseCommand> decode_close_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    CloseCommand command;
    read_begin(reader, command);
    command.outcome = reader.named("outcome", [](std::string_view name) { return domain::outcome(name); });
    command.text = reader.text("text", domain::longest_text);
    return command;
  });
}

base::Result<ReportPositions> decode_report_positions(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ReportPositions command;
    reader.objects("positions", 500,
                   [&command](ObjectReader& element) { command.positions.push_back(read_position(element)); });
    return command;
  });
}

base::Result<MuteCommand> decode_mute_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    MuteCommand command;
    read_begin(reader, command);
    const auto minutes = reader.whole("minutes");
    if (minutes > 24 * 60) reader.fault("minutes", "is out of range");
    command.minutes = std::chrono::minutes{static_cast<int>(minutes % 10'000)};
    command.reason = reader.text("reason", domain::longest_text);
    return command;
  });
}

base::Result<ConfirmLoss> decode_confirm_loss(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ConfirmLoss command;
    read_begin(reader, command);
    command.epoch = reader.text("epoch", 64);
    command.first = reader.whole("first");
    command.last = reader.whole("last");
    return command;
  });
}

base::Result<RequestReset> decode_request_reset(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    RequestReset command;
    command.email = reader.text("email", 254);
    command.device = read_device(reader);
    return command;
  });
}

base::Result<ConfirmReset> decode_confirm_reset(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ConfirmReset command;
    command.email = reader.text("email", 254);
    command.code = reader.text("code", 16);
    command.password = reader.text("password", longest_password);
    command.device = read_device(reader);
    return command;
  });
}

base::Result<FirstStart> decode_first_start(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    FirstStart command;
    command.code = reader.text("code", 64);
    command.name = reader.text("name", 500);
    command.email = reader.text("email", 254);
    command.nrp = reader.text("nrp", 32);
    command.phone = reader.text("phone", 32);
    command.password = reader.text("password", longest_password);
    auto unit = reader.object("unit");
    command.unit_name = unit.text("name", 500);
    command.unit_zone = unit.text("zone", 64);
    unit.end();
    return command;
  });
}

std::string encode(const SignIn& command) {
  json::object object;
  object["login"] = command.login;
  object["password"] = command.password;
  object["console"] = command.console;
  if (command.code) object["code"] = *command.code;
  if (command.device) object["device"] = *command.device;
  return to_text(object);
}

std::string encode(const domain::RaiseSos& command) {
  json::object object;
  object["pressed_at"] = base::to_rfc3339(command.pressed_at);
  object["sent_at"] = base::to_rfc3339(command.sent_at);
  object["drill"] = command.drill;
  if (command.position) object["position"] = to_json(*command.position);
  return to_text(object);
}

std::string encode(const PlainCommand& command) { return to_text(begin_command(command.command, command.console)); }

std::string encode(const TextCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["text"] = command.text;
  return to_text(object);
}

std::string encode(const CloseCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["outcome"] = to_json(name_of(command.outcome));
  object["text"] = command.text;
  return to_text(object);
}

std::string encode(const ReportPositions& command) {
  json::object object;
  object["positions"] = list_of(command.positions, [](const auto& position) { return to_json(position); });
  return to_text(object);
}

std::string encode(const MuteCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["minutes"] = command.minutes.count();
  object["reason"] = command.reason;
  return to_text(object);
}

std::string encode(const ConfirmLoss& command) {
  auto object = begin_command(command.command, command.console);
  object["epoch"] = command.epoch;
  object["first"] = command.first;
  object["last"] = command.last;
  return to_text(object);
}

std::string encode(const RequestReset& command) {
  json::object object;
  object["email"] = command.email;
  if (command.device) object["device"] = *command.device;
  return to_text(object);
}

std::string encode(const ConfirmReset& command) {
  json::object object;
  object["email"] = command.email;
  object["code"] = command.code;
  object["password"] = command.password;
  if (command.device) object["device"] = *command.device;
  return to_text(object);
}

std::string encode(const FirstStart& command) {
  json::object unit;
  unit["name"] = command.unit_name;
  unit["zone"] = command.unit_zone;
  json::object object;
  object["code"] = command.code;
  object["name"] = command.name;
  object["email"] = command.email;
  object["nrp"] = command.nrp;
  object["phone"] = command.phone;
  object["password"] = command.password;
  object["unit"] = std::move(unit);
  return to_text(object);
}

}  // namespace siaga::protocol
