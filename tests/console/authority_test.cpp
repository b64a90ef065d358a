// A hub that an authority vouches for: believed by the authority's file, and by nothing else than what it says.
#include "support/authority.h"
#include "base/file.h"
#include "console/authorities.h"
#include "console/link.h"
#include "console/model.h"
#include "scripted_hub.h"
#include "support/scratch_folder.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <optional>

#include <sys/stat.h>

namespace siaga::test {
namespace {

struct AuthorityRoom : ScratchFolder {
  base::SystemClock clock;
  UiQueue ui;
  console::Model model{clock};
  console::Link link{{"KONSOL-2", path() / "cache", path() / "state"}, clock, ui.post(), model};
  const std::filesystem::path file = path() / "ca.pem";

  void keep(const std::string& pem) { base::write_atomically(file, pem).value(); }
  base::Result<void> check() {
    std::optional<base::Result<void>> answer;
    link.check_authorities(file, [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }
  base::Result<void> sign_in(const ScriptedHub& hub) {
    const console::Link::Hub where{"127.0.0.1:" + std::to_string(hub.port()), std::nullopt, file};
    std::optional<base::Result<void>> answer;
    link.sign_in(where, "pengawas@contoh.id", "benar", [&](base::Result<void> outcome) { answer = outcome; });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(authority, AuthorityRoom)

BOOST_AUTO_TEST_CASE(a_hub_is_believed_by_its_authority_and_another_is_not) {
  const Authority authority;
  const Authority stranger;
  keep(base::read_file(authority.certificate()).value());
  const ScriptedHub hub{authority.issue("IP:127.0.0.1")};
  BOOST_TEST(sign_in(hub).has_value());
  const ScriptedHub renewed{authority.issue("IP:127.0.0.1")};
  BOOST_TEST(sign_in(renewed).has_value(), "nobody compares anything");
  const ScriptedHub elsewhere{authority.issue("IP:127.0.0.2")};
  const ScriptedHub strange{stranger.issue("IP:127.0.0.1")};
  const ScriptedHub own;
  for (const auto* other : {&elsewhere, &strange, &own}) {
    const auto refused = sign_in(*other);
    BOOST_TEST((!refused && refused.error().fault == base::Fault::untrusted));
    BOOST_TEST(other->posted("/sessions").empty(), "no password was sent");
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_holds_no_certificate_believes_nobody) {
  const ScriptedHub hub;
  const auto refused = [&](const char* why, base::Fault fault) {
    const auto read = console::read_authorities(file);
    BOOST_TEST((!read && read.error().fault == fault && read.error().field == "authorities"), why);
    const auto answer = sign_in(hub);
    BOOST_TEST((!answer && answer.error().fault == fault && answer.error().field == "authorities"), why);
    BOOST_TEST((check().error().fault == fault), why);
  };
  refused("no file", base::Fault::not_found);
  keep("");
  refused("an empty one", base::Fault::invalid);
  keep("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  refused("no certificate", base::Fault::invalid);
  const auto good = base::read_file(Authority{}.certificate()).value();
  keep(good + std::string(4 << 20, '\n'));
  refused("too long", base::Fault::too_large);
  std::filesystem::remove(file);
  BOOST_REQUIRE(mkfifo(file.c_str(), 0600) == 0);
  refused("a pipe, which nobody writes to", base::Fault::unsupported);
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  refused("a folder", base::Fault::unsupported);
  std::filesystem::remove(file);
  keep(good);
  BOOST_TEST(check().has_value());
  BOOST_TEST(hub.posted("/sessions").empty());
}

BOOST_AUTO_TEST_CASE(whoever_goes_on_meanwhile_hears_nothing_of_the_file_that_was_read_for_another) {
  const ScriptedHub hub;
  const console::Link::Hub unread{"127.0.0.1:" + std::to_string(hub.port()), std::nullopt, file};  // there is no file
  bool was_told = false;
  link.sign_in(unread, "pengawas@contoh.id", "benar", [&](const auto&) { was_told = true; });
  link.sign_out();
  BOOST_TEST((check().error().fault == base::Fault::not_found));
  ui.run_what_is_there();
  BOOST_TEST(!was_told);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
