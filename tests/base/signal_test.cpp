#include "base/signal.h"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

using siaga::base::Connection;
using siaga::base::Signal;

BOOST_AUTO_TEST_CASE(listeners_are_called_in_order_with_the_arguments) {
  Signal<int, std::string> signal;
  std::vector<std::string> heard;
  const auto first = signal.connect([&](int n, const std::string& text) { heard.push_back(text + std::to_string(n)); });
  const auto second = signal.connect([&](int, const std::string&) { heard.emplace_back("second"); });
  signal.emit(7, "sos ");
  BOOST_TEST(heard == (std::vector<std::string>{"sos 7", "second"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_subscription_ends_with_its_connection) {
  Signal<> signal;
  int calls = 0;
  {
    const auto connection = signal.connect([&] { ++calls; });
    signal.emit();
  }
  signal.emit();
  BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(a_moved_connection_keeps_the_subscription) {
  Signal<> signal;
  int first = 0;
  int second = 0;
  auto connection = signal.connect([&] { ++first; });
  auto kept = std::move(connection);
  signal.emit();
  BOOST_TEST(first == 1);
  kept = signal.connect([&] { ++second; });
  signal.emit();
  BOOST_TEST(first == 1);
  BOOST_TEST(second == 1);
}

BOOST_AUTO_TEST_CASE(a_connection_may_outlive_its_signal) {
  std::optional<Signal<>> signal{std::in_place};
  auto connection = signal->connect([] {});
  signal.reset();
  connection.disconnect();
  connection.disconnect();
}

BOOST_AUTO_TEST_CASE(a_listener_may_end_itself_and_others_while_called) {
  Signal<> signal;
  int first = 0;
  int second = 0;
  Connection one;
  Connection two;
  one = signal.connect([&] {
    ++first;
    one.disconnect();
    two.disconnect();
  });
  two = signal.connect([&] { ++second; });
  signal.emit();
  signal.emit();
  BOOST_TEST(first == 1);
  BOOST_TEST(second == 0);
}

BOOST_AUTO_TEST_CASE(a_listener_connected_while_called_hears_the_next_one) {
  Signal<> signal;
  int late = 0;
  std::optional<Connection> added;
  const auto first = signal.connect([&] {
    if (!added) added = signal.connect([&] { ++late; });
  });
  signal.emit();
  BOOST_TEST(late == 0);
  signal.emit();
  BOOST_TEST(late == 1);
}
