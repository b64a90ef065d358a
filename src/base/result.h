// Result: how a function says that the outside world (a request, a file, a peer, a person) did not
// do what was hoped. Exceptions stay for failed start-up and for bugs (design.md §5).
// Thread: values; no shared state.
#pragma once

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

namespace siaga::base {

/// What kind of thing went wrong. Append only: net and protocol map each to an HTTP status and a problem type.
enum class Fault {
  invalid,          ///< the input breaks the contract; `Error::field` names the place
  unauthenticated,  ///< no session, or one that has ended
  forbidden,        ///< known, but not allowed to do this
  not_found,        ///< no such thing, or not for this reader's eyes
  conflict,         ///< the state has moved on (somebody else claimed it, wrong offset)
  too_large,        ///< over a stated limit
  checksum,         ///< bytes differ from the digest that came with them
  too_many,         ///< slowed down: try again later
  storage_full,     ///< the disk has no room; alarms are still taken from the reserve
  unavailable,      ///< the peer can't be reached, or is stopping
  timeout,          ///< no answer in time
  unsupported,      ///< understood, but not offered (media type, method, version)
  untrusted,        ///< the peer's certificate isn't the pinned one
  corrupt,          ///< stored or received bytes don't parse as what they claim to be
  internal,         ///< a fault of ours that a person should report
};

/// A fault with its particulars. `detail` is an English sentence for the log; texts for people are made from
/// `fault` in the user's language. `field` is a JSON pointer, a header's or an option's name, or empty.
struct Error {
  Fault fault = Fault::internal;
  std::string detail;
  std::string field;
};

template <class T>
using Result = boost::system::result<T, Error>;

/// Stable lower-case name of a fault, as used in problem types and logs ("too-large").
std::string_view name_of(Fault fault);

/// Thrown by Result::value() when it holds an error: for start-up code that has nothing better to do.
class Failure : public std::runtime_error {
 public:
  explicit Failure(Error error);
  const Error& error() const { return error_; }

 private:
  Error error_;
};

[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

/// Shorthand for `return Error{…}`.
inline Error fail(Fault fault, std::string detail, std::string field = {}) {
  return Error{fault, std::move(detail), std::move(field)};
}

}  // namespace siaga::base
