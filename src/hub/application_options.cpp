#include "hub/application_options.h"

#include "base/file.h"
#include "hub/application_command.h"
#include "hub/finding_words.h"
#include "hub/password.h"
#include "hub/printable.h"
#include "hub/refusal.h"

#include <boost/program_options.hpp>

#include <charconv>
#include <iostream>
#include <system_error>

namespace siaga::hub {

namespace options = boost::program_options;
using Arguments = std::vector<std::string>;

namespace {

enum ApplicationExit { application_done = 0, application_fails = 1, application_refused = 2 };

constexpr std::size_t longest_file = 64 * 1024;

int refuse_application(const base::Error& error) {
  std::cerr << refusal(error) << std::endl;
  return application_refused;
}

/// What an application answered, for people; its own words for whoever mends it.
int tell_failure(const base::Error& error) {
  if (error.field == "name") return refuse_application(error);
  std::cerr << "siaga-hub: " << failure_words(error) << " (" << printable(error.detail, 300)
            << (error.field.empty() ? "" : "; " + error.field) << ')' << std::endl;
  return application_fails;
}

/// Secrets and settings come in files: what stands on a command line is seen by everybody on the machine.
base::Result<std::string> file_text(const options::variables_map& given, const char* name) {
  auto text = base::read_file(given[name].as<std::string>(), longest_file);
  if (!text) return text.error();
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  return text;
}

int list_all(OfflineStore& opened) {
  for (const auto& one : list_applications(opened.database))
    std::cout << base::to_string(one.id) << "  " << domain::name_of(one.connector) << "  " << printable(one.name, 120)
              << (one.target ? "  target " + std::to_string(one.target->count()) + " min" : "")
              << (one.settings.empty() ? "" : "  ") << printable(one.settings, 400) << '\n';
  return application_done;
}

/// "240", "-60", or "none". Throws options::error.
std::optional<std::chrono::minutes> target_said(const std::string& text) {
  if (text == "none") return std::nullopt;
  int minutes = 0;
  const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), minutes);
  if (code != std::errc{} || stop != text.data() + text.size())
    throw options::error("--target-minutes is a whole number, or none");
  return std::chrono::minutes{minutes};
}

int put(OfflineStore& opened, const options::variables_map& given) {
  ApplicationWish wish;
  wish.name = given["name"].as<std::string>();
  wish.unit_name = given["unit"].as<std::string>();
  wish.connector = given["connector"].as<std::string>();
  wish.as = given["as"].as<std::string>();
  if (given.contains("target-minutes")) wish.target = target_said(given["target-minutes"].as<std::string>());
  if (given.contains("settings-file")) {
    const auto text = file_text(given, "settings-file");
    if (!text) return refuse_application(text.error());
    wish.settings = *text;
  }
  if (given.contains("secret-file")) {
    const auto text = file_text(given, "secret-file");
    if (!text) return refuse_application(text.error());
    wish.secret = *text;
  }
  const auto made = put_application(opened, base::SystemClock{}, wish);
  if (!made) return refuse_application(made.error());
  std::cout << base::to_string(made->id) << "  " << printable(made->name, 120) << std::endl;
  return application_done;
}

int reconcile_now(OfflineStore& opened, const std::string& which) {
  const auto outcome = reconcile_application(opened, base::SystemClock{}, which);
  if (!outcome) return tell_failure(outcome.error());
  std::cout << "dibaca/read " << outcome->users << ", baru di logbook/new in the logbook " << outcome->listed
            << ", temuan baru/new findings " << outcome->found << ", temuan selesai/over " << outcome->over
            << std::endl;
  return application_done;
}

int check_now(OfflineStore& opened, const std::string& which) {
  const auto first = check_application(opened, base::SystemClock{}, which);
  if (!first) return tell_failure(first.error());
  std::cout << "siaga-hub: aplikasi dapat dihubungi dan dimengerti / the application can be reached and understood; "
            << (*first ? "pengguna pertama/first user: " + printable(**first, 120) : "belum ada pengguna/no user yet")
            << std::endl;
  return application_done;
}

}  // namespace

int application_main(const Arguments& arguments, const std::filesystem::path& default_data) {
  options::options_description description{"siaga-hub application"};
  auto add = description.add_options();
  const auto text = [](const std::string& otherwise) {
    return options::value<std::string>()->default_value(otherwise);  // its description owns it
  };
  add("data", text(default_data.string()), "data folder; its hub is stopped");
  add("name", text(""), "put: of the application");
  add("unit", text(""), "put: name of the unit whose people use it; none: everybody's");
  add("connector", text("manual"), "put: manual, scim, command");
  add("settings-file", options::value<std::string>(), "put: the connector's settings, JSON");
  add("secret-file", options::value<std::string>(), "put: password or token, a line; empty: none");
  add("target-minutes", options::value<std::string>(),
      "put: the unit's own target (R41), minutes after the last working day's end, or none; left out: as it was");
  add("as", text(""), "put: e-mail or NRP of who answers for it");
  add("words", options::value<Arguments>(), "what to do, with which application");
  options::positional_options_description places;
  places.add("words", -1);
  options::variables_map given;
  options::store(options::command_line_parser(arguments).options(description).positional(places).run(), given);
  options::notify(given);
  const auto words = given.contains("words") ? given["words"].as<Arguments>() : Arguments{};
  const auto is = [&words](const char* verb, std::size_t count) { return words.size() == count && words[0] == verb; };
  const bool puts = is("put", 1) && !given["name"].as<std::string>().empty();
  if (!is("list", 1) && !puts && !is("check", 2) && !is("reconcile", 2))
    throw options::error("siaga-hub application list | put --name NAME … | check NAME | reconcile NAME");
  start_sodium();
  auto opened = open_offline(given["data"].as<std::string>());
  if (!opened) return refuse_application(opened.error());
  if (puts) return put(*opened, given);
  if (is("check", 2)) return check_now(*opened, words[1]);
  if (is("reconcile", 2)) return reconcile_now(*opened, words[1]);
  return list_all(*opened);
}

}  // namespace siaga::hub
