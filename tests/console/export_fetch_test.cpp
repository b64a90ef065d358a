// What comes out of the logbook is kept as the hub told it, or not at all: its bytes against their SHA-256, its name
// against every way out of the folder. The client's requests are answered by hand; files are real.
#include "console/export_fetch.h"

#include "base/file.h"
#include "support/scratch_folder.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <deque>
#include <optional>

using namespace siaga;
using namespace siaga::test;
using console::LogbookClient;

namespace {

struct Exporting {
  ScratchFolder scratch;
  UiQueue ui;
  console::LetterFiles files{ui.post()};
  base::SystemClock clock;
  std::deque<std::string> targets;
  std::deque<LogbookClient::Answer> waiting;
  LogbookClient client{[this](LogbookClient::Request request, LogbookClient::Answer answer) {
                         targets.push_back(request.target);
                         waiting.push_back(std::move(answer));
                       },
                       clock, "K-12"};
  std::optional<base::Result<std::vector<std::filesystem::path>>> outcome;
  std::vector<std::string> shown;

  static protocol::ExportedFile told(const std::string& name, const std::string& bytes) {
    return {name, bytes.size(), base::sha256(bytes)};
  }
  void begin(std::vector<protocol::ExportedFile> list) {
    console::ExportFetch wish;
    wish.view.id = base::make_id(clock.now());
    wish.view.files = std::move(list);
    wish.folder = scratch.path() / "ekspor";
    wish.on_file = [this](const std::string& name) { shown.push_back(name); };
    wish.done = [this](auto result) { outcome = std::move(result); };
    console::fetch_export(client, files, std::move(wish));
  }
  void answer(base::Result<std::string> bytes) {
    BOOST_REQUIRE(ui.until([&] { return !waiting.empty(); }));
    auto next = std::move(waiting.front());
    waiting.pop_front();
    next(std::move(bytes));
  }
  base::Error refused() {
    BOOST_REQUIRE(ui.until([&] { return outcome.has_value(); }));
    BOOST_REQUIRE(!*outcome);
    return outcome->error();
  }
  std::filesystem::path kept(const std::string& name) const { return scratch.path() / "ekspor" / name; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(export_fetch, Exporting)

BOOST_AUTO_TEST_CASE(each_file_is_written_when_its_bytes_are_those_that_were_told) {
  begin({told("logbook-1.pdf", "%PDF-1.7 isi"), told("logbook-1.siaga-export", "bukti")});
  answer(std::string{"%PDF-1.7 isi"});
  answer(std::string{"bukti"});
  BOOST_REQUIRE(ui.until([&] { return outcome.has_value(); }));
  BOOST_REQUIRE(outcome->has_value());
  BOOST_TEST((**outcome == std::vector{kept("logbook-1.pdf"), kept("logbook-1.siaga-export")}));
  BOOST_TEST(base::read_file(kept("logbook-1.pdf")).value() == "%PDF-1.7 isi");
  BOOST_TEST(base::read_file(kept("logbook-1.siaga-export")).value() == "bukti");
  BOOST_TEST((shown == std::vector<std::string>{"logbook-1.pdf", "logbook-1.siaga-export"}));
  BOOST_TEST(targets[1].ends_with("/logbook-1.siaga-export"));
}

BOOST_AUTO_TEST_CASE(a_changed_file_is_said_and_not_written) {
  begin({told("logbook-1.csv", "satu;dua"), told("logbook-1.siaga-export", "bukti")});
  answer(std::string{"satu;tiga"});
  BOOST_TEST((refused().fault == base::Fault::checksum));
  BOOST_TEST(refused().field == "logbook-1.csv");
  BOOST_TEST(!std::filesystem::exists(kept("logbook-1.csv")));
  BOOST_TEST(waiting.empty());  // nothing more was asked for
}

BOOST_AUTO_TEST_CASE(a_cut_off_file_is_said_too) {
  begin({told("logbook-1.csv", "satu;dua")});
  answer(std::string{"satu"});
  BOOST_TEST((refused().fault == base::Fault::checksum));
}

BOOST_AUTO_TEST_CASE(a_name_with_a_way_in_it_is_refused_unasked) {
  using namespace std::string_literals;
  for (const auto& name : {"../surat.pdf"s, "/etc/passwd"s, "a/b.pdf"s, "..\\b.pdf"s, ".bashrc"s, ".."s, ""s,
                           "a\0b.pdf"s, "buku\nlog.pdf"s, "\u202egpj.pdf"s, std::string(200, 'a')})
    BOOST_TEST_CONTEXT(name) {
      outcome.reset();
      begin({told(name, "isi")});
      BOOST_TEST((refused().fault == base::Fault::corrupt));
      BOOST_TEST(targets.empty());
    }
  BOOST_TEST(console::is_plain_name("logbook-20261122-164712.siaga-export"));
}

BOOST_AUTO_TEST_CASE(what_the_hub_refuses_and_what_cant_be_written_end_it) {
  begin({told("logbook-1.csv", "isi")});
  answer(base::fail(base::Fault::not_found, "older than an hour"));
  BOOST_TEST((refused().fault == base::Fault::not_found));
  outcome.reset();
  BOOST_REQUIRE(base::write_atomically(scratch.path() / "ekspor", "in the way"));
  begin({told("logbook-1.csv", "isi")});
  answer(std::string{"isi"});
  BOOST_TEST(refused().field == "logbook-1.csv");
}

BOOST_AUTO_TEST_SUITE_END()
