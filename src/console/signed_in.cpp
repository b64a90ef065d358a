#include "console/signed_in.h"

#include "base/log.h"
#include "net/timeout.h"
#include "protocol/command.h"

#include <algorithm>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;

namespace {

constexpr std::chrono::seconds save_every{1};
constexpr std::chrono::seconds answer_within{10};

/// The hub has understood and won't ever keep it.
bool is_refusal(const base::Error& error) {
  switch (error.fault) {
    case Fault::invalid:
    case Fault::unauthenticated:
    case Fault::forbidden:
    case Fault::not_found:
    case Fault::conflict:
    case Fault::unsupported:
    case Fault::untrusted: return true;
    default: return false;
  }
}

}  // namespace

SignedIn::SignedIn(std::shared_ptr<HubClient> client, std::string console_name, std::filesystem::path last_seen_file,
                   const base::Clock& clock)
    : client_(std::move(client)),
      console_name_(std::move(console_name)),
      last_seen_file_(std::move(last_seen_file)),
      clock_(clock),
      seen_(load_last_seen(last_seen_file_)) {}

asio::awaitable<void> SignedIn::follow(std::shared_ptr<SignedIn> self, FeedReader::Told told) {
  std::vector<FeedEffect> unconfirmed(self->seen_.unconfirmed.begin(), self->seen_.unconfirmed.end());
  if (!unconfirmed.empty()) told.effects(std::move(unconfirmed));
  FeedReader::Told remembering{told};
  remembering.effects = [weak = std::weak_ptr<SignedIn>{self}, told](std::vector<FeedEffect> effects) {
    if (const auto owner = weak.lock()) owner->remember(effects);
    told.effects(std::move(effects));
  };
  self->reader_ = std::make_shared<FeedReader>(self->client_, self->seen_.cursor, std::move(remembering));
  if (!self->ended_) co_await FeedReader::run(self->reader_);
}

void SignedIn::remember(const std::vector<FeedEffect>& effects) {
  bool at_once = false;
  bool beat = false;
  for (const auto& effect : effects) {
    beat |= std::holds_alternative<protocol::HeartbeatFrame>(effect);
    if (const auto* loss = std::get_if<Loss>(&effect)) {
      seen_.unconfirmed.push_back(*loss);
      at_once = true;
    }
  }
  // The cursor counts from a heartbeat on: before it, the old one may not have been put to the hub yet.
  const bool moved = beat && reader_->cursor() != seen_.cursor;
  if (moved) seen_.cursor = reader_->cursor();
  if (at_once || (moved && std::chrono::steady_clock::now() - saved_at_ >= save_every)) save();
}

void SignedIn::save() {
  saved_at_ = std::chrono::steady_clock::now();
  if (const auto saved = save_last_seen(last_seen_file_, seen_); !saved)
    base::log::warning("console.last_seen_unsaved", {{"why", base::log::describe(saved.error())}});
}

void SignedIn::forget_loss(const Loss& loss) {
  std::erase_if(seen_.unconfirmed, [&](const Loss& one) {
    return one.epoch == loss.epoch && one.first == loss.first && one.last == loss.last;
  });
  save();
}

asio::awaitable<void> SignedIn::tell_shown(std::shared_ptr<SignedIn> self, base::Id sos) {
  if (!self->told_.insert(sos).second) co_return;
  const Shown shown{sos, base::make_id(self->clock_.now())};
  self->to_show_.push_back(shown);
  if (self->sending_shown_) co_return;
  self->sending_shown_ = true;
  co_await self->send_shown();
  self->sending_shown_ = false;
}

asio::awaitable<void> SignedIn::send_shown() {
  net::Backoff backoff;
  while (!to_show_.empty() && !ended_) {
    const auto next = to_show_.front();
    const protocol::PlainCommand command{next.command, console_name_};
    auto request = post_request("/api/v1/sos/" + base::to_string(next.sos) + "/shown", protocol::encode(command));
    request.deadline = answer_within;
    const auto answer = co_await client_->ask(std::move(request));
    if (answer || is_refusal(answer.error())) {
      if (!answer) base::log::warning("console.shown_refused", {{"why", base::log::describe(answer.error())}});
      to_show_.pop_front();
      backoff.reset();
    } else {
      co_await net::pause(backoff.next(net::random_fraction()));
    }
  }
}

void SignedIn::end() {
  if (ended_) return;
  ended_ = true;
  if (reader_) reader_->end();
  save();
}

}  // namespace siaga::console
