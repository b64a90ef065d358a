#include "hub/import_options.h"

#include "base/file.h"
#include "hub/hub.h"
#include "hub/import_command.h"
#include "hub/printable.h"
#include "hub/refusal.h"
#include "hub/user_id_import_options.h"
#include "intake/csv.h"

#include <boost/program_options.hpp>

#include <algorithm>
#include <iostream>

namespace siaga::hub {

namespace options = boost::program_options;
using Arguments = std::vector<std::string>;
using domain::ImportProblem;

namespace {

enum ImportExit { all_taken = 0, some_left_out = 1, import_refused = 2 };

const char* words_of(ImportProblem problem) {
  using enum ImportProblem;
  switch (problem) {
    case name_missing: return "nama kosong / no name";
    case name_long: return "nama lebih dari 120 huruf / the name is over 120 characters";
    case name_cleaned: return "tanda tak terlihat dibuang dari nama / marks that nobody can see were taken out";
    case login_missing: return "surel atau NRP harus ada / an e-mail or an NRP is needed";
    case email_bad: return "bukan alamat surel / no e-mail address";
    case email_twice: return "surel dua kali di berkas / the e-mail is in the file twice";
    case email_taken: return "surel milik orang lain / the e-mail is somebody else's";
    case nrp_bad: return "NRP bukan 1-18 angka / an NRP has 1 to 18 digits";
    case nrp_mangled:
      return "NRP dirusak lembar kerja; simpan kolomnya sebagai teks / the NRP was spoiled by a spreadsheet";
    case nrp_twice: return "NRP dua kali di berkas / the NRP is in the file twice";
    case nrp_taken: return "NRP milik orang lain / the NRP is somebody else's";
    case phone_long: return "nomor telepon terlalu panjang / the phone number is too long";
    case post_long: return "jabatan terlalu panjang / the post is too long";
    case unit_missing: return "unit kosong / no unit";
    case unit_unknown: return "unit tidak dikenal / unknown unit";
    case unit_ambiguous: return "beberapa unit bernama sama / several units have this name";
    case unit_not_yours: return "unit di luar wewenang / the unit isn't theirs to change";
    case login_not_yours: return "orang ini memegang peran yang lebih tinggi / they hold a higher role";
    case role_unknown: return "peran tidak dikenal / unknown role";
    case role_not_yours: return "peran di luar wewenang / the role isn't theirs to give";
    case cells_left_over: return "sel lebih banyak daripada judul / more cells than headings";
    case quote_open:
      return "tanda kutip tidak ditutup; sisa berkas tak terbaca / a quote never closes; the rest wasn't read";
    case changed_meanwhile: return "sudah diubah orang lain / changed by somebody else meanwhile";
    case account_closed:
      return "akunnya ditutup: buka dulu, atau kosongkan perannya / the account is closed: open it first, or name no "
             "role";
    case role_kept: return "peran tetap berlaku untuk unit lama / the role stays for the unit that they leave";
  }
  return "";
}

void print_problems(const std::vector<domain::RowProblem>& problems) {
  for (const auto& problem : problems) {
    std::cout << "baris/line " << problem.line << ": " << words_of(problem.problem);
    if (!problem.value.empty()) std::cout << ": " << printable(problem.value, 80);
    if (problem.other != 0) std::cout << " (baris/line " << problem.other << ')';
    std::cout << '\n';
  }
}

std::size_t left_out(const domain::PeoplePlan& plan) {
  std::size_t rows = 0, last = 0;
  for (const auto& problem : plan.problems)
    if (domain::stops(problem.problem) && std::exchange(last, problem.line) != problem.line) ++rows;
  return rows;
}

int report_on(const ImportReport& report, bool written) {
  const auto& plan = report.preview.people;
  print_problems(plan.problems);
  print_problems(report.outcome.problems);
  for (const auto& heading : report.preview.ignored)
    std::cout << "kolom diabaikan / ignored column: " << printable(heading, 80) << '\n';
  const auto count = [&plan](domain::ImportFate fate) {
    return std::ranges::count(plan.rows, fate, &domain::ImportRow::fate);
  };
  std::cout << "baru/new " << count(domain::ImportFate::added) << ", berubah/changed "
            << count(domain::ImportFate::changed) << ", sama/same " << count(domain::ImportFate::same)
            << ", dilewati/left out " << left_out(plan) << '\n';
  if (written)
    std::cout << "siaga-hub: ditulis atas nama " << printable(report.by.name, 120) << ": " << report.outcome.added
              << " baru, " << report.outcome.changed << " berubah / written in the name above" << std::endl;
  else
    std::cout << "siaga-hub: belum ada yang ditulis; ulangi dengan --yes / nothing was written; again with --yes"
              << std::endl;
  return left_out(plan) + report.outcome.problems.size() == 0 ? all_taken : some_left_out;
}

int refuse_import(const base::Error& error) {
  std::cerr << refusal(error) << std::endl;
  return import_refused;
}

}  // namespace

int import_main(const Arguments& arguments, const std::filesystem::path& default_data) {
  options::options_description description{"siaga-hub import people|user-ids FILE"};
  auto add = description.add_options();
  add("data", options::value<std::string>()->default_value(default_data.string()), "data folder");
  add("yes", "write what the preview shows; without it nothing is written");
  add("as", options::value<std::string>()->default_value(""), "e-mail or NRP of who answers for it");
  add("problems", options::value<std::string>(), "where to write the rows with problems, CSV");
  add("words", options::value<Arguments>(), "people FILE, user-ids FILE");
  options::positional_options_description places;
  places.add("words", -1);
  options::variables_map given;
  options::store(options::command_line_parser(arguments).options(description).positional(places).run(), given);
  options::notify(given);
  const auto words = given.contains("words") ? given["words"].as<Arguments>() : Arguments{};
  if (words.size() != 2 || (words[0] != "people" && words[0] != "user-ids"))
    throw options::error("siaga-hub import people|user-ids FILE [--yes] [--as LOGIN] [--problems FILE]");
  auto file = base::read_file(words[1], intake::CsvLimits{}.bytes);
  if (!file) return refuse_import(file.error());
  auto opened = open_offline(given["data"].as<std::string>());
  if (!opened) return refuse_import(opened.error());
  if (words[0] == "user-ids") {
    std::optional<std::filesystem::path> problems;
    if (given.contains("problems")) problems = given["problems"].as<std::string>();
    const LedgerWish wish{std::move(*file), given["as"].as<std::string>(), given.contains("yes")};
    return import_user_ids_main(opened->database, wish, problems);
  }
  const ImportWish wish{std::move(*file), given["as"].as<std::string>(), given.contains("yes")};
  const auto report = import_people(opened->database, base::SystemClock{}, wish);
  if (!report) return refuse_import(report.error());
  if (given.contains("problems")) {
    const auto kept = base::write_atomically(given["problems"].as<std::string>(), problems_as_csv(report->preview));
    if (!kept) return refuse_import(kept.error());
  }
  return report_on(*report, wish.write);
}

}  // namespace siaga::hub
