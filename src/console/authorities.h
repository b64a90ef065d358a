// The certificate authorities of an organisation, as a PEM file: a hub that shows a certificate of theirs is believed
// without a comparison of fingerprints, and so is the next one that they give it.
#pragma once

#include "base/post.h"
#include "base/result.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace siaga::console {

/// `field` of every error about the file.
inline constexpr std::string_view authorities_field = "authorities";

/// The file's PEM text, which holds at least one certificate. Errors: not_found, unsupported (a pipe, a device or a
/// folder), too_large (over 4 MiB), invalid (no certificate in it), internal (it can't be read: `detail`). Thread: any;
/// blocks.
base::Result<std::string> read_authorities(const std::filesystem::path& file);

/// Reads the file on a thread that nobody waits for: one on a network drive that hangs must hold up neither the window
/// nor the link, nor the end of the program. Another thread gives up on it; that one ends with this object, at once.
/// Owner: the link's worker. Thread: the UI thread; answers come back by `post`, none once it is gone.
class AuthorityReader {
 public:
  using Read = std::function<base::Result<std::string>(const std::filesystem::path&)>;
  using Done = std::function<void(base::Result<std::string>)>;
  static constexpr std::chrono::milliseconds usual_limit{10'000};

  /// `read` may still run when this object is gone.
  explicit AuthorityReader(base::Post post, std::chrono::milliseconds limit = usual_limit,
                           Read read = &read_authorities);
  AuthorityReader(const AuthorityReader&) = delete;
  AuthorityReader& operator=(const AuthorityReader&) = delete;
  ~AuthorityReader();

  /// Errors: those of read_authorities; timeout when the limit was over first, and then nothing more.
  void read(const std::filesystem::path& file, Done done);

 private:
  struct Outlet;
  struct Due {
    std::chrono::steady_clock::time_point at;
    std::uint64_t question;
  };
  static void answer(const std::shared_ptr<Outlet>& outlet, std::uint64_t question, base::Result<std::string> outcome);
  void give_up(const std::stop_token& ending);

  std::shared_ptr<Outlet> outlet_;
  std::chrono::milliseconds limit_;
  Read read_;
  std::mutex due_guard_;
  std::condition_variable_any due_came_;
  std::deque<Due> due_;
  std::jthread giving_up_;  ///< the last member: it uses the others
};

}  // namespace siaga::console
