#include "field/commands.h"

#include "field/command_parts.h"
#include "field/text.h"

#include <charconv>

namespace siaga::field {

using base::Fault;

namespace {

options::options_description all_options() {
  options::options_description all;
  const auto text = [] { return options::value<std::string>(); };
  auto add = all.add_options();
  for (const char* name :
       {"help,h", "password-stdin", "camera", "live", "drill", "no-follow", "first-sos-after-reader"})
    add(name, "");
  for (const char* name : {"command", "subject", "hub", "pin", "ca", "code", "login", "video", "at", "id", "withdraw"})
    add(name, text(), "");
  add("seconds", options::value<int>(), "");
  add("sos-every", options::value<int>(), "");
  add("officers", options::value<std::size_t>(), "");
  return all;
}

std::string usage() {
  return tr(
      "siaga-field: the officer's side of Siaga\n"
      "  login --hub ADDRESS --login EMAIL-OR-NRP [--pin FINGERPRINT | --ca FILE] [--code CODE] [--password-stdin]\n"
      "  sos [--video FILE | --camera [--seconds N]] [--live] [--at LAT,LON] [--drill] [--id ID] [--no-follow]\n"
      "  sos --withdraw ID\n"
      "  status [ID]\n"
      "  resume\n"
      "  crowd [--hub ADDRESS] [--officers N] [--seconds N] [--sos-every SECONDS] [--first-sos-after-reader]\n"
      "The password comes from SIAGA_PASSWORD, standard input or the terminal.");
}

int dispatch(const Surroundings& here, const options::variables_map& wanted) {
  const auto command = wanted.count("command") ? wanted["command"].as<std::string>() : std::string{};
  if (wanted.count("help") || command == "help") {
    here.say(usage());
    return 0;
  }
  if (command == "login") return login(here, wanted);
  if (command == "sos" && wanted.count("withdraw")) return withdraw_sos(here, wanted["withdraw"].as<std::string>());
  if (command == "sos") return sos(here, wanted);
  if (command == "status") return status(here, wanted);
  if (command == "resume") return resume(here);
  if (command == "crowd") return crowd(here, wanted);
  here.complain(usage());
  return 2;
}

}  // namespace

int run_command(const Surroundings& here, const std::vector<std::string>& words) {
  options::variables_map wanted;
  try {
    options::positional_options_description places;
    places.add("command", 1).add("subject", 1);
    // Negative coordinates look like options: no guessing of short ones.
    const auto style = options::command_line_style::unix_style & ~options::command_line_style::allow_guessing;
    const auto described = all_options();
    const auto parsed = options::command_line_parser(words).options(described).positional(places).style(style).run();
    options::store(parsed, wanted);
    options::notify(wanted);
  } catch (const options::error& fault) {
    here.complain(fault.what());
    here.complain(usage());
    return 2;
  }
  return dispatch(here, wanted);
}

std::string sentence_of(const base::Error& why) {
  switch (why.fault) {
    case Fault::unauthenticated:
      if (why.field == "code")
        return tr("This account has a second factor: give what the app shows now, or a recovery code, with --code.");
      return tr("Not signed in, or the password is wrong: siaga-field login.");
    case Fault::forbidden: return tr("This person may not do that.");
    case Fault::not_found: return tr("Not found: {}", why.detail);
    case Fault::too_many: return tr("Too many attempts; wait a moment.");
    case Fault::unavailable:
    case Fault::timeout: return tr("The hub can't be reached: {}", why.detail);
    case Fault::untrusted:
      return tr(
          "This hub's certificate isn't the one that was pinned (it shows {}). Ask the system administrator; "
          "nothing was sent.",
          why.field);
    case Fault::storage_full: return tr("There is no room on the disk: {}", why.detail);
    default: return tr("That did not work: {}", why.detail);
  }
}

int refuse(const Surroundings& here, const base::Error& why) {
  here.complain(sentence_of(why));
  return why.fault == Fault::unauthenticated ? 3 : 1;
}

base::Result<domain::Position> parse_position(const std::string& text, base::Instant at) {
  const auto comma = text.find(',');
  const auto invalid = base::fail(Fault::invalid, "a position is LAT,LON in degrees", "at");
  if (comma == std::string::npos) return invalid;
  domain::Position position;
  const auto number = [](std::string_view digits, double& value) {
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
  };
  const std::string_view view{text};
  if (!number(view.substr(0, comma), position.lat) || !number(view.substr(comma + 1), position.lon)) return invalid;
  position.at = at;
  if (!domain::check(position)) return invalid;
  return position;
}

}  // namespace siaga::field
