// Answers that aren't 2xx, as a client reads them: a line with the status, then the body.
#include "round_trip.h"

#include <cstdlib>
#include <string>

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [status, body] = fuzz::first_line(fuzz::text_of(data, size));
  const std::string digits{status.substr(0, 3)};
  fuzz::check_refusal(protocol::decode_problem(static_cast<unsigned>(std::atoi(digits.c_str())), body));
  return 0;
}
