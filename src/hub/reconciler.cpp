#include "hub/reconciler.h"

#include "base/log.h"
#include "base/zone.h"
#include "hub/case_clock.h"
#include "hub/finding_book.h"
#include "hub/first_password.h"
#include "hub/mail_outbox.h"
#include "hub/read_now.h"
#include "hub/target_connectors.h"
#include "store/application_table.h"
#include "store/first_password_table.h"
#include "store/reconciliation_table.h"

#include <algorithm>
#include <future>

namespace siaga::hub {

namespace runs = store::reconciliation_table;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t applications_at_once = 2;
constexpr std::size_t applications_waiting = 1000;
constexpr std::chrono::seconds look_around_every{30};  // the clock may be set meanwhile
constexpr std::chrono::minutes night{90};              // after midnight
constexpr std::chrono::minutes shortest_pause_of_run{5};
constexpr std::chrono::minutes longest_pause_of_run{60};
constexpr std::chrono::hours longest_run{4};  // there are lists without end
constexpr std::size_t changes_a_commit = 50;  // an alarm waits for no more than these
constexpr std::size_t mails_of_run = 20;      // each to every team leader there

/// Calls `each` with the bounds of parts of at most `changes_a_commit`; the first error ends it.
template <class Each>
Result<void> in_parts(std::size_t count, Each each) {
  for (std::size_t from = 0; from < count; from += changes_a_commit)
    if (auto done = each(from, std::min(count, from + changes_a_commit)); !done) return done;
  return {};
}

/// A setting that is wrong has its place in the settings; what else it says is for the log.
std::string fault_word(const base::Error& error) { return std::string{base::name_of(error.fault)}; }

}  // namespace

base::Instant last_night(base::Instant now, const std::string& zone) {
  const auto today = std::chrono::floor<std::chrono::days>(now);
  for (const int shift : {1, 0, -1}) {
    const auto at = base::midnight(base::Day{today + std::chrono::days{shift}}, zone) + night;
    if (at <= now) return at;
  }
  return base::midnight(base::Day{today - std::chrono::days{2}}, zone) + night;
}

base::Instant next_reading(const runs::Row& row, base::Instant now, const std::string& zone) {
  const auto night_there = last_night(now, zone);
  const auto settled = std::max(row.since, row.good_at.value_or(row.since));
  // A time that lies ahead was set by a clock that has since been set back.
  if (settled >= night_there && settled <= now) return last_night(now + std::chrono::hours{24}, zone);
  const bool failed = !row.fault.empty() && row.begun_at && row.ended_at;
  if (!failed || *row.begun_at < night_there || *row.ended_at > now) return night_there;
  if (row.fault == base::name_of(Fault::too_many)) return *row.ended_at + longest_pause_of_run;
  return *row.ended_at + std::clamp<std::chrono::microseconds>(*row.ended_at - night_there, shortest_pause_of_run,
                                                               longest_pause_of_run);
}

Reconciler::Reconciler(Core& core, const Targets& targets)
    : core_(core), targets_(targets), workers_(applications_at_once, applications_waiting), checks_(2, 20) {}

void Reconciler::start() {
  thread_ = std::jthread{[this] { run(); }};
}

void Reconciler::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  wakened_.notify_one();
}

void Reconciler::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    wakened_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  workers_.stop();
  checks_.stop();
}

void Reconciler::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    lock.unlock();
    look();
    lock.lock();
    wakened_.wait_for(lock, look_around_every, [this] { return stopping_ || woken_; });
    woken_ = false;
  }
}

void Reconciler::look() {
  const auto now = core_.clock.now();
  std::function<Result<Night>(store::Database&)> read = [this, now](store::Database& database) {
    return look_around(database, now);
  };
  const auto found = read_now<Night>(core_.readers, std::move(read));
  if (!found) return;  // again soon
  if (!found->unseen.empty() || found->old_passwords)
    (void)keep([unseen = found->unseen, now](store::Ledger& ledger) -> Result<void> {
      for (const auto& application : unseen) runs::keep(ledger.database, {application, now});
      store::first_password_table::forget_until(ledger.database, now - first_password_waits);
      return {};
    });
  for (const auto& application : found->due)
    if (auto begun = begin(application); !begun && begun.error().fault != Fault::conflict)
      base::log::warning("reconciliation.not_begun", {{"application", base::to_string(application)},
                                                      {"error", base::log::describe(begun.error())}});
}

Result<Reconciler::Night> Reconciler::look_around(store::Database& database, base::Instant now) const {
  Night found;
  for (const auto& application : store::application_table::all(database)) {
    if (application.connector == domain::ConnectorKind::manual) continue;
    const auto row = runs::find(database, application.id);
    if (!row) {
      found.unseen.push_back(application.id);
      continue;
    }
    if (next_reading(*row, now, finding_book::zone_for(database, application.unit)) <= now)
      found.due.push_back(application.id);
  }
  found.old_passwords = store::first_password_table::any_until(database, now - first_password_waits);
  return found;
}

Result<void> Reconciler::begin(const base::Id& application) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return fail(Fault::unavailable, "the hub is stopping");
    if (!running_.try_emplace(application, Progress{core_.clock.now(), 0}).second)
      return fail(Fault::conflict, "this application is being read already", "running");
  }
  if (workers_.submit([this, application] { work(application); })) return {};
  const std::lock_guard lock{mutex_};
  running_.erase(application);
  return fail(Fault::unavailable, "too many applications wait to be read");
}

std::optional<Reconciler::Progress> Reconciler::progress(const base::Id& application) {
  const std::lock_guard lock{mutex_};
  const auto found = running_.find(application);
  return found == running_.end() ? std::nullopt : std::optional{found->second};
}

void Reconciler::count(const base::Id& application) {
  const std::lock_guard lock{mutex_};
  if (const auto found = running_.find(application); found != running_.end()) ++found->second.read;
}

void Reconciler::work(const base::Id& application) {
  const auto begun_at = core_.clock.now();
  std::uint64_t listed = 0;
  const auto users = guarded<std::uint64_t>([&] { return reconcile(application, begun_at, listed); });
  bool given_up = false;
  {
    const std::lock_guard lock{mutex_};
    given_up = stopping_ && !users;  // the next start reads it anew
  }
  if (!users)
    base::log::warning("reconciliation.failed",
                       {{"application", base::to_string(application)}, {"error", base::log::describe(users.error())}});
  if (!given_up)
    (void)keep([&, ended_at = core_.clock.now()](store::Ledger& ledger) -> Result<void> {
      auto row = runs::find(ledger.database, application).value_or(runs::Row{application, begun_at});
      row.since = std::min(row.since, begun_at);
      row.begun_at = begun_at;
      row.ended_at = ended_at;
      row.fault = users ? "" : fault_word(users.error());
      if (users) {
        row.good_at = ended_at;
        row.users = *users;
        row.listed = listed;
      }
      runs::keep(ledger.database, row);
      return {};
    });
  {
    const std::lock_guard lock{mutex_};
    running_.erase(application);
  }
  if (core_.mail != nullptr) core_.mail->wake();
  if (core_.case_clock != nullptr) core_.case_clock->wake();  // a case may have been reopened
}

Result<std::vector<domain::ApplicationUser>> Reconciler::read_users(const base::Id& application,
                                                                    base::Instant begun_at) {
  std::function<Result<std::unique_ptr<connect::Target>>(store::Database&)> read =
      [this, application](store::Database& database) {
        return target_of(database, core_.secret_box, targets_, application);
      };
  const auto target = read_now<std::unique_ptr<connect::Target>>(core_.readers, std::move(read));
  if (!target) return target.error();
  std::vector<domain::ApplicationUser> users;
  const auto all = (*target)->list([&](domain::ApplicationUser user) -> Result<void> {
    if (core_.clock.now() - begun_at > longest_run)
      return fail(Fault::timeout, "reading all of the application's users takes too long");
    users.push_back(std::move(user));
    count(application);
    return {};
  });
  if (!all) return all.error();
  return users;
}

Result<std::uint64_t> Reconciler::reconcile(const base::Id& application, base::Instant begun_at,
                                            std::uint64_t& listed) {
  using finding_book::Comparison;
  const auto users = read_users(application, begun_at);
  if (!users) return users.error();
  std::function<Result<Comparison>(store::Database&)> hold = [&](store::Database& database) {
    return Result<Comparison>{finding_book::compare(database, application, *users, begun_at, core_.clock.now())};
  };
  auto found = read_now<Comparison>(core_.readers, hold);
  if (!found) return found.error();
  const auto unlisted = std::move(found->unlisted);
  const auto kept = in_parts(unlisted.size(), [&](std::size_t from, std::size_t to) {
    std::uint64_t new_ones = 0;
    auto done = keep([&](store::Ledger& ledger) -> Result<void> {
      new_ones = 0;  // it may be run twice
      for (auto at = from; at < to; ++at)
        if (finding_book::list_user(ledger, application, unlisted[at])) ++new_ones;
      return {};
    });
    listed += new_ones;
    return done;
  });
  if (!kept) return kept.error();
  if (listed > 0) found = read_now<Comparison>(core_.readers, hold);  // findings name the logbook's user IDs
  if (!found) return found.error();
  if (auto told = tell(application, *found); !told) return told.error();
  return users->size();
}

Result<void> Reconciler::tell(const base::Id& application, const finding_book::Comparison& found) {
  const auto& gone = found.gone;
  auto ended = in_parts(gone.size(), [&](std::size_t from, std::size_t to) {
    return keep([&, at = core_.clock.now()](store::Ledger& ledger) -> Result<void> {
      for (auto one = from; one < to; ++one) finding_book::end(ledger, gone[one], at);
      return {};
    });
  });
  if (!ended) return ended;
  const auto& fresh = found.fresh;
  return in_parts(fresh.size(), [&](std::size_t from, std::size_t to) {
    return keep([&, at = core_.clock.now()](store::Ledger& ledger) -> Result<void> {
      for (auto one = from; one < to; ++one) {
        const bool by_mail = core_.mail != nullptr && one < mails_of_run;
        finding_book::open(ledger, application, fresh[one], by_mail, at);
      }
      return {};
    });
  });
}

Result<void> Reconciler::keep(std::function<Result<void>(store::Ledger&)> change) {
  const auto promise = std::make_shared<std::promise<Result<void>>>();
  store::Job job;
  job.decide = std::move(change);
  job.complete = [promise](const Result<void>& kept) {
    if (!kept) base::log::warning("reconciliation.not_kept", {{"error", base::log::describe(kept.error())}});
    promise->set_value(kept);
  };
  core_.store.submit(std::move(job));
  return promise->get_future().get();
}

}  // namespace siaga::hub
