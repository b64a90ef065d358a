// What is asked while somebody types: one question at a time, and the newest next.
#include "console/newest_question.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace siaga;

namespace {

struct TypedSearch {
  using Question = console::NewestQuestion<std::string>;

  void type(const std::string& text) {
    question->ask(
        [this, text](Question::Done done) {
          asked.push_back(text);
          answers.push_back(std::move(done));
        },
        [this](const base::Result<std::string>& answer) {
          told.push_back(answer ? *answer : std::string{base::name_of(answer.error().fault)});
        });
  }
  void answer(std::size_t at) { answers.at(at)("about " + asked.at(at)); }

  std::vector<std::string> asked, told;
  std::vector<Question::Done> answers;
  std::unique_ptr<Question> question = std::make_unique<Question>();
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(newest_question, TypedSearch)

BOOST_AUTO_TEST_CASE(of_what_was_typed_meanwhile_only_the_newest_is_asked_and_told) {
  for (const auto* text : {"n", "na", "nad", "nadi", "nadia"}) type(text);
  BOOST_TEST((asked == std::vector<std::string>{"n"}));
  answer(0);
  BOOST_TEST((asked == std::vector<std::string>{"n", "nadia"}));
  BOOST_TEST(told.empty(), "what was typed first isn't looked for any more");
  BOOST_TEST(question->is_open());
  answer(1);
  BOOST_TEST((told == std::vector<std::string>{"about nadia"}));
  BOOST_TEST(!question->is_open());
  type("tari");
  BOOST_TEST(asked.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_question_that_fails_lets_the_next_one_go) {
  type("n");
  type("na");
  answers.at(0)(base::fail(base::Fault::unavailable, "no hub"));
  BOOST_TEST((asked == std::vector<std::string>{"n", "na"}));
  answers.at(1)(base::fail(base::Fault::timeout, "no answer"));
  BOOST_TEST((told == std::vector<std::string>{"timeout"}));
}

BOOST_AUTO_TEST_CASE(what_was_dropped_is_told_to_nobody_and_still_waited_for) {
  type("n");
  type("na");
  question->drop();
  BOOST_TEST(!question->is_open());
  type("tari");
  BOOST_TEST(asked.size() == 1u, "the hub still has the first one");
  answer(0);
  BOOST_TEST((asked == std::vector<std::string>{"n", "tari"}));
  question->drop();
  answer(1);
  BOOST_TEST(told.empty());
}

BOOST_AUTO_TEST_CASE(the_next_person_waits_for_nothing_of_the_one_before) {
  type("n");
  question->forget();
  type("tari");
  BOOST_TEST((asked == std::vector<std::string>{"n", "tari"}));
  answer(0);
  BOOST_TEST(told.empty());
  answer(1);
  BOOST_TEST((told == std::vector<std::string>{"about tari"}));
}

BOOST_AUTO_TEST_CASE(a_view_that_is_gone_hears_nothing) {
  type("n");
  type("na");
  question.reset();
  answer(0);
  BOOST_TEST(told.empty());
  BOOST_TEST(asked.size() == 1u);
}

BOOST_AUTO_TEST_CASE(who_hears_an_answer_may_ask_on) {
  type("n");
  question->ask([this](TypedSearch::Question::Done done) { answers.push_back(std::move(done)); },
                [this](const base::Result<std::string>&) { type("the next page"); });
  answer(0);
  answers.at(1)(std::string{"a page"});
  BOOST_TEST(asked.back() == "the next page");
  BOOST_TEST(question->is_open());
}

BOOST_AUTO_TEST_SUITE_END()
