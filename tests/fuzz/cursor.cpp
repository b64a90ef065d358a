// Cursors: of a feed's query and of a snapshot.
#include "property.h"
#include "protocol/feed_frame.h"

using namespace siaga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cursor = protocol::parse_cursor(fuzz::text_of(data, size));
  if (!cursor) return 0;
  fuzz::must(!cursor->epoch.empty() && cursor->epoch.size() <= 64, "an epoch has 1 to 64 characters");
  const auto again = protocol::parse_cursor(protocol::to_string(*cursor));
  fuzz::must(again.has_value() && *again == *cursor, "a cursor reads what it wrote");
  return 0;
}
