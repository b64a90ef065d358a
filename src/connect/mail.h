// A plain text mail in the form in which it travels (RFC 5322, UTF-8, MIME): encoded subject, quoted-printable text
// that fits 7 bits and every server's lines. Nothing that comes from outside can add a header or a recipient. Pure; the
// caller brings the time. Thread: any.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"

#include <string>

namespace siaga::connect {

struct Mail {
  base::Id id;  ///< names it for good: Message-ID is made of it, so that a mail that is sent twice is known for one
  std::string from;
  std::string to;
  std::string subject;  ///< one line of UTF-8
  std::string body;     ///< UTF-8, lines end with \n
  base::Instant at;     ///< Date
};

/// The whole message, lines end with CR LF. Errors: invalid; `field` is "from", "to" or "subject": no address, or a
/// line break or another control character in it.
base::Result<std::string> compose(const Mail& mail);

}  // namespace siaga::connect
