// Figures, times and faults as people read them, in both languages.
#include "ui/format.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using test::InEnglish;
using test::InIndonesian;

namespace {

base::Instant at(std::string_view text) { return base::parse_rfc3339(text).value(); }

domain::Recording examined(domain::Examination found) {
  domain::Recording recording;
  recording.state = domain::RecordingState::finished;
  recording.examination = std::move(found);
  return recording;
}

domain::Examination unreadable(std::string trouble) {
  domain::Examination found;
  found.trouble = std::move(trouble);
  return found;
}

std::string refused(std::string_view why) {
  return ui::sentence(base::fail(base::Fault::conflict, "for the log", std::string{why}));
}

}  // namespace

BOOST_AUTO_TEST_CASE(figures_are_grouped_by_spaces_that_do_not_break) {
  BOOST_TEST(ui::grouped(0) == "0");
  BOOST_TEST(ui::grouped(999) == "999");
  BOOST_TEST(ui::grouped(1000) == "1\u00a0000");
  BOOST_TEST(ui::grouped(10'482'000) == "10\u00a0482\u00a0000");
}

BOOST_FIXTURE_TEST_CASE(lengths_have_the_languages_mark_and_words, InIndonesian) {
  BOOST_TEST(ui::one_decimal(1.25) == "1,2");
  BOOST_TEST(ui::seconds(320ms) == "0,3 dtk");
  BOOST_TEST(ui::seconds(-1s) == "0,0 dtk");
  BOOST_TEST(ui::spoken(45s) == "45 dtk");
  BOOST_TEST(ui::spoken(59min) == "59 mnt");
  BOOST_TEST(ui::spoken(3h + 12min) == "3 j 12 m");
  BOOST_TEST(ui::spoken(49h) == "2 hari");
  BOOST_TEST(ui::metres(1234) == "1,2 km");
}

BOOST_FIXTURE_TEST_CASE(english_is_complete_without_a_catalogue, InEnglish) {
  BOOST_TEST(ui::seconds(320ms) == "0.3 s");
  BOOST_TEST(ui::spoken(45s) == "45 sec");
  BOOST_TEST(ui::metres(1234) == "1.2 km");
}

BOOST_FIXTURE_TEST_CASE(distances_promise_no_more_than_a_phone_knows, InEnglish) {
  BOOST_TEST(ui::metres(0.4) == "0 m");
  BOOST_TEST(ui::metres(40.4) == "40 m");
  BOOST_TEST(ui::metres(347) == "350 m");
  BOOST_TEST(ui::metres(997) == "1.0 km");  // never "1000 m"
}

BOOST_AUTO_TEST_CASE(coordinates_can_be_pasted_into_a_map) {
  BOOST_TEST(ui::coordinates({-6.9833, 110.4093, 0, {}}) == "-6.98330, 110.40930");
}

BOOST_AUTO_TEST_CASE(a_place_in_a_recording_counts_hours_only_when_there_are_some) {
  BOOST_TEST(ui::media_time(12'400ms, true) == "00:12.40");
  BOOST_TEST(ui::media_time(21s, false) == "00:21");
  BOOST_TEST(ui::media_time(3600s + 62s, false) == "1:01:02");
  BOOST_TEST(ui::media_time(-5s, false) == "00:00");
}

BOOST_FIXTURE_TEST_CASE(a_moment_names_its_day_unless_it_is_today, InIndonesian) {
  const auto now = at("2026-05-02T05:00:00Z");
  BOOST_TEST(ui::moment(at("2026-05-02T01:02:03Z"), now, "Asia/Jakarta") == "08:02:03 WIB");
  BOOST_TEST(ui::moment(at("2026-05-01T01:02:03Z"), now, "Asia/Jakarta") == "1 Mei 2026 08:02:03 WIB");
  // Today is the zone's day: 17:30 UTC is tomorrow in Jayapura.
  BOOST_TEST(ui::moment(at("2026-05-01T17:30:00Z"), now, "Asia/Jayapura") == "02:30:00 WIT");
  // The 2nd doesn't pass for the 22nd.
  BOOST_TEST(ui::moment(at("2026-05-02T01:00:00Z"), at("2026-05-22T01:00:00Z"), "Asia/Jakarta") ==
             "2 Mei 2026 08:00:00 WIB");
}

BOOST_AUTO_TEST_CASE(names_are_shortened_to_the_last_ones_first_character) {
  BOOST_TEST(ui::short_name("Sari Wulandari") == "Sari W.");
  BOOST_TEST(ui::short_name("Siti Nur Élan") == "Siti É.");
  BOOST_TEST(ui::short_name("Madonna") == "Madonna");
  BOOST_TEST(ui::short_name("Budi ") == "Budi");
}

BOOST_FIXTURE_TEST_CASE(a_phones_clock_is_mentioned_from_two_seconds_on, InIndonesian) {
  domain::Sos sos;
  sos.received_at = at("2026-05-02T01:00:10Z");
  sos.sent_at = sos.received_at - 1s;
  BOOST_TEST(!ui::phone_skew(sos).has_value());
  sos.sent_at = sos.received_at - 6s;
  BOOST_TEST(ui::phone_skew(sos).value() == "jam ponsel −6 dtk");
  sos.sent_at = sos.received_at + 90s;
  BOOST_TEST(ui::phone_skew(sos).value() == "jam ponsel +1 mnt");
}

BOOST_FIXTURE_TEST_CASE(r1_is_said_with_the_length_that_fell_short, InIndonesian) {
  BOOST_TEST(ui::recording_trouble(examined({true, "mp4", "h264", "aac", 1800ms, ""})).value() ==
             "tanpa rekaman sah (1,8 dtk)");
  BOOST_TEST(!ui::recording_trouble(examined({true, "mp4", "h264", "aac", 3000ms, ""})).has_value());
  BOOST_TEST(!ui::recording_trouble(examined({true, "webm", "vp8", "", std::nullopt, ""})).has_value());
  BOOST_TEST(!ui::recording_trouble(domain::Recording{}).has_value());
}

BOOST_FIXTURE_TEST_CASE(nothing_is_wrong_with_what_is_still_coming_in, InEnglish) {
  auto part = examined({true, "mp4", "h264", "aac", 1800ms, "cut-off"});
  part.examination->part = domain::SeenPart{4096, {}};
  BOOST_TEST(!ui::recording_trouble(part).has_value());
}

BOOST_FIXTURE_TEST_CASE(what_nobody_could_read_to_its_end_has_no_length, InEnglish) {
  BOOST_TEST(ui::recording_trouble(examined({true, "mp4", "h264", "aac", std::nullopt, "timeout"})).value() ==
             "looking into it took too long: its length isn't known");
}

BOOST_FIXTURE_TEST_CASE(what_is_wrong_with_a_recording_is_told_apart, InEnglish) {
  BOOST_TEST(ui::recording_trouble(examined({true, "mp4", "", "aac", 5000ms, ""})).value() == "sound only, no picture");
  std::set<std::string> sentences;
  for (const auto* trouble :
       {"cut-off", "unsupported", "too-large-picture", "timeout", "unreadable", "probe", "no-decoder"}) {
    const auto words = ui::recording_trouble(examined(unreadable(trouble))).value();
    BOOST_TEST(words.find("kept as evidence") != std::string::npos);
    BOOST_TEST(sentences.insert(words).second);
  }
}

BOOST_FIXTURE_TEST_CASE(a_refused_command_says_what_stands_in_its_way, InIndonesian) {
  BOOST_TEST(refused("unowned") == "Belum ada yang menangani: tangani dulu (Enter).");
  std::set<std::string> sentences;
  for (const auto* field : {"owner", "unowned", "closed", "withdrawn"})
    BOOST_TEST(sentences.insert(refused(field)).second);
}

BOOST_FIXTURE_TEST_CASE(no_fault_shows_its_log_line_but_our_own, InEnglish) {
  for (int fault = 0; fault <= static_cast<int>(base::Fault::internal); ++fault) {
    const auto kind = static_cast<base::Fault>(fault);
    const auto words = ui::sentence(base::fail(kind, "SQLite: disk I/O error"));
    BOOST_TEST(!words.empty());
    BOOST_TEST((words.find("SQLite") != std::string::npos) == (kind == base::Fault::internal));
  }
}

BOOST_AUTO_TEST_CASE(fingerprints_are_broken_for_eyes) {
  std::string fingerprint;
  for (int pair = 0; pair < 32; ++pair)
    fingerprint += (pair ? ":" : "") + std::string{"A"} + "0123456789ABCDEF"[pair % 16];
  const auto lines = ui::fingerprint_groups(fingerprint);
  BOOST_TEST(std::count(lines.begin(), lines.end(), '\n') == 3);
  BOOST_TEST(lines.starts_with("A0A1  A2A3  A4A5  A6A7\nA8A9"));
  BOOST_TEST(lines.find(':') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_secret_is_typed_in_groups_of_four) {
  BOOST_TEST(ui::secret_groups("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == "ABCD EFGH IJKL MNOP\nQRST UVWX YZ23 4567");
  BOOST_TEST(ui::secret_groups("ABCDE") == "ABCD E");
  BOOST_TEST(ui::secret_groups("") == "");
}
