// What the directory says: units as a tree, roles and their days, refusals. Without a window.
#include "support/time_of.h"
#include "ui/directory/import_words.h"
#include "ui/directory/people_import.h"
#include "ui/directory/role_words.h"
#include "ui/directory/unit_tree.h"
#include "ui/format.h"
#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using test::InIndonesian;
using test::time_of;

namespace {

constexpr const char* jayapura = "Asia/Jayapura";

domain::Unit unit_called(const std::string& name, std::optional<base::Id> parent = std::nullopt) {
  return {base::make_id(base::Instant{}), name, jayapura, "112", parent};
}

std::string tree_of(std::vector<domain::Unit> units) {
  const ui::UnitTree tree{std::move(units)};
  std::string text;
  for (const auto& branch : tree.branches()) text += std::to_string(branch.depth) + branch.unit.name + " ";
  return text;
}

std::string refused_for(base::Fault fault, const char* field) {
  return ui::sentence(base::fail(fault, "for the log", field));
}

}  // namespace

BOOST_AUTO_TEST_CASE(units_stand_below_what_they_are_a_part_of) {
  const auto root = unit_called("Kota"), east = unit_called("Timur", root.id), west = unit_called("Barat", root.id);
  const auto depot = unit_called("Depo", east.id), stray = unit_called("Asing", base::make_id(base::Instant{}));
  BOOST_TEST(tree_of({depot, east, root, west, stray}) == "0Asing 0Kota 1Barat 1Timur 2Depo ");
  BOOST_TEST(tree_of({}) == "");
}

BOOST_FIXTURE_TEST_CASE(a_unit_is_named_even_when_it_is_not_seen, InIndonesian) {
  const auto unit = unit_called("Depo <b>&");
  const ui::UnitTree tree{{unit}};
  BOOST_TEST(tree.name_of(unit.id) == "Depo <b>&");
  BOOST_TEST(tree.name_of(base::Id{}) == "Seluruh organisasi");
  BOOST_TEST(tree.name_of(base::make_id(base::Instant{})) == "unit lain");
}

BOOST_FIXTURE_TEST_CASE(a_last_day_is_read_as_people_write_it_and_shown_again, InIndonesian) {
  const auto end = time_of("2026-12-31T15:00:00Z");  // midnight after it in Jayapura
  for (const auto* written : {"31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31"})
    BOOST_TEST_CONTEXT(written) BOOST_TEST((ui::end_of_day(written, jayapura) == end));
  for (const auto* wrong : {"", "31", "31-12", "31-12-26", "31-13-2026", "30-02-2026", "0-1-2026", "31--12-2026",
                            "31-12-2026x", " 31-12-2026", "besok", "-1-12-2026", "31-12-99999999999"})
    BOOST_TEST_CONTEXT(wrong) BOOST_TEST(!ui::end_of_day(wrong, jayapura).has_value());
  BOOST_TEST(ui::last_day(end, jayapura) == "31 Des 2026");
  BOOST_TEST(ui::last_day(end + 1h, jayapura) == "1 Jan 2027 01:00:00 WIT");
}

BOOST_FIXTURE_TEST_CASE(how_long_a_role_is_held, InIndonesian) {
  const auto now = time_of("2026-05-02T05:00:00Z");
  domain::Grant grant;
  grant.from = now - 24h;
  BOOST_TEST(ui::held_words(grant, now, jayapura) == "sejak 1 Mei 2026");
  grant.until = time_of("2026-12-31T15:00:00Z");
  BOOST_TEST(ui::held_words(grant, now, jayapura) == "1 Mei 2026 s/d 31 Des 2026");
  grant.until = now;
  BOOST_TEST(ui::held_words(grant, now, jayapura) == "berakhir 2 Mei 2026 14:00:00 WIT");
  grant.until.reset();
  grant.from = now + 24h;
  BOOST_TEST(ui::held_words(grant, now, jayapura) == "mulai 3 Mei 2026");
}

BOOST_FIXTURE_TEST_CASE(each_problem_of_an_import_is_a_sentence_of_its_own, InIndonesian) {
  std::set<std::string> said;
  for (std::size_t at = 0; at < domain::import_problem_count; ++at) {
    const domain::RowProblem problem{2, domain::ImportColumn::row, static_cast<domain::ImportProblem>(at), "<nilai>",
                                     7};
    const auto words = ui::problem_words(problem);
    BOOST_TEST(words.starts_with("Baris: "), words);
    said.insert(words);
  }
  // Twins, taken logins and lengths say the same of both of their columns.
  BOOST_TEST(said.size() + 3 == domain::import_problem_count);
  using enum domain::ImportProblem;
  using domain::ImportColumn;
  BOOST_TEST(ui::problem_words({4, ImportColumn::email, email_twice, "a@b", 7}) ==
             "Surel: a@b ada juga di baris 7: sisakan satu");
  BOOST_TEST(ui::problem_words({4, ImportColumn::role, role_not_yours, "unit_admin"}) ==
             "Peran: peran ini tidak boleh Anda berikan di sana: Administrator unit");
  BOOST_TEST(ui::problem_words({4, ImportColumn::role, account_closed, "Ayu Rini"}) ==
             "Peran: akun Ayu Rini ditutup: buka dulu akunnya, atau kosongkan sel ini");
  BOOST_TEST(ui::problem_words({4, ImportColumn::role, role_kept, "supervisor"}) ==
             "Peran: peran ini tetap berlaku untuk unit lama sampai diakhiri di sana: Pengawas");
  for (const auto* field :
       {"csv_bytes", "csv_rows", "csv_cells", "csv_binary", "csv_empty", "csv_heading", "csv_heading_twice", "plan"})
    BOOST_TEST(said.insert(ui::import_fault(base::fail(base::Fault::invalid, "for the log", field))).second);
}

BOOST_FIXTURE_TEST_CASE(what_another_unit_leaves_behind_is_said_before_it_is_saved, InIndonesian) {
  const auto words = ui::roles_left_words("Pengawas, Petugas", "Kota");
  BOOST_TEST(words.starts_with("Bila disimpan begini, peran untuk Kota tetap berlaku"), words);
  BOOST_TEST(words.find("Pengawas, Petugas") != std::string::npos, words);
}

BOOST_FIXTURE_TEST_CASE(a_role_that_waits_says_for_what, InIndonesian) {
  domain::Grant supervisor, auditor;
  supervisor.role = domain::Role::supervisor;
  auditor.role = domain::Role::auditor;
  const auto none = ui::waiting_words({supervisor, auditor}, false);
  BOOST_TEST(none.starts_with("Pengawas, Auditor: berlaku setelah Anda menyiapkannya."), none);
  const auto not_shown = ui::waiting_words({supervisor}, true);
  BOOST_TEST(not_shown.starts_with("Pengawas: berlaku setelah Anda masuk lagi dengan kode."), not_shown);
}

BOOST_FIXTURE_TEST_CASE(a_row_tells_what_would_change, InIndonesian) {
  domain::ImportRow row;
  row.person.nrp = "0071";
  row.person.post = "Petugas";
  row.roles = {domain::Role::officer};
  BOOST_TEST(ui::row_details(row, "Kota") == "NRP 0071 · Petugas · Kota · peran Petugas");
  row.fate = domain::ImportFate::changed;
  row.changes = {{domain::ImportColumn::phone, "", "+62"}, {domain::ImportColumn::unit, "Kota", "Depo"}};
  row.roles.clear();
  BOOST_TEST(ui::row_details(row, "Depo") == "Telepon: – → +62 · Unit: Kota → Depo");
  domain::PeoplePlan plan;
  plan.problems = {{2, {}, domain::ImportProblem::name_cleaned},
                   {3, {}, domain::ImportProblem::nrp_bad},
                   {3, {}, domain::ImportProblem::unit_missing},
                   {5, {}, domain::ImportProblem::nrp_bad}};
  BOOST_TEST(ui::rows_left_out(plan) == 2u);
}

BOOST_FIXTURE_TEST_CASE(a_sheet_of_people_shows_problems_then_who_is_new, InIndonesian) {
  protocol::ImportPreview preview;
  const auto row = [](std::size_t line, domain::ImportFate fate, const char* name) {
    domain::ImportRow one;
    one.line = line;
    one.fate = fate;
    one.person.name = name;
    return one;
  };
  using enum domain::ImportFate;
  preview.people.rows = {row(2, same, "Budi"), row(3, changed, "Citra"), row(4, added, "Dewi")};
  preview.people.problems = {{5, {}, domain::ImportProblem::nrp_bad, "x", 0, "Eko"}};
  const auto sheet = ui::people_sheet(preview, [](const base::Id&) { return "Kota"; });
  std::vector<std::string> lines;
  for (const auto& line : sheet.lines) lines.push_back(line.front() + " " + line.at(1) + " " + line.at(2));
  BOOST_TEST((lines == std::vector<std::string>{"5 dilewati Eko", "4 baru Dewi", "3 berubah Citra", "2 sama Budi"}));
  BOOST_TEST(sheet.lines[1].at(3) == "Kota");
  BOOST_TEST(sheet.counts == "1 baru · 1 berubah · 1 sama · 1 dilewati");
  BOOST_TEST(sheet.wanted == 2u);
  BOOST_TEST(sheet.facts.empty());
  BOOST_TEST(ui::people_sheet({}, [](const base::Id&) { return ""; }).remark == "Tidak ada orang di berkas ini.");
}

BOOST_FIXTURE_TEST_CASE(every_role_has_a_name_of_its_own, InIndonesian) {
  std::set<std::string> names;
  for (std::size_t at = 0; at < domain::role_count; ++at)
    BOOST_TEST(names.insert(ui::role_name(static_cast<domain::Role>(at))).second);
  BOOST_TEST(!names.contains(""));
}

BOOST_FIXTURE_TEST_CASE(a_refused_change_says_what_stands_in_its_way, InIndonesian) {
  using base::Fault;
  BOOST_TEST(refused_for(Fault::forbidden, "role") == "Peran ini tidak boleh Anda berikan atau akhiri di sana.");
  BOOST_TEST(refused_for(Fault::conflict, "email").starts_with("Surel atau NRP ini sudah dipakai"));
  BOOST_TEST(refused_for(Fault::conflict, "last_administrator").starts_with("Administrator terakhir"));
  BOOST_TEST(refused_for(Fault::conflict, "deputy_role").starts_with("Yang digantikan harus memegang sendiri"));
  BOOST_TEST(refused_for(Fault::invalid, "/nrp") == refused_for(Fault::invalid, "nrp"));
  std::set<std::string> said;
  for (const auto* field : {"name", "email", "nrp", "phone", "post", "emergency", "emergency_numbers", "parent",
                            "until", "day", "deputy_for", "text"})
    BOOST_TEST(said.insert(refused_for(Fault::invalid, field)).second);
}
