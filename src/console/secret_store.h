// Where a saved sign-in lives: the desktop's own keyring (libsecret), one token a hub and login.
// Owner: the application. Thread: called on the UI thread, answers there by Post; the keyring's bus is spoken to on a
// thread of the store's own, since an absent or locked keyring may answer late or never: after the limit the answer is
// Fault::unavailable, and a later one is dropped.
#pragma once

#include "base/post.h"
#include "base/result.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace siaga::console {

class SecretStore {
 public:
  virtual ~SecretStore() = default;

  /// Errors of all three: unavailable (no keyring, locked and not opened in time). load: also not_found.
  virtual void load(const std::string& hub, const std::string& login,
                    std::function<void(base::Result<std::string>)> done) = 0;
  virtual void save(const std::string& hub, const std::string& login, const std::string& token,
                    std::function<void(base::Result<void>)> done) = 0;
  /// Forgetting what isn't there is a success.
  virtual void erase(const std::string& hub, const std::string& login,
                     std::function<void(base::Result<void>)> done) = 0;
};

/// libsecret's. Answers still under way when it is destroyed are dropped.
std::unique_ptr<SecretStore> make_secret_store(base::Post post,
                                               std::chrono::milliseconds limit = std::chrono::seconds{3});

}  // namespace siaga::console
