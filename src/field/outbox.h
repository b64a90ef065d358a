// Outbox: the officer's own list of what was to be sent and what the hub has acknowledged. A journal of facts, one line
// each, appended and synced before anything is sent: after a crash, a cut or an empty battery `siaga-field resume` goes
// on with the same ids, so nothing is lost and nothing doubled.
// Owner: one command; several processes may append to the same file. Thread: one.
#pragma once

#include "base/clock.h"
#include "base/file.h"
#include "base/id.h"
#include "domain/sos.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace siaga::field {

/// The recording that goes with an alarm. Its file must stay where it is until it is uploaded.
struct ClipPlan {
  base::Id recording;
  std::filesystem::path file;
  std::string content_type;
  bool live = false;  ///< at the speed of recording

  friend bool operator==(const ClipPlan&, const ClipPlan&) = default;
};

/// One alarm with all that is known of it.
struct OutboxEntry {
  domain::RaiseSos alarm;  ///< sent_at is set at each sending
  std::string hub;
  std::string login;  ///< only this account may send it
  std::optional<ClipPlan> clip;

  std::optional<base::Instant> received_at;  ///< acknowledged by the hub
  std::optional<base::Id> withdraw_command;  ///< the officer has withdrawn it
  bool withdrawal_received = false;
  bool clip_settled = false;  ///< whole at the hub, or given up for good

  /// Whether anything of it still has to be sent.
  bool is_settled() const {
    return received_at && (!clip || clip_settled) && (!withdraw_command || withdrawal_received);
  }
};

class Outbox {
 public:
  /// The folder is made. Errors: storage_full, internal.
  static base::Result<Outbox> open(const std::filesystem::path& folder);

  // Each is on disk when it returns. Errors: storage_full, internal.
  base::Result<void> add(const OutboxEntry& entry);  ///< alarm, hub, login, clip
  base::Result<void> note_received(const base::Id& sos, base::Instant at);
  base::Result<void> note_withdrawn(const base::Id& sos, const base::Id& command);
  base::Result<void> note_withdrawal_received(const base::Id& sos);
  base::Result<void> note_clip_settled(const base::Id& sos);

  /// Oldest first. A line torn by a power cut is skipped: what it said was not yet acted on.
  base::Result<std::vector<OutboxEntry>> entries() const;
  /// Errors: not_found.
  base::Result<OutboxEntry> find(const base::Id& sos) const;

 private:
  Outbox(std::filesystem::path file, base::Descriptor fd) : file_(std::move(file)), fd_(std::move(fd)) {}
  base::Result<void> append(std::string line);

  std::filesystem::path file_;
  base::Descriptor fd_;
};

}  // namespace siaga::field
