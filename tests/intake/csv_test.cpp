// CSV as spreadsheets and people write it, and what is none.
#include "intake/csv.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using Cells = std::vector<std::string>;

namespace {

intake::CsvTable table_of(std::string_view bytes) { return intake::read_csv(bytes).value(); }

std::string fault_of(std::string_view bytes, const intake::CsvLimits& limits = {}) {
  const auto table = intake::read_csv(bytes, limits);
  return table ? "" : table.error().field;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(cells_and_lines_are_those_of_the_file) {
  const auto table = table_of("nama,nrp\r\n\"Rini, \"\"Si\nKecil\"\"\",0071\r\n\r\n,,\r\nBudi,\"\"\nAyu");
  BOOST_REQUIRE_EQUAL(table.rows.size(), 4u);
  BOOST_TEST((table.rows[1].cells == Cells{"Rini, \"Si\nKecil\"", "0071"}));
  BOOST_TEST(table.rows[1].line == 2u);
  BOOST_TEST((table.rows[2].cells == Cells{"Budi", ""}));
  BOOST_TEST(table.rows[2].line == 6u);  // a line break in a cell counts, empty lines do, too
  BOOST_TEST((table.rows[3].cells == Cells{"Ayu"}));
  BOOST_TEST(!table.open_quote);
}

BOOST_AUTO_TEST_CASE(old_line_ends_end_lines) {
  const auto table = table_of("a,b\rc,\"d\re\"\rf,g");
  BOOST_REQUIRE_EQUAL(table.rows.size(), 3u);
  BOOST_TEST((table.rows[1].cells == Cells{"c", "d\re"}));
  BOOST_TEST(table.rows[2].line == 4u);
}

BOOST_AUTO_TEST_CASE(the_heading_tells_the_separator) {
  BOOST_TEST(table_of("nama,nrp,unit\n").separator == ',');
  BOOST_TEST(table_of("nama;nrp;unit\nAyu, S.E.;1;A,B,C").separator == ';');
  BOOST_TEST(table_of("nama\tnrp\nA,B,C,D\t1").separator == '\t');
  BOOST_TEST(table_of("\"nama, lengkap, sekali\";nrp\n").separator == ';');
  const auto said = table_of("sep=;\nnama,x;nrp\n");
  BOOST_TEST(said.separator == ';');
  BOOST_TEST((said.rows[0].cells == Cells{"nama,x", "nrp"}));
  BOOST_TEST(said.rows[0].line == 2u);
}

BOOST_AUTO_TEST_CASE(bytes_are_utf8_or_windows_1252) {
  const auto marked = table_of("\xEF\xBB\xBFnama;nrp\n\u2019Aisyah;1");
  BOOST_TEST(marked.rows[0].cells[0] == "nama");
  BOOST_TEST(!marked.was_windows_1252);
  const auto old = table_of("nama;nrp\nJos\xE9 \x96 \x93Pak\x94 \x80\x81;1");
  BOOST_TEST(old.was_windows_1252);
  BOOST_TEST(old.rows[1].cells[0] == "José – “Pak” €\uFFFD");
  // Overlong, a surrogate, cut short: no UTF-8.
  for (const auto* bytes :
       {"a\xC0\xAF", "a\xED\xA0\x80", "a\xE2\x80", "a\xF5\x80\x80\x80", "a\xE0\x80\x80", "a\xF0\x80\x80\x80"})
    BOOST_TEST(table_of(bytes).was_windows_1252, bytes);
  BOOST_TEST(!table_of("a李😀").was_windows_1252);
}

BOOST_AUTO_TEST_CASE(what_is_no_table_is_refused) {
  using namespace std::string_literals;
  BOOST_TEST(fault_of("PK\x03\x04\x00\x00workbook"s) == "csv_binary");
  BOOST_TEST(fault_of("\xFF\xFEn\x00"s) == "csv_binary");
  BOOST_TEST(fault_of("") == "csv_empty");
  BOOST_TEST(fault_of("\xEF\xBB\xBF\r\n;;\r\n") == "csv_empty");
  BOOST_TEST(fault_of("a,b\n1,2\n3,4\n", {.rows = 2}) == "csv_rows");
  BOOST_TEST(fault_of("a,b\n1,2\n", {.rows = 2}) == "");
  BOOST_TEST(fault_of(std::string(101, ','), {.cells = 100}) == "csv_cells");
  const intake::CsvLimits usual;
  BOOST_TEST(fault_of(std::string(usual.bytes + 1, 'a')) == "csv_bytes");
}

BOOST_AUTO_TEST_CASE(a_quote_that_never_closes_is_told) {
  const auto table = table_of("a,b\n1,2\n3,\"4\n5,6\n");
  BOOST_TEST((table.open_quote == std::optional<std::size_t>{3}));
  BOOST_TEST(table.rows.size() == 3u);
  BOOST_TEST(table_of("a\n6\" pipa\n").rows[1].cells[0] == "6\" pipa");  // a quote within is a quote
}

BOOST_AUTO_TEST_CASE(formulas_stay_text_both_ways) {
  const Cells cells{"=cmd|' /C calc'!A0", "+62 812", "-1", "@SUM(A1)", "\t=1", "aman",
                    "dia \"itu\"\n",      "'",       "\t", "= ",       "'=\t"};
  const auto line = intake::csv_line(cells);
  for (const auto* bad : {"\"=", "\"+", "\"-", "\"@", "\"\t="}) BOOST_TEST(line.find(bad) == std::string::npos, bad);
  const auto again = table_of(line).rows.at(0).cells;
  BOOST_REQUIRE_EQUAL(again.size(), cells.size());
  for (std::size_t at = 0; at < cells.size(); ++at)
    BOOST_TEST(intake::plain_cell(again[at]) == intake::plain_cell(cells[at]));
  BOOST_TEST(intake::plain_cell(again[0]) == cells[0]);
  BOOST_TEST(intake::plain_cell("'0071985") == "0071985");
  BOOST_TEST(intake::plain_cell("'Aisyah") == "'Aisyah");
  BOOST_TEST(intake::plain_cell(" \u00A0 Ayu\t\u00A0") == "Ayu");
}

BOOST_AUTO_TEST_SUITE_END()
