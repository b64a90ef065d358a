#include "field/upload.h"

#include "field/calls.h"
#include "net/timeout.h"
#include "net/tus.h"
#include "protocol/problem.h"

#include <algorithm>

namespace siaga::field {

namespace asio = net::asio;
namespace tus = net::tus;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::milliseconds growth_pause{150};
constexpr int most_recordings = 16;  // of one clip

/// The id of the recording that follows one that the hub has ended: the same moment, other digits.
base::Id successor(base::Id id) {
  const auto digest = base::sha256("siaga-successor " + base::to_string(id));
  std::copy_n(digest.begin(), 8, id.bytes.begin() + 8);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);  // the variant of RFC 9562
  return id;
}

std::string sha256_header(std::string_view bytes) {
  const auto digest = base::sha256(bytes);
  tus::Checksum checksum;
  checksum.bytes.assign(digest.begin(), digest.end());
  return tus::format_checksum(checksum);
}

}  // namespace

Upload::Upload(net::HttpClient& client, std::string token, Plan plan, const Clip& clip,
               std::function<bool()> is_stopped, std::chrono::milliseconds patience)
    : client_(client),
      token_(std::move(token)),
      plan_(std::move(plan)),
      clip_(clip),
      is_stopped_(std::move(is_stopped)),
      piece_(patience) {}

asio::awaitable<Result<void>> Upload::run() {
  // Named before it is awaited: g++ 12 destroys what the other arm of a conditional would have made.
  auto beginning = location_ ? find_offset() : create();
  auto begun = co_await std::move(beginning);
  if (!begun) co_return begun;
  while (true) {
    if (is_stopped_()) {
      auto stopped = co_await stop();
      co_return stopped;
    }
    const bool whole = clip_.is_whole();
    const auto end = clip_.available();
    if (offset_ > end) co_return fail(Fault::corrupt, "the recording is shorter than what was sent of it");
    if (offset_ < end || (whole && !length_is_known_)) {
      const auto sent = co_await send_piece(end, whole);
      if (!sent) co_return sent;
    } else if (whole) {
      co_return Result<void>{};
    } else {
      co_await net::pause(growth_pause);
    }
  }
}

net::ClientRequest Upload::request_of(net::Verb verb, std::string target) const {
  net::ClientRequest request;
  request.verb = verb;
  request.target = std::move(target);
  request.headers = {{"Tus-Resumable", std::string{tus::version}}};
  request.deadline = piece_.answer_within();
  return request;
}

Result<void> Upload::learn_offset(const net::ClientResponse& answer) {
  const auto offset = tus::parse_offset(answer.headers);
  if (!offset) return offset.error();
  offset_ = *offset;
  return {};
}

asio::awaitable<Result<void>> Upload::create() {
  auto asking = ask_to_create();
  auto answer = co_await std::move(asking);
  for (int i = 1; i < most_recordings && !answer && answer.error().field == protocol::abandoned_upload; ++i) {
    plan_.recording = successor(plan_.recording);
    auto asking_again = ask_to_create();
    answer = co_await std::move(asking_again);
  }
  if (!answer) co_return answer.error();
  const auto location = answer->header("Location");
  if (!location || !location->starts_with('/')) co_return fail(Fault::invalid, "an upload without Location");
  location_ = *location;
  auto found = co_await find_offset();  // a retry finds what came before, and whether the hub waits for the length
  co_return found;
}

asio::awaitable<Result<net::ClientResponse>> Upload::ask_to_create() {
  auto request = request_of(net::Verb::post, "/api/v1/uploads");
  std::map<std::string, std::string> metadata;
  metadata["sos"] = base::to_string(plan_.sos);
  metadata["id"] = base::to_string(plan_.recording);
  metadata["filename"] = plan_.file_name;
  metadata["filetype"] = plan_.content_type;
  request.headers.emplace_back("Upload-Metadata", tus::format_metadata(metadata));
  if (clip_.is_whole())
    request.headers.emplace_back("Upload-Length", std::to_string(clip_.available()));
  else
    request.headers.emplace_back("Upload-Defer-Length", "1");
  auto asking = ask(client_, token_, std::move(request));
  co_return co_await std::move(asking);
}

asio::awaitable<Result<void>> Upload::find_offset() {
  auto request = request_of(net::Verb::head, *location_);
  const auto answer = co_await ask(client_, token_, std::move(request));
  if (!answer && answer.error().fault == Fault::not_found) {
    location_.reset();
    co_return fail(Fault::unavailable, "the hub has no such upload any more; it begins anew");
  }
  if (!answer) co_return answer.error();
  length_is_known_ = answer->header("Upload-Length").has_value();
  co_return learn_offset(*answer);
}

asio::awaitable<Result<void>> Upload::send_piece(std::uint64_t end, bool is_last) {
  auto bytes = clip_.read(offset_, static_cast<std::size_t>(std::min(piece_.bytes(), end - offset_)));
  if (!bytes) co_return bytes.error();
  auto request = request_of(net::Verb::patch, *location_);
  request.headers.emplace_back("Content-Type", std::string{tus::patch_content_type});
  request.headers.emplace_back("Upload-Offset", std::to_string(offset_));
  if (!bytes->empty()) request.headers.emplace_back("Upload-Checksum", sha256_header(*bytes));
  const bool says_length = is_last && !length_is_known_ && offset_ + bytes->size() == end;
  if (says_length) request.headers.emplace_back("Upload-Length", std::to_string(end));
  request.body = std::move(*bytes);
  const auto begun = std::chrono::steady_clock::now();
  const auto answer = co_await ask(client_, token_, std::move(request));
  if (!answer && answer.error().fault == Fault::timeout) piece_.timed_out();
  if (!answer && answer.error().fault == Fault::conflict) {
    auto resolved = co_await resolve_conflict();
    co_return resolved;
  }
  if (!answer) co_return answer.error();
  piece_.took(std::chrono::round<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun));
  length_is_known_ = length_is_known_ || says_length;
  co_return learn_offset(*answer);
}

/// An earlier piece came through although its answer didn't: the hub says where it stands.
asio::awaitable<Result<void>> Upload::resolve_conflict() {
  const auto before = offset_;
  auto found = co_await find_offset();
  if (found && offset_ == before) co_return fail(Fault::unavailable, "the hub takes no bytes here at present");
  co_return found;
}

asio::awaitable<Result<void>> Upload::stop() {
  auto request = request_of(net::Verb::del, *location_);
  const auto answer = co_await ask(client_, token_, std::move(request));
  if (!answer && answer.error().fault != Fault::not_found) co_return answer.error();
  co_return Result<void>{};
}

}  // namespace siaga::field
