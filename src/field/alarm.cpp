#include "field/alarm.h"

#include "base/log.h"
#include "base/zone.h"
#include "field/calls.h"
#include "field/text.h"
#include "field/upload.h"
#include "net/backoff.h"
#include "net/timeout.h"

namespace siaga::field {

namespace asio = net::asio;
using base::Fault;
using base::Result;

Alarm::Alarm(asio::any_io_executor executor, const base::Clock& clock, const Account& account, Outbox& outbox,
             OutboxEntry entry, std::unique_ptr<Clip> clip, Say say, Terms terms)
    : executor_(executor),
      clock_(clock),
      account_(account),
      outbox_(outbox),
      entry_(std::move(entry)),
      clip_(std::move(clip)),
      say_(std::move(say)),
      terms_(terms) {}

asio::awaitable<Result<void>> Alarm::run() {
  using asio::experimental::awaitable_operators::operator&&;
  auto received = co_await send_until_received();
  if (!received) co_return received;
  auto told = co_await tell_withdrawal();
  if (!told) co_return told;
  auto upload = upload_until_settled();
  auto watch = follow();
  auto both = std::move(upload) && std::move(watch);
  const auto [uploaded, followed] = co_await std::move(both);
  co_return uploaded ? followed : uploaded;
}

std::string Alarm::time_of(base::Instant at) const { return base::clock_time_with_zone(at, account_.zone); }

void Alarm::say_trouble(const base::Error& why) {
  base::log::debug("field.retry", {{"why", base::log::describe(why)}});
  if (!std::exchange(in_trouble_, true)) say_(tr("The hub can't be reached; trying again by itself."));
}

asio::awaitable<Result<void>> Alarm::send_until_received() {
  if (entry_.received_at) co_return Result<void>{};
  auto client = make_client(executor_, account_);
  if (!client) co_return client.error();
  net::Backoff backoff;
  while (true) {
    auto command = entry_.alarm;
    command.sent_at = clock_.now();
    auto status = co_await raise(**client, account_.token, std::move(command));
    if (status) {
      in_trouble_ = false;
      if (auto noted = outbox_.note_received(entry_.alarm.id, status->received_at); !noted) co_return noted;
      say_news(*status);
      co_return Result<void>{};
    }
    if (!may_pass(status.error())) co_return status.error();
    say_trouble(status.error());
    co_await net::pause(backoff.next(net::random_fraction()));
  }
}

asio::awaitable<Result<void>> Alarm::tell_withdrawal() {
  if (!entry_.withdraw_command || entry_.withdrawal_received) co_return Result<void>{};
  auto client = make_client(executor_, account_);
  if (!client) co_return client.error();
  net::Backoff backoff;
  while (true) {
    const auto done =
        co_await withdraw(**client, account_.token, entry_.alarm.id, *entry_.withdraw_command, "siaga-field");
    // A conflict is an answer too: it was withdrawn or closed before.
    if (done || done.error().fault == Fault::conflict) {
      say_(tr("Withdrawn. The alarm stays on the desk until a supervisor closes it."));
      co_return outbox_.note_withdrawal_received(entry_.alarm.id);
    }
    if (!may_pass(done.error())) co_return done.error();
    say_trouble(done.error());
    co_await net::pause(backoff.next(net::random_fraction()));
  }
}

asio::awaitable<Result<void>> Alarm::upload_until_settled() {
  if (!entry_.clip || entry_.clip_settled || !clip_) co_return Result<void>{};
  auto client = make_client(executor_, account_);
  if (!client) co_return client.error();
  const auto& plan = *entry_.clip;
  Upload::Plan about{entry_.alarm.id, plan.recording, plan.file.filename().string(), plan.content_type};
  Upload upload{**client, account_.token, std::move(about), *clip_, [this] {
                  look_for_withdrawal();
                  return entry_.withdraw_command.has_value();
                }};
  net::Backoff backoff;
  while (true) {
    const auto before = upload.sent();
    auto sending = upload.run();
    const auto done = co_await std::move(sending);
    if (done) break;
    if (done.error().fault == Fault::unauthenticated) co_return done;
    if (!may_pass(done.error())) {
      say_(tr("The recording can't be sent: {}", done.error().detail));
      break;
    }
    if (upload.sent() > before) backoff.reset();
    say_trouble(done.error());
    co_await net::pause(backoff.next(net::random_fraction()));
  }
  if (!entry_.withdraw_command) say_(tr("Recording sent: {} kB.", upload.sent() / 1000));
  co_return outbox_.note_clip_settled(entry_.alarm.id);
}

/// Another process of this officer may have withdrawn it meanwhile.
void Alarm::look_for_withdrawal() {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_at_ < terms_.look_every) return;
  looked_at_ = now;
  const auto entry = outbox_.find(entry_.alarm.id);
  if (entry)
    entry_.withdraw_command = entry->withdraw_command;
  else  // the recording goes on: bytes too many are better than an alarm without
    base::log::warning("field.outbox_unread", {{"why", base::log::describe(entry.error())}});
}

asio::awaitable<Result<void>> Alarm::follow() {
  if (!terms_.follow) co_return Result<void>{};
  auto client = make_client(executor_, account_);
  if (!client) co_return client.error();
  while (!told_.closed_at) {
    const auto status = co_await read_status(**client, account_.token, entry_.alarm.id);
    if (!status && !may_pass(status.error())) co_return status.error();
    if (!status) {
      say_trouble(status.error());
    } else {
      if (std::exchange(in_trouble_, false)) say_(tr("Connected again."));
      say_news(*status);
    }
    if (!told_.closed_at) co_await net::pause(terms_.look_every);
  }
  co_return Result<void>{};
}

void Alarm::say_news(const protocol::SosStatus& status) {
  const auto is_new = [](const auto& now, const auto& before) { return now && now != before; };
  if (told_.received_at == base::Instant{}) say_(tr("Received by the hub {}", time_of(status.received_at)));
  if (is_new(status.first_shown_at, told_.first_shown_at))
    say_(tr("Shown at the desk {}", time_of(*status.first_shown_at)));
  if (is_new(status.owner_name, told_.owner_name) || (status.owner_name && status.claimed_at != told_.claimed_at))
    say_(tr("Handled by {} since {}", *status.owner_name, time_of(status.claimed_at.value_or(status.received_at))));
  if (!status.owner_name && told_.owner_name) say_(tr("Nobody handles it any more; it sounds at the desk again."));
  if (is_new(status.response, told_.response)) say_(tr("Response: {}", *status.response));
  if (is_new(status.closed_at, told_.closed_at)) say_(tr("Closed {}", time_of(*status.closed_at)));
  told_ = status;
}

}  // namespace siaga::field
