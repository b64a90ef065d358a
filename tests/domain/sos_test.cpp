// R1–R3: an SOS from press to closing.
#include "domain/sos.h"

#include <boost/test/unit_test.hpp>

#include <limits>

using namespace siaga;
using namespace std::chrono_literals;
using base::Fault;

namespace {

const base::Instant noon{std::chrono::seconds{1'795'000'000}};
const base::Id sari = base::make_id(noon);
const base::Id budi = base::make_id(noon);

domain::Person rudi() {
  domain::Person person;
  person.id = base::make_id(noon);
  person.version = base::make_id(noon);
  person.unit = base::make_id(noon);
  person.name = "Rudi";
  return person;
}

domain::Sos raised() {
  domain::RaiseSos command;
  command.id = base::make_id(noon);
  command.pressed_at = noon - 2s;
  command.sent_at = noon - 1s;
  return domain::raise(command, rudi(), std::nullopt, noon).value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_sos_belongs_to_its_reporters_unit_and_the_hubs_clock) {
  const auto reporter = rudi();
  domain::RaiseSos command;
  command.id = base::make_id(noon);
  command.position = domain::Position{-6.98, 110.41, 5, noon};
  const auto sos = domain::raise(command, reporter, std::nullopt, noon).value();
  BOOST_TEST(base::to_string(sos.unit) == base::to_string(reporter.unit));
  BOOST_TEST((sos.received_at == noon));
  BOOST_TEST(sos.needs_owner());
  BOOST_TEST(!sos.is_responded());
}

BOOST_AUTO_TEST_CASE(a_position_outside_the_earth_is_refused_by_name) {
  domain::RaiseSos command;
  command.position = domain::Position{91, 0, 0, noon};
  BOOST_TEST(domain::raise(command, rudi(), std::nullopt, noon).error().field == "/position/lat");
  command.position = domain::Position{0, -180.5, 0, noon};
  BOOST_TEST(domain::raise(command, rudi(), std::nullopt, noon).error().field == "/position/lon");
  command.position = domain::Position{0, 0, std::numeric_limits<double>::quiet_NaN(), noon};
  BOOST_TEST(domain::raise(command, rudi(), std::nullopt, noon).error().field == "/position/accuracy_m");
}

BOOST_AUTO_TEST_CASE(the_first_claim_wins) {
  const auto claimed = domain::claim(raised(), sari, noon).value();
  BOOST_TEST((claimed.owner == sari));
  const auto second = domain::claim(claimed, budi, noon);
  BOOST_TEST((second.error().fault == Fault::conflict));
  BOOST_TEST(second.error().field == "owner");
  BOOST_TEST(domain::claim(claimed, sari, noon).has_error());
}

BOOST_AUTO_TEST_CASE(only_the_owner_releases_and_it_sounds_again) {
  const auto claimed = domain::claim(raised(), sari, noon).value();
  BOOST_TEST(domain::release(claimed, budi, noon).error().field == "owner");
  const auto released = domain::release(claimed, sari, noon).value();
  BOOST_TEST(released.needs_owner());
  BOOST_TEST(!released.claimed_at.has_value());
}

BOOST_AUTO_TEST_CASE(taking_over_needs_another_owner_and_a_reason) {
  BOOST_TEST(domain::take_over(raised(), budi, "lama", noon).error().field == "unowned");
  const auto claimed = domain::claim(raised(), sari, noon).value();
  BOOST_TEST(domain::take_over(claimed, sari, "saya", noon).error().field == "owner");
  BOOST_TEST(domain::take_over(claimed, budi, " \n", noon).error().field == "/reason");
  const auto taken = domain::take_over(claimed, budi, "Sari di lapangan", noon + 1s).value();
  BOOST_TEST((taken.owner == budi));
  BOOST_TEST((*taken.claimed_at == noon + 1s));
}

BOOST_AUTO_TEST_CASE(only_the_owner_responds_and_the_first_time_counts) {
  BOOST_TEST(domain::respond(raised(), sari, "dikirim", noon).error().field == "unowned");
  auto sos = domain::claim(raised(), sari, noon).value();
  BOOST_TEST(domain::respond(sos, budi, "dikirim", noon).error().field == "owner");
  BOOST_TEST(domain::respond(sos, sari, "", noon).error().field == "/text");
  sos = domain::respond(sos, sari, "Regu dikirim", noon + 5s).value();
  BOOST_TEST(sos.is_responded());
  sos = domain::respond(sos, sari, "Ambulans juga", noon + 9s).value();
  BOOST_TEST((*sos.responded_at == noon + 5s));
}

BOOST_AUTO_TEST_CASE(a_withdrawal_stays_on_the_desk_R2) {
  const auto sos = raised();
  BOOST_TEST((domain::withdraw(sos, sari, noon).error().fault == Fault::forbidden));
  const auto withdrawn = domain::withdraw(sos, sos.reporter, noon).value();
  BOOST_TEST(withdrawn.needs_owner());
  BOOST_TEST(!withdrawn.is_closed());
  BOOST_TEST(domain::withdraw(withdrawn, sos.reporter, noon).error().field == "withdrawn");
}

BOOST_AUTO_TEST_CASE(closing_needs_the_owner_and_a_report_and_ends_all_but_notes) {
  auto sos = domain::claim(raised(), sari, noon).value();
  BOOST_TEST(domain::close(sos, sari, domain::Outcome::helped, "  ", noon).error().field == "/text");
  BOOST_TEST(domain::close(sos, budi, domain::Outcome::helped, "aman", noon).error().field == "owner");
  sos = domain::close(sos, sari, domain::Outcome::helped, "Petugas aman", noon + 60s).value();
  BOOST_TEST(sos.is_closed());
  BOOST_TEST(sos.is_responded());
  BOOST_TEST(!sos.needs_owner());
  BOOST_TEST(domain::claim(sos, budi, noon).error().field == "closed");
  BOOST_TEST(domain::respond(sos, sari, "x", noon).error().field == "closed");
  BOOST_TEST(domain::withdraw(sos, sos.reporter, noon).error().field == "closed");
  BOOST_TEST(domain::note(sos, "video disalin").has_value());
}

BOOST_AUTO_TEST_CASE(the_first_console_that_drew_it_counts) {
  auto sos = domain::show(raised(), noon + 1s).value();
  sos = domain::show(sos, noon + 3s).value();
  BOOST_TEST((*sos.first_shown_at == noon + 1s));
}

BOOST_AUTO_TEST_CASE(a_text_has_a_longest_length) {
  BOOST_TEST(domain::check_text(std::string(domain::longest_text, 'x'), "/text").has_value());
  BOOST_TEST(domain::check_text(std::string(domain::longest_text + 1, 'x'), "/text").error().field == "/text");
}
