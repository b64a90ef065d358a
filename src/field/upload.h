// Upload: one recording to the hub by tus 1.0, in pieces with checksums, from wherever an earlier attempt ended.
// Owner: the alarm whose recording it is. Thread: its client's executor.
// Errors: each attempt ends at its first one; what the hub has acknowledged stays, so the next attempt is shorter.
#pragma once

#include "base/id.h"
#include "field/clip.h"
#include "field/piece_size.h"
#include "net/http_client.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace siaga::field {

class Upload {
 public:
  struct Plan {
    base::Id sos;
    base::Id recording;
    std::string file_name;     ///< shown at the desk; no path
    std::string content_type;  ///< "video/mp4"
  };

  /// The hub's silence that is borne before an attempt ends with Fault::timeout: a link that nobody closed is a dead
  /// one.
  static constexpr std::chrono::milliseconds usual_patience{8'000};

  /// `client` and `clip` outlive it. `is_stopped` is asked before each piece: true ends the upload as it is (R2).
  Upload(net::HttpClient& client, std::string token, Plan plan, const Clip& clip, std::function<bool()> is_stopped,
         std::chrono::milliseconds patience = usual_patience);

  /// One attempt: creates (a retry finds the same recording), asks for the offset, sends until the clip is whole.
  /// Calling it again after an error goes on. Where the hub has ended the upload because nothing was heard for too
  /// long, the whole clip is sent as another recording; its id follows from the first one's, so that a retry, or this
  /// program started anew, finds it. Errors: those of requests; too_large when the hub refuses the size.
  net::asio::awaitable<base::Result<void>> run();

  std::uint64_t sent() const { return offset_; }  ///< acknowledged by the hub

 private:
  net::asio::awaitable<base::Result<void>> create();
  net::asio::awaitable<base::Result<net::ClientResponse>> ask_to_create();
  net::asio::awaitable<base::Result<void>> find_offset();
  net::asio::awaitable<base::Result<void>> send_piece(std::uint64_t end, bool is_last);
  net::asio::awaitable<base::Result<void>> resolve_conflict();
  net::asio::awaitable<base::Result<void>> stop();
  net::ClientRequest request_of(net::Verb verb, std::string target) const;
  base::Result<void> learn_offset(const net::ClientResponse& answer);

  net::HttpClient& client_;
  std::string token_;
  Plan plan_;
  const Clip& clip_;
  std::function<bool()> is_stopped_;
  std::optional<std::string> location_;
  bool length_is_known_ = false;  ///< to the hub
  std::uint64_t offset_ = 0;
  PieceSize piece_;
};

}  // namespace siaga::field
