// How an application is told to close or make a user ID, and read again. One object per application and call; it keeps
// nothing between calls but what it was made with.
// Owner: the case clock. Thread: one of its workers; a call blocks, for 30 s at most, and less once `stopping` is set.
// Errors: those of the application, with a sentence that a team leader can read in `detail`: timeout, unavailable,
// untrusted, forbidden, unsupported, conflict, corrupt (an answer that means nothing).
#pragma once

#include "base/result.h"
#include "domain/user_id.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace siaga::hub {

class Connector {
 public:
  struct Reading {
    std::string id;  ///< the application's own
    bool active = false;
  };
  virtual ~Connector() = default;

  /// Nothing: the application has nobody of that name.
  virtual base::Result<std::optional<Reading>> read(const std::string& user_name,
                                                    const std::atomic<bool>& stopping) = 0;
  /// What the application answers isn't believed: it is read again.
  virtual base::Result<void> deactivate(const Reading& user, const std::atomic<bool>& stopping) = 0;
  /// `password`: what it opens with at first; into no log, no error and no table.
  virtual base::Result<void> create(const domain::UserId& user, const std::string& password,
                                    const std::atomic<bool>& stopping) = 0;
};

/// The connector of an application, with its secret in clear text; null for those that a person does by hand (manual),
/// and for kinds that this hub has none for.
using Connectors =
    std::function<std::unique_ptr<Connector>(const domain::Application& application, const std::string& secret)>;

}  // namespace siaga::hub
