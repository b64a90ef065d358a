#include "hub/hub.h"

#include "base/log.h"
#include "domain/directory.h"
#include "hub/call.h"
#include "hub/case_clock.h"
#include "hub/checkpoints.h"
#include "hub/demo.h"
#include "hub/early_looks.h"
#include "hub/events.h"
#include "hub/examiner.h"
#include "hub/identity.h"
#include "hub/log_keys.h"
#include "hub/logbook_upkeep.h"
#include "hub/mail_outbox.h"
#include "hub/move_calendar.h"
#include "hub/password.h"
#include "hub/reconciler.h"
#include "hub/router.h"
#include "hub/target_connectors.h"
#include "hub/upload_sweep.h"
#include "hub/uploads.h"
#include "net/http_server.h"
#include "net/runtime.h"
#include "store/application_table.h"
#include "store/mail_table.h"
#include "store/person_table.h"
#include "store/place_table.h"
#include "store/position_table.h"
#include "store/schema.h"
#include "store/second_factor_table.h"
#include "store/session_table.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <thread>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t readers_at_once = 2;
constexpr std::size_t queries_waiting = 2000;
constexpr std::size_t searchers_at_once = 1;
constexpr std::size_t passwords_waiting = 1000;
constexpr std::size_t disk_threads = 4;
constexpr std::size_t writes_waiting = 20'000;

std::size_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

/// What somebody may do, or whether they may do it by a password alone.
bool changes_accounts(const store::StoredEvent& event) {
  return topic_of(event) == domain::Topic::directory ||
         event.draft.kind == protocol::name_of(protocol::EventKind::policy_changed) ||
         event.draft.kind == protocol::name_of(protocol::EventKind::second_factor_enrolled) ||
         event.draft.kind == protocol::name_of(protocol::EventKind::second_factor_removed);
}

}  // namespace

// In the order in which they are made; the members of `core` refer to their neighbours.
struct Hub::Parts {
  Parts(HubOptions wished, const base::Clock& clock, store::DataFolder held, store::Database database,
        std::string epoch, std::uint64_t end, net::TlsIdentity shown)
      : options(std::move(wished)),
        folder(std::move(held)),
        first_start(folder.first_start_code()),
        identity(std::move(shown)),
        feed(std::move(epoch), end, options.limits.feed_ring_bytes),
        store(std::move(database), folder, clock, store_options()),
        readers(folder.database(), readers_at_once, queries_waiting),
        searchers(folder.database(), searchers_at_once, queries_waiting, store::Urgency::low),
        passwords(std::max<std::size_t>(1, cores() / 2), passwords_waiting),
        disk(disk_threads, writes_waiting),
        sessions(readers, store, clock, options.uptime),
        uploads(core, options.uptime),
        examiner(core,
                 {options.probe, folder.path() / "probe", options.probes_at_once > 0 ? options.probes_at_once : cores(),
                  options.shortest_probe, options.probe_pause}),
        core{clock,    options.limits, folder,  store,    readers, searchers, passwords,   disk,       sessions,
             throttle, feed,           uploads, examiner, metrics, draining,  certificate, first_start},
        moves(core),
        logbook(core, options.uptime),
        targets(clock, folder.path() / "connectors"),
        case_clock(core, options.connectors ? options.connectors : connectors_by(targets)),
        reconciler(core, targets),
        router(core),
        runtime(options.io_threads) {
    if (options.certificate) {
      certificate.are_checked = true;
      identity_files.emplace(*options.certificate, *options.key);
    }
    if (options.smtp) {
      outbox = std::make_unique<MailOutbox>(core, *options.smtp, options.mail_from);
      core.mail = outbox.get();
    }
    core.case_clock = &case_clock;
    core.logbook_upkeep = &logbook;
    core.targets = &targets;
    core.reconciler = &reconciler;
  }

  store::StoreThread::Options store_options() {
    store::StoreThread::Options wished;
    wished.reserve = options.reserve;
    wished.clock_stepped = &clock_stepped;
    wished.uptime = options.uptime;
    wished.tell = [this](store::Database& database, const std::vector<store::StoredEvent>& events) {
      if (std::ranges::any_of(events, &changes_accounts)) {
        sessions.note_directory_change();  // before anybody is told
        case_clock.wake();                 // an order ends with its giver's role (R42)
      }
      feed.tell(database, events);
      const auto is_plan = [](const auto& event) {
        return event.draft.kind == protocol::name_of(protocol::EventKind::person_move_planned);
      };
      if (std::ranges::any_of(events, is_plan)) moves.wake();
      const auto is_disposal = [](const auto& event) {
        return event.draft.kind == protocol::name_of(protocol::EventKind::logbook_disposed);
      };
      if (std::ranges::any_of(events, is_disposal)) logbook.wake();
    };
    return wished;
  }

  HubOptions options;
  store::DataFolder folder;
  FirstStartCode first_start;
  net::TlsIdentity identity;
  std::string fingerprint;
  std::optional<IdentityFiles> identity_files;  ///< none: the certificate is our own
  CertificateDates certificate;
  Metrics metrics;
  std::atomic<bool> draining{false};
  Feed feed;
  store::StoreThread store;
  store::ReaderPool readers;
  store::ReaderPool searchers;
  WorkerPool passwords;
  WorkerPool disk;
  Sessions sessions;
  SignInThrottle throttle;
  Uploads uploads;
  Examiner examiner;
  Core core;
  std::unique_ptr<MailOutbox> outbox;
  std::unique_ptr<Checkpoints> checkpoints;
  MoveCalendar moves;
  LogbookUpkeep logbook;
  Targets targets;
  CaseClock case_clock;
  Reconciler reconciler;
  Router router;
  net::Runtime runtime;
  std::unique_ptr<net::HttpServer> server;
};

namespace {

net::HttpServer::Options server_options(const HubOptions& options, const net::TlsIdentity& identity) {
  net::HttpServer::Options wished;
  wished.address = options.address;
  wished.port = options.port;
  wished.identity = identity;
  wished.fault_answer = [](unsigned status, const base::Error& why) { return problem(status, why); };
  return wished;
}

/// The first job: what ended long ago is of no more use, and the start is an event.
void journal_start(store::StoreThread& store, const std::string& version, base::Instant now) {
  store::Job job;
  job.decide = [version, now](store::Ledger& ledger) -> Result<void> {
    // One of the two may have been set ahead by mistake, and what is forgotten doesn't come back.
    const auto surely = std::min(now, store::journal_time(ledger.database));
    store::session_table::forget_ended(ledger.database, surely - std::chrono::hours{24});
    store::mail_table::expire(ledger.database, ledger.now);
    protocol::EventBody body;
    body.version = version;
    ledger.journal.append(draft({{}, protocol::EventKind::hub_started, {}, {}}, body));
    return {};
  };
  job.complete = [](const Result<void>& kept) {
    if (!kept) base::log::error("hub.start_not_journaled", {{"error", base::log::describe(kept.error())}});
  };
  store.submit(std::move(job));
}

Result<void> check_mail(const HubOptions& options) {
  if (!options.smtp) return {};
  if (auto good = connect::check(*options.smtp); !good) return good;
  if (!domain::is_address(options.mail_from))
    return fail(Fault::invalid, "the sender of mails is an e-mail address", "smtp-from");
  return {};
}

void start_mail(MailOutbox* outbox) {
  if (outbox != nullptr) return outbox->start();
  base::log::warning("mail.not_configured",
                     {{"effect", "nobody can set a forgotten password anew by mail"}, {"remedy", "serve --smtp"}});
}

/// A file that a hub left behind when it ended in between goes, too.
Result<void> begin_first_start(FirstStartCode& code, bool knows_nobody) {
  if (knows_nobody) return code.open();
  code.close();
  return {};
}

}  // namespace

Result<OfflineStore> open_offline(const std::filesystem::path& data) {
  auto folder = store::DataFolder::open(data);
  if (!folder) return folder.error();
  auto database = store::Database::open(folder->database(), store::Database::Mode::read_write);
  if (!database) return database.error();
  if (auto made = base::make_folder(folder->path() / "media"); !made) return made.error();
  if (auto synced = base::sync_folder(folder->path()); !synced) return synced.error();
  return OfflineStore{std::move(*folder), std::move(*database)};
}

Result<std::unique_ptr<Hub>> Hub::start(HubOptions options, const base::Clock& clock) {
  start_sodium();
  if (auto good = check_mail(options); !good) return good.error();
  auto opened = open_offline(options.data);
  if (!opened) return opened.error();
  auto identity = load_identity(opened->folder, options, clock.now());
  if (!identity) return identity.error();
  auto fingerprint = net::fingerprint(*identity);
  if (!fingerprint) return fingerprint.error();
  const auto expires_at = net::expires_at(*identity);
  if (!expires_at) return expires_at.error();
  auto secret_box = SecretBox::load(opened->folder, store::second_factor_table::any(opened->database) ||
                                                        store::application_table::any_secret(opened->database));
  if (!secret_box) return secret_box.error();

  auto log_key = load_log_key(opened->folder, opened->database, clock.now());
  if (!log_key) return log_key.error();
  auto epoch = store::epoch(opened->database);
  const auto cost = password_cost(opened->database);
  const auto end = store::journal_end(opened->database);
  const auto positions = store::position_table::all(opened->database);
  auto places = store::place_table::all(opened->database);
  auto before = ancestors(opened->database);
  const bool knows_nobody = !store::person_table::any(opened->database);
  auto rules = PasswordRules::load_for(opened->folder.path());
  if (!rules) return rules.error();
  auto parts = std::make_unique<Parts>(std::move(options), clock, std::move(opened->folder),
                                       std::move(opened->database), std::move(epoch), end, std::move(*identity));
  parts->fingerprint = std::move(*fingerprint);
  parts->certificate.expires_at = *expires_at;
  if (parts->certificate.are_checked && *expires_at <= clock.now())
    base::log::warning("certificate.over", {{"expires_at", base::to_rfc3339(*expires_at)}});
  parts->core.places = std::move(places);
  parts->core.secret_box = *secret_box;
  parts->checkpoints = std::make_unique<Checkpoints>(parts->core, std::move(*log_key));
  parts->core.checkpoints = parts->checkpoints.get();
  parts->core.ancestors = std::move(before);
  parts->core.password_rules = std::move(*rules);
  parts->core.password_cost = cost;
  parts->core.nobodys_hash = hash_password(base::to_hex(base::random_bytes(16)), cost);
  for (const auto& row : positions) parts->feed.report(row.person, row.unit, row.position);
  if (auto begun = begin_first_start(parts->first_start, knows_nobody); !begun) return begun.error();

  net::Handler handler = [router = &parts->router](net::Request& request) { return router->handle(request); };
  auto server =
      net::HttpServer::listen(parts->runtime, server_options(parts->options, parts->identity), std::move(handler));
  if (!server) {
    parts->first_start.close();
    auto error = server.error();
    if (error.fault == Fault::unavailable) error.field = "listen";
    return error;
  }
  parts->server = std::move(*server);
  journal_start(parts->store, parts->options.version, clock.now());
  parts->checkpoints->start();
  parts->examiner.resume();
  asio::co_spawn(parts->runtime.executor(), sweep_uploads(parts->core), asio::detached);
  asio::co_spawn(parts->runtime.executor(), look_early(parts->core), asio::detached);
  start_mail(parts->outbox.get());
  parts->case_clock.start();
  parts->reconciler.start();
  parts->moves.start();
  parts->logbook.start();
  return std::unique_ptr<Hub>{new Hub(std::move(parts))};
}

Hub::Hub(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Hub::~Hub() {
  if (parts_) stop(std::chrono::milliseconds{0});
}

std::uint16_t Hub::port() const { return parts_->server->port(); }
const std::string& Hub::fingerprint() const { return parts_->fingerprint; }
std::optional<std::string> Hub::first_start_code() const { return parts_->first_start.code(); }
Core& Hub::core() { return parts_->core; }

void Hub::look_at_certificate(bool anyway) {
  if (!parts_->identity_files) return;
  auto found = parts_->identity_files->look(parts_->core.clock.now(), anyway);
  if (found && !*found) return;
  Result<void> shown = found ? parts_->server->renew(**found) : Result<void>{found.error()};
  if (!shown) {
    base::log::error("certificate.refused",
                     {{"error", base::log::describe(shown.error())}, {"still_shown", parts_->fingerprint}});
    return;
  }
  parts_->fingerprint = net::fingerprint(**found).value();
  parts_->certificate.expires_at = net::expires_at(**found).value();
  base::log::info("certificate.renewed", {{"fingerprint", parts_->fingerprint},
                                          {"expires_at", base::to_rfc3339(parts_->certificate.expires_at)}});
}

bool Hub::stop(std::chrono::milliseconds grace) {
  parts_->draining = true;
  const bool clean = parts_->server->drain(grace);
  // Whatever a request still waits for is answered before its thread ends; then nothing refers to the rest any more.
  parts_->targets.stop();
  parts_->reconciler.stop();
  parts_->case_clock.stop();
  if (parts_->outbox) parts_->outbox->stop();
  parts_->checkpoints->stop();
  parts_->moves.stop();
  parts_->logbook.stop();
  parts_->examiner.stop();
  parts_->passwords.stop();
  parts_->disk.stop();
  parts_->searchers.stop();
  parts_->readers.stop();
  parts_->store.stop();
  parts_->runtime.stop();
  parts_.reset();
  return clean;
}

}  // namespace siaga::hub
