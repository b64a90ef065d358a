#include "fault_rounds.h"

#include "proof/commitment.h"
#include "store/command_table.h"
#include "store/statement.h"

#include <algorithm>
#include <array>
#include <future>
#include <span>
#include <utility>

namespace siaga::test {

namespace {

/// As a desk obeys a command: known ones get their receipt again, new ones an event and a row.
base::Result<void> obey(store::Ledger& ledger, const base::Id& id, const std::string& body) {
  if (store::command_table::find(ledger.database, id)) return {};
  store::EventDraft draft;
  draft.kind = "sos.noted";
  draft.subject = id;
  draft.body = body;
  const auto receipt = ledger.journal.append(std::move(draft));
  store::command_table::insert(ledger.database, {id, {}, "sos.noted", id, receipt});
  return {};
}

std::string integrity_of(store::Database& database) {
  auto row = database.query("pragma integrity_check");
  return row.next() ? row.text(0) : "no answer";
}

bool holds(const store::Statement& row) {
  const auto salt = row.blob(8);
  if (salt.size() != proof::salt_size) return false;
  const std::span<const std::uint8_t, proof::salt_size> bytes{salt.data(), proof::salt_size};
  proof::Leaf leaf;
  leaf.seq = static_cast<std::uint64_t>(row.integer(0));
  leaf.at = row.instant(1);
  leaf.actor = row.id(2);
  leaf.on_behalf_of = row.optional_id(3).value_or(base::Id{});
  leaf.kind = row.text(4);
  leaf.subject = row.id(5);
  leaf.unit = row.id(6);
  leaf.commitment = proof::commit(bytes, row.text(7));
  return leaf.commitment == row.sha256(9) && proof::leaf_hash(leaf) == row.sha256(10);
}

}  // namespace

void Clients::work(store::StoreThread& thread, std::size_t count, std::size_t longest) {
  auto waiting = std::exchange(unanswered_, {});
  for (std::size_t i = 0; i < count; ++i) {
    auto body = "{\"text\":\"" + std::to_string(next_++) + std::string(random_() % longest, 'x') + "\"}";
    std::array<std::uint8_t, 16> bytes{};
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random_());
    base::Id id;
    std::ranges::copy(bytes, id.bytes.begin());
    ids_[body] = id;
    waiting.push_back(std::move(body));
  }
  for (std::size_t at = 0; at < waiting.size();) {
    const auto size = std::min<std::size_t>(waiting.size() - at, 1 + random_() % 8);
    const auto begin = waiting.begin() + static_cast<std::ptrdiff_t>(at);
    send(thread, {begin, begin + static_cast<std::ptrdiff_t>(size)});
    at += size;
  }
}

void Clients::send(store::StoreThread& thread, const std::vector<std::string>& burst) {
  std::vector<std::future<base::Result<void>>> answers;
  for (const auto& body : burst) {
    auto promise = std::make_shared<std::promise<base::Result<void>>>();
    answers.push_back(promise->get_future());
    store::Job job;
    job.priority = store::Priority::alarm;
    job.decide = [id = ids_.at(body), body](store::Ledger& ledger) { return obey(ledger, id, body); };
    job.complete = [promise](base::Result<void> result) { promise->set_value(std::move(result)); };
    thread.submit(std::move(job));
  }
  for (std::size_t i = 0; i < burst.size(); ++i) {
    if (answers[i].get()) {
      acknowledged_.insert(burst[i]);
    } else {
      unanswered_.push_back(burst[i]);
    }
  }
}

bool Clients::insist(store::StoreThread& thread) {
  for (int i = 0; i < 200 && !unanswered_.empty(); ++i) work(thread, 0, 1);
  return unanswered_.empty();
}

Verdict Clients::compare(store::Database& database) const {
  Verdict verdict;
  if (const auto integrity = integrity_of(database); integrity != "ok") verdict.faults.push_back(integrity);
  auto row = database.query(
      "select seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf from journal order by "
      "seq");
  std::int64_t seq = 0;
  std::int64_t at = 0;
  std::set<std::string> bodies;
  while (row.next()) {
    const auto where = " at #" + std::to_string(row.integer(0));
    if (row.integer(0) != ++seq) verdict.faults.push_back("a gap" + where);
    if (row.integer(1) < at) verdict.faults.push_back("time goes back" + where);
    if (!holds(row)) verdict.faults.push_back("a commitment or leaf doesn't hold" + where);
    if (!bodies.insert(row.text(7)).second) verdict.faults.push_back("twice" + where);
    at = row.integer(1);
  }
  for (const auto& body : acknowledged_)
    if (!bodies.contains(body)) verdict.faults.push_back("acknowledged and lost: " + body.substr(0, 20));
  auto commands = database.query("select count(*) from command");
  commands.next();
  if (commands.integer(0) != seq) verdict.faults.push_back("commands and journal differ");
  return verdict;
}

void Clients::forget() {
  unanswered_.clear();
  acknowledged_.clear();
  ids_.clear();
}

Machine::Machine() {
  const auto folder = store::DataFolder::open(scratch_.path() / "empty").value();
  store::Database::open(folder.database(), store::Database::Mode::read_write).value();
}

std::filesystem::path Machine::fresh() {
  auto folder = next();
  std::filesystem::create_directories(folder);
  std::filesystem::copy(scratch_.path() / "empty" / "hub.db", folder / "hub.db");
  return folder;
}

std::filesystem::path Machine::next() { return scratch_.path() / std::to_string(++number_); }

void Machine::scrap(const std::filesystem::path& folder) { std::filesystem::remove_all(folder); }

std::unique_ptr<store::StoreThread> Machine::start(const store::DataFolder& folder, const base::Clock& clock) {
  auto database = store::Database::open(folder.database(), store::Database::Mode::read_write).value();
  store::StoreThread::Options options;
  options.reserve = 4096;
  options.clock_stepped = [](base::Instant, base::Instant) { return store::EventDraft{}; };
  options.uptime = [] { return std::chrono::microseconds{}; };
  return std::make_unique<store::StoreThread>(std::move(database), folder, clock, std::move(options));
}

}  // namespace siaga::test
