#include "hub/case_clock.h"

#include "base/log.h"
#include "connect/target.h"
#include "hub/account.h"
#include "hub/case_attempt.h"
#include "hub/case_book.h"
#include "hub/case_warning.h"
#include "hub/finding_words.h"
#include "hub/first_password.h"
#include "hub/mail_outbox.h"
#include "hub/read_now.h"
#include "store/application_table.h"
#include "store/first_password_table.h"
#include "store/user_id_case_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <future>
#include <limits>

namespace siaga::hub {

namespace cases = store::user_id_case_table;
using base::fail;
using base::Fault;
using base::Result;
using domain::CaseWarning;
using domain::UserIdCase;
using protocol::EventKind;

namespace {

constexpr std::size_t connectors_at_once = 4;
constexpr std::size_t attempts_waiting = 1000;
constexpr std::chrono::seconds shortest_pause{1};
constexpr std::chrono::seconds longest_pause{30};  // roles end by time, and the clock may be set meanwhile
constexpr const char* cut_off_text =
    "Terputus di tengah jalan: hasilnya belum diketahui, maka aplikasi dibaca dulu sebelum dicoba lagi.";

constexpr const char* vanished_text =
    "Aplikasi tidak lagi menunjukkan user ID ini; percobaan sebelumnya masih melihatnya aktif. Seseorang harus "
    "melihat.";

struct CaseRound {
  std::vector<CaseClock::Todo> todos;
  std::optional<base::Instant> next;
};

bool may_still_order(store::Database& database, const UserIdCase& one, base::Instant now) {
  const auto giver = load_account(database, one.order->by, now);
  return giver && giver->standing.may(domain::Action::deactivate_user_ids, one.unit);
}

std::optional<CaseWarning> warning_of(store::Database& database, const UserIdCase& one, base::Instant now) {
  if (const auto warning = domain::warning_due(one, now)) return warning;
  const bool is_time = domain::is_due(one, now) && one.order->due > one.order->given_at;
  if (is_time && !one.was_warned(CaseWarning::order_due) && case_book::is_by_hand(database, one))
    return CaseWarning::order_due;
  return std::nullopt;
}

std::optional<CaseClock::Todo::What> due_of(store::Database& database, const UserIdCase& one, bool is_ours,
                                            base::Instant now) {
  using What = CaseClock::Todo::What;
  if (one.attempt_begun_at && !is_ours) return What::cut_off;
  if (one.order && !one.attempt_begun_at && !may_still_order(database, one, now)) return What::lapse;
  if (warning_of(database, one, now)) return What::warn;
  const bool reads = !is_ours && domain::is_reading_due(one, now);
  if ((!reads && !domain::is_due(one, now)) || case_book::is_by_hand(database, one)) return std::nullopt;
  if (reads) return What::read;
  if (!case_book::waits(database, one)) return What::attempt;
  return std::nullopt;
}

/// The next moment that this case's own times bring.
base::Instant next_of(const UserIdCase& one, base::Instant now) {
  auto next = base::Instant::max();
  const auto consider = [&next, now](std::optional<base::Instant> at) {
    if (at && *at > now) next = std::min(next, *at);
  };
  if (one.order) consider(one.order->due);
  consider(one.next_try);
  consider(one.target);
  if (one.deadline)
    for (const auto hours : {12, 4, 1, 0}) consider(*one.deadline - std::chrono::hours{hours});
  return next;
}

Result<UserIdCase> find_case(store::Database& database, const base::Id& id) {
  auto one = cases::find(database, id);
  if (!one) return fail(Fault::not_found, "no such case");
  return std::move(*one);
}

Result<void> tell_cut_off(store::Ledger& ledger, const base::Id& id, base::Instant now) {
  auto one = find_case(ledger.database, id);
  if (!one) return one.error();
  const auto hand = case_book::under_order(*one);
  const auto failed = domain::fail_attempt(std::move(*one), now);
  if (!failed) return failed.error();
  case_book::fail_attempt(ledger, hand, *failed, cut_off_text, {});
  return {};
}

/// An application may hide whom it switched off: what an attempt saw active before, and what nobody finds now, may have
/// been closed by an attempt that was cut off. Somebody must look.
Result<void> tell_vanished(store::Ledger& ledger, UserIdCase one, base::Instant now, bool by_mail) {
  const auto hand = case_book::under_order(one);
  auto carried = domain::carry_out(std::move(one), {}, {}, now);
  if (!carried) return carried.error();
  case_book::carry_out(ledger, hand, *carried, false, vanished_text, {});
  const auto warned = domain::warn(std::move(*carried), CaseWarning::look);
  case_book::warn(ledger, warned, CaseWarning::look);
  if (by_mail) mail_warning(ledger.database, warned, CaseWarning::look, now);
  return {};
}

/// It is tried again no sooner than the application asks for, as long as that is within the longest pause of ours.
void heed(UserIdCase& failed, const base::Error& error, base::Instant now) {
  const auto asked = connect::throttled_until(error);
  if (!asked || !failed.next_try) return;
  const auto latest = now + domain::pause_after(std::numeric_limits<std::uint32_t>::max());
  failed.next_try = std::max(*failed.next_try, std::min(*asked, latest));
}

/// What a reading has shown of a result by hand. `number`: the attempt that it was a result of.
Result<void> tell_shown(store::Ledger& ledger, const base::Id& id, std::uint32_t number, const Result<CaseShown>& shown,
                        base::Instant now, bool by_mail) {
  auto one = find_case(ledger.database, id);
  if (!one) return one.error();
  if (one->state != domain::CaseState::carried_out || one->attempts != number) return {};
  if (shown && *shown == CaseShown::as_wished) {
    const auto confirmed = domain::confirm(std::move(*one), {}, {}, now);
    if (!confirmed) return confirmed.error();
    case_book::confirm(ledger, {}, *confirmed, "dibaca di aplikasi setelah dikerjakan secara manual");
    return {};
  }
  if (shown && *shown == CaseShown::contrary) {
    const auto* words = one->kind == domain::CaseKind::replace
                            ? "Setelah dikerjakan secara manual, aplikasi tidak menunjukkan user ID ini aktif."
                            : "Setelah dikerjakan secara manual, aplikasi masih menunjukkan user ID ini aktif.";
    const auto refuted = domain::refute(std::move(*one), {}, now);
    if (!refuted) return refuted.error();
    case_book::refute(ledger, {}, *refuted, words);
    return {};
  }
  const bool looks = domain::must_be_looked_at(*one, shown.has_value(), now);
  auto later = domain::read_later(std::move(*one), now);
  if (!later) return later.error();
  if (!shown) heed(*later, shown.error(), now);
  if (!looks) {
    cases::update(ledger.database, *later);
    return {};
  }
  const auto warned = domain::warn(std::move(*later), CaseWarning::look);
  case_book::warn(ledger, warned, CaseWarning::look);
  if (by_mail) mail_warning(ledger.database, warned, CaseWarning::look, now);
  return {};
}

Result<void> lapse_order(store::Ledger& ledger, const base::Id& id, base::Instant now) {
  auto one = find_case(ledger.database, id);
  if (!one) return one.error();
  if (!one->order || may_still_order(ledger.database, *one, now)) return {};
  const auto hand = case_book::under_order(*one);
  const auto ended = domain::end_order(std::move(*one));
  if (!ended) return ended.error();
  case_book::say(ledger, hand, EventKind::case_lapsed, *ended, "Pemberi perintah bukan lagi Team Leader di unit ini.");
  return {};
}

Result<void> give_warning(store::Ledger& ledger, const base::Id& id, base::Instant now, bool by_mail) {
  auto one = find_case(ledger.database, id);
  if (!one) return one.error();
  const auto warning = warning_of(ledger.database, *one, now);
  if (!warning) return {};
  const auto warned = domain::warn(std::move(*one), *warning);
  case_book::warn(ledger, warned, *warning);
  if (by_mail) mail_warning(ledger.database, warned, *warning, now);
  return {};
}

}  // namespace

/// What a worker needs, and what it is about.
struct CaseClock::Attempt {
  base::Id one;
  std::uint32_t number = 0;
  domain::CaseKind kind = domain::CaseKind::deactivate;
  domain::Application application;
  domain::UserId user_id;
  Result<std::string> secret = std::string{};
};

CaseClock::CaseClock(Core& core, Connectors connectors)
    : core_(core), connectors_(std::move(connectors)), workers_(connectors_at_once, attempts_waiting) {}

CaseClock::~CaseClock() { stop(); }

void CaseClock::start() {
  thread_ = std::jthread{[this] { run(); }};
}

void CaseClock::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  wakened_.notify_one();
}

void CaseClock::stop() {
  stopping_ = true;
  wake();
  if (thread_.joinable()) thread_.join();
  workers_.stop();
}

void CaseClock::run() {
  while (!stopping_) {
    const auto pause = do_what_is_due();
    std::unique_lock lock{mutex_};
    const auto called = [this] { return stopping_ || woken_; };
    if (pause)
      wakened_.wait_for(lock, std::clamp<std::chrono::microseconds>(*pause, shortest_pause, longest_pause), called);
    else
      wakened_.wait(lock, called);
    woken_ = false;
  }
}

bool CaseClock::is_running(const base::Id& one) {
  const std::lock_guard lock{mutex_};
  return running_.contains(one);
}

std::optional<std::chrono::microseconds> CaseClock::do_what_is_due() {
  const auto now = core_.clock.now();
  std::function<Result<CaseRound>(store::Database&)> look_through = [this, now](store::Database& database) {
    CaseRound round;
    for (const auto& one : cases::ticking(database)) {
      if (const auto what = due_of(database, one, is_running(one.id), now)) round.todos.push_back({*what, one.id});
      round.next = std::min(round.next.value_or(base::Instant::max()), next_of(one, now));
    }
    return Result<CaseRound>{std::move(round)};
  };
  const auto round = read_now(core_.readers, std::move(look_through));
  if (!round) return longest_pause;
  for (const auto& todo : round->todos) {
    if (stopping_) break;
    act(todo);
  }
  if (!round->todos.empty()) return shortest_pause;  // one thing often follows another
  if (!round->next) return std::nullopt;
  return *round->next == base::Instant::max() ? longest_pause : *round->next - now;
}

void CaseClock::act(const Todo& todo) {
  const auto now = core_.clock.now();
  const auto id = todo.one;
  switch (todo.what) {
    case Todo::What::cut_off: keep([id, now](store::Ledger& ledger) { return tell_cut_off(ledger, id, now); }); return;
    case Todo::What::lapse: keep([id, now](store::Ledger& ledger) { return lapse_order(ledger, id, now); }); return;
    case Todo::What::attempt: attempt(id); return;
    case Todo::What::read: read_again(id); return;
    case Todo::What::warn:
      const bool by_mail = core_.mail != nullptr;
      keep([id, now, by_mail](store::Ledger& ledger) { return give_warning(ledger, id, now, by_mail); });
      if (by_mail) core_.mail->wake();
      return;
  }
}

/// R42: under an order that still counts at this moment, decided where everything is decided.
void CaseClock::attempt(const base::Id& one) {
  const auto begun = std::make_shared<Attempt>();
  const auto now = core_.clock.now();
  {
    const std::lock_guard lock{mutex_};
    if (!running_.insert(one).second) return;  // its worker has told what came of it, and wakes us when it leaves
  }
  const bool kept = keep([this, begun, one, now](store::Ledger& ledger) -> Result<void> {
    auto& database = ledger.database;
    auto found = find_case(database, one);
    if (!found) return found.error();
    if (!found->order || !may_still_order(database, *found, now)) return fail(Fault::conflict, "no order", "order");
    const bool waits = case_book::waits(database, *found);
    const auto tried = domain::begin_attempt(std::move(*found), waits, now);
    if (!tried) return tried.error();
    *begun = {one,
              tried->attempts,
              tried->kind,
              store::application_table::find(database, tried->application).value(),
              store::user_id_table::find(database, tried->user_id).value(),
              std::string{}};
    if (const auto sealed = store::application_table::secret(database, tried->application))
      begun->secret = core_.secret_box.open(tried->application, *sealed);
    case_book::begin_attempt(ledger, case_book::under_order(*tried), *tried);
    return {};
  });
  if (kept && workers_.submit([this, begun] { carry_on(begun); })) return;
  const std::lock_guard lock{mutex_};
  running_.erase(one);  // what was begun is then told as cut off
}

void CaseClock::carry_on(const std::shared_ptr<Attempt>& attempt) {
  const bool makes = attempt->kind == domain::CaseKind::replace;
  const auto password = makes ? make_first_password() : std::string{};
  const auto done = guarded<void>([&]() -> Result<void> {
    if (!attempt->secret) return attempt->secret.error();
    const auto connector = connectors_ ? connectors_(attempt->application, *attempt->secret) : nullptr;
    if (!connector) return fail(Fault::unsupported, "this hub has no connector of that kind: do it by hand");
    return attempt_by(
        *connector, attempt->kind, attempt->user_id, password, [&] { note_seen(attempt->one); }, stopping_);
  });
  if (!done)
    base::log::warning("case_clock.attempt_failed",
                       {{"case", base::to_string(attempt->one)}, {"error", base::log::describe(done.error())}});
  const auto now = core_.clock.now();
  const bool given_up = stopping_ && !done;  // told as cut off at the next start
  const bool by_mail = core_.mail != nullptr;
  if (!given_up)
    keep([attempt, done, now, by_mail, sealed = makes ? core_.secret_box.seal(attempt->one, password) : store::Bytes{}](
             store::Ledger& ledger) -> Result<void> {
      auto one = find_case(ledger.database, attempt->one);
      if (!one) return one.error();
      if (!one->attempt_begun_at || one->attempts != attempt->number) return {};
      const auto hand = case_book::under_order(*one);
      if (!done && one->seen_there && done.error().field == "unknown_user")
        return tell_vanished(ledger, std::move(*one), now, by_mail);
      if (!done) {
        auto failed = domain::fail_attempt(std::move(*one), now);
        if (!failed) return failed.error();
        heed(*failed, done.error(), now);
        case_book::fail_attempt(ledger, hand, *failed, failure_words(done.error()), {});
        return {};
      }
      if (one->order && !sealed.empty())
        store::first_password_table::insert(ledger.database, {one->id, one->order->by, sealed, now});
      const auto carried = domain::carry_out(std::move(*one), {}, {}, now);
      if (!carried) return carried.error();
      case_book::carry_out(ledger, hand, *carried, true, "", {});
      const auto confirmed = domain::confirm(*carried, {}, {}, now);
      if (!confirmed) return confirmed.error();
      case_book::confirm(ledger, hand, *confirmed, "dibaca ulang di aplikasi setelah dikerjakan");
      return {};
    });
  if (by_mail) core_.mail->wake();
  {
    const std::lock_guard lock{mutex_};
    running_.erase(attempt->one);
  }
  wake();
}

/// Before the application is told anything: whatever cuts the attempt off, the next one knows.
void CaseClock::note_seen(const base::Id& one) {
  keep([one](store::Ledger& ledger) -> Result<void> {
    auto found = find_case(ledger.database, one);
    if (!found) return found.error();
    found->seen_there = true;
    cases::update(ledger.database, *found);
    return {};
  });
}

/// What a person did by hand where the hub can look itself: only what stands there counts.
void CaseClock::read_again(const base::Id& one) {
  {
    const std::lock_guard lock{mutex_};
    if (!running_.insert(one).second) return;
  }
  const auto read = [this, one] {
    look(one);
    {
      const std::lock_guard lock{mutex_};
      running_.erase(one);
    }
    wake();
  };
  if (workers_.submit(read)) return;
  const std::lock_guard lock{mutex_};
  running_.erase(one);
}

void CaseClock::look(const base::Id& one) {
  std::function<Result<CaseSubject>(store::Database&)> load = [this, one](store::Database& database) {
    return subject_of(database, core_.secret_box, one);
  };
  const auto subject = read_now(core_.readers, std::move(load));
  if (!subject) return base::log::warning("case_clock.not_read", {{"error", base::log::describe(subject.error())}});
  const auto shown = guarded<CaseShown>([&]() -> Result<CaseShown> {
    if (!subject->secret) return subject->secret.error();
    const auto connector = connectors_ ? connectors_(subject->application, *subject->secret) : nullptr;
    if (!connector) return fail(Fault::unsupported, "this hub has no connector of that kind");
    return shown_by(*connector, subject->one.kind, subject->user_id, stopping_);
  });
  if (stopping_ && !shown) return;  // the next start reads it anew
  if (!shown)
    base::log::warning("case_clock.reading_failed",
                       {{"case", base::to_string(one)}, {"error", base::log::describe(shown.error())}});
  const bool by_mail = core_.mail != nullptr;
  keep([number = subject->one.attempts, one, shown, now = core_.clock.now(), by_mail](store::Ledger& ledger) {
    return tell_shown(ledger, one, number, shown, now, by_mail);
  });
  if (by_mail) core_.mail->wake();
}

bool CaseClock::keep(std::function<Result<void>(store::Ledger&)> change) {
  const auto promise = std::make_shared<std::promise<bool>>();
  store::Job job;
  job.decide = std::move(change);
  job.complete = [promise](const Result<void>& kept) {
    if (!kept) base::log::warning("case_clock.not_done", {{"error", base::log::describe(kept.error())}});
    promise->set_value(kept.has_value());
  };
  core_.store.submit(std::move(job));
  return promise->get_future().get();
}

}  // namespace siaga::hub
