// The property of every codec: what was accepted is written in a form that is accepted again and written the same.
// (Not decode(text) → text: white space, order and unknown members may differ.)
#pragma once

#include "base/result.h"
#include "property.h"
#include "protocol/problem.h"

namespace siaga::fuzz {

/// A refusal survives its own way over the wire, whatever names of a stranger it repeats.
inline void check_refusal(const base::Error& error) {
  const auto read = protocol::decode_problem(protocol::status_of(error.fault), protocol::encode_problem(error));
  must(read.fault == error.fault && read.detail == error.detail && read.field == error.field, "a refusal is legible");
}

/// `read` gives a base::Result, `write` a text.
template <class Read, class Write>
void check_round_trip(std::string_view text, Read read, Write write) {
  const auto value = read(text);
  if (!value) return check_refusal(value.error());
  const auto written = write(*value);
  const auto again = read(written);
  must(again.has_value(), "what was written is read again");
  must(write(*again) == written, "what is read again is written the same");
}

}  // namespace siaga::fuzz
