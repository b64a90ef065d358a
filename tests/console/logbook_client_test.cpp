// What LogbookClient asks of the hub and posts to it, without a link: its requests are looked at, its answers written.
#include "console/logbook_client.h"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace siaga;
using console::LogbookClient;

namespace {

struct Book {
  base::SystemClock clock;
  std::vector<LogbookClient::Request> asked;
  std::vector<LogbookClient::Answer> answers;
  LogbookClient client{[this](LogbookClient::Request request, LogbookClient::Answer answer) {
                         asked.push_back(std::move(request));
                         answers.push_back(std::move(answer));
                       },
                       clock, "K-12"};
  base::Id one = base::make_id(clock.now());
  std::string path = "/api/v1/logbook/" + base::to_string(one);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(logbook_client, Book)

BOOST_AUTO_TEST_CASE(a_page_is_asked_with_its_filter_and_after_the_one_before) {
  protocol::LogbookFilter filter;
  filter.search = "nadia p&q";
  filter.status = protocol::LogbookStatus::inactive;
  client.fetch_page(filter, 77, [](auto) {});
  const auto& target = asked.at(0).target;
  BOOST_TEST(target.starts_with("/api/v1/logbook?limit=100&"));
  BOOST_TEST(target.ends_with("&after=77"));
  BOOST_TEST(target.find("p%26q") != std::string::npos);
  BOOST_TEST(target.find("status=inactive") != std::string::npos);
  client.fetch_page({}, std::nullopt, [](auto) {});
  BOOST_TEST(asked.at(1).target == "/api/v1/logbook?limit=100");
}

BOOST_AUTO_TEST_CASE(each_change_is_a_command_of_its_own) {
  int kept = 0;
  const auto count = [&](const base::Result<void>& answer) { kept += answer ? 1 : 0; };
  client.correct(one, 12, "Regu 4.", count);
  client.hold(one, "Perkara.", count);
  client.hold(one, "Perkara.", count);
  client.release(one, "Selesai.", count);
  BOOST_TEST(asked[0].target == path + "/correct");
  const auto written = protocol::decode_correct_command(asked[0].body).value();
  BOOST_TEST(written.book_no == 12u);
  BOOST_TEST(written.text == "Regu 4.");
  BOOST_TEST(written.console == "K-12");
  BOOST_TEST(asked[1].target == path + "/hold");
  BOOST_TEST(asked[1].body != asked[2].body);  // another command, not a retry
  BOOST_TEST(asked[3].target == path + "/release");
  for (const auto& answer : answers) answer(std::string{"{}"});
  BOOST_TEST(kept == 4);
}

BOOST_AUTO_TEST_CASE(an_export_may_take_long_and_its_files_are_named_in_the_path) {
  protocol::ExportCommand wish;
  wish.format = protocol::LogbookFormat::csv;
  wish.number = "FR-OPS-014";
  client.make_export(wish, [](auto) {});
  BOOST_TEST(asked[0].target == "/api/v1/logbook/exports");
  BOOST_TEST(asked[0].takes_long);
  BOOST_TEST(!asked[0].is_file);
  const auto sent = protocol::decode_export_command(asked[0].body).value();
  BOOST_TEST(sent.number == "FR-OPS-014");
  BOOST_TEST(sent.console == "K-12");
  client.fetch_file(one, "buku log.csv", [](auto) {});
  BOOST_TEST(asked[1].target == "/api/v1/logbook/exports/" + base::to_string(one) + "/buku%20log.csv");
  BOOST_TEST(asked[1].takes_long);
}

BOOST_AUTO_TEST_CASE(what_the_hub_refuses_comes_back_with_its_place) {
  std::string place;
  client.sign_off(base::parse_day("2026-11-01").value(), base::parse_day("2026-11-30").value(), "Diperiksa.",
                  [&](const base::Result<protocol::SignOffView>& answer) {
                    if (!answer) place = answer.error().field;
                  });
  BOOST_TEST(asked.at(0).target == "/api/v1/logbook/sign-off");
  answers.at(0)(base::fail(base::Fault::invalid, "a period ends today at the latest", "/to"));
  BOOST_TEST(place == "/to");
}

BOOST_AUTO_TEST_CASE(what_goes_is_named_together_with_its_minutes) {
  const auto other = base::make_id(clock.now());
  const auto minutes = base::make_id(clock.now());
  bool kept = false;
  client.dispose({one, other}, "BA 7/2028: masa simpan habis.", minutes,
                 [&](auto answer) { kept = answer.has_value(); });
  BOOST_TEST(asked.at(0).target == "/api/v1/logbook/dispose");
  const auto sent = protocol::decode_dispose_command(asked[0].body).value();
  BOOST_TEST((sent.user_ids == std::vector{one, other}));
  BOOST_TEST((sent.minutes == minutes));
  BOOST_TEST(sent.text == "BA 7/2028: masa simpan habis.");
  answers.at(0)(std::string{"{}"});
  BOOST_TEST(kept);
}

BOOST_AUTO_TEST_CASE(a_draft_is_told_before_it_is_printed) {
  bool told = false;
  client.tell_draft({one}, [&](auto answer) { told = answer.has_value(); });
  BOOST_TEST(asked.at(0).target == "/api/v1/logbook/dispose/draft");
  BOOST_TEST((protocol::decode_draft_command(asked[0].body).value().user_ids == std::vector{one}));
  answers.at(0)(std::string{"{}"});
  BOOST_TEST(told);
}

BOOST_AUTO_TEST_CASE(sign_offs_come_the_newest_first) {
  std::vector<std::uint64_t> numbers;
  client.fetch_sign_offs([&](const base::Result<std::vector<protocol::SignOffView>>& views) {
    for (const auto& view : views.value()) numbers.push_back(view.book_no);
  });
  BOOST_TEST(asked.at(0).target == "/api/v1/logbook/sign-offs");
  protocol::SignOffView view;
  view.from = base::parse_day("2026-11-01").value();
  view.to = base::parse_day("2026-11-30").value();
  std::vector<protocol::SignOffView> views(2, view);
  views[0].book_no = 9;
  views[1].book_no = 4;
  answers.at(0)(protocol::encode_sign_offs(views));
  BOOST_TEST((numbers == std::vector<std::uint64_t>{9, 4}));
}

BOOST_AUTO_TEST_SUITE_END()
