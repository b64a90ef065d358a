#include "hub/user_directory_options.h"

#include "base/zone.h"
#include "domain/names.h"
#include "hub/hub.h"
#include "hub/printable.h"
#include "hub/refusal.h"
#include "hub/user_directory.h"

#include <boost/program_options.hpp>

#include <algorithm>
#include <iostream>
#include <map>

namespace siaga::hub {

namespace options = boost::program_options;
using Arguments = std::vector<std::string>;
using Given = options::variables_map;

namespace {

enum UserExit { user_done = 0, user_refused = 2 };

constexpr std::size_t longest_shown = 120;

std::string word_of(const Given& given, const char* name) { return given[name].as<std::string>(); }
std::string fit_to_show(const std::string& text) { return printable(text, longest_shown); }

/// What a field of an error means to whoever typed the line.
const char* words_of_field(const std::string& field) {
  static const std::map<std::string, const char*> words{
      {"login", "tidak ada orang dengan surel atau NRP ini / nobody has this e-mail or NRP"},
      {"deputy_for", "orang yang digantikan tidak ditemukan / whom they act for isn't there"},
      {"deputy_role",
       "yang digantikan tidak memegang peran itu sendiri di sana pada hari pertama deputinya / whom they act for "
       "doesn't hold this role there in their own right on the deputy's first day"},
      {"as", "sebutkan atas nama siapa dengan --as LOGIN / say in whose name with --as LOGIN"},
      {"unit",
       "unit tidak ditemukan, namanya ganda, atau di luar wewenang / no such unit, several of this name, or not "
       "theirs to change"},
      {"within",
       "unit untuk peran itu tidak ditemukan atau namanya ganda / no such unit for the role, or several of "
       "this name"},
      {"below", "unit di atasnya tidak ditemukan atau namanya ganda / no such unit above it, or several of this name"},
      {"role",
       "peran itu tidak dipegang di sana, atau bukan wewenangnya / they don't hold this role there, or it isn't "
       "theirs to give"},
      {"name", "nama sudah dipakai atau tidak sah / the name is taken or isn't valid"},
      {"zone", "zona waktu tidak dikenal / unknown time zone"},
      {"emergency", "nomor darurat tidak sah / the emergency number isn't valid"},
      {"until", "hari terakhir harus sesudah hari pertama / the last day comes after the first"},
      {"day", "hari pertama harus di depan / the first day lies ahead"},
      {"move", "kepindahan lain masih menunggu / another move of theirs is still to come"},
      {"self", "bukan akun sendiri / not one's own account"},
      {"above", "orang ini memegang peran yang lebih tinggi / they hold a role that isn't theirs to give"},
      {"closed_account", "akunnya ditutup; buka dulu / their account is closed; open it first"},
      {"last_administrator", "administrator terakhir harus tetap ada / the last administrator stays"}};
  const auto found = words.find(field);
  return found == words.end() ? nullptr : found->second;
}

int refuse_user(const base::Error& error) {
  const auto* words = words_of_field(error.field);
  if (words == nullptr) {
    std::cerr << refusal(error) << std::endl;
  } else {
    std::cerr << "siaga-hub: " << words << "; tidak ada yang diubah / nothing was changed ("
              << fit_to_show(error.detail) << "; " << error.field << ')' << std::endl;
  }
  return user_refused;
}

/// A day of the calendar, "2026-11-21"; nothing when it wasn't given.
std::optional<base::Day> day_of(const Given& given, const char* name) {
  if (!given.contains(name)) return std::nullopt;
  const auto day = base::parse_day(word_of(given, name));
  if (!day) throw options::error("--" + std::string{name} + " is a day like 2026-12-31");
  return *day;
}

std::string held_words_of(const domain::Grant& grant, const std::string& unit, base::Instant now) {
  auto words = std::string{domain::name_of(grant.role)} + " @ " + (unit.empty() ? "*" : fit_to_show(unit));
  if (grant.from > now) words += " from " + base::to_rfc3339(grant.from);
  if (grant.until) words += " until " + base::to_rfc3339(*grant.until);
  return words;
}

int print_people(const OfflineHand& hand, const Given& given) {
  const auto found = list_people(hand, word_of(given, "unit"));
  if (!found) return refuse_user(found.error());
  for (const auto& one : *found) {
    const auto& person = one.person;
    std::cout << fit_to_show(person.email.empty() ? person.nrp : person.email) << "  " << fit_to_show(person.name)
              << "  " << fit_to_show(one.unit_name);
    for (const auto& [grant, unit] : one.roles) std::cout << "  " << held_words_of(grant, unit, hand.clock.now());
    for (const auto& move : one.moves) std::cout << "  pindah/moves " << base::to_rfc3339(move.at);
    if (one.closed_at) std::cout << "  ditutup/closed " << base::to_rfc3339(*one.closed_at);
    std::cout << '\n';
  }
  return user_done;
}

/// Below their parents, indented; those whose parent isn't there begin a tree.
void print_units(const std::vector<domain::Unit>& units, const std::optional<base::Id>& parent, std::size_t depth) {
  for (const auto& unit : units) {
    if (unit.parent != parent || depth > units.size()) continue;
    std::cout << std::string(2 * depth, ' ') << fit_to_show(unit.name) << "  " << unit.zone << "  "
              << fit_to_show(unit.emergency) << '\n';
    print_units(units, unit.id, depth + 1);
  }
}

int print_tree(const OfflineHand& hand, const Given&) {
  print_units(list_units(hand), std::nullopt, 0);
  return user_done;
}

int make_unit(const OfflineHand& hand, const Given& given) {
  const auto made = add_unit(
      hand, {word_of(given, "name"), word_of(given, "below"), word_of(given, "zone"), word_of(given, "emergency")});
  if (!made) return refuse_user(made.error());
  std::cout << "siaga-hub: unit dibuat / unit made: " << fit_to_show(made->name) << std::endl;
  return user_done;
}

RoleWish role_wish(const Given& given) {
  RoleWish wish;
  wish.login = word_of(given, "login");
  const auto role = domain::role(word_of(given, "role"));
  if (!role) throw options::error("--role is officer, operator, supervisor, team_leader … (siaga-hub user --help)");
  wish.role = *role;
  wish.within = word_of(given, "within");
  wish.everywhere = given["everywhere"].as<bool>();
  if (wish.everywhere && !wish.within.empty()) throw options::error("--within UNIT or --everywhere");
  wish.from = day_of(given, "from");
  wish.until = day_of(given, "until");
  wish.deputy_for = word_of(given, "deputy-for");
  return wish;
}

int give_named_role(const OfflineHand& hand, const Given& given) {
  const auto kept = give_role(hand, role_wish(given));
  if (!kept) return refuse_user(kept.error());
  std::cout << "siaga-hub: peran diberikan / role given: " << domain::name_of(kept->role) << "  "
            << base::to_rfc3339(kept->from) << (kept->until ? "  " + base::to_rfc3339(*kept->until) : "") << std::endl;
  return user_done;
}

int end_named_role(const OfflineHand& hand, const Given& given) {
  const auto ended = end_role(hand, role_wish(given));
  if (!ended) return refuse_user(ended.error());
  std::cout << "siaga-hub: " << *ended << " peran diakhiri / roles ended" << std::endl;
  return user_done;
}

int plan_named_move(const OfflineHand& hand, const Given& given) {
  const auto day = day_of(given, "day");
  if (!day) throw options::error("siaga-hub user move LOGIN --unit NAME --day 2026-12-31");
  const auto at = move_from(hand, word_of(given, "login"), word_of(given, "unit"), *day);
  if (!at) return refuse_user(at.error());
  std::cout << "siaga-hub: kepindahan direncanakan / move planned: " << base::to_rfc3339(*at) << std::endl;
  return user_done;
}

int close_named_account(const OfflineHand& hand, const Given& given) {
  const auto ended = close_account_of(hand, word_of(given, "login"));
  if (!ended) return refuse_user(ended.error());
  std::cout << "siaga-hub: akun ditutup, " << *ended << " sesi diakhiri / account closed, sessions ended" << std::endl;
  return user_done;
}

int open_named_account(const OfflineHand& hand, const Given& given) {
  const auto opened = open_account_of(hand, word_of(given, "login"));
  if (!opened) return refuse_user(opened.error());
  std::cout << "siaga-hub: akun dibuka, peran diberikan tersendiri / account opened, roles are given apart"
            << std::endl;
  return user_done;
}

struct Deed {
  int (*run)(const OfflineHand&, const Given&);
  bool names_somebody = false;
};

const std::map<std::string, Deed>& deeds() {
  static const std::map<std::string, Deed> table{{"list", {&print_people}},
                                                 {"units", {&print_tree}},
                                                 {"add-unit", {&make_unit}},
                                                 {"give-role", {&give_named_role, true}},
                                                 {"end-role", {&end_named_role, true}},
                                                 {"move", {&plan_named_move, true}},
                                                 {"close", {&close_named_account, true}},
                                                 {"open", {&open_named_account, true}}};
  return table;
}

options::options_description user_options_of(const std::string& default_data) {
  options::options_description description{"siaga-hub user"};
  const auto text = [](const std::string& otherwise) {
    return options::value<std::string>()->default_value(otherwise);  // its description owns it
  };
  auto add = description.add_options();
  add("data", text(default_data), "data folder; its hub is stopped");
  add("as", text(""), "e-mail or NRP of who answers for it; none: the one system administrator");
  add("unit", text(""), "list: of this unit alone; move: where they go");
  add("name", text(""), "add-unit: its name");
  add("below", text(""), "add-unit: name of the unit above it");
  add("zone", text("Asia/Jakarta"), "add-unit: Asia/Jakarta, Asia/Makassar, Asia/Jayapura …");
  add("emergency", text("112"), "add-unit: number to call");
  add("role", text(""), "give-role, end-role: which");
  add("within", text(""), "give-role, end-role: name of the unit; none: their own");
  add("everywhere", options::bool_switch(), "give-role, end-role: in every unit");
  add("from", options::value<std::string>(), "give-role: first day, 2026-12-31, in the unit's zone; none: from now");
  add("until", options::value<std::string>(), "give-role: last day");
  add("deputy-for", text(""), "give-role: e-mail or NRP of whom they act for");
  add("day", options::value<std::string>(), "move: first day there, in its zone");
  add("login", text(""), "e-mail or NRP");
  return description;
}

}  // namespace

bool is_user_directory_word(const std::string& word) { return deeds().contains(word); }

int user_directory_main(const Arguments& arguments, const std::filesystem::path& default_data) {
  const auto description = user_options_of(default_data.string());
  const Arguments rest{arguments.begin() + 1, arguments.end()};
  options::positional_options_description places;
  places.add("login", 1);
  Given given;
  options::store(options::command_line_parser(rest).options(description).positional(places).run(), given);
  options::notify(given);
  const auto& deed = deeds().at(arguments.front());
  if (deed.names_somebody == word_of(given, "login").empty())
    throw options::error(deed.names_somebody ? "whose e-mail or NRP? siaga-hub user " + arguments.front() + " LOGIN …"
                                             : "siaga-hub user " + arguments.front() + " names nobody");
  auto opened = open_offline(word_of(given, "data"));
  if (!opened) return refuse_user(opened.error());
  const base::SystemClock clock;
  return deed.run({opened->database, clock, word_of(given, "as")}, given);
}

std::string user_help() {
  return "siaga-hub user PERINTAH / COMMAND …   (hub dihentikan dulu / the hub is stopped)\n"
         "  list [--unit UNIT]                      orang, peran, kepindahan / people, roles, moves\n"
         "  units                                   pohon unit / the tree of units\n"
         "  add --name NAME --unit UNIT [--email E] [--nrp N] [--phone P] [--post P] [--role R] [--everywhere]\n"
         "                                          orang baru; kata sandi dari masukan standar / somebody new; the\n"
         "                                          password comes on standard input\n"
         "  add-unit --name UNIT [--below UNIT] [--zone Z] [--emergency N]\n"
         "  give-role LOGIN --role R [--within UNIT | --everywhere] [--from DAY] [--until DAY] [--deputy-for LOGIN]\n"
         "  end-role LOGIN --role R [--within UNIT | --everywhere]\n"
         "  move LOGIN --unit UNIT --day DAY        pindah mulai hari itu / moves from that day on\n"
         "  close LOGIN | open LOGIN                tutup, buka akun / close, open an account\n"
         "  passwd --login LOGIN                    kata sandi dari masukan standar / from standard input\n"
         "  sessions LOGIN [--end ID | --end-all]\n"
         "  second-factor --login LOGIN --remove | --policy on|all|off|ROLE,ROLE\n"
         "  cost [--passes N] [--memory-kib N]      biaya Argon2id / cost of Argon2id\n"
         "Semua / all: --data FOLDER. Yang mengubah / what changes: --as LOGIN (atas nama / in whose name).\n"
         "R: officer operator supervisor coordinator team_leader support document_control numbering_officer\n"
         "   unit_operator unit_admin head_of_unit owner auditor system_administrator\n"
         "LOGIN: surel atau NRP / e-mail or NRP. DAY: 2026-12-31.\n";
}

}  // namespace siaga::hub
