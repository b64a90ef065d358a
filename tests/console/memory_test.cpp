// console/settings, console/last_seen, console/secret_store: what outlives a run, and what doesn't hang.
#include "base/file.h"
#include "console/last_seen.h"
#include "console/secret_store.h"
#include "console/settings.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstdlib>
#include <cstring>
#include <future>

using namespace siaga;
using namespace siaga::console;

namespace {

unsigned mode_of(const std::filesystem::path& file) {
  struct stat status {};
  BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
  return status.st_mode & 0777u;
}

void write(const std::filesystem::path& file, std::string_view text) {
  BOOST_REQUIRE(base::write_atomically(file, text));
}

#ifndef __SANITIZE_THREAD__
/// A bus that takes connections and never says a word.
class SilentBus {
 public:
  explicit SilentBus(const std::filesystem::path& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    BOOST_REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    BOOST_REQUIRE(::listen(socket_.get(), 4) == 0);
  }

 private:
  base::Descriptor socket_;
};

base::Fault fault_of_load(std::chrono::milliseconds limit) {
  std::promise<base::Fault> promise;
  auto answer = promise.get_future();
  const auto here = [](std::function<void()> work) { work(); };
  const auto store = make_secret_store(here, limit);
  store->load("127.0.0.1:7443", "pengawas@contoh.id", [&](base::Result<std::string> outcome) {
    promise.set_value(outcome ? base::Fault::internal : outcome.error().fault);
  });
  BOOST_REQUIRE(answer.wait_for(std::chrono::seconds{20}) == std::future_status::ready);
  return answer.get();
}
#endif

}  // namespace

BOOST_FIXTURE_TEST_SUITE(memory, test::ScratchFolder)

BOOST_AUTO_TEST_CASE(settings_return_as_they_were) {
  Settings settings;
  settings.language = "en";
  settings.theme = Theme::light;
  settings.volume = 0.25;
  settings.console_name = "KONSOL-2";
  settings.lock_after = std::chrono::minutes{25};
  settings.locked_session = "0a1b";
  settings.device = std::string(64, 'a');
  remember_hub(settings, {"hub-a:7443", "AA", "satu@contoh.id"});
  remember_hub(settings, {"hub-b:7443", "BB", "", "/etc/siaga/ca.pem"});
  remember_hub(settings, {"hub-a:7443", "CC", "satu@contoh.id"});
  const auto file = path() / "config" / "siaga" / "console.json";
  BOOST_REQUIRE(save_settings(file, settings));
  BOOST_TEST(mode_of(file) == 0600u);
  const auto loaded = load_settings(file);
  BOOST_REQUIRE(loaded);
  BOOST_TEST((*loaded == settings));
  BOOST_REQUIRE(loaded->hubs.size() == 2u);
  BOOST_TEST(loaded->hubs[0].fingerprint == "CC");
  BOOST_TEST(find_hub(*loaded, "hub-b:7443")->fingerprint == "BB");
  BOOST_TEST(find_hub(*loaded, "hub-b:7443")->authorities == "/etc/siaga/ca.pem");
  BOOST_TEST(loaded->hubs[0].authorities == "");
  BOOST_TEST(!find_hub(*loaded, "hub-c:7443"));
}

BOOST_AUTO_TEST_CASE(a_hub_is_believed_by_what_was_said_last_and_by_nothing_else) {
  Settings settings;
  remember_hub(settings, {"hub:7443", "", "", "/etc/siaga/ca.pem"});
  remember_hub(settings, {"hub:7443", "AA", ""});  // a pin: narrower, so no authority widens it any more
  BOOST_TEST(settings.hubs.size() == 1u);
  BOOST_TEST(find_hub(settings, "hub:7443")->authorities == "");
  remember_hub(settings, {"hub:7443", "", "", "/etc/siaga/ca.pem"});
  BOOST_TEST(find_hub(settings, "hub:7443")->fingerprint == "");
}

BOOST_AUTO_TEST_CASE(no_file_is_a_fresh_start_and_a_broken_one_is_an_error) {
  BOOST_TEST((*load_settings(path() / "none.json") == Settings{}));
  write(path() / "broken.json", "{");
  BOOST_TEST((load_settings(path() / "broken.json").error().fault == base::Fault::corrupt));
  write(path() / "odd.json", R"({"volume":7,"theme":"pink","language":5,"hubs":[1,{"address":"h"}],"x":1})");
  const auto odd = load_settings(path() / "odd.json");
  BOOST_REQUIRE(odd);
  BOOST_TEST(odd->volume == 1.0);
  BOOST_TEST((odd->theme == Theme::system));
  BOOST_REQUIRE(odd->hubs.size() == 1u);
  BOOST_TEST(odd->hubs[0].address == "h");
}

BOOST_AUTO_TEST_CASE(the_last_cursor_and_unconfirmed_losses_return) {
  const auto file = last_seen_file(path() / "state", "[::1]:7443/../x");
  BOOST_TEST(file.parent_path() == path() / "state");
  BOOST_TEST(!load_last_seen(file).cursor);
  BOOST_REQUIRE(save_last_seen(file, {protocol::Cursor{"ab-12", 18'000'000'000'000'000'000u}, {{"ee", 3, 9}}}));
  const auto seen = load_last_seen(file);
  BOOST_REQUIRE(seen.cursor);
  BOOST_TEST(seen.cursor->epoch == "ab-12");
  BOOST_TEST(seen.cursor->seq == 18'000'000'000'000'000'000u);
  BOOST_REQUIRE(seen.unconfirmed.size() == 1u);
  BOOST_TEST(seen.unconfirmed[0].last == 9u);
  for (const auto* broken : {"", "[]", R"({"cursor":"no","unconfirmed":[]})", R"({"unconfirmed":[{}]})"}) {
    write(file, broken);
    BOOST_TEST(!load_last_seen(file).cursor);
  }
}

// GLib hands work over with locks that ThreadSanitizer does not see: every hand-over would be called a race.
#ifndef __SANITIZE_THREAD__
BOOST_AUTO_TEST_CASE(a_machine_without_keyring_answers_unavailable) {
  ::setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + (path() / "nobody").string()).c_str(), 1);
  BOOST_TEST((fault_of_load(std::chrono::seconds{15}) == base::Fault::unavailable));
}

BOOST_AUTO_TEST_CASE(a_keyring_that_never_answers_is_given_up) {
  const SilentBus bus{path() / "bus"};
  ::setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + (path() / "bus").string()).c_str(), 1);
  BOOST_TEST((fault_of_load(std::chrono::milliseconds{50}) == base::Fault::unavailable));
}
#endif

BOOST_AUTO_TEST_SUITE_END()
