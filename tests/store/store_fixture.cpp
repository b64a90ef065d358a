#include "store_fixture.h"

namespace siaga::test {

store::EventDraft event_saying(const std::string& text, const base::Id& subject) {
  store::EventDraft draft;
  draft.kind = "sos.noted";
  draft.subject = subject;
  draft.body = "{\"text\":\"" + text + "\"}";
  return draft;
}

store::Job append_job(const std::string& text, store::Priority priority) {
  store::Job job;
  job.priority = priority;
  job.decide = [text](store::Ledger& ledger) -> base::Result<void> {
    ledger.journal.append(event_saying(text));
    return {};
  };
  return job;
}

StoreFixture::StoreFixture(std::filesystem::path path, std::uint64_t reserve_bytes)
    : folder(store::DataFolder::open(path.empty() ? scratch.path() / "data" : path).value()), reserve(reserve_bytes) {
  open(store::Database::Mode::read_write);
}

store::Database StoreFixture::open(store::Database::Mode mode) const {
  return store::Database::open(folder.database(), mode).value();
}

void StoreFixture::start() {
  store::StoreThread::Options options;
  options.reserve = reserve;
  options.clock_stepped = [](base::Instant, base::Instant) { return event_saying("clock stepped"); };
  options.uptime = [this] { return clock.uptime(); };
  options.tell = [this](store::Database&, std::vector<store::StoredEvent> events) {
    const std::lock_guard lock{told_mutex};
    told_.push_back(std::move(events));
  };
  thread = std::make_unique<store::StoreThread>(open(store::Database::Mode::read_write), folder, clock, options);
}

std::future<base::Result<void>> StoreFixture::submit(store::Job job) {
  auto promise = std::make_shared<std::promise<base::Result<void>>>();
  job.complete = [promise](base::Result<void> result) { promise->set_value(std::move(result)); };
  auto future = promise->get_future();
  thread->submit(std::move(job));
  return future;
}

base::Result<void> StoreFixture::run(store::Job job) { return submit(std::move(job)).get(); }

std::vector<std::vector<store::StoredEvent>> StoreFixture::told() const {
  const std::lock_guard lock{told_mutex};
  return told_;
}

std::vector<std::string> StoreFixture::bodies() const {
  std::vector<std::string> bodies;
  auto database = open();
  for (const auto& event : store::read_after(database, 0, 1u << 30)) bodies.push_back(event.draft.body);
  return bodies;
}

domain::Person make_person(store::Database& database, base::Instant at, const std::string& email) {
  const domain::Unit unit{base::make_id(at), "Semarang", "Asia/Jakarta", "112"};
  store::unit_table::insert(database, unit);
  domain::Person person;
  person.id = base::make_id(at);
  person.version = base::make_id(at);
  person.unit = unit.id;
  person.name = "Dewi";
  person.email = email;
  store::person_table::insert(database, person, "hash", at);
  return person;
}

}  // namespace siaga::test
