#include "hub/proof_desk.h"

#include "hub/checkpoints.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/journal_export.h"
#include "hub/log_keys.h"
#include "hub/while_allowed.h"
#include "proof/checkpoint.h"
#include "store/journal_record.h"
#include "store/log_key_table.h"
#include "store/merkle_table.h"

#include <boost/json/serialize.hpp>

namespace siaga::hub::proof_desk {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;
using Row = store::checkpoint_table::Row;

namespace {

constexpr std::string_view plain_text = "text/plain; charset=utf-8";
constexpr std::int64_t exports_at_once = 4;

base::Error no_checkpoint() { return fail(Fault::not_found, "nothing of this size was signed", "size"); }

/// Nothing when the parameter is absent.
Result<std::optional<std::uint64_t>> number_in(const net::Request& request, std::string_view name) {
  const auto text = request.query(name);
  if (!text) return std::optional<std::uint64_t>{};
  const auto number = proof::parse_number(*text);
  if (!number) return fail(Fault::invalid, "a whole number is needed", std::string{name});
  return std::optional{*number};
}

std::string base64_of_hash(const proof::Hash& hash) {
  return base::to_base64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

asio::awaitable<Result<std::string>> read_text(Call& call, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = on_reader<std::string>(call.core.readers, std::move(read));
  co_return co_await std::move(reading);
}

Answer answer_text(Call& call, std::string_view type, std::function<Result<std::string>(store::Database&)> read) {
  auto reading = read_text(call, std::move(read));
  auto text = co_await std::move(reading);
  if (!text) co_return text.error();
  auto response = net::make_response(200, type, std::move(*text));
  response.set("Cache-Control", "private, no-store");
  co_return response;
}

/// A page of checkpoints, and keys.
std::string page_of(const std::vector<Row>& rows, std::size_t limit) {
  json::array items;
  for (std::size_t i = 0; i < std::min(limit, rows.size()); ++i)
    items.push_back({{"size", rows[i].size}, {"at", base::to_rfc3339(rows[i].at)}, {"note", rows[i].note}});
  json::object page{{"items", std::move(items)}};
  if (rows.size() > limit) page["next"] = rows[limit - 1].size;
  return json::serialize(page);
}

std::string keys_as_json(store::Database& database) {
  json::array keys;
  const auto notes = store::log_key_table::all(database);
  const auto chain = log_keys(database);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const auto& statement = chain[i].statement;
    keys.push_back({{"key", proof::encode(statement.key)},
                    {"fingerprint", proof::fingerprint(statement.key)},
                    {"since", base::to_rfc3339(statement.since)},
                    {"statement", notes[i]}});
  }
  return json::serialize(json::object{{"keys", std::move(keys)}});
}

Result<std::string> inclusion_of(store::Database& database, const Account& account, std::uint64_t seq,
                                 std::optional<std::uint64_t> size) {
  const auto row = size ? store::checkpoint_table::find(database, *size) : store::checkpoint_table::newest(database);
  if (!row) return no_checkpoint();
  if (seq == 0 || seq > row->size) return fail(Fault::invalid, "the checkpoint has no such event", "seq");
  const auto records = store::read_records(database, seq - 1, seq, 1);
  const auto kind = records.empty() ? std::nullopt : protocol::event_kind(records.front().leaf.kind);
  if (!kind || !account.standing.sees(protocol::topic_of(*kind), records.front().leaf.unit))
    return fail(Fault::not_found, "no such event", "seq");
  proof::ProofFile file{proof::leaf_data(records.front().leaf), seq - 1, {}, row->note};
  file.path = store::merkle_table::tree(database).inclusion(seq - 1, row->size);
  return proof::encode(file);
}

Result<std::string> consistency_of(store::Database& database, std::uint64_t from, std::uint64_t to) {
  const auto newest = store::checkpoint_table::newest(database);
  if (!newest) return no_checkpoint();
  if (from == 0 || from > to) return fail(Fault::invalid, "from is at least 1 and at most to", "from");
  if (to > newest->size) return fail(Fault::invalid, "nothing of this size was signed yet", "to");
  const auto tree = store::merkle_table::tree(database);
  json::array hashes;
  for (const auto& hash : tree.consistency(from, to)) hashes.emplace_back(base64_of_hash(hash));
  return json::serialize(json::object{{"from", from},
                                      {"from_root", base64_of_hash(tree.root(from))},
                                      {"to", to},
                                      {"to_root", base64_of_hash(tree.root(to))},
                                      {"hashes", std::move(hashes)}});
}

std::string name_of_export(std::uint64_t first, std::uint64_t last, bool only_logbook) {
  return std::string{only_logbook ? "siaga-logbook-" : "siaga-"} + std::to_string(first) + "-" + std::to_string(last) +
         ".siaga-export";
}

/// Who takes something out is journaled, and that is in what they take. Nobody waits in vain: it says what was signed.
asio::awaitable<Result<Row>> journal_export_and_sign(Call& call, std::uint64_t first, std::uint64_t last,
                                                     bool only_logbook) {
  std::function<Result<bool>(store::Ledger&)> tell = [session = call.session, &clock = call.core.clock, first, last,
                                                      only_logbook](store::Ledger& ledger) -> Result<bool> {
    const auto by = account_now(ledger, session, clock.now());
    if (!by) return by.error();
    const auto& person = (*by)->person;
    protocol::EventBody body;
    body.by = person.version;
    body.first = first;
    body.last = last == 0 ? ledger.journal.end() + 1 : last;  // this event itself is taken out, too
    body.file_name = name_of_export(first, *body.last, only_logbook);
    ledger.journal.append(draft({person.id, protocol::EventKind::logbook_exported, {}, person.unit}, body));
    return true;
  };
  auto telling = on_store<bool>(call.core.store, store::Priority::normal, std::move(tell));
  const auto told = co_await std::move(telling);
  if (!told) co_return told.error();
  std::function<void(Checkpoints::Done)> ask = [&core = call.core](Checkpoints::Done done) {
    core.checkpoints->request(std::move(done));
  };
  auto asking = await_result<Row>(std::move(ask));
  co_return co_await std::move(asking);
}

Result<net::Response> response_of(const Call& call, JournalExport&& made, const std::string& name) {
  const auto size = made.size();
  net::Response response;
  response.set("Content-Type", "application/octet-stream");
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.set("Cache-Control", "private, no-store");
  net::FileBody body{std::move(made).take_file(), 0, size, while_allowed(call)};
  response.file = std::make_shared<net::FileBody>(std::move(body));
  return response;
}

}  // namespace

Answer checkpoint(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [](store::Database& database) -> Result<std::string> {
    const auto row = store::checkpoint_table::newest(database);
    if (!row) return no_checkpoint();
    return row->note;
  };
  auto answering = answer_text(call, plain_text, std::move(read));
  co_return co_await std::move(answering);
}

Answer checkpoints(Call& call) {
  const auto limit = parse_limit(call.request);
  const auto after = number_in(call.request, "after");
  if (!limit) co_return limit.error();
  if (!after) co_return after.error();
  std::function<Result<std::string>(store::Database&)> read = [size = after->value_or(0),
                                                               most = *limit](store::Database& database) {
    return Result<std::string>{page_of(store::checkpoint_table::after(database, size, most + 1), most)};
  };
  auto answering = answer_text(call, "application/json", std::move(read));
  co_return co_await std::move(answering);
}

Answer keys(Call& call) {
  std::function<Result<std::string>(store::Database&)> read = [](store::Database& database) {
    return Result<std::string>{keys_as_json(database)};
  };
  auto answering = answer_text(call, "application/json", std::move(read));
  co_return co_await std::move(answering);
}

Answer inclusion(Call& call) {
  const auto seq = number_in(call.request, "seq");
  const auto size = number_in(call.request, "size");
  if (!seq) co_return seq.error();
  if (!size) co_return size.error();
  std::function<Result<std::string>(store::Database&)> read = [account = call.account, number = seq->value_or(0),
                                                               upto = *size](store::Database& database) {
    return inclusion_of(database, *account, number, upto);
  };
  auto answering = answer_text(call, plain_text, std::move(read));
  co_return co_await std::move(answering);
}

Answer consistency(Call& call) {
  const auto from = number_in(call.request, "from");
  const auto to = number_in(call.request, "to");
  if (!from) co_return from.error();
  if (!to) co_return to.error();
  std::function<Result<std::string>(store::Database&)> read = [first = from->value_or(0),
                                                               second = to->value_or(0)](store::Database& database) {
    return consistency_of(database, first, second);
  };
  auto answering = answer_text(call, "application/json", std::move(read));
  co_return co_await std::move(answering);
}

Answer journal(Call& call) {
  auto& core = call.core;
  const auto from = number_in(call.request, "from");
  const auto to = number_in(call.request, "to");
  const auto known = number_in(call.request, "known");
  if (!from) co_return from.error();
  if (!to) co_return to.error();
  if (!known) co_return known.error();
  const auto only = call.request.query("only");
  if (only && *only != "logbook") co_return fail(Fault::invalid, "only the logbook can be taken out alone", "only");
  const auto first = from->value_or(1);
  const auto end = core.feed.end();
  if (first == 0 || first > end) co_return fail(Fault::invalid, "there is no such event", "from");
  if (*to && (**to < first || **to > end)) co_return fail(Fault::invalid, "there is no such event", "to");
  if (core.storage_full()) co_return fail(Fault::storage_full, "an export needs room on the hub's disk");
  const Presence presence{core.metrics.exports};
  if (core.metrics.exports > exports_at_once) co_return fail(Fault::too_many, "other exports are being made");

  auto signing = journal_export_and_sign(call, first, to->value_or(0), only.has_value());
  auto upto = co_await std::move(signing);
  if (!upto) co_return upto.error();
  JournalExport::Wish wish{first, to->value_or(upto->size), *known, call.account, only.has_value(), core.clock.now()};
  const auto name = name_of_export(first, wish.last, only.has_value());
  auto begun = JournalExport::begin(core.folder.path(), std::move(wish), std::move(*upto), core.checkpoints->key());
  if (!begun) co_return begun.error();
  const auto made = std::make_shared<JournalExport>(std::move(*begun));
  while (true) {
    if (core.sessions.is_over(*call.session)) co_return fail(Fault::unauthenticated, "sign in first");
    std::function<Result<bool>(store::Database&)> page = [made](store::Database& database) {
      return made->add_page(database);
    };
    auto adding = on_reader<bool>(core.readers, std::move(page));
    const auto whole = co_await std::move(adding);
    if (!whole) co_return whole.error();
    if (*whole) break;
  }
  co_return response_of(call, std::move(*made), name);
}

}  // namespace siaga::hub::proof_desk
