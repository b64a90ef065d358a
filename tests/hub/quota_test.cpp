// What one officer may upload, and that the others don't notice when that is tried out.
#include "direct_phone.h"
#include "hub/hub.h"
#include "hub_fixture.h"
#include "net/runtime.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <map>

namespace siaga::test {

namespace {

constexpr std::uint64_t gigabyte = 1'000'000'000;

struct QuotaFixture : HubFixture {
  QuotaFixture() { BOOST_REQUIRE(phone.raise(sos).status == 201u); }

  Visitor phone{*this, "officer@contoh.id"};
  Visitor other{*this, "anton@contoh.id"};
  base::Id sos = make_id();
};

std::size_t files_below(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) count += entry.is_regular_file();
  return count;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(quota, QuotaFixture)

BOOST_AUTO_TEST_CASE(forty_uploads_of_a_gigabyte_by_one_officer_harm_nobody) {
  std::vector<base::Id> taken;
  for (int i = 0; i < 40; ++i) {
    const auto id = make_id();
    const auto answer = phone.create_upload(sos, id, gigabyte);
    if (answer.status == 201) {
      taken.push_back(id);
    } else {
      BOOST_TEST(problem_of(answer) == "too-large Upload-Length");
      BOOST_TEST(answer.status == 413u);
    }
  }
  BOOST_TEST(taken.size() == 8u);                   // of 8 GiB
  BOOST_TEST(files_below(data() / "media") == 8u);  // what was refused left none

  const auto mine = make_id(), clip = make_id();
  BOOST_TEST(other.raise(mine).status == 201u);
  BOOST_TEST(other.create_upload(mine, clip, 10).status == 201u);
  BOOST_TEST(other.append(clip, 0, "0123456789").status == 204u);
  BOOST_TEST(phone.append(taken[0], 0, "what came before goes on").status == 204u);
  BOOST_TEST(phone.raise(make_id()).status == 201u);  // an alarm needs no quota
}

BOOST_AUTO_TEST_CASE(forty_at_once_leave_only_the_files_of_those_that_were_taken) {
  DirectPhone direct{hub(), officer};
  static net::Runtime runtime{2};  // outlives the threads of the hub that may still be posting to it
  std::vector<std::future<net::Response>> answers;
  for (int i = 0; i < 40; ++i)
    answers.push_back(
        net::asio::co_spawn(runtime.next_executor(), direct.create(sos, make_id(), gigabyte), net::asio::use_future));
  std::map<unsigned, int> seen;
  for (auto& answer : answers) ++seen[answer.get().status];
  BOOST_TEST((seen == std::map<unsigned, int>{{201, 8}, {413, 32}}));
  BOOST_TEST(files_below(data() / "media") == 8u);
}

BOOST_AUTO_TEST_CASE(the_quota_is_of_a_day) {
  const auto first = make_id();
  for (int i = 0; i < 8; ++i) phone.create_upload(sos, i == 0 ? first : make_id(), gigabyte);
  BOOST_TEST(phone.create_upload(sos, make_id(), gigabyte).status == 413u);
  BOOST_TEST(phone.create_upload(sos, first, gigabyte).status == 201u);  // a retry is the same upload
  clock.advance(std::chrono::hours{25});
  BOOST_TEST(phone.create_upload(sos, make_id(), gigabyte).status == 201u);
}

BOOST_AUTO_TEST_CASE(a_recording_without_a_length_grows_until_the_quota_ends) {
  stop();
  start([](hub::HubOptions& options) { options.limits.bytes_of_person = 1000; });
  Visitor again{*this, "officer@contoh.id"};
  const auto id = make_id();
  BOOST_TEST(again.create_upload(sos, id, {}).status == 201u);
  BOOST_TEST(again.append(id, 0, std::string(900, 'x')).status == 204u);
  BOOST_TEST(again.append(id, 900, std::string(101, 'x')).status == 413u);
  BOOST_TEST(again.append(id, 900, "", {{"Upload-Length", "1001"}}).status == 413u);
  BOOST_TEST(again.append(id, 900, std::string(100, 'x')).status == 204u);
  BOOST_TEST(again.append(id, 1000, "", {{"Upload-Length", "1000"}}).status == 204u);
  BOOST_TEST(problem_of(again.create_upload(sos, make_id(), {})) == "too-large Upload-Length");
}

BOOST_AUTO_TEST_CASE(a_refused_creation_leaves_no_file) {
  const auto media = data() / "media";
  BOOST_TEST(phone.create_upload(make_id(), make_id(), 10).status == 404u);  // no such alarm
  BOOST_TEST(other.create_upload(sos, make_id(), 10).status == 404u);        // not one's own
  BOOST_TEST((!std::filesystem::exists(media) || files_below(media) == 0u));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
