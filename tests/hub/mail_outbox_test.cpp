// The outbox against a real SMTP server that puts mails off or refuses them, and one that isn't there.
#include "mail_desk.h"

namespace siaga::test {

using namespace std::chrono_literals;

namespace {

struct GreyDesk : MailDesk {
  GreyDesk() : MailDesk({"--answers", "451,451,250"}) {}
};
struct RefusingDesk : MailDesk {
  RefusingDesk() : MailDesk({"--answers", "550"}) {}
};

const std::string tries_of_mail = "select tries from mail";
const std::string emptied_mails = "select count(*) from mail where subject = '' and body = '' and next_try_at is null";

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_outbox)

BOOST_FIXTURE_TEST_CASE(a_mail_that_is_put_off_is_tried_again_later_and_after_a_restart, GreyDesk) {
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(ask_for_code(visitor).status == 202u);
  BOOST_TEST(server.next_refusal() == "451");
  until(tries_of_mail, "1");
  BOOST_TEST(text_of("select last_error from mail").find("451") != std::string::npos);
  until("select (next_try_at - created_at) / 1000000 from mail", "15");
  pass(14s);
  pass(1s);
  BOOST_TEST(server.next_refusal() == "451");
  until(tries_of_mail, "2");
  BOOST_TEST(metric("mails_waiting") == "1");
  stop();
  clock.advance(30s);
  restart();
  const auto code = code_in(server.next_mail());
  until(emptied_mails, "1");
  BOOST_TEST(text_of("select count(*) from mail where sent_at is not null") == "1");
  Visitor again{*this, "visitor"};
  BOOST_TEST(confirm(again, code).status == 204u);
}

BOOST_FIXTURE_TEST_CASE(a_final_refusal_ends_it_and_empties_the_text, RefusingDesk) {
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(ask_for_code(visitor).status == 202u);
  BOOST_TEST(server.next_refusal() == "550");
  until(emptied_mails, "1");
  BOOST_TEST(text_of("select count(*) from mail where sent_at is null") == "1");
  stop();
  restart();
  until("select tries from mail", "1");
  Visitor later{*this, "visitor"};
  while (metric("mails_failed") != "1") std::this_thread::yield();
  BOOST_TEST(metric("mails_waiting") == "0");
}

BOOST_FIXTURE_TEST_CASE(a_mail_that_came_too_late_is_not_sent_and_its_text_is_gone, MailDesk) {
  restart("smtp://127.0.0.1:1");  // nobody there
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(ask_for_code(visitor).status == 202u);
  until(tries_of_mail, "1");
  BOOST_TEST(text_of("select body from mail").find("Kode Anda: ") == 0u);
  pass(15min);
  until(emptied_mails, "1");
  BOOST_TEST(text_of("select count(*) from mail where sent_at is null") == "1");
}

BOOST_FIXTURE_TEST_CASE(the_text_goes_in_time_even_when_the_hub_has_no_server_any_more, MailDesk) {
  restart("smtp://127.0.0.1:1");
  Visitor visitor{*this, "visitor"};
  BOOST_TEST(ask_for_code(visitor).status == 202u);
  until(tries_of_mail, "1");
  stop();
  clock.advance(15min);
  start();
  until(emptied_mails, "1");
}

BOOST_FIXTURE_TEST_CASE(each_pause_is_longer_up_to_half_an_hour, MailDesk) {
  BOOST_TEST((hub::MailOutbox::pause_after(1) == 15s));
  BOOST_TEST((hub::MailOutbox::pause_after(2) == 30s));
  BOOST_TEST((hub::MailOutbox::pause_after(8) == 32min));
  BOOST_TEST((hub::MailOutbox::pause_after(1000) == 32min));
}

BOOST_AUTO_TEST_CASE(a_wrong_server_or_sender_is_refused_at_the_start) {
  const ScratchFolder folder;
  const FakeClock clock;
  hub::HubOptions options;
  options.data = folder.path() / "data";
  options.smtp = connect::SmtpServer{"http://127.0.0.1"};
  options.mail_from = "siaga@contoh.id";
  BOOST_TEST(hub::Hub::start(options, clock).error().field == "smtp");
  options.smtp->url = "smtp://127.0.0.1:25";
  options.mail_from = "siaga";
  BOOST_TEST(hub::Hub::start(options, clock).error().field == "smtp-from");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
