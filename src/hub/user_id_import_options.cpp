#include "hub/user_id_import_options.h"

#include "base/file.h"
#include "hub/printable.h"
#include "hub/refusal.h"

#include <algorithm>
#include <iostream>
#include <set>

namespace siaga::hub {

namespace {

using domain::LedgerFate;
using domain::LedgerProblem;

const char* ledger_words(LedgerProblem problem) {
  using enum LedgerProblem;
  switch (problem) {
    case missing: return "sel kosong / the cell is empty";
    case too_long: return "terlalu panjang / too long";
    case cleaned: return "tanda tak terlihat dibuang / marks that nobody can see were taken out";
    case broken: return "sel rusak di lembar kerja / the spreadsheet itself shows an error";
    case user_name_bad: return "bukan user ID (tanpa spasi) / no user ID (no blanks)";
    case user_name_twice: return "user ID dua kali di berkas / the user ID is in the file twice";
    case user_name_taken: return "user ID dipakai orang lain / the user ID is somebody else's";
    case email_bad: return "bukan alamat surel / no e-mail address";
    case email_twice: return "surel dua kali di berkas / the e-mail is in the file twice";
    case email_taken: return "surel dipakai user ID lain / the e-mail is another user ID's";
    case application_unknown: return "aplikasi tidak dikenal / unknown application";
    case application_ambiguous: return "beberapa aplikasi bernama sama / several applications have this name";
    case application_not_yours: return "aplikasi di luar wewenang / the application isn't theirs to keep";
    case status_unknown: return "status bukan aktif atau nonaktif / the status is neither aktif nor nonaktif";
    case ended_missing: return "nonaktif tanpa tanggal / inactive without a date";
    case active_yet_ended: return "aktif tetapi bertanggal nonaktif / active, yet deactivated on";
    case date_bad: return "bukan tanggal seperti 2026-11-21 / no date like 2026-11-21";
    case date_order: return "hari atau bulan yang lebih dulu? tulis 2026-11-21 / day or month first? write 2026-11-21";
    case date_far: return "tanggal tidak mungkin / an impossible date";
    case date_to_come: return "tanggal belum terjadi / the date is yet to come";
    case overdue: return "masih aktif, hari kerja terakhir sudah lewat / still active after the last working day";
    case said_otherwise: return "logbook mengatakan lain / the logbook says otherwise";
    case cells_left_over: return "sel lebih banyak daripada judul / more cells than headings";
    case quote_open:
      return "tanda kutip tidak ditutup; sisa berkas tak terbaca / a quote never closes; the rest wasn't read";
    case above_heading: return "dilewati, di atas judul kolom / passed over, above the heading";
    case changed_meanwhile: return "logbook sudah berubah / the logbook has changed meanwhile";
    case before_hire: return "sebelum mulai bekerja / before the work started";
  }
  return "";
}

void print_ledger_problems(const std::vector<domain::LedgerRowProblem>& problems) {
  for (const auto& problem : problems) {
    std::cout << "baris/line " << problem.line << ": " << name_of(problem.column) << ": "
              << ledger_words(problem.problem);
    if (!problem.value.empty()) std::cout << ": " << printable(problem.value, 80);
    if (problem.other != 0) std::cout << " (baris/line " << problem.other << ')';
    std::cout << '\n';
  }
}

std::size_t lines_left_out(const domain::LedgerPlan& plan) {
  std::set<std::size_t> lines;
  for (const auto& problem : plan.problems)
    if (domain::stops(problem.problem)) lines.insert(problem.line);
  return lines.size();
}

int say_ledger_report(const LedgerReport& report, bool written) {
  const auto& plan = report.preview.ledger;
  for (const auto& heading : report.preview.headings)
    std::cout << "kolom/column " << name_of(heading.column) << ": " << printable(heading.said, 80) << '\n';
  for (const auto& heading : report.preview.ignored)
    std::cout << "kolom diabaikan / ignored column: " << printable(heading, 80) << '\n';
  print_ledger_problems(plan.problems);
  print_ledger_problems(report.outcome.problems);
  const auto left_out = lines_left_out(plan) + report.outcome.problems.size();
  std::cout << "SHA-256 " << base::to_hex(report.preview.sha256) << "\nbaru/new "
            << std::ranges::count(plan.rows, LedgerFate::added, &domain::LedgerRow::fate) << ", sudah di logbook/known "
            << std::ranges::count(plan.rows, LedgerFate::known, &domain::LedgerRow::fate) << ", dilewati/left out "
            << left_out << ", kasus dibuka/cases opened "
            << std::ranges::count(plan.rows, true, &domain::LedgerRow::opens_case) << '\n';
  if (written && report.outcome.added == 0)
    std::cout << "siaga-hub: tidak ada yang baru; tidak ada yang ditulis / nothing is new; nothing was written"
              << std::endl;
  else if (written)
    std::cout << "siaga-hub: ditulis atas nama " << printable(report.by.name, 120) << ": " << report.outcome.added
              << " baru, entri logbook " << report.outcome.first_book_no << "–" << report.outcome.last_book_no
              << " / written in the name above" << std::endl;
  else
    std::cout << "siaga-hub: belum ada yang ditulis; ulangi dengan --yes / nothing was written; again with --yes"
              << std::endl;
  return left_out == 0 ? 0 : 1;
}

int refuse_ledger(const base::Error& error) {
  std::cerr << refusal(error) << std::endl;
  return 2;
}

}  // namespace

int import_user_ids_main(store::Database& database, const LedgerWish& wish,
                         const std::optional<std::filesystem::path>& problems) {
  const auto report = import_user_ids(database, base::SystemClock{}, wish);
  if (!report) return refuse_ledger(report.error());
  if (problems)
    if (auto kept = base::write_atomically(*problems, problems_as_csv(report->preview)); !kept)
      return refuse_ledger(kept.error());
  return say_ledger_report(*report, wish.write);
}

}  // namespace siaga::hub
