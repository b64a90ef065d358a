// Orders for several cases: one after the other, each with its own answer, and a stop in between.
#include "ui/user_id/case_batch.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;

namespace {

base::Id nth(std::uint8_t number) {
  base::Id id;
  id.bytes[15] = number;
  return id;
}

struct Run {
  ui::CaseBatch batch;
  std::vector<base::Id> sent;
  std::vector<ui::CaseBatch::Answer> waiting;
  int finished = 0;

  Run() {
    batch.on_finished = [this] { ++finished; };
  }
  bool begin(std::vector<base::Id> ids) {
    return batch.begin(std::move(ids), [this](const base::Id& one, ui::CaseBatch::Answer answer) {
      sent.push_back(one);
      waiting.push_back(std::move(answer));
    });
  }
  void answer(base::Result<void> with) {
    const auto back = std::move(waiting.back());
    waiting.pop_back();
    back(with);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(case_batch, Run)

BOOST_AUTO_TEST_CASE(the_next_one_is_sent_when_the_one_before_was_answered) {
  BOOST_TEST(begin({nth(1), nth(2), nth(3)}));
  BOOST_TEST(sent.size() == 1u);
  BOOST_TEST(!begin({nth(9)}));  // one run at a time
  answer({});
  answer(base::fail(base::Fault::conflict, "somebody was first", "order"));
  BOOST_TEST(sent.size() == 3u);
  BOOST_TEST(finished == 0);
  answer({});
  BOOST_TEST(finished == 1);
  BOOST_TEST(batch.kept() == 2u);
  BOOST_TEST(batch.refused() == 1u);
  BOOST_TEST(!batch.is_running());
}

BOOST_AUTO_TEST_CASE(a_stop_leaves_the_rest_alone) {
  begin({nth(1), nth(2), nth(3)});
  batch.stop();
  answer({});
  BOOST_TEST(sent.size() == 1u);
  BOOST_TEST(finished == 1);
  BOOST_TEST(begin({nth(4)}));
}

BOOST_AUTO_TEST_CASE(nothing_begins_with_nothing) {
  BOOST_TEST(!begin({}));
  BOOST_TEST(finished == 0);
}

BOOST_AUTO_TEST_SUITE_END()
