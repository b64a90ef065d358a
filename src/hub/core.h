// What the desks share. Every member outlives every request.
// Owner: the hub. Thread: as each member says.
#pragma once

#include "base/clock.h"
#include "domain/place.h"
#include "hub/ancestry.h"
#include "hub/feed.h"
#include "hub/first_start_code.h"
#include "hub/metrics.h"
#include "hub/password.h"
#include "hub/password_rules.h"
#include "hub/secret_box.h"
#include "hub/sessions.h"
#include "hub/sign_in_throttle.h"
#include "hub/worker_pool.h"
#include "store/data_folder.h"
#include "store/reader_pool.h"
#include "store/store_thread.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace siaga::hub {

class Uploads;
class Examiner;
class MailOutbox;
class CaseClock;
class LogbookUpkeep;
class Reconciler;
class Targets;
class Checkpoints;

struct Limits {
  std::size_t json_bytes = 64 * 1024;
  std::uint64_t recording_bytes = 2ull << 30;
  std::uint64_t growing_of_person = 16;
  std::uint64_t bytes_of_person = 8ull << 30;  ///< declared or come, of recordings begun in the last `quota_period`
  std::chrono::hours quota_period{24};
  std::uint64_t growing = 4000;            ///< of all; but the first of a person is never refused for what others have
  std::chrono::hours abandoned_after{24};  ///< without a word of its phone; then an upload is ended as it is
  std::chrono::milliseconds abandoned_sweep{std::chrono::hours{1}};  ///< how often such are looked for
  std::chrono::milliseconds early_looks{
      std::chrono::seconds{5}};            ///< how often a growing recording's time is looked for
  std::uint64_t free_bytes = 64ull << 20;  ///< what uploads leave on the disk
  std::size_t feed_ring_bytes = 8u << 20;
  std::size_t feed_frame_bytes = 256 * 1024;
  std::size_t feeds_of_session = 16;           ///< a person's windows at one machine; more is a flood
  std::uint64_t requests_per_second = 200;     ///< of one session, on average
  std::chrono::seconds requests_saved_for{5};  ///< so much of the average may come at once
};

/// Of the certificate that is shown now.
struct CertificateDates {
  std::atomic<base::Instant> expires_at{};
  bool are_checked = false;  ///< the operator's: phones and consoles look at its dates. Our own is pinned instead
};

struct Core {
  const base::Clock& clock;
  const Limits& limits;
  const store::DataFolder& folder;
  store::StoreThread& store;
  store::ReaderPool& readers;
  store::ReaderPool& searchers;  ///< for what looks through the logbook: one at a time, and of low urgency
  WorkerPool& passwords;         ///< Argon2
  WorkerPool& disk;              ///< writes and syncs of media
  Sessions& sessions;
  SignInThrottle& throttle;
  Feed& feed;
  Uploads& uploads;
  Examiner& examiner;
  Metrics& metrics;
  std::atomic<bool>& draining;
  const CertificateDates& certificate;
  FirstStartCode& first_start;
  /// As at the start: nothing changes them while the hub runs, and each alarm looks for the nearest.
  std::vector<domain::Place> places{};
  std::vector<Ancestor> ancestors{};
  PasswordRules password_rules{};
  PasswordCost password_cost{};
  SecretBox secret_box{};
  /// Of no password: verifying against it takes somebody unknown as long as somebody known.
  std::string nobodys_hash{};
  SignInThrottle resets{};     ///< of forgotten passwords: an account of its own, so that it never delays a sign-in
  MailOutbox* mail = nullptr;  ///< null: no SMTP server is configured
  Checkpoints* checkpoints = nullptr;  ///< never null once the hub serves
  CaseClock* case_clock = nullptr;
  LogbookUpkeep* logbook_upkeep = nullptr;
  Reconciler* reconciler = nullptr;  ///< as targets
  const Targets* targets = nullptr;  ///< null only in parts of a hub

  /// Uploads are refused, or even the store takes alarms only: what the heartbeat says.
  bool storage_full() const { return store.storage_full() || folder.free_bytes() < limits.free_bytes; }
};

}  // namespace siaga::hub
