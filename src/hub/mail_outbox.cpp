#include "hub/mail_outbox.h"

#include "base/log.h"
#include "connect/mail.h"

#include <algorithm>
#include <future>

namespace siaga::hub {

using base::Result;

namespace {

constexpr std::chrono::seconds first_pause{15};
constexpr std::int64_t most_doublings = 7;
constexpr std::size_t mails_of_round = 20;
constexpr std::chrono::seconds shortest_rest{1};
constexpr std::chrono::seconds longest_rest{30};  // the clock may be set meanwhile

struct Round {
  std::vector<store::mail_table::Row> due;
  std::optional<base::Instant> next;
  store::mail_table::Counts counts;
};

template <class T>
Result<T> wait_for_reader(store::ReaderPool& readers, const std::function<T(store::Database&)>& read) {
  const auto promise = std::make_shared<std::promise<Result<T>>>();  // set_value may outlast the wait for it
  readers.submit([promise, read](store::Database* database, const base::Error& why_not) {
    if (database == nullptr) return promise->set_value(why_not);
    promise->set_value(guarded<T>([&] { return Result<T>{read(*database)}; }));
  });
  return promise->get_future().get();
}

}  // namespace

MailOutbox::MailOutbox(Core& core, connect::SmtpServer server, std::string from)
    : core_(core), server_(std::move(server)), from_(std::move(from)) {}

MailOutbox::~MailOutbox() { stop(); }

void MailOutbox::start() {
  thread_ = std::jthread{[this] { run(); }};
}

void MailOutbox::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  wakened_.notify_one();
}

void MailOutbox::stop() {
  stopping_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
}

std::chrono::seconds MailOutbox::pause_after(std::int64_t tries) {
  return first_pause * (1LL << std::clamp<std::int64_t>(tries - 1, 0, most_doublings));
}

void MailOutbox::run() {
  while (!stopping_) {
    const auto pause = send_due();
    std::unique_lock lock{mutex_};
    const auto called = [this] { return stopping_ || woken_; };
    if (pause)
      wakened_.wait_for(lock, std::clamp<std::chrono::microseconds>(*pause, shortest_rest, longest_rest), called);
    else
      wakened_.wait(lock, called);
    woken_ = false;
  }
}

std::optional<std::chrono::microseconds> MailOutbox::send_due() {
  const std::function<Round(store::Database&)> look = [this](store::Database& database) {
    return Round{store::mail_table::due(database, core_.clock.now(), mails_of_round),
                 store::mail_table::next_try(database), store::mail_table::counts(database)};
  };
  while (!stopping_) {
    const auto round = wait_for_reader(core_.readers, look);
    if (!round) return longest_rest;
    core_.metrics.mails_waiting = round->counts.waiting;
    core_.metrics.mails_failed = round->counts.failed;
    if (round->due.empty() && !round->next) return std::nullopt;
    if (round->due.empty()) return *round->next - core_.clock.now();
    for (const auto& mail : round->due)
      if (stopping_ || !send_one(mail)) return longest_rest;
  }
  return longest_rest;
}

/// False when what became of it couldn't be written down: it is looked at again later.
bool MailOutbox::send_one(const store::mail_table::Row& mail) {
  const auto& id = mail.id;
  if (core_.clock.now() >= mail.expires_at)
    return keep([](store::Ledger& ledger) { store::mail_table::expire(ledger.database, ledger.now); });
  const auto done = sent_.contains(id) ? Result<void>{} : deliver(mail);
  if (stopping_ && !done) return false;
  const auto tries = mail.tries + 1;
  const base::log::Fields who{{"mail", base::to_string(id)}, {"kind", mail.kind}, {"try", std::to_string(tries)}};
  if (done) {
    if (sent_.insert(id).second) base::log::info("mail.sent", who);
    const bool kept =
        keep([id](store::Ledger& ledger) { store::mail_table::mark_sent(ledger.database, id, ledger.now); });
    if (kept) sent_.erase(id);
    return kept;
  }
  const auto why = base::log::describe(done.error());
  const bool final = !connect::may_go_later(done.error());
  base::log::warning(final ? "mail.given_up" : "mail.later",
                     {{"mail", base::to_string(id)}, {"kind", mail.kind}, {"error", why}});
  if (final) return keep([id, why](store::Ledger& ledger) { store::mail_table::give_up(ledger.database, id, why); });
  const auto at = std::min(core_.clock.now() + pause_after(tries), mail.expires_at);
  return keep([id, why, at](store::Ledger& ledger) { store::mail_table::try_later(ledger.database, id, at, why); });
}

Result<void> MailOutbox::deliver(const store::mail_table::Row& mail) const {
  return guarded<void>([&]() -> Result<void> {
    const auto message = connect::compose({mail.id, from_, mail.recipient, mail.subject, mail.body, mail.created_at});
    if (!message) return message.error();
    return connect::send(server_, from_, mail.recipient, *message, stopping_);
  });
}

bool MailOutbox::keep(std::function<void(store::Ledger&)> change) {
  const auto promise = std::make_shared<std::promise<bool>>();
  store::Job job;
  job.decide = [change = std::move(change)](store::Ledger& ledger) -> Result<void> {
    change(ledger);
    return {};
  };
  job.complete = [promise](const Result<void>& kept) {
    if (!kept) base::log::warning("mail.not_written_down", {{"error", base::log::describe(kept.error())}});
    promise->set_value(kept.has_value());
  };
  core_.store.submit(std::move(job));
  return promise->get_future().get();
}

}  // namespace siaga::hub
