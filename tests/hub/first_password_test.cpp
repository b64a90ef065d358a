// The first password of a user ID that the hub makes: told once, to whom it is for, and found nowhere else (R38).
#include "listed_application.h"

#include "store/backup.h"
#include "store/first_password_table.h"

#include <fcntl.h>
#include <unistd.h>

namespace siaga::test {

using namespace std::chrono_literals;

namespace {

/// What this process writes to its standard error meanwhile, the hub's log.
class LogKept {
 public:
  explicit LogKept(std::filesystem::path file) : file_(std::move(file)), before_(::dup(STDERR_FILENO)) {
    const int to = ::open(file_.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    ::dup2(to, STDERR_FILENO);
    ::close(to);
  }
  LogKept(const LogKept&) = delete;
  LogKept& operator=(const LogKept&) = delete;
  ~LogKept() {
    ::dup2(before_, STDERR_FILENO);
    ::close(before_);
  }
  std::string text() const {
    std::ifstream file{file_};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

 private:
  std::filesystem::path file_;
  int before_;
};

struct PasswordRoom : ReconcileRoom {
  base::Id made() {
    const auto one = plan_replacement(of, "omni.citra.l", "Citra Lestari");
    BOOST_REQUIRE(plain_case(*support, one, "request").status == 200u);
    close_by_order(one);
    return one;
  }
  net::ClientResponse ask(Visitor& who, const base::Id& one) { return plain_case(who, one, "first-password"); }
  /// Whether these bytes are in any of the hub's files.
  bool is_kept(const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{data()}) {
      if (!entry.is_regular_file() || entry.path().parent_path() == folder()) continue;
      std::ifstream file{entry.path(), std::ios::binary};
      const std::string all{std::istreambuf_iterator<char>{file}, {}};
      if (all.find(bytes) != std::string::npos) return true;
    }
    return false;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(first_password, PasswordRoom)

BOOST_AUTO_TEST_CASE(it_is_told_once_and_to_whom_it_is_for) {
  const LogKept log{data().parent_path() / "log"};
  const auto one = made();
  const auto real = read("password");
  BOOST_TEST(real.size() == 20u);
  BOOST_TEST((view_case(one).password_for == ratna.id));
  BOOST_TEST(!is_kept(real));
  BOOST_TEST(ask(*support, one).status == 403u);
  BOOST_TEST(problem_of(ask(*other_leader, one)) == "forbidden reader");
  const auto told = ask(*leader, one);
  BOOST_TEST(told.status == 200u);
  BOOST_TEST(protocol::decode_first_password(told.body).value().password == real);
  BOOST_TEST(ask(*leader, one).status == 404u);
  BOOST_TEST(!view_case(one).password_for.has_value());
  BOOST_TEST(!is_kept(real));
  BOOST_TEST(log.text().find(real) == std::string::npos);
  auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  auto mails = database.query("select count(*) from mail where instr(body, ?) > 0", real);
  BOOST_TEST((mails.next() && mails.integer(0) == 0));
}

BOOST_AUTO_TEST_CASE(nobody_is_told_after_a_day_and_it_is_forgotten) {
  const auto one = made();
  pass(24h);
  BOOST_TEST(ask(*leader, one).status == 404u);
  hub().core().reconciler->wake();
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (view_case(one).password_for) BOOST_REQUIRE(std::chrono::steady_clock::now() < end);
}

BOOST_AUTO_TEST_CASE(no_backup_has_it) {
  const auto one = made();
  const auto copy = data().parent_path() / "copy.db";
  const auto made_copy =
      store::copy_database(data() / "hub.db", copy, [](std::uint64_t, std::uint64_t) { return true; });
  BOOST_REQUIRE(made_copy.has_value());
  auto database = store::Database::open(copy, store::Database::Mode::read_write).value();
  BOOST_TEST(!store::first_password_table::find(database, one).has_value());
  BOOST_TEST(view_case(one).password_for.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
