// The one table of what the hub answers: verb, path, who may, which function. resources/api/openapi.yaml describes the
// same table, and a test holds them against each other.
// Thread: any; a constant.
#pragma once

#include "domain/access.h"
#include "hub/call.h"

#include <optional>
#include <span>
#include <string_view>

namespace siaga::hub {

/// Who may call a route.
struct Gate {
  enum class Kind {
    anybody,
    loopback,
    signed_in,
    enrolling,  ///< signed in, even when the session lacks the second factor that it needs
  };
  Kind kind = Kind::signed_in;
  std::optional<domain::Action> action;  ///< of somebody signed in; nothing: being signed in is enough
};

struct Route {
  net::Verb verb;
  std::string_view pattern;  ///< a segment may be "{id}", a UUID, or "{n}", a number below 1000
  Gate gate;
  Answer (*run)(Call&);
};

std::span<const Route> routes();

}  // namespace siaga::hub
