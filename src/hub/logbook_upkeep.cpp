#include "hub/logbook_upkeep.h"

#include "base/log.h"
#include "hub/logbook_disposal.h"
#include "hub/logbook_exports.h"
#include "store/logbook_row_table.h"
#include "store/meta_table.h"

#include <future>

namespace siaga::hub {

namespace {
constexpr std::chrono::seconds sweep_every{10};
}

void LogbookUpkeep::start() {
  logbook_exports::forget_all(core_.folder.path());
  thread_ = std::jthread{[this] { run(); }};
}

void LogbookUpkeep::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  wakened_.notify_one();
}

void LogbookUpkeep::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    wakened_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void LogbookUpkeep::run() {
  while (!stopping_) {
    bool woken = false;
    {
      std::unique_lock lock{mutex_};
      wakened_.wait_for(lock, sweep_every, [this] { return stopping_ || woken_; });
      woken = std::exchange(woken_, false);
    }
    if (stopping_) return;
    if (woken) tidy();
    logbook_exports::forget_old(core_.folder.path(), core_.clock.now());
  }
}

void LogbookUpkeep::tidy() {
  while (!stopping_ && !tidy_some()) {
  }
}

bool LogbookUpkeep::tidy_some() {
  const auto promise = std::make_shared<std::promise<base::Result<void>>>();
  const auto done = std::make_shared<bool>(true);
  store::Job job;
  job.decide = [done](store::Ledger& ledger) -> base::Result<void> {
    *done = store::meta_table::find(ledger.database, untidy_words).value_or("0") != "1" ||
            store::logbook_row_table::tidy_words(ledger.database);
    if (*done) store::meta_table::set(ledger.database, untidy_words, "0");
    return {};
  };
  job.complete = [promise](const base::Result<void>& kept) { promise->set_value(kept); };
  core_.store.submit(std::move(job));
  const auto kept = promise->get_future().get();
  if (kept) return *done;
  if (!stopping_) base::log::warning("logbook.words_not_tidied", {{"error", base::log::describe(kept.error())}});
  return true;
}

}  // namespace siaga::hub
