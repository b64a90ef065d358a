#include "hub/logbook_upkeep.h"

#include "base/file.h"
#include "base/log.h"
#include "hub/await.h"
#include "hub/logbook_disposal.h"
#include "hub/logbook_exports.h"
#include "hub/read_now.h"
#include "store/data_folder.h"
#include "store/letter_table.h"
#include "store/logbook_row_table.h"
#include "store/mail_table.h"
#include "store/meta_table.h"

#include <algorithm>
#include <filesystem>
#include <future>

namespace siaga::hub {

namespace letters = store::letter_table;
using base::Result;

namespace {
constexpr std::chrono::seconds sweep_every{10};
constexpr std::size_t letters_at_once = 500;
constexpr std::chrono::hours forget_every{1};
constexpr std::chrono::days letters_wait_for{7};
constexpr std::chrono::days mails_stay_for{30};
constexpr std::chrono::days row_comes_within{1};

/// Nothing for what is no letter's file.
std::optional<base::Id> letter_of(const std::filesystem::path& data, const std::filesystem::path& file) {
  if (file.extension() != ".letter") return std::nullopt;
  const auto id = base::parse_id(file.stem().string());
  if (!id || store::letter_in(data, *id) != file) return std::nullopt;
  return *id;
}

bool is_older(const std::filesystem::directory_entry& entry, base::Instant than) {
  std::error_code code;
  const auto written = entry.last_write_time(code);
  return !code && std::chrono::file_clock::to_sys(written) < than;
}
}  // namespace

LogbookUpkeep::LogbookUpkeep(Core& core, store::Journal::Uptime uptime)
    : core_(core), uptime_(uptime ? std::move(uptime) : store::Journal::Uptime{store::since_boot}) {}

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
  let_strays_go();
  while (!stopping_) {
    bool woken = false;
    {
      std::unique_lock lock{mutex_};
      wakened_.wait_for(lock, sweep_every, [this] { return stopping_ || woken_; });
      woken = std::exchange(woken_, false);
    }
    if (stopping_) return;
    forget_ended();
    delete_letters();
    untidy_ = (untidy_ || woken) && !tidy();
    logbook_exports::forget_old(core_.folder.path(), core_.clock.now());
  }
}

void LogbookUpkeep::forget_ended() {
  const auto now = uptime_();
  if (forgot_at_ && now < *forgot_at_ + forget_every) return;
  const bool kept = keep("logbook.not_forgotten", [this](store::Ledger& ledger) -> Result<void> {
    // Somebody began to record a case and never did.
    letters::forget_unattached(ledger.database, surely_now(ledger.database) - letters_wait_for);
    store::mail_table::forget_ended(ledger.database, ledger.now - mails_stay_for);
    return {};
  });
  if (kept) forgot_at_ = now;
}

base::Instant LogbookUpkeep::surely_now(store::Database& database) {
  const auto up = uptime_();
  // One of the two may have been set ahead by mistake, and what is forgotten doesn't come back.
  if (!surely_begun_) surely_begun_ = std::min(core_.clock.now(), store::journal_time(database)) - up;
  return *surely_begun_ + up;
}

bool LogbookUpkeep::tidy() {
  const auto mark = merge_words();
  if (!mark || *mark == tidied) return mark.has_value();
  if (!empty_wal()) return false;
  return keep("logbook.not_noted_tidied", [mark = *mark](store::Ledger& ledger) -> Result<void> {
    // Unless more was disposed of meanwhile, which wakes this thread again.
    if (store::meta_table::find(ledger.database, untidy_words) == mark)
      store::meta_table::set(ledger.database, untidy_words, tidied);
    return {};
  });
}

std::optional<std::string> LogbookUpkeep::merge_words() {
  struct Found {
    std::string mark;
    bool merged = false;
  };
  const auto found = std::make_shared<Found>();
  while (!stopping_ && !found->merged) {
    const bool kept = keep("logbook.words_not_tidied", [found](store::Ledger& ledger) -> Result<void> {
      found->mark = store::meta_table::find(ledger.database, untidy_words).value_or(std::string{tidied});
      found->merged = found->mark == tidied || store::logbook_row_table::tidy_words(ledger.database);
      return {};
    });
    if (!kept) return std::nullopt;
  }
  if (!found->merged) return std::nullopt;
  return found->mark;
}

bool LogbookUpkeep::empty_wal() {
  const auto promise = std::make_shared<std::promise<bool>>();
  core_.store.empty_wal([promise](bool emptied) { promise->set_value(emptied); });
  return promise->get_future().get();
}

bool LogbookUpkeep::keep(const char* what, std::function<Result<void>(store::Ledger&)> decide) {
  const auto promise = std::make_shared<std::promise<Result<void>>>();
  store::Job job;
  job.decide = std::move(decide);
  job.complete = [promise](const Result<void>& kept) { promise->set_value(kept); };
  core_.store.submit(std::move(job));
  const auto kept = promise->get_future().get();
  if (!kept && !stopping_) base::log::warning(what, {{"error", base::log::describe(kept.error())}});
  return kept.has_value();
}

std::vector<base::Id> LogbookUpkeep::letters_to_delete() {
  std::function<Result<std::vector<base::Id>>(store::Database&)> read = [](store::Database& database) {
    return Result<std::vector<base::Id>>{letters::to_delete(database, letters_at_once)};
  };
  auto found = read_now(core_.readers, std::move(read));
  return found ? std::move(*found) : std::vector<base::Id>{};
}

void LogbookUpkeep::let_strays_go() {
  const auto& data = core_.folder.path();
  const auto before = core_.clock.now() - row_comes_within;
  std::vector<base::Id> old;
  std::error_code code;
  for (std::filesystem::recursive_directory_iterator entry{data / "media", code}, end; !code && entry != end;
       entry.increment(code)) {
    if (stopping_) return;
    const auto letter = letter_of(data, entry->path());
    if (letter && is_older(*entry, before)) old.push_back(*letter);
    if (old.size() == letters_at_once) let_go(std::exchange(old, {}));
  }
  if (code) base::log::warning("letter.strays_not_sought", {{"error", code.message()}});
  let_go(old);
}

void LogbookUpkeep::let_go(const std::vector<base::Id>& old) {
  std::function<Result<std::vector<base::Id>>(store::Database&)> read = [old](store::Database& database) {
    std::vector<base::Id> strays;
    for (const auto& letter : old)
      if (!letters::find(database, letter)) strays.push_back(letter);
    return Result<std::vector<base::Id>>{std::move(strays)};
  };
  const auto strays = read_now(core_.readers, std::move(read));
  if (!strays || strays->empty()) return;
  base::log::info("letter.strays", {{"count", std::to_string(strays->size())}});
  keep("letter.stray_not_noted", [strays = *strays](store::Ledger& ledger) -> Result<void> {
    for (const auto& letter : strays) letters::abandon(ledger.database, letter);  // unless it has a row by now
    return {};
  });
}

bool LogbookUpkeep::delete_file(const base::Id& letter) {
  const auto file = store::letter_in(core_.folder.path(), letter);
  std::error_code code;
  std::filesystem::remove(file, code);  // one that isn't there is deleted
  if (code) {
    base::log::warning("letter.not_deleted", {{"error", code.message()}});
    return false;
  }
  if (!std::filesystem::exists(file.parent_path(), code)) return true;
  const auto synced = base::sync_folder(file.parent_path());
  if (!synced) base::log::warning("letter.not_deleted", {{"error", base::log::describe(synced.error())}});
  return synced.has_value();
}

void LogbookUpkeep::delete_letters() {
  std::vector<base::Id> gone;
  for (const auto& letter : letters_to_delete())
    if (!stopping_ && delete_file(letter)) gone.push_back(letter);
  if (gone.empty()) return;
  keep("letter.not_noted_deleted", [gone](store::Ledger& ledger) -> Result<void> {
    for (const auto& letter : gone) letters::note_deleted(ledger.database, letter);
    return {};
  });
}

}  // namespace siaga::hub
