// Documents as files: the same bytes each time, everything in them that was handed in, and no half of one. Other
// programs read them in report_test.py.
#include "base/file.h"
#include "report/csv.h"
#include "report/pdf.h"
#include "report/text.h"
#include "report/xlsx.h"
#include "sample.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

namespace siaga::report {

namespace {

struct ReportFixture {
  test::ScratchFolder folder;
  Document document = sample();
  std::filesystem::path file = folder.path() / "report";

  std::string bytes() const { return base::read_file(file).value(); }
  std::string csv(std::vector<Row> rows) {
    ListedRows listed{std::move(rows)};
    BOOST_REQUIRE(write_csv(file, document, listed).has_value());
    return bytes();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder.path()}, {}));
  }
};

using Write = base::Result<void> (*)(const std::filesystem::path&, const Document&, Rows&);
base::Result<void> pdf(const std::filesystem::path& file, const Document& document, Rows& rows) {
  return write_pdf(file, document, indonesian(), rows);
}
base::Result<void> xlsx(const std::filesystem::path& file, const Document& document, Rows& rows) {
  return write_xlsx(file, document, indonesian(), rows);
}
constexpr std::array<Write, 3> writers{&pdf, &xlsx, &write_csv};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(report, ReportFixture)

BOOST_AUTO_TEST_CASE(a_cell_is_quoted_where_it_must_be) {
  document.columns = {{"Nama", 1}, {"Catatan", 1}};
  BOOST_TEST(csv({{"Sinta", "a,b"}, {"\"Ayu\"", "satu\ndua"}, {"", " x "}}) ==
             "Nama,Catatan\r\nSinta,\"a,b\"\r\n\"\"\"Ayu\"\"\",\"satu\ndua\"\r\n,\" x \"\r\n");
}

BOOST_AUTO_TEST_CASE(what_looks_like_a_formula_is_text) {
  document.columns = {{"=Judul", 1}, {"Angka", 1, Column::Kind::number}};
  BOOST_TEST(csv({{"=1+1", "=1"}, {"@x", "-12"}, {"-3", "-3,5"}, {"+62 812", "+1"}, {"\t=x", "-x"}, {"＝x", "0"}}) ==
             "'=Judul,Angka\r\n'=1+1,'=1\r\n'@x,-12\r\n'-3,\"-3,5\"\r\n'+62 812,'+1\r\n' =x,'-x\r\n'＝x,0\r\n");
}

BOOST_AUTO_TEST_CASE(text_is_made_fit_for_every_format) {
  BOOST_TEST(clean("Sinta Ayu Ñandé 😀") == "Sinta Ayu Ñandé 😀");
  BOOST_TEST(clean("a\r\nb\rc\td\x01") == "a\nb c d ");
  BOOST_TEST(clean("a\xff\xc3(") == "a\xEF\xBF\xBD\xEF\xBF\xBD(");
  BOOST_TEST(clean("\xED\xA0\x80\xEF\xBF\xBE\xC0\xAF").find_first_not_of("\xEF\xBF\xBD") == std::string::npos);
  BOOST_TEST(clean(std::string_view{"a\0b", 3}) == "a b");
  BOOST_TEST(clean("ééé", 4) == "éé…");
  for (const auto* number : {"0", "7", "-12", "999999999999999"}) BOOST_TEST(is_whole_number(number), number);
  for (const auto* text : {"", "-", "007", "1.2", "1234567890123456", "+1", "1e5"})
    BOOST_TEST(!is_whole_number(text), text);
}

BOOST_AUTO_TEST_CASE(the_same_document_gives_the_same_bytes) {
  for (const auto write : writers) {
    ListedRows rows{sample_rows(120)};
    BOOST_REQUIRE(write(file, document, rows).has_value());
    const auto first = bytes();
    BOOST_REQUIRE(write(file, document, rows).has_value());
    BOOST_TEST((bytes() == first));
    BOOST_TEST(first.size() > 1000u);
    document.title += "!";
    BOOST_REQUIRE(write(file, document, rows).has_value());
    if (write != &write_csv) BOOST_TEST((bytes() != first));
  }
}

BOOST_AUTO_TEST_CASE(an_error_of_the_rows_leaves_no_file) {
  for (const auto write : writers) {
    ListedRows rows{sample_rows(50)};
    rows.fails_at = 40;
    const auto written = write(file, document, rows);
    BOOST_REQUIRE(!written);
    BOOST_TEST(written.error().detail == "stopped");
    BOOST_TEST(files() == 0u);
  }
}

BOOST_AUTO_TEST_CASE(rows_that_change_while_they_are_printed_are_refused) {
  ListedRows rows{sample_rows(10)};
  rows.grows_by = 500;
  const auto printed = pdf(file, document, rows);
  BOOST_REQUIRE(!printed);
  BOOST_TEST((printed.error().fault == base::Fault::conflict));
  BOOST_TEST(files() == 0u);
}

BOOST_AUTO_TEST_CASE(a_folder_that_is_not_there_is_told) {
  file = folder.path() / "nowhere" / "report";
  for (const auto write : writers) {
    ListedRows rows{sample_rows(1)};
    BOOST_TEST(!write(file, document, rows));
  }
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_rows_need_no_more_memory_than_one) {
  for (const auto write : {&xlsx, &write_csv}) {
    ManyRows few{100};
    BOOST_REQUIRE(write(file, document, few).has_value());
    const auto before = resident_peak();
    ManyRows many{100'000};
    BOOST_REQUIRE(write(file, document, many).has_value());
#ifdef __SANITIZE_ADDRESS__
    (void)before;  // what was freed stays in quarantine
#else
    BOOST_TEST(resident_peak() - before < 8u << 20);
#endif
    BOOST_TEST(std::filesystem::file_size(file) > 1u << 20);
  }
}

BOOST_AUTO_TEST_CASE(more_rows_than_a_sheet_has_are_refused) {
  document.columns = {{"Nomor", 1, Column::Kind::number}};
  ManyRows rows{1'048'576, true};
  const auto written = xlsx(file, document, rows);
  BOOST_REQUIRE(!written);
  BOOST_TEST((written.error().fault == base::Fault::too_large));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::report
