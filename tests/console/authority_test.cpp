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

namespace siaga::test {
namespace {

struct AuthorityRoom : ScratchFolder {
  base::SystemClock clock;
  UiQueue ui;
  console::Model model{clock};
  console::Link link{{"KONSOL-2", path() / "cache", path() / "state"}, clock, ui.post(), model};
  const std::filesystem::path file = path() / "ca.pem";

  void keep(const std::string& pem) { base::write_atomically(file, pem).value(); }
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
  const auto refused = [&](const char* why) {
    const auto read = console::read_authorities(file);
    BOOST_TEST((!read && read.error().fault == base::Fault::invalid && read.error().field == "authorities"), why);
    const auto answer = sign_in(hub);
    BOOST_TEST((!answer && answer.error().fault == base::Fault::invalid && answer.error().field == "authorities"), why);
  };
  refused("no file");
  keep("");
  refused("an empty one");
  keep("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  refused("no certificate");
  keep(base::read_file(Authority{}.certificate()).value() + std::string(4 << 20, '\n'));
  refused("too long");
  BOOST_TEST(hub.posted("/sessions").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
