// Bodies of the commands about user IDs.
#include "protocol/fields_json.h"
#include "protocol/user_id.h"

namespace siaga::protocol {

namespace {

std::optional<std::optional<domain::When>> order_time(std::string_view word) {
  if (word == "now") return domain::When::now;
  if (word == "end_of_last_day") return domain::When::end_of_last_day;
  if (word == "never") return std::optional<domain::When>{};
  return std::nullopt;
}

}  // namespace

base::Result<OrderCommand> decode_order_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    OrderCommand command;
    read_begin(reader, command);
    command.when = reader.named("when", &order_time);
    command.early = reader.flag("early");
    return command;
  });
}
std::string encode(const OrderCommand& command) {
  auto object = begin_command(command.command, command.console);
  const auto* when = !command.when ? "never" : *command.when == domain::When::now ? "now" : "end_of_last_day";
  object["when"] = when;
  object["early"] = command.early;
  return to_text(object);
}

base::Result<AttemptCommand> decode_attempt_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    AttemptCommand command;
    read_begin(reader, command);
    command.done = reader.flag("done");
    command.text = reader.text("text", 2000);
    command.proof = reader.optional_id("proof");
    command.early = reader.flag("early");
    command.user_name = reader.optional_text("user_name", 480);
    return command;
  });
}
std::string encode(const AttemptCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["done"] = command.done;
  object["text"] = command.text;
  put(object, "proof", command.proof);
  object["early"] = command.early;
  put(object, "user_name", command.user_name);
  return to_text(object);
}

base::Result<ConfirmCommand> decode_confirm_command(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ConfirmCommand command;
    read_begin(reader, command);
    command.seen = reader.flag("seen");
    command.text = reader.text("text", 2000);
    return command;
  });
}
std::string encode(const ConfirmCommand& command) {
  auto object = begin_command(command.command, command.console);
  object["seen"] = command.seen;
  object["text"] = command.text;
  return to_text(object);
}

}  // namespace siaga::protocol
