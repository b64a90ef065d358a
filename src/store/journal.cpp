#include "store/journal.h"

#include "base/digest.h"
#include "proof/commitment.h"

#include <time.h>

#include <algorithm>
#include <utility>

namespace siaga::store {

namespace {

constexpr std::chrono::seconds tolerated_step{2};
constexpr std::string_view columns =
    "select seq, at, actor, on_behalf_of, kind, subject, unit, body, people from journal ";

Bytes join(const std::vector<base::Id>& ids) {
  Bytes bytes;
  for (const auto& id : ids) bytes.insert(bytes.end(), id.bytes.begin(), id.bytes.end());
  return bytes;
}

std::vector<base::Id> split(const Bytes& bytes) {
  std::vector<base::Id> ids(bytes.size() / 16);
  for (std::size_t i = 0; i < ids.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * 16), 16, ids[i].bytes.begin());
  return ids;
}

StoredEvent event_of(const Statement& row) {
  EventDraft draft{.actor = row.id(2),
                   .on_behalf_of = row.optional_id(3),
                   .kind = row.text(4),
                   .subject = row.id(5),
                   .unit = row.id(6),
                   .body = row.text(7),
                   .people = split(row.blob(8))};
  return StoredEvent{static_cast<std::uint64_t>(row.integer(0)), row.instant(1), std::move(draft)};
}

}  // namespace

Journal::Journal(Database& database, const base::Clock& clock, ClockStepped clock_stepped, Uptime uptime)
    : database_(database),
      clock_(clock),
      clock_stepped_(std::move(clock_stepped)),
      uptime_(uptime ? std::move(uptime) : &since_boot) {
  auto row = database.query("select seq, at from journal order by seq desc limit 1");
  if (row.next()) {
    state_.seq = static_cast<std::uint64_t>(row.integer(0));
    state_.at = row.instant(1);
    state_.clock = state_.at;
  }
  tick();
}

base::Instant Journal::tick() {
  clock_now_ = clock_.now();
  uptime_now_ = uptime_();
  return std::max(clock_now_, state_.at);
}

Appended Journal::append(EventDraft draft) {
  const auto expected = stepped_from();
  state_.clock = clock_now_;
  state_.uptime = uptime_now_;
  if (expected) write(clock_stepped_(*expected, clock_now_));
  return write(std::move(draft));
}

std::optional<base::Instant> Journal::stepped_from() const {
  const auto passed = state_.uptime ? uptime_now_ - *state_.uptime : std::chrono::microseconds{};
  const auto expected = state_.clock + passed;
  if (clock_now_ < expected - tolerated_step) return expected;
  if (state_.uptime && clock_now_ > expected + tolerated_step) return expected;
  return std::nullopt;
}

Appended Journal::write(EventDraft draft) {
  const Appended written{state_.seq + 1, std::max(clock_now_, state_.at)};
  const auto random = base::random_bytes(proof::salt_size);
  const std::span<const std::uint8_t, proof::salt_size> salt{random.data(), proof::salt_size};
  proof::Leaf leaf;
  leaf.seq = written.seq;
  leaf.at = written.at;
  leaf.actor = draft.actor;
  leaf.on_behalf_of = draft.on_behalf_of.value_or(base::Id{});
  leaf.kind = draft.kind;
  leaf.subject = draft.subject;
  leaf.unit = draft.unit;
  leaf.commitment = proof::commit(salt, draft.body);
  const auto hash = proof::leaf_hash(leaf);
  database_.run(
      "insert into journal (seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf, people) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      written.seq, written.at, draft.actor, draft.on_behalf_of, std::string_view{draft.kind}, draft.subject, draft.unit,
      std::string_view{draft.body}, std::span<const std::uint8_t>{salt}, std::span<const std::uint8_t>{leaf.commitment},
      std::span<const std::uint8_t>{hash}, std::span<const std::uint8_t>{join(draft.people)});
  state_.seq = written.seq;
  state_.at = written.at;
  fresh_.push_back(StoredEvent{written.seq, written.at, std::move(draft)});
  return written;
}

Journal::Mark Journal::mark() const { return Mark{state_.seq, state_.at, state_.clock, state_.uptime, fresh_.size()}; }

void Journal::rewind(const Mark& mark) {
  state_ = State{mark.seq, mark.at, mark.clock, mark.uptime};
  fresh_.resize(mark.fresh);
}

std::vector<StoredEvent> Journal::take_fresh() { return std::exchange(fresh_, {}); }

std::chrono::microseconds since_boot() {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::microseconds{time.tv_nsec / 1000};
}

std::uint64_t journal_end(Database& database) {
  auto row = database.query("select max(seq) from journal");
  return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

base::Instant journal_time(Database& database) {
  auto row = database.query("select at from journal order by seq desc limit 1");
  return row.next() ? row.instant(0) : base::Instant{};
}

std::vector<StoredEvent> read_after(Database& database, std::uint64_t seq, std::size_t byte_limit) {
  std::vector<StoredEvent> events;
  std::size_t bytes = 0;
  auto row = database.query(std::string{columns} + "where seq > ? order by seq", seq);
  while (bytes < byte_limit && row.next()) {
    events.push_back(event_of(row));
    bytes += events.back().draft.body.size() + 256;  // the rest of an event as it is sent, about
  }
  return events;
}

std::vector<StoredEvent> read_about(Database& database, const base::Id& subject) {
  std::vector<StoredEvent> events;
  auto row = database.query(std::string{columns} + "where subject = ? order by seq", subject);
  while (row.next()) events.push_back(event_of(row));
  return events;
}

std::optional<Appended> find_event(Database& database, const base::Id& subject, std::string_view kind) {
  auto row =
      database.query("select seq, at from journal where subject = ? and kind = ? order by seq limit 1", subject, kind);
  if (!row.next()) return std::nullopt;
  return Appended{static_cast<std::uint64_t>(row.integer(0)), row.instant(1)};
}

}  // namespace siaga::store
