// Headings in two languages, roles as people call them, and numbers that a spreadsheet has spoiled.
#include "intake/people_file.h"

#include "domain/names.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using domain::ImportColumn;
using domain::ImportProblem;
using domain::Role;

namespace {

intake::PeopleFile file_of(std::string_view bytes) { return intake::read_people(bytes).value(); }

std::string fault_of(std::string_view bytes) {
  const auto file = intake::read_people(bytes);
  return file ? "" : file.error().field;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(people_file)

BOOST_AUTO_TEST_CASE(headings_are_known_in_both_languages) {
  const auto indonesian = file_of(
      "No.;NAMA LENGKAP;Surel;NRP/NIP;No. HP;Jabatan;Unit Kerja;Peran;Golongan\n"
      "1;Ayu Rini;ayu@contoh.id;0071985;+62 812;Petugas;Depo;Petugas;III/a\n");
  BOOST_REQUIRE_EQUAL(indonesian.rows.size(), 1u);
  const auto& ayu = indonesian.rows[0];
  BOOST_TEST(ayu.line == 2u);
  BOOST_TEST(ayu.name == "Ayu Rini");
  BOOST_TEST(ayu.email == "ayu@contoh.id");
  BOOST_TEST(ayu.nrp == "0071985");
  BOOST_TEST(ayu.phone == "+62 812");
  BOOST_TEST(ayu.post == "Petugas");
  BOOST_TEST(ayu.unit == "Depo");
  BOOST_TEST((ayu.roles == std::vector<Role>{Role::officer}));
  BOOST_TEST((indonesian.ignored == std::vector<std::string>{"No.", "Golongan"}));
  const auto english =
      file_of("Full name,E-mail,Employee number,Phone,Position,Department,Roles\nAyu,a@b,1,2,3,4,auditor\n");
  BOOST_TEST(english.rows[0].nrp == "1");
  BOOST_TEST(english.rows[0].unit == "4");
  BOOST_TEST((english.rows[0].roles == std::vector<Role>{Role::auditor}));
  BOOST_TEST(english.ignored.empty());
}

BOOST_AUTO_TEST_CASE(a_heading_that_names_nobody_is_refused) {
  BOOST_TEST(fault_of("Ayu,ayu@contoh.id\nBudi,budi@contoh.id\n") == "csv_heading");
  BOOST_TEST(fault_of("nama,jabatan\nAyu,Petugas\n") == "csv_heading");
  BOOST_TEST(fault_of("nama,nrp,Nama Lengkap\nAyu,1,Ayu\n") == "csv_heading_twice");
  BOOST_TEST(fault_of("nama,\"nrp\n") == "");  // an open quote in it
  BOOST_TEST(fault_of("nama,nrp\n") == "");
}

BOOST_AUTO_TEST_CASE(a_number_is_text_and_a_spoiled_one_is_told) {
  const auto file = file_of(
      "nama,nrp\nA,00123\nB,198001012005011001\nC,19800101 200501 1 001\nD,'0071\nE,\"1,98E+17\"\nF,1.98001e17\n"
      "G,198001012005011000\nH,1000\nI,2E\n");
  std::vector<std::string> numbers;
  for (const auto& row : file.rows) numbers.push_back(row.nrp);
  BOOST_TEST(numbers[0] == "00123");
  BOOST_TEST(numbers[1] == "198001012005011001");
  BOOST_TEST(numbers[2] == "198001012005011001");
  BOOST_TEST(numbers[3] == "0071");
  std::vector<std::size_t> spoiled;
  for (const auto& problem : file.problems) {
    BOOST_TEST((problem.problem == ImportProblem::nrp_mangled));
    BOOST_TEST((problem.column == ImportColumn::nrp));
    spoiled.push_back(problem.line);
  }
  BOOST_TEST((spoiled == std::vector<std::size_t>{6, 7, 8}));
  BOOST_TEST(file.problems[0].value == "1,98E+17");
}

BOOST_AUTO_TEST_CASE(roles_are_called_by_many_names) {
  for (std::size_t at = 0; at < domain::role_count; ++at)
    BOOST_TEST(intake::role_said(domain::name_of(static_cast<Role>(at))).has_value());
  BOOST_TEST((intake::role_said("KETUA TIM") == Role::team_leader));
  BOOST_TEST((intake::role_said("Team Leader") == Role::team_leader));
  BOOST_TEST((intake::role_said(" Administrator  unit ") == Role::unit_admin));
  BOOST_TEST(!intake::role_said("root"));
  const auto file = file_of("nama,nrp,peran\nA,1,\"Petugas, Pengawas\"\nB,2,Dewa / operator\nC,3,\n");
  BOOST_TEST((file.rows[0].roles == std::vector<Role>{Role::officer, Role::supervisor}));
  BOOST_TEST((file.rows[1].roles == std::vector<Role>{Role::operator_}));
  BOOST_TEST(file.rows[2].roles.empty());
  BOOST_REQUIRE_EQUAL(file.problems.size(), 1u);
  BOOST_TEST((file.problems[0] == domain::RowProblem{3, ImportColumn::role, ImportProblem::role_unknown, "Dewa"}));
}

BOOST_AUTO_TEST_CASE(rows_may_be_short_and_not_too_long) {
  const auto file = file_of("nama,nrp\nA\nB,1,,\nC,2,lebih\nD,\"3\n\nE,5\n");
  BOOST_REQUIRE_EQUAL(file.rows.size(), 3u);
  BOOST_TEST(file.rows[0].nrp.empty());
  BOOST_REQUIRE_EQUAL(file.problems.size(), 2u);
  BOOST_TEST((file.problems[0] == domain::RowProblem{5, ImportColumn::row, ImportProblem::quote_open, ""}));
  BOOST_TEST((file.problems[1] == domain::RowProblem{4, ImportColumn::row, ImportProblem::cells_left_over, "lebih"}));
}

BOOST_AUTO_TEST_CASE(what_looks_like_a_formula_or_markup_is_text) {
  const auto file = file_of("nama;nrp\n=cmd|' /C calc'!A0;1\n<b>Ani</b> & Budi;2\n" + std::string(300, 'x') + ";3\n");
  BOOST_TEST(file.rows[0].name == "=cmd|' /C calc'!A0");
  BOOST_TEST(file.rows[1].name == "<b>Ani</b> & Budi");
  BOOST_TEST(file.rows[2].name.size() == 300u);
}

BOOST_AUTO_TEST_CASE(ten_thousand_rows_are_read) {
  std::string bytes = "nama,nrp,email\n";
  for (int n = 0; n < 10'000; ++n) {
    const auto figure = std::to_string(n);
    bytes += "Orang " + figure + ",00" + figure + ",o" + figure + "@contoh.id\n";
  }
  const auto file = file_of(bytes);
  BOOST_TEST(file.rows.size() == 10'000u);
  BOOST_TEST(file.rows.back().line == 10'001u);
  BOOST_TEST(file.problems.empty());
}

BOOST_AUTO_TEST_SUITE_END()
