// The logbook on the wire: its pages, histories, sign-offs and exports, and the commands of who keeps it.
#include "protocol/logbook.h"
#include "rubbish.h"

using namespace siaga;
using namespace std::chrono_literals;
using test::check_codec;
using test::place_of_fault;
using test::with_member;

namespace {

const base::Instant booked_at{std::chrono::microseconds{1'795'000'000'123'456}};
base::Id book_id() { return base::make_id(booked_at); }
base::Day book_day(const char* text) { return base::parse_day(text).value(); }

protocol::LogbookRow full_row() {
  protocol::LogbookRow row;
  auto& one = row.user_id;
  one.id = one.application = one.unit = book_id();
  one.user_name = "omni.nadia.p";
  one.agent = "Nadia \"Putri\" ☕";
  one.email = "nadia@contoh.id";
  one.team = "Voice · Regu 3";
  one.state = domain::UserIdState::inactive;
  one.listed_at = booked_at;
  one.ended_at = booked_at + 1h;
  row.application = "Omni Channel";
  row.zone = "Asia/Jayapura";
  row.status = protocol::LogbookStatus::inactive;
  row.the_case = book_id();
  row.letter_date = book_day("2026-11-14");
  row.last_day = book_day("2024-02-29");
  row.requested = {booked_at, "Hendra", ""};
  row.attempts = 7;
  row.failed = 6;
  row.deactivated = {booked_at + 1h, "", "Ratna P."};
  row.made = {booked_at - 1h, "Ratna P.", ""};
  row.confirmed_at = booked_at + 2h;
  row.replaces = {book_id(), "omni.sari"};
  row.replaced_by = {book_id(), ""};
  row.told = {"Hendra (Support)", "pindah \"tugas\""};
  row.notes = {{9, 3, booked_at, "Dian", "Regu 4, bukan Regu 3."}, {11, 9, booked_at, "Dian", ""}};
  row.sla_seconds = -57'600;
  row.keep_until = book_day("2028-11-22");
  row.held = "Perkara 12/2028";
  row.disposed_at = booked_at + 3h;
  row.first_book_no = 1;
  row.last_book_no = 5'000'000;
  return row;
}

protocol::LogbookHistory full_history() {
  protocol::LogbookHistory history;
  history.row = full_row();
  protocol::LogbookEntry entry;
  entry.book_no = 4;
  entry.event.seq = 9;
  entry.event.at = booked_at;
  entry.event.kind = protocol::EventKind::logbook_corrected;
  entry.event.body.book_no = 4;
  entry.event.body.book_previous = base::sha256("before");
  entry.event.body.by = book_id();
  entry.event.body.user_id = book_id();
  entry.event.body.corrects = 3;
  entry.event.body.text = "Regu 4";
  history.entries.push_back(entry);
  entry.book_no = 5;
  entry.erased = true;
  entry.event.kind = protocol::EventKind::case_opened;
  entry.event.body = {};
  history.entries.push_back(entry);
  domain::Person person;
  person.id = person.version = person.unit = book_id();
  person.name = "Ratna P.";
  history.people = {person};
  return history;
}

const auto written_as_is = [](const auto& value) { return protocol::encode(value); };

}  // namespace

BOOST_AUTO_TEST_SUITE(logbook)

BOOST_AUTO_TEST_CASE(a_page_is_read_as_it_was_written) {
  protocol::LogbookPage page;
  page.at = booked_at;
  page.total = 10'000;
  page.more = true;
  page.items = {full_row(), {}};
  page.next = 4'999'950;
  const auto text = protocol::encode(page);
  check_codec(text, &protocol::decode_logbook_page, written_as_is, false);
  const auto read = protocol::decode_logbook_page(text).value();
  BOOST_TEST(read.items.front().sla_seconds.value() == -57'600);
  BOOST_TEST((read.items.front().last_day == book_day("2024-02-29")));
  BOOST_TEST(read.items.front().notes.front().corrects == 3u);
  BOOST_TEST(!read.items.back().sla_seconds);
  BOOST_TEST(!read.items.back().requested);
}

BOOST_AUTO_TEST_CASE(what_no_row_can_say_is_refused_by_its_place) {
  protocol::LogbookPage page;
  page.items = {full_row()};
  const auto field = [&](const std::string& name, const std::string& value) {
    auto whole = boost::json::parse(protocol::encode(page));
    whole.at("items").at(0).as_object()[name] = boost::json::parse(value);
    return place_of_fault(protocol::decode_logbook_page(boost::json::serialize(whole)));
  };
  BOOST_TEST(field("sla_seconds", "-9223372036854775808") == "taken");
  BOOST_TEST(field("sla_seconds", "1e300") == "/items/0/sla_seconds");
  BOOST_TEST(field("sla_seconds", "9223372036854775808") == "/items/0/sla_seconds");
  BOOST_TEST(field("attempts", "4294967297") == "/items/0/attempts");
  BOOST_TEST(field("status", "\"gone\"") == "/items/0/status");
  BOOST_TEST(field("last_day", "\"2025-02-29\"") == "/items/0/last_day");
  BOOST_TEST(field("notes", "[{}]") == "/items/0/notes/0/book_no");
}

BOOST_AUTO_TEST_CASE(a_history_keeps_the_numbers_of_what_was_erased) {
  const auto text = protocol::encode(full_history());
  check_codec(text, &protocol::decode_logbook_history, written_as_is, false);
  const auto read = protocol::decode_logbook_history(text).value();
  BOOST_TEST(read.entries.front().event.body.corrects.value() == 3u);
  BOOST_TEST(read.entries.back().erased);
  BOOST_TEST(read.entries.back().book_no == 5u);
  auto newer = boost::json::parse(text);
  newer.at("entries").at(0).at("event").as_object()["kind"] = "logbook.burnt";  // a newer hub's
  BOOST_TEST(protocol::decode_logbook_history(boost::json::serialize(newer)).value().entries.size() == 1u);
}

BOOST_AUTO_TEST_CASE(sign_offs_and_exports) {
  const protocol::SignedSize size{10'482, "q1Rd", "SHA256:ab"};
  const protocol::SignOffView full{
      7, 5, booked_at, "Dian", book_day("2026-11-01"), book_day("2026-11-30"), "Diperiksa.", size};
  auto plain = full;
  plain.checkpoint.reset();
  check_codec(protocol::encode(full), &protocol::decode_sign_off_view, written_as_is, false);
  check_codec(
      protocol::encode_sign_offs({full, plain}), &protocol::decode_sign_offs,
      [](const auto& views) { return protocol::encode_sign_offs(views); }, false);
  auto without = boost::json::parse(protocol::encode(full)).as_object();
  without.erase("from");  // no day is no period
  BOOST_TEST(place_of_fault(protocol::decode_sign_off_view(boost::json::serialize(without))) == "/from");

  const protocol::ExportView made{
      book_id(), {{"logbook-1.pdf", 31'337, base::sha256("pdf")}, {"logbook-1.siaga-export", 1, {}}}, 2, size};
  check_codec(protocol::encode(made), &protocol::decode_export_view, written_as_is, false);
}

BOOST_AUTO_TEST_CASE(commands_are_strict) {
  const protocol::CorrectCommand correct{book_id(), "K1", 3, "Regu 4"};
  check_codec(protocol::encode(correct), &protocol::decode_correct_command, written_as_is, true);
  const protocol::DisposeCommand dispose{book_id(), "K1", {book_id(), book_id()}, "Berita acara 7", book_id()};
  check_codec(protocol::encode(dispose), &protocol::decode_dispose_command, written_as_is, true);
  const protocol::DraftCommand draft{book_id(), "K1", {book_id(), book_id()}};
  check_codec(protocol::encode(draft), &protocol::decode_draft_command, written_as_is, true);
  BOOST_TEST(place_of_fault(protocol::decode_draft_command(with_member(protocol::encode(draft), "user_ids", "[]"))) ==
             "/user_ids");
  const protocol::SignOffCommand sign{book_id(), "K1", book_day("2026-11-01"), book_day("2026-11-30"), "Diperiksa."};
  check_codec(protocol::encode(sign), &protocol::decode_sign_off_command, written_as_is, true);
  protocol::ExportCommand wish;
  wish.command = book_id();
  wish.console = "K1";
  wish.format = protocol::LogbookFormat::xlsx;
  wish.title = "Logbook";
  wish.number = "FR-OPS-014";
  wish.revision = "02";
  wish.effective = book_day("2026-01-05");
  wish.prepared = "Dian";
  wish.controlled = true;
  wish.filter = {"nad put",
                 book_id(),
                 protocol::LogbookStatus::disposed,
                 protocol::LogbookKeeping::over,
                 book_day("2026-11-01"),
                 book_day("2026-11-30")};
  check_codec(protocol::encode(wish), &protocol::decode_export_command, written_as_is, true);
  wish.effective.reset();
  wish.filter = {};
  check_codec(protocol::encode(wish), &protocol::decode_export_command, written_as_is, true);
  using namespace std::chrono;
  wish.sla = protocol::SlaSpan{2026y / June, 2026y / November, protocol::SlaBy::team_leader};
  const auto of_sla = protocol::encode(wish);
  check_codec(of_sla, &protocol::decode_export_command, written_as_is, true);
  BOOST_TEST((protocol::decode_export_command(of_sla).value().sla == wish.sla));
  const auto span = [&](const std::string& json) {
    return place_of_fault(protocol::decode_export_command(with_member(of_sla, "sla", json)));
  };
  BOOST_TEST(span(R"({"from":"2026-06","to":"2026-05","by":"month"})") == "/sla/to");
  BOOST_TEST(span(R"({"from":"2024-11","to":"2026-11","by":"month"})") == "/sla/to");
  BOOST_TEST(span(R"({"from":"2026-6","to":"2026-11","by":"month"})") == "/sla/from");
  BOOST_TEST(span(R"({"from":"2026-06","to":"2026-11","by":"luck"})") == "/sla/by");
  BOOST_TEST(span(R"({"from":"2026-06","to":"2026-11","by":"month","more":1})") == "/sla/more");
  BOOST_TEST(place_of_fault(protocol::decode_export_command(with_member(of_sla, "search", "\"nadia\""))) == "/sla");

  std::string too_many = "\"x\"";
  for (std::size_t i = 0; i < protocol::DisposeCommand::most; ++i) too_many += ",\"x\"";
  const auto disposing = [&](const std::string& user_ids) {
    return place_of_fault(
        protocol::decode_dispose_command(with_member(protocol::encode(dispose), "user_ids", user_ids)));
  };
  BOOST_TEST(disposing("[]") == "/user_ids");
  BOOST_TEST(disposing("[\"omni.nadia.p\"]") == "/user_ids");
  BOOST_TEST(disposing("[" + too_many + "]") == "/user_ids");
  BOOST_TEST(place_of_fault(protocol::decode_sign_off_command(
                 with_member(protocol::encode(sign), "to", "\"2026-11-31\""))) == "/to");
  BOOST_TEST(place_of_fault(protocol::decode_export_command(
                 with_member(protocol::encode(wish), "title", "\"" + std::string(481, 'x') + "\""))) == "/title");
}

BOOST_AUTO_TEST_CASE(a_filter_becomes_a_query) {
  protocol::LogbookFilter filter;
  BOOST_TEST(protocol::query_of(filter) == "");
  filter.search = "nad&put=%ü";
  filter.status = protocol::LogbookStatus::inactive;
  filter.from = book_day("2026-11-01");
  BOOST_TEST(protocol::query_of(filter) == "search=nad%26put%3D%25%C3%BC&status=inactive&from=2026-11-01");
}

BOOST_AUTO_TEST_SUITE_END()
