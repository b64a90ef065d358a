#include "console/recording_fetch.h"

#include "base/log.h"
#include "net/range.h"
#include "net/timeout.h"
#include "protocol/problem.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <optional>

namespace siaga::console {

namespace asio = net::asio;
using base::fail;
using base::Fault;

namespace {

constexpr std::uint64_t piece = 256 << 10;
constexpr std::chrono::seconds bytes_within{25};  // longer than the longest wait that is asked for
constexpr unsigned partial_content = 206, no_content = 204, range_not_satisfiable = 416;

/// Whether asking again later may help: a person or a programmer is needed for the others.
bool may_pass(const base::Error& error) {
  switch (error.fault) {
    case Fault::unavailable:
    case Fault::timeout:
    case Fault::too_many:
    case Fault::internal: return true;
    default: return false;
  }
}

bool is_finished(const net::ClientResponse& answer) { return answer.header("Siaga-Recording-State") == "finished"; }

/// SIZE of "bytes */SIZE".
std::optional<std::uint64_t> size_of_unsatisfied(const net::ClientResponse& answer) {
  const auto header = answer.header("Content-Range");
  constexpr std::string_view prefix = "bytes */";
  if (!header || !header->starts_with(prefix)) return std::nullopt;
  const auto digits = header->substr(prefix.size());
  std::uint64_t size = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return size;
}

std::string target_of(const base::Id& recording, RecordingForm form) {
  return "/api/v1/recordings/" + base::to_string(recording) +
         (form == RecordingForm::original ? "/content" : "/play-copy");
}

}  // namespace

asio::awaitable<FetchTurns::Turn> FetchTurns::take() {
  if (free_ > 0) {
    --free_;
    co_return Turn{this};
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto turn = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
  waiting_.push_back(turn);
  boost::system::error_code cancelled;
  co_await turn->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  co_return Turn{this};
}

void FetchTurns::give() {
  if (waiting_.empty()) {
    ++free_;
    return;
  }
  const auto next = waiting_.front();
  waiting_.pop_front();
  next->cancel();  // the turn passes on without becoming free
}

RecordingFetch::RecordingFetch(asio::any_io_executor executor, HubAccess access, const base::Id& recording,
                               RecordingForm form, std::shared_ptr<RecordingBytes> bytes,
                               std::shared_ptr<FetchTurns> turns)
    : executor_(executor),
      access_(std::move(access)),
      recording_(recording),
      form_(form),
      target_(target_of(recording, form)),
      bytes_(std::move(bytes)),
      turns_(std::move(turns)),
      client_(executor, access_.endpoint, access_.trust) {}

void RecordingFetch::abandon() {
  abandoned_ = true;
  asio::post(executor_, [self = shared_from_this()] { self->client_.close(); });
}

asio::awaitable<void> RecordingFetch::run(std::shared_ptr<RecordingFetch> self) { co_await self->fill(); }

asio::awaitable<void> RecordingFetch::fill() {
  while (!abandoned_) {
    const auto want = bytes_->next_want(piece);
    if (!want) break;
    auto answer = co_await ask_in_turn(*want);
    if (abandoned_) break;
    base::Result<void> taken = answer ? take(*want, *answer) : base::Result<void>{answer.error()};
    if (taken) {
      backoff_.reset();
    } else if (may_pass(taken.error())) {
      co_await wait_after(taken.error());
    } else if (!turns_to_original(taken.error())) {
      base::log::warning("console.recording_refused",
                         {{"recording", target_}, {"why", base::log::describe(taken.error())}});
      bytes_->fail(taken.error());
    }
  }
}

bool RecordingFetch::turns_to_original(const base::Error& why) {
  const bool is_lost = form_ == RecordingForm::play_copy && why.fault == Fault::not_found;
  if (!is_lost || bytes_->stored() > 0 || bytes_->final_size()) return false;
  base::log::info("console.play_copy_lost", {{"recording", base::to_string(recording_)}});
  form_ = RecordingForm::original;
  target_ = target_of(recording_, form_);
  return true;
}

asio::awaitable<base::Result<net::ClientResponse>> RecordingFetch::ask_in_turn(RecordingBytes::Want want) {
  const auto turn = co_await turns_->take();
  auto asking = ask(want);
  co_return co_await std::move(asking);
}

asio::awaitable<base::Result<net::ClientResponse>> RecordingFetch::ask(RecordingBytes::Want want) {
  auto request = get_request(target_);
  request.headers = access_.headers();
  request.headers.emplace_back(
      "Range", "bytes=" + std::to_string(want.offset) + "-" + std::to_string(want.offset + want.length - 1));
  if (want.at_edge) request.headers.emplace_back("Prefer", turns_->somebody_waits() ? "wait=1" : "wait=10");
  request.deadline = bytes_within;
  request.body_limit = piece + 1;
  co_return co_await client_.request(std::move(request));
}

base::Result<void> RecordingFetch::take(const RecordingBytes::Want& want, const net::ClientResponse& answer) {
  if (answer.status == no_content) return {};  // it grows, and waited in vain
  if (answer.status == range_not_satisfiable) {
    const auto size = size_of_unsatisfied(answer);
    if (is_finished(answer) && size) {
      bytes_->finish(*size);
    } else if (want.at_edge) {
      return fail(Fault::unavailable, "nothing more yet");  // a hub that doesn't wait: come back later
    } else {
      bytes_->refuse(want.offset);
    }
    return {};
  }
  if (answer.status != partial_content) {
    if (answer.status < 300) return fail(Fault::corrupt, "the hub ignored a range");
    return protocol::decode_problem(answer.status, answer.body);
  }
  const auto range = net::parse_content_range(answer.header("Content-Range").value_or(""));
  if (!range || range->first != want.offset || answer.body.empty() ||
      range->last - range->first + 1 != answer.body.size() || answer.body.size() > want.length)
    return fail(Fault::corrupt, "the hub sent another range");
  if (auto kept = bytes_->put(want.offset, answer.body); !kept) return kept;
  if (is_finished(answer) && range->total) bytes_->finish(*range->total);
  return {};
}

asio::awaitable<void> RecordingFetch::wait_after(base::Error error) {
  base::log::debug("console.recording_waits", {{"recording", target_}, {"why", base::log::describe(error)}});
  co_await net::pause(backoff_.next(net::random_fraction()));
}

}  // namespace siaga::console
