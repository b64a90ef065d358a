// AccountClient: what a console asks the hub about its own person's account, and about photos.
// Owner: the link, which carries the requests, each once: a code counts once, so a second try would be refused for the
// first one's sake. Thread: the UI thread; each answer comes back there, none after the link is gone.
// Errors: the hub's (Error::field: "password", "password_…" (against a new one), "code", "second_factor", "photo"), and
// unavailable when it wasn't reached within 10 s: then what was asked for may still have happened.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "protocol/account.h"
#include "protocol/second_factor.h"

#include <functional>
#include <optional>
#include <string>

namespace siaga::console {

class AccountClient {
 public:
  struct Request {
    enum class Verb { get, put, post, del };
    Verb verb = Verb::get;
    std::string target;
    std::string body{};
    std::string content_type{"application/json"};  ///< of the body
  };
  using Answer = std::function<void(base::Result<std::string>)>;  ///< the body of a 2xx answer
  using Send = std::function<void(Request, Answer)>;
  template <class T>
  using Done = std::function<void(base::Result<T>)>;

  explicit AccountClient(Send send) : send_(std::move(send)) {}

  /// Whether it is this person's: what opens a locked screen.
  void confirm_password(const std::string& password, Done<void> done);
  /// Their other sessions end.
  void change_password(const std::string& password, const std::string& new_password, Done<void> done);

  void begin_second_factor(const std::string& password, Done<protocol::SecondFactorOffer> done);
  void confirm_second_factor(const std::string& code, Done<protocol::RecoveryCodes> done);
  void remove_second_factor(const std::string& password, const std::string& code, Done<void> done);
  void renew_recovery_codes(const std::string& password, const std::string& code, Done<protocol::RecoveryCodes> done);

  void fetch_profile(Done<protocol::ProfileView> done);
  /// The newest, or those older than `before`.
  void fetch_looks(std::optional<std::uint64_t> before, Done<protocol::LooksPage> done);

  /// The bytes, as hostile as anybody could make them (domain/profile.h, may_be_decoded). Errors: not_found: none.
  void fetch_photo(const base::Id& person, Done<std::string> done);
  void fetch_own_photo(Done<std::string> done);
  void save_photo(std::string bytes, Done<void> done);  ///< of a kind that domain/profile.h knows
  void remove_photo(Done<void> done);

 private:
  void post(const char* target, std::string json, Answer answer);

  Send send_;
};

}  // namespace siaga::console
