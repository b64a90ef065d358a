// field/outbox: what was pressed outlives the program, whatever ends it.
#include "field/outbox.h"

#include "base/file.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace siaga;
using field::Outbox;

namespace {

const base::Instant pressed{std::chrono::seconds{1'795'000'000}};

field::OutboxEntry entry(bool with_clip = true) {
  field::OutboxEntry one;
  one.alarm.id = base::make_id(pressed);
  one.alarm.pressed_at = pressed;
  one.alarm.drill = true;
  one.alarm.position = domain::Position{-6.9833, 110.4093, 7, pressed};
  one.hub = "127.0.0.1:7443";
  one.login = "petugas@contoh.id";
  if (with_clip) one.clip = field::ClipPlan{base::make_id(pressed), "/tmp/a \"clip\".mp4", "video/mp4", true};
  return one;
}

struct Desk : test::ScratchFolder {
  Outbox outbox = Outbox::open(path()).value();

  field::OutboxEntry read_back(const base::Id& sos) const { return Outbox::open(path()).value().find(sos).value(); }
  std::filesystem::path file() const { return path() / "outbox.jsonl"; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outbox, Desk)

BOOST_AUTO_TEST_CASE(an_entry_returns_as_it_was) {
  const auto one = entry();
  BOOST_REQUIRE(outbox.add(one));
  const auto back = read_back(one.alarm.id);
  BOOST_TEST((back.alarm.pressed_at == pressed));
  BOOST_TEST(back.alarm.drill);
  BOOST_TEST(back.alarm.position->lon == 110.4093);
  BOOST_TEST(back.login == one.login);
  BOOST_TEST((back.clip == one.clip));
  BOOST_TEST(!back.received_at);
  BOOST_TEST(!back.is_settled());
  struct stat status {};
  BOOST_REQUIRE(::stat(file().c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777u) == 0600u);
}

BOOST_AUTO_TEST_CASE(it_is_settled_when_everything_was_acknowledged) {
  const auto one = entry();
  const auto id = one.alarm.id;
  BOOST_REQUIRE(outbox.add(one));
  BOOST_REQUIRE(outbox.note_received(id, pressed));
  BOOST_TEST(!read_back(id).is_settled());
  BOOST_REQUIRE(outbox.note_clip_settled(id));
  BOOST_TEST(read_back(id).is_settled());
  const auto command = base::make_id(pressed);
  BOOST_REQUIRE(outbox.note_withdrawn(id, command));
  BOOST_REQUIRE(outbox.note_withdrawn(id, base::make_id(pressed)));  // the first command counts
  BOOST_TEST((read_back(id).withdraw_command == command));
  BOOST_TEST(!read_back(id).is_settled());
  BOOST_REQUIRE(outbox.note_withdrawal_received(id));
  BOOST_TEST(read_back(id).is_settled());
}

BOOST_AUTO_TEST_CASE(it_outlives_a_kill) {
  const auto one = entry();
  const auto child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    const bool kept = outbox.add(one).has_value();
    ::kill(::getpid(), kept ? SIGKILL : SIGTERM);
  }
  int status = 0;
  BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
  BOOST_TEST(WTERMSIG(status) == SIGKILL);
  BOOST_TEST(read_back(one.alarm.id).hub == one.hub);
}

BOOST_AUTO_TEST_CASE(a_torn_line_spoils_nothing_else) {
  const auto first = entry();
  const auto second = entry(false);
  BOOST_REQUIRE(outbox.add(first));
  const auto whole = base::read_file(file()).value();
  BOOST_REQUIRE(base::write_atomically(file(), whole + whole.substr(0, whole.size() / 2)));
  auto again = Outbox::open(path()).value();
  BOOST_REQUIRE(again.add(second));
  const auto entries = again.entries().value();
  BOOST_REQUIRE(entries.size() == 2u);
  BOOST_TEST((entries[0].alarm.id == first.alarm.id));
  BOOST_TEST((entries[1].alarm.id == second.alarm.id));
}

BOOST_AUTO_TEST_CASE(two_processes_may_write_it) {
  auto other = Outbox::open(path()).value();
  const auto one = entry();
  BOOST_REQUIRE(outbox.add(one));
  BOOST_REQUIRE(other.note_withdrawn(one.alarm.id, base::make_id(pressed)));
  BOOST_REQUIRE(outbox.note_received(one.alarm.id, pressed));
  BOOST_TEST(read_back(one.alarm.id).withdraw_command.has_value());
  BOOST_TEST(read_back(one.alarm.id).received_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_is_an_error) {
  BOOST_TEST(Outbox::open("/proc/siaga").has_error());
  BOOST_TEST((outbox.find(base::make_id(pressed)).error().fault == base::Fault::not_found));
}

BOOST_AUTO_TEST_SUITE_END()
