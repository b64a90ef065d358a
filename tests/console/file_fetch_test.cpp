// A large answer becomes a file when all of it is there, and nothing at all when it isn't: cut off, refused, taken
// back, unwritable. The server is real and of few words.
#include "console/file_fetch.h"

#include "base/file.h"
#include "net/http_server.h"
#include "net/timeout.h"
#include "protocol/problem.h"
#include "support/scratch_folder.h"
#include "support/ui_queue.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <optional>

using namespace siaga;
using namespace siaga::test;
using base::Fault;
using console::FileFetch;

namespace {

struct Fetching {
  ScratchFolder scratch;
  UiQueue ui;
  std::string bytes = std::string(3'000'000, 'b') + "akhir";
  std::string name = "siaga-1-9.siaga-export";
  std::atomic<bool> is_cut = false;     // half-way
  std::atomic<bool> is_making = false;  // and never done
  std::atomic<int> asked = 0;
  net::Runtime runtime{1};
  net::TlsIdentity identity = net::make_identity("hub", {"127.0.0.1"}, base::SystemClock{}.now()).value();
  std::unique_ptr<net::HttpServer> server = listen();
  std::vector<std::pair<std::uint64_t, std::uint64_t>> shown;
  std::optional<base::Result<std::filesystem::path>> outcome;
  std::unique_ptr<FileFetch> fetch;

  ~Fetching() {
    fetch.reset();
    server.reset();
    runtime.stop();
  }

  std::unique_ptr<net::HttpServer> listen() {
    net::HttpServer::Options options;
    options.identity = identity;
    return net::HttpServer::listen(runtime, std::move(options),
                                   [this](net::Request& request) { return answer(request); })
        .value();
  }
  net::asio::awaitable<net::Response> answer(net::Request& request) {
    ++asked;
    const std::chrono::milliseconds turn{2};
    while (is_making) co_await net::pause(turn);
    if (request.target == "/refused")
      co_return net::make_response(403, protocol::problem_content_type,
                                   protocol::encode_problem(base::fail(Fault::forbidden, "not yours")));
    net::Response response;
    response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
    auto file = base::File::open(scratch.path() / "source", base::File::Mode::create).value();
    file.write_at(0, bytes).value();
    net::FileBody body{std::move(file), 0, bytes.size(), {}};
    body.may_go_on = [this, pieces = 0]() mutable { return !is_cut || ++pieces < 20; };
    response.file = std::make_shared<net::FileBody>(std::move(body));
    co_return response;
  }

  void begin(const std::filesystem::path& folder, const std::string& target = "/journal") {
    outcome.reset();
    console::HubAccess access;
    access.endpoint = {"127.0.0.1", server->port()};
    access.trust.pinned_fingerprint = net::fingerprint(identity).value();
    FileFetch::Told told;
    told.progress = [this, post = ui.post()](std::uint64_t got, std::uint64_t whole) {
      post([this, got, whole] { shown.emplace_back(got, whole); });
    };
    told.done = [this, post = ui.post()](base::Result<std::filesystem::path> file) {
      post([this, file = std::move(file)] { outcome = file; });
    };
    fetch = std::make_unique<FileFetch>(std::move(access), target, folder, std::move(told));
  }
  std::filesystem::path folder() const {
    const auto path = scratch.path() / "stik";
    std::filesystem::create_directory(path);
    return path;
  }
  std::ptrdiff_t files() const { return std::distance(std::filesystem::directory_iterator{folder()}, {}); }
  std::filesystem::path fetched(const std::filesystem::path& into) {
    begin(into);
    BOOST_REQUIRE(ui.until([&] { return outcome.has_value(); }));
    BOOST_REQUIRE(outcome->has_value());
    return **outcome;
  }
  base::Error refused() {
    BOOST_REQUIRE(ui.until([&] { return outcome.has_value(); }));
    BOOST_REQUIRE(!*outcome);
    return outcome->error();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(file_fetch, Fetching)

BOOST_AUTO_TEST_CASE(a_whole_answer_is_a_file_and_its_size_is_told_before) {
  const auto file = fetched(folder());
  BOOST_TEST(file == folder() / name);
  BOOST_TEST((base::read_file(file).value() == bytes));
  BOOST_TEST(files() == 1);
  BOOST_REQUIRE(!shown.empty());
  BOOST_TEST(shown.back().first == bytes.size());
  for (const auto& [got, whole] : shown) BOOST_TEST((got <= whole && whole == bytes.size()));
}

BOOST_AUTO_TEST_CASE(a_file_of_that_name_stays) {
  const auto first = fetched(folder());
  bytes = "lain";
  const auto second = fetched(folder());
  BOOST_TEST(second == folder() / "siaga-1-9-2.siaga-export");
  BOOST_TEST(base::read_file(second).value() == "lain");
  BOOST_TEST(base::read_file(first).value().size() == 3'000'005u);
}

BOOST_AUTO_TEST_CASE(of_an_answer_that_is_cut_off_nothing_stays) {
  is_cut = true;
  begin(folder());
  BOOST_TEST((refused().fault == Fault::unavailable));
  BOOST_TEST(files() == 0);
}

BOOST_AUTO_TEST_CASE(what_the_hub_refuses_is_told_as_it_says) {
  begin(folder(), "/refused");
  BOOST_TEST((refused().fault == Fault::forbidden));
  BOOST_TEST(files() == 0);
}

BOOST_AUTO_TEST_CASE(taken_back_while_the_hub_makes_it_or_while_it_comes) {
  is_making = true;
  begin(folder());
  BOOST_REQUIRE(ui.until([&] { return asked > 0; }));
  fetch->cancel();
  BOOST_TEST((refused().fault == Fault::conflict));
  BOOST_TEST(refused().field == FileFetch::cancelled);
  is_making = false;
  begin(folder());
  fetch.reset();  // the console is closed; nothing is told any more
  BOOST_TEST(!outcome.has_value());
  BOOST_TEST(files() == 0);
}

BOOST_AUTO_TEST_CASE(a_name_with_a_way_in_it_is_refused) {
  for (const auto* odd : {"../surat", "/etc/passwd", "a/b.siaga-export", ".bashrc", ""}) {
    name = odd;
    begin(folder());
    BOOST_TEST((refused().fault == Fault::corrupt), odd);
  }
  BOOST_TEST(files() == 0);
}

BOOST_AUTO_TEST_CASE(what_cant_be_written_is_told_with_the_files_name) {
  begin(scratch.path() / "sudah-dicabut");
  const auto why = refused();
  BOOST_TEST((why.fault == Fault::not_found));
  BOOST_TEST(why.field == name);
}

BOOST_AUTO_TEST_SUITE_END()
