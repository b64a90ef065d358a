#include "protocol/problem.h"

#include <boost/test/unit_test.hpp>

using namespace siaga;
using base::Fault;

BOOST_AUTO_TEST_CASE(every_fault_survives_the_wire) {
  for (int i = 0; i <= static_cast<int>(Fault::internal); ++i) {
    const base::Error error{static_cast<Fault>(i), "rincian \"x\"", "/text"};
    const auto status = protocol::status_of(error.fault);
    BOOST_TEST(status >= 400u);
    const auto decoded = protocol::decode_problem(status, protocol::encode_problem(error));
    BOOST_TEST((decoded.fault == error.fault), base::name_of(error.fault));
    BOOST_TEST(decoded.detail == error.detail);
    BOOST_TEST(decoded.field == error.field);
  }
}

BOOST_AUTO_TEST_CASE(an_answer_of_a_stranger_becomes_a_fault_by_its_status) {
  BOOST_TEST((protocol::decode_problem(404, "<html>").fault == Fault::not_found));
  BOOST_TEST((protocol::decode_problem(410, "").fault == Fault::not_found));
  BOOST_TEST((protocol::decode_problem(507, "").fault == Fault::storage_full));
  BOOST_TEST((protocol::decode_problem(418, "[]").fault == Fault::internal));
}
