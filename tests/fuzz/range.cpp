// Range and Content-Range: a line with how much is there, then the header.
#include "net/range.h"
#include "property.h"

#include <cstdlib>
#include <string>

using namespace siaga;
using Kind = net::ByteRange::Kind;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [line, header] = fuzz::first_line(fuzz::text_of(data, size));
  const std::string digits{line.substr(0, 20)};
  const std::uint64_t available = std::strtoull(digits.c_str(), nullptr, 10);

  const auto range = net::parse_range(header, available);
  if (range.kind == Kind::satisfied) {
    fuzz::must(range.length > 0 && range.offset < available && range.length <= available - range.offset,
               "a range is within what is there");
    const auto told = net::parse_content_range(net::content_range(range, available));
    fuzz::must(
        told && told->first == range.offset && told->last - told->first + 1 == range.length && told->total == available,
        "a client reads the range that a server sends");
  }

  const auto told = net::parse_content_range(header);
  if (!told) return 0;
  fuzz::must(told->first <= told->last && (!told->total || told->last < *told->total), "a content range is a range");
  if (told->last - told->first == UINT64_MAX) return 0;  // no length holds it
  const net::ByteRange same{Kind::satisfied, told->first, told->last - told->first + 1};
  fuzz::must(net::parse_content_range(net::content_range(same, told->total)) == told, "and reads what it wrote");
  return 0;
}
