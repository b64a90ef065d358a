// Bodies of events as the journal stores them: a line with the kind's name, then the body.
#include "protocol/event_json.h"
#include "round_trip.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [name, text] = fuzz::first_line(fuzz::text_of(data, size));
  const auto kind = protocol::event_kind(name);
  if (!kind) return 0;
  fuzz::check_round_trip(
      text, [&](std::string_view body) { return protocol::decode_body(*kind, body); },
      [&](const protocol::EventBody& body) { return protocol::encode_body(*kind, body); });
  return 0;
}
