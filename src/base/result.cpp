#include "base/result.h"

namespace siaga::base {

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::invalid: return "invalid";
    case Fault::unauthenticated: return "unauthenticated";
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not-found";
    case Fault::conflict: return "conflict";
    case Fault::too_large: return "too-large";
    case Fault::checksum: return "checksum";
    case Fault::too_many: return "too-many";
    case Fault::storage_full: return "storage-full";
    case Fault::unavailable: return "unavailable";
    case Fault::timeout: return "timeout";
    case Fault::unsupported: return "unsupported";
    case Fault::untrusted: return "untrusted";
    case Fault::corrupt: return "corrupt";
    case Fault::internal: return "internal";
  }
  return "internal";
}

namespace {
std::string sentence(const Error& error) {
  std::string text{name_of(error.fault)};
  text += ": ";
  text += error.detail;
  if (!error.field.empty()) text += " (" + error.field + ")";
  return text;
}
}  // namespace

Failure::Failure(Error error) : std::runtime_error(sentence(error)), error_(std::move(error)) {}

void throw_exception_from_error(const Error& error, const boost::source_location&) { throw Failure(error); }

}  // namespace siaga::base
