// siaga-hub: serve, demo, user, application, import, backup, restore, verify, rotate-key, rotate-certificate, routes,
// version.
#include "base/file.h"
#include "base/log.h"
#include "domain/names.h"
#include "hub/application_options.h"
#include "hub/backup_options.h"
#include "hub/demo.h"
#include "hub/demo_cases.h"
#include "hub/hub.h"
#include "hub/identity.h"
#include "hub/import_options.h"
#include "hub/log_keys.h"
#include "hub/password.h"
#include "hub/printable.h"
#include "hub/refusal.h"
#include "hub/routes.h"
#include "hub/second_factor.h"
#include "hub/user_command.h"
#include "hub/user_directory_options.h"
#include "net/endpoint.h"

#include <boost/program_options.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <tuple>

namespace {

using namespace siaga;
namespace options = boost::program_options;
using Arguments = std::vector<std::string>;

constexpr int refused = 2;
constexpr std::chrono::seconds grace{5};

std::filesystem::path default_data() {
  const char* xdg = std::getenv("XDG_DATA_HOME");
  if (xdg != nullptr && *xdg != 0) return std::filesystem::path{xdg} / "siaga-hub";
  const char* home = std::getenv("HOME");
  return std::filesystem::path{home != nullptr ? home : "."} / ".local/share/siaga-hub";
}

std::filesystem::path own_folder() {
  std::error_code code;
  return std::filesystem::read_symlink("/proc/self/exe", code).parent_path();
}

void set_log_level(const std::string& name) {
  using base::log::Level;
  static const std::map<std::string, Level> levels{
      {"debug", Level::debug}, {"info", Level::info}, {"warning", Level::warning}, {"error", Level::error}};
  const auto found = levels.find(name);
  if (found == levels.end()) throw options::error("--log-level is debug, info, warning or error");
  base::log::set_level(found->second);
}

options::typed_value<std::string>* text(const std::string& otherwise) {
  return options::value<std::string>()->default_value(otherwise);  // its description owns it
}

options::variables_map parse(const Arguments& arguments, const options::options_description& description) {
  options::variables_map given;
  options::store(options::command_line_parser(arguments).options(description).run(), given);
  options::notify(given);
  return given;
}

int refuse(const base::Error& error) {
  std::cerr << hub::refusal(error) << std::endl;
  return refused;
}

/// Every connection and growing recording is a descriptor.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Blocked before any thread starts, so that wait_for_end is the only one to see them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

bool has_terminal() { return base::Descriptor{::open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)}.is_open(); }

/// Until SIGTERM or SIGINT. Looks at the certificate's files every ten seconds, and at once when SIGHUP says so; the
/// SIGHUP of a terminal that was closed means the end.
void wait_for_end(const sigset_t& signals, hub::Hub& hub) {
  constexpr timespec look_every{10, 0};
  const bool began_at_terminal = has_terminal();
  while (true) {
    const int signal = ::sigtimedwait(&signals, nullptr, &look_every);
    if (signal == SIGTERM || signal == SIGINT) return;
    if (signal == SIGHUP && began_at_terminal && !has_terminal()) return;
    hub.look_at_certificate(signal == SIGHUP);
  }
}

/// "127.0.0.1:7443", "[::1]:0".
std::pair<std::string, std::uint16_t> listen_address(const std::string& text) {
  const auto colon = text.rfind(':');
  std::uint16_t port = 0;
  const auto* digits = text.data() + (colon == std::string::npos ? text.size() : colon + 1);
  const auto* end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(digits, end, port);
  if (digits == end || code != std::errc{} || stop != end) throw options::error("--listen is ADDRESS:PORT");
  auto address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  return {address, port};
}

/// The password is read from a file: what stands on a command line is seen by everybody on the machine.
void add_mail_options(const options::variables_map& given, hub::HubOptions& wished) {
  const auto word = [&given](const char* name) { return given.contains(name) ? given[name].as<std::string>() : ""; };
  if (!given.contains("smtp")) return;
  if (!given.contains("smtp-from")) throw options::error("--smtp needs --smtp-from ADDRESS");
  if (given.contains("smtp-user") != given.contains("smtp-password-file"))
    throw options::error("--smtp-user and --smtp-password-file go together");
  wished.smtp = connect::SmtpServer{word("smtp"), word("smtp-user")};
  wished.mail_from = word("smtp-from");
  if (given.contains("smtp-ca")) wished.smtp->ca_file = word("smtp-ca");
  if (!given.contains("smtp-password-file")) return;
  auto password = base::read_file(word("smtp-password-file"), 4096).value();
  while (password.ends_with('\n') || password.ends_with('\r')) password.pop_back();
  wished.smtp->password = std::move(password);
}

hub::HubOptions hub_options(const options::variables_map& given) {
  hub::HubOptions wished;
  wished.data = given["data"].as<std::string>();
  std::tie(wished.address, wished.port) = listen_address(given["listen"].as<std::string>());
  if (given.contains("cert")) wished.certificate = given["cert"].as<std::string>();
  if (given.contains("key")) wished.key = given["key"].as<std::string>();
  wished.probe = own_folder() / "siaga-probe";
  wished.version = SIAGA_VERSION;
  wished.limits.free_bytes = given["keep-free"].as<std::uint64_t>() << 20;
  wished.limits.requests_per_second = given["session-rate"].as<std::uint64_t>();
  add_mail_options(given, wished);
  return wished;
}

std::string shown_address(const std::string& address, std::uint16_t port) {
  return net::to_string(net::Endpoint{address, port});
}

/// To whoever starts a hub that knows nobody.
void invite(const std::string& code) {
  std::cerr
      << "siaga-hub: belum ada seorang pun di hub ini. Buka konsol, sambungkan ke hub ini, dan buat administrator "
         "pertama dengan kode "
      << code << " (sekali pakai). / Nobody is known to this hub yet. Connect a console to it and make the first "
      << "administrator with the code " << code << " (it serves once)." << std::endl;
}

int serve(const Arguments& arguments) {
  options::options_description description{"siaga-hub serve"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("listen", text("127.0.0.1:7443"), "ADDRESS:PORT; port 0: any free one");
  add("cert", options::value<std::string>(), "certificate chain, PEM");
  add("key", options::value<std::string>(), "its key, PEM");
  add("keep-free", options::value<std::uint64_t>()->default_value(64), "MiB that uploads leave on the disk");
  add("session-rate", options::value<std::uint64_t>()->default_value(200), "requests a second that a session may make");
  add("smtp", options::value<std::string>(), "smtps://HOST:PORT or smtp://HOST:PORT (STARTTLS); none: no mail");
  add("smtp-user", options::value<std::string>(), "login at the mail server");
  add("smtp-password-file", options::value<std::string>(), "its password, a line");
  add("smtp-from", options::value<std::string>(), "address that mails come from");
  add("smtp-ca", options::value<std::string>(), "authorities to trust there, PEM, instead of the system's");
  add("log-level", text("info"), "debug, info, warning, error");
  const auto given = parse(arguments, description);
  set_log_level(given["log-level"].as<std::string>());
  raise_descriptor_limit();
  const auto signals = block_signals();

  const base::SystemClock clock;
  auto wished = hub_options(given);
  const auto address = wished.address;
  auto started = hub::Hub::start(std::move(wished), clock);
  if (!started) return refuse(started.error());
  std::cout << "siaga-hub: siap di https://" << shown_address(address, (*started)->port()) << " sidik jari "
            << (*started)->fingerprint() << std::endl;
  if (const auto code = (*started)->first_start_code()) invite(*code);
  wait_for_end(signals, **started);
  base::log::info("hub.stopping");
  if (!(*started)->stop(grace)) base::log::warning("hub.connections_cut");
  return EXIT_SUCCESS;
}

int demo(const Arguments& arguments) {
  options::options_description description{"siaga-hub demo"};
  const auto file = hub::resources_folder() / "demo" / "organisation.json";
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("organisation", text(file.string()), "organisation.json");
  const auto given = parse(arguments, description);
  hub::start_sodium();
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  const auto loaded =
      hub::load_demo(opened->database, given["organisation"].as<std::string>(), base::SystemClock{}.now());
  if (!loaded) return refuse(loaded.error());
  if (*loaded)
    if (auto told = hub::load_demo_cases(opened->database, base::SystemClock{}.now()); !told)
      return refuse(told.error());
  std::cout << (*loaded ? "siaga-hub: organisasi contoh dimuat" : "siaga-hub: basis data sudah berisi, tidak diubah")
            << std::endl;
  return EXIT_SUCCESS;
}

std::string password_from_stdin() {
  std::string password;
  std::getline(std::cin, password);
  return password;
}

int password_cost(const Arguments& arguments) {
  options::options_description description{"siaga-hub user cost"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("passes", options::value<std::uint64_t>()->default_value(hub::PasswordCost{}.passes), "of Argon2id");
  add("memory-kib", options::value<std::uint64_t>()->default_value(hub::PasswordCost{}.memory_kib), "of Argon2id");
  const auto given = parse(arguments, description);
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  const hub::PasswordCost cost{given["passes"].as<std::uint64_t>(), given["memory-kib"].as<std::uint64_t>()};
  const auto set = hub::change_password_cost(opened->database, base::SystemClock{}, cost);
  return set ? EXIT_SUCCESS : refuse(set.error());
}

int second_factor(const Arguments& arguments) {
  options::options_description description{"siaga-hub user second-factor"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("login", text(""), "e-mail or NRP of who lost their phone and their recovery codes");
  add("remove", "takes their second factor away");
  add("policy", text(""),
      "on: who decides about alarms, accounts and rights must have one; all: everybody must; off: nobody; or roles: "
      "ROLE,ROLE");
  const auto given = parse(arguments, description);
  const auto policy = given["policy"].as<std::string>();
  if (given.contains("remove") == !policy.empty())
    throw options::error("siaga-hub user second-factor --login LOGIN --remove | --policy on|all|off|ROLE,ROLE");
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  if (!policy.empty()) {
    const auto changed = hub::change_second_factor_policy(opened->database, base::SystemClock{}, policy);
    return changed ? EXIT_SUCCESS : refuse(changed.error());
  }
  const base::SystemClock clock;
  const auto removed = hub::remove_second_factor_of(opened->database, clock, given["login"].as<std::string>());
  return removed ? EXIT_SUCCESS : refuse(removed.error());
}

void print_session(const store::session_table::Row& session) {
  std::cout << base::to_string(session.id) << "  " << hub::printable(session.console, 64) << "  "
            << hub::printable(session.peer, 64) << "  " << base::to_rfc3339(session.opened_at) << "  "
            << base::to_rfc3339(session.used_at) << '\n';
}

int sessions(const Arguments& arguments) {
  options::options_description description{"siaga-hub user sessions LOGIN"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("login", options::value<std::string>()->required(), "e-mail or NRP");
  add("end", text(""), "ends this one");
  add("end-all", options::bool_switch(), "ends all of them");
  options::positional_options_description places;
  places.add("login", 1);
  options::variables_map given;
  options::store(options::command_line_parser(arguments).options(description).positional(places).run(), given);
  options::notify(given);
  const auto login = given["login"].as<std::string>();
  const auto which = given["end"].as<std::string>();
  const auto id = base::parse_id(which);
  if (!which.empty() && (!id || given["end-all"].as<bool>())) throw options::error("--end ID or --end-all");
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  const base::SystemClock clock;
  if (which.empty() && !given["end-all"].as<bool>()) {
    const auto found = hub::sessions_of(opened->database, login, clock.now());
    if (!found) return refuse(found.error());
    for (const auto& session : *found) print_session(session);
    return EXIT_SUCCESS;
  }
  const auto ended = hub::end_sessions_of(opened->database, clock, login, id ? std::optional(*id) : std::nullopt);
  if (!ended) return refuse(ended.error());
  std::cout << "siaga-hub: " << *ended << " sesi diakhiri / sessions ended" << std::endl;
  return EXIT_SUCCESS;
}

int user(const Arguments& arguments) {
  if (!arguments.empty() && hub::is_user_directory_word(arguments.front()))
    return hub::user_directory_main(arguments, default_data());
  if (!arguments.empty() && (arguments.front() == "--help" || arguments.front() == "help")) {
    std::cout << hub::user_help();
    return EXIT_SUCCESS;
  }
  const bool adds = !arguments.empty() && arguments.front() == "add";
  const bool changes = !arguments.empty() && arguments.front() == "passwd";
  if (!arguments.empty() && arguments.front() == "cost") return password_cost({arguments.begin() + 1, arguments.end()});
  if (!arguments.empty() && arguments.front() == "second-factor")
    return second_factor({arguments.begin() + 1, arguments.end()});
  if (!arguments.empty() && arguments.front() == "sessions") return sessions({arguments.begin() + 1, arguments.end()});
  if (!adds && !changes)
    throw options::error(
        "siaga-hub user list|units|add|add-unit|give-role|end-role|move|close|open|passwd|cost|second-factor|sessions "
        "…; "
        "siaga-hub user --help");
  options::options_description description{"siaga-hub user"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder");
  add("login", text(""), "passwd: e-mail or NRP");
  for (const char* name : {"name", "email", "nrp", "phone", "post"}) add(name, text(""), "");
  add("unit", text(""), "name of the unit; made when new");
  add("role", text("officer"), "officer, operator, supervisor, system_administrator …");
  add("everywhere", options::bool_switch(), "the role counts in every unit");
  const auto given = parse({arguments.begin() + 1, arguments.end()}, description);
  const auto word = [&given](const char* name) { return given[name].as<std::string>(); };
  hub::start_sodium();
  const auto rules = hub::PasswordRules::load_for(word("data"));
  if (!rules) return refuse(rules.error());
  auto opened = hub::open_offline(word("data"));
  if (!opened) return refuse(opened.error());
  if (changes) {
    const auto changed =
        hub::change_password(opened->database, base::SystemClock{}, *rules, word("login"), password_from_stdin());
    return changed ? EXIT_SUCCESS : refuse(changed.error());
  }
  hub::NewUser made;
  made.person.name = word("name");
  made.person.email = word("email");
  made.person.nrp = word("nrp");
  made.person.phone = word("phone");
  made.person.post = word("post");
  const auto role = domain::role(word("role"));
  if (!role) throw options::error("unknown --role");
  made.role = *role;
  made.everywhere = given["everywhere"].as<bool>();
  made.unit_name = word("unit");
  made.password = password_from_stdin();
  const auto added = hub::add_user(opened->database, base::SystemClock{}, *rules, std::move(made));
  return added ? EXIT_SUCCESS : refuse(added.error());
}

int rotate_key(const Arguments& arguments) {
  options::options_description description{"siaga-hub rotate-key"};
  description.add_options()("data", text(default_data().string()), "data folder; its hub is stopped");
  const auto given = parse(arguments, description);
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  const base::SystemClock clock;
  const auto made = hub::rotate_log_key(opened->folder, opened->database, clock);
  if (!made) return refuse(made.error());
  std::cout << "siaga-hub: kunci cap baru / new key of checkpoints: " << proof::fingerprint(made->verifier())
            << std::endl;
  return EXIT_SUCCESS;
}

int rotate_certificate(const Arguments& arguments) {
  options::options_description description{"siaga-hub rotate-certificate"};
  auto add = description.add_options();
  add("data", text(default_data().string()), "data folder; its hub is stopped");
  add("listen", text("127.0.0.1:7443"), "as of serve: its address is named in the certificate");
  const auto given = parse(arguments, description);
  const auto address = listen_address(given["listen"].as<std::string>()).first;
  auto opened = hub::open_offline(given["data"].as<std::string>());
  if (!opened) return refuse(opened.error());
  const auto exchanged = hub::exchange_own_identity(opened->folder, address, base::SystemClock{}.now());
  if (!exchanged) return refuse(exchanged.error());
  if (!exchanged->before.empty())
    std::cout << "siaga-hub: sidik jari lama / old fingerprint " << exchanged->before << '\n';
  std::cout << "siaga-hub: sidik jari baru / new fingerprint " << exchanged->after << std::endl;
  return EXIT_SUCCESS;
}

int print_routes(const Arguments&) {
  for (const auto& route : hub::routes()) std::cout << net::name_of(route.verb) << ' ' << route.pattern << '\n';
  return EXIT_SUCCESS;
}

int import_people(const Arguments& arguments) { return hub::import_main(arguments, default_data()); }
int application(const Arguments& arguments) { return hub::application_main(arguments, default_data()); }
int backup(const Arguments& arguments) { return hub::backup_main(arguments, default_data()); }
int restore(const Arguments& arguments) { return hub::restore_main(arguments, default_data()); }
int verify(const Arguments& arguments) { return hub::verify_main(arguments, default_data()); }

int version(const Arguments&) {
  std::cout << "siaga-hub " << SIAGA_VERSION << '\n';
  return EXIT_SUCCESS;
}

}  // namespace

int main(int count, char** values) {
  const std::map<std::string, int (*)(const Arguments&)> commands{{"serve", &serve},
                                                                  {"demo", &demo},
                                                                  {"user", &user},
                                                                  {"import", &import_people},
                                                                  {"application", &application},
                                                                  {"backup", &backup},
                                                                  {"restore", &restore},
                                                                  {"verify", &verify},
                                                                  {"rotate-key", &rotate_key},
                                                                  {"rotate-certificate", &rotate_certificate},
                                                                  {"routes", &print_routes},
                                                                  {"version", &version}};
  ::umask(077);  // the data are nobody else's
  const Arguments all{values + 1, values + count};
  const auto command = commands.find(all.empty() ? "" : all.front());
  if (command == commands.end()) {
    std::cerr
        << "siaga-hub serve|demo|user|application|import|backup|restore|verify|rotate-key|rotate-certificate|routes|"
           "version"
        << std::endl;
    return refused;
  }
  try {
    return command->second({all.begin() + 1, all.end()});
  } catch (const boost::program_options::error& wrong) {
    std::cerr << "siaga-hub: " << wrong.what() << std::endl;
  } catch (const siaga::base::Failure& failure) {
    std::cerr << siaga::hub::refusal(failure.error()) << std::endl;
  } catch (const std::exception& fault) {
    std::cerr << "siaga-hub: " << fault.what() << std::endl;
  }
  return refused;
}
