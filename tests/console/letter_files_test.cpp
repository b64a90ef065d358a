// What a person attaches to a case: read and written beside the window's thread, and judged by its bytes.
#include "console/letter_files.h"

#include "base/file.h"
#include "support/scratch_folder.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

#include <fstream>
#include <optional>

using namespace siaga;
using namespace siaga::test;

namespace {

struct Attaching {
  ScratchFolder scratch;
  UiQueue ui;
  console::LetterFiles files{ui.post()};

  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    const auto path = scratch.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  base::Result<console::LetterFile> read(const std::filesystem::path& path) {
    std::optional<base::Result<console::LetterFile>> answer;
    files.read(path, [&](base::Result<console::LetterFile> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return std::move(*answer);
  }
  base::Fault fault(const std::filesystem::path& path) {
    const auto answer = read(path);
    BOOST_REQUIRE(!answer);
    return answer.error().fault;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(letter_files, Attaching)

BOOST_AUTO_TEST_CASE(a_letter_is_known_by_its_first_bytes) {
  const auto letter = read(file("surat resign.txt", "%PDF-1.7\nisi"));  // whatever it is called
  BOOST_REQUIRE(letter);
  BOOST_TEST(letter->name == "surat resign.txt");
  BOOST_TEST(letter->bytes == "%PDF-1.7\nisi");
  BOOST_TEST(read(file("foto", "\xFF\xD8\xFF\xE0 foto")).has_value());
  BOOST_TEST(read(file("gambar", "\x89PNG\r\n\x1A\n gambar")).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_letter_is_refused) {
  using base::Fault;
  BOOST_TEST((fault(file("surat.pdf",
                         "\x7f"
                         "ELF program")) == Fault::unsupported));
  BOOST_TEST((fault(file("kosong.pdf", "")) == Fault::unsupported));
  BOOST_TEST((fault(scratch.path() / "tidak ada.pdf") == Fault::not_found));
  BOOST_TEST((fault(scratch.path()) == Fault::unsupported));
  BOOST_TEST((fault("") == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(a_pipe_holds_nothing_up) {
  const auto pipe = scratch.path() / "pipa.pdf";
  BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  BOOST_TEST((fault(pipe) == base::Fault::unsupported));
}

BOOST_AUTO_TEST_CASE(a_letter_of_200_megabytes_is_refused_unread) {
  const auto large = file("besar.pdf", "%PDF-1.7");
  std::filesystem::resize_file(large, 200'000'000);  // sparse
  BOOST_TEST((fault(large) == base::Fault::too_large));
}

BOOST_AUTO_TEST_CASE(a_letter_is_written_whole_for_its_owner_alone) {
  const auto path = scratch.path() / "baru" / "surat.pdf";
  std::optional<base::Result<void>> answer;
  files.write(path, "%PDF-1.7 isi", [&](base::Result<void> outcome) { answer = outcome; });
  BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
  BOOST_REQUIRE(*answer);
  BOOST_TEST(base::read_file(path).value() == "%PDF-1.7 isi");
  BOOST_TEST((std::filesystem::status(path).permissions() == std::filesystem::perms(0600)));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_says_so) {
  const auto in_the_way = file("bukan folder", "x");
  std::optional<base::Result<void>> answer;
  files.write(in_the_way / "surat.pdf", "isi", [&](base::Result<void> outcome) { answer = outcome; });
  BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
  BOOST_TEST(!answer->has_value());
}

BOOST_AUTO_TEST_SUITE_END()
