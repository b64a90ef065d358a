// How R36 was met, and applications with their secrets, on the wire.
#include "protocol/sla_report.h"
#include "protocol/user_id.h"
#include "rubbish.h"

using namespace siaga;
using namespace std::chrono_literals;
using test::check_codec;

namespace {
const base::Instant reported_at{std::chrono::microseconds{1'795'000'000'999'999}};
}  // namespace

BOOST_AUTO_TEST_SUITE(sla_report)

BOOST_AUTO_TEST_CASE(months_and_breaches_are_read_as_they_were_written) {
  protocol::SlaReport report;
  report.at = reported_at;
  report.by = protocol::SlaBy::team_leader;
  report.met = 37;
  report.missed = 1;
  report.median_seconds = 9600;
  report.waiting = 3;
  report.groups = {{"Ratna", 30, 1, 9600, 2}, {"", 7, 0, 60, 1}};
  const auto one = base::make_id(reported_at);
  report.breaches = {{one, "omni.a", "Nadia", "Omni", "Ratna", "Asia/Jakarta", reported_at, reported_at + 1h, 3600,
                      domain::SlaCause::failed, "aplikasi tidak menjawab", 4},
                     {one, "", "", "", "", "UTC", reported_at, {}, 1, domain::SlaCause::unknown, "", 0}};
  report.more = true;
  const auto text = protocol::encode(report);
  const auto write = [](const auto& value) { return protocol::encode(value); };
  check_codec(text, &protocol::decode_sla_report, write, false);
  const auto read = protocol::decode_sla_report(text).value();
  BOOST_TEST(!read.breaches.back().done_at);
  BOOST_TEST((read.breaches.front().cause == domain::SlaCause::failed));
  auto newer = boost::json::parse(text);
  newer.at("breaches").at(0).as_object()["cause"] = "meteor";  // a newer hub's
  BOOST_TEST((protocol::decode_sla_report(boost::json::serialize(newer)).value().breaches.front().cause ==
              domain::SlaCause::unknown));
}

BOOST_AUTO_TEST_CASE(an_application_and_its_secret) {
  const auto id = base::make_id(reported_at);
  const protocol::ApplicationView view{{id, id, "Omni", domain::ConnectorKind::scim, -180min, "{\"url\":\"\"}"}, true};
  check_codec(
      protocol::encode(view), &protocol::decode_application_view,
      [](const auto& value) { return protocol::encode(value); }, false);
  const protocol::PutApplication wish{view.application, "rahasia"};
  check_codec(
      protocol::encode_put(wish), [&](std::string_view text) { return protocol::decode_put_application(id, text); },
      [](const auto& value) { return protocol::encode_put(value); }, true);
}

BOOST_AUTO_TEST_SUITE_END()
