#include "hub/logbook_exports.h"

#include "base/log.h"
#include "hub/checkpoints.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/journal_export.h"
#include "hub/logbook_report.h"
#include "hub/paper.h"
#include "hub/sla_report.h"
#include "hub/sla_table.h"
#include "hub/user_id_deciding.h"
#include "hub/while_allowed.h"
#include "report/csv.h"
#include "report/pdf.h"
#include "report/xlsx.h"
#include "store/transaction.h"

#include <algorithm>
#include <sstream>

namespace siaga::hub::logbook_exports {

using base::fail;
using base::Fault;
using base::Result;
using Row = store::checkpoint_table::Row;
using std::filesystem::path;

namespace {

constexpr std::chrono::hours kept_for{1};
constexpr std::int64_t exports_at_once = 2;
constexpr std::size_t id_length = 36;

path exports_in(const path& data) { return data / "exports"; }

/// An export's id begins with when it was made (UUIDv7).
base::Instant made_at(const base::Id& id) {
  std::int64_t milliseconds = 0;
  for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds * 256 + id.bytes[i];
  return base::Instant{std::chrono::milliseconds{milliseconds}};
}

bool is_fresh(const base::Id& id, base::Instant now) {
  const auto age = now - made_at(id);
  return age < kept_for && age > -kept_for;
}

// Beside the files: the units whose logbook they were made of. It is no export's name, so nobody fetches it.
constexpr const char* made_of = "units";
constexpr std::uint64_t longest_made_of = 16u << 20;

std::string units_of(const domain::Standing& standing) {
  const auto units = standing.units(domain::Action::read_user_ids);
  if (!units) return "*\n";
  std::string lines;
  for (const auto& unit : *units) lines += base::to_string(unit) + "\n";
  return lines;
}

/// False once its maker may no longer read what it was made of: moved, or with fewer roles.
bool is_still_theirs(const path& folder, const domain::Standing& standing) {
  const auto then = base::read_file(folder / made_of, longest_made_of);
  if (!then) return false;
  if (!standing.units(domain::Action::read_user_ids)) return true;
  std::istringstream lines{*then};
  for (std::string line; std::getline(lines, line);) {
    const auto unit = base::parse_id(line);
    if (!unit || !standing.may(domain::Action::read_user_ids, *unit)) return false;
  }
  return true;
}

path folder_of(const path& data, const base::Id& person, const base::Id& id) {
  return exports_in(data) / (base::to_string(person) + "-" + base::to_string(id));
}

/// "20261122-164712", in UTC.
std::string stamp(base::Instant at) {
  std::string digits;
  for (const char c : base::to_rfc3339(at).substr(0, 19))
    if (c >= '0' && c <= '9') digits += c;
  return digits.insert(8, "-");
}

Result<protocol::ExportedFile> digest_of(const path& folder, const std::string& name) {
  constexpr std::size_t piece = 1u << 20;
  auto opened = base::File::open(folder / name, base::File::Mode::read);
  if (!opened) return opened.error();
  base::Digest digest{base::DigestKind::sha256};
  protocol::ExportedFile found{name, 0, {}};
  while (true) {
    const auto bytes = opened->read_at(found.size, piece);
    if (!bytes) return bytes.error();
    if (bytes->empty()) break;
    digest.update(*bytes);
    found.size += bytes->size();
  }
  std::ranges::copy(digest.finish(), found.sha256.begin());
  return found;
}

/// What is made, for whom as they were when it was journaled, of which checkpoint.
struct Order {
  base::Id id;
  protocol::ExportCommand wish;
  AccountPtr account;
  base::Instant now;
  std::string base_name;
  Row upto;
};

Result<void> write_report(const path& file, const Order& order, const report::Document& document, report::Rows& rows) {
  switch (order.wish.format) {
    case protocol::LogbookFormat::pdf: return report::write_pdf(file, document, report::indonesian(), rows);
    case protocol::LogbookFormat::xlsx: return report::write_xlsx(file, document, report::indonesian(), rows);
    case protocol::LogbookFormat::csv: return report::write_csv(file, document, rows);
  }
  return fail(Fault::internal, "an unknown format");
}

std::string name_of_report(const Order& order) {
  return order.base_name + "." + std::string{protocol::name_of(order.wish.format)};
}

/// How many user IDs.
Result<std::uint64_t> write_logbook(store::Database& database, const Order& order, report::Document document,
                                    const path& file, const std::atomic<bool>& stopping) {
  const auto filter = logbook_views::filter_of(database, *order.account, order.wish.filter, order.now);
  if (!filter) return filter.error();
  document.subtitle = logbook_subtitle(database, order.wish.filter, *filter);
  document.columns = logbook_columns();
  LogbookRows rows{database, *filter, order.wish.format, stopping};
  if (auto written = write_report(file, order, document, rows); !written) return written.error();
  return rows.count();
}

/// How many rows.
Result<std::uint64_t> write_sla(store::Database& database, const Order& order, report::Document document,
                                const path& file, const std::string& zone) {
  const auto& span = *order.wish.sla;
  const auto units = order.account->standing.units(domain::Action::read_user_ids);
  document.subtitle = sla_subtitle(span);
  document.columns = sla_columns(span.by);
  SlaRows rows{sla_report::build(database, {span, zone, units, order.now})};
  if (auto written = write_report(file, order, document, rows); !written) return written.error();
  return rows.count();
}

Result<protocol::ExportView> write_files(const Core& core, store::Database& database, const Order& order,
                                         const path& folder) {
  const store::ReadTransaction moment{database};
  const auto zone = logbook_views::own_zone(database, *order.account);
  protocol::ExportView view;
  view.id = order.id;
  view.checkpoint = logbook_views::signed_size(database, order.upto);
  const auto* title = order.wish.sla ? "Laporan SLA penonaktifan User ID" : "Logbook User ID";
  auto document = paper(order.wish, title, order.account->person.name, zone, order.now, view.checkpoint);
  const auto name = name_of_report(order);
  const auto rows = order.wish.sla ? write_sla(database, order, std::move(document), folder / name, zone)
                                   : write_logbook(database, order, std::move(document), folder / name, core.draining);
  if (!rows) return rows.error();
  view.rows = *rows;
  auto report = digest_of(folder, name);
  if (!report) return report.error();
  const auto proof =
      sign_files(database, core.checkpoints->key(), order.upto, {{name, report->sha256}}, zone, order.now);
  const auto proof_name = order.base_name + ".siaga-export";
  if (auto written = base::write_atomically(folder / proof_name, proof); !written) return written.error();
  view.files = {*report, {proof_name, proof.size(), base::sha256(proof)}};
  return view;
}

Result<protocol::ExportView> make_files(const Core& core, const Order& order) {
  const auto folder = folder_of(core.folder.path(), order.account->person.id, order.id);
  if (auto made = base::make_folder(folder); !made) return made.error();
  if (auto kept = base::write_atomically(folder / made_of, units_of(order.account->standing)); !kept)
    return kept.error();
  auto database = store::Database::open(core.folder.database(), store::Database::Mode::read_only);
  auto view = database ? write_files(core, *database, order, folder) : Result<protocol::ExportView>{database.error()};
  std::error_code code;
  if (!view) std::filesystem::remove_all(folder, code);
  return view;
}

/// Who takes the logbook out is journaled, and that is in what was signed; `order` is theirs as of then.
asio::awaitable<Result<Row>> journal_and_sign(Call& call, std::shared_ptr<Order> order) {
  std::function<Result<AccountPtr>(store::Ledger&)> tell =
      [session = call.session, &clock = call.core.clock,
       file_name = name_of_report(*order)](store::Ledger& ledger) -> Result<AccountPtr> {
    const Gate gate{Gate::Kind::signed_in, domain::Action::read_user_ids};
    auto by = account_now(ledger, session, clock.now(), gate);
    if (!by) return by.error();
    const auto& person = (*by)->person;
    protocol::EventBody body;
    body.by = person.version;
    body.first = 1;
    body.last = ledger.journal.end() + 1;
    body.file_name = file_name;
    ledger.journal.append(draft({person.id, protocol::EventKind::logbook_exported, {}, person.unit}, body));
    return by;
  };
  auto telling = on_store<AccountPtr>(call.core.store, store::Priority::normal, std::move(tell));
  auto told = co_await std::move(telling);
  if (!told) co_return told.error();
  order->account = std::move(*told);
  std::function<void(Checkpoints::Done)> ask = [&core = call.core](Checkpoints::Done done) {
    core.checkpoints->request(std::move(done));
  };
  auto asking = await_result<Row>(std::move(ask));
  co_return co_await std::move(asking);
}

bool is_export_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return (name.starts_with("logbook-") || name.starts_with("sla-")) && std::ranges::all_of(name, plain);
}

std::string_view type_of_export(std::string_view name) {
  if (name.ends_with(".pdf")) return "application/pdf";
  if (name.ends_with(".csv")) return "text/csv; charset=utf-8";
  if (name.ends_with(".xlsx")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return "application/octet-stream";
}

}  // namespace

Answer make(Call& call) {
  auto& core = call.core;
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto wish = protocol::decode_export_command(*body);
  if (!wish) co_return wish.error();
  if (core.storage_full()) co_return fail(Fault::storage_full, "an export needs room on the hub's disk");
  const Presence presence{core.metrics.exports};
  if (core.metrics.exports > exports_at_once) co_return fail(Fault::too_many, "other exports are being made");
  auto order = std::make_shared<Order>();
  order->wish = *wish;
  order->now = core.clock.now();
  order->id = base::make_id(order->now);
  order->base_name = (wish->sla ? "sla-" : "logbook-") + stamp(order->now);
  auto signing = journal_and_sign(call, order);
  auto upto = co_await std::move(signing);
  if (!upto) co_return upto.error();
  order->upto = std::move(*upto);
  std::function<Result<protocol::ExportView>()> work = [&core, order] { return make_files(core, *order); };
  auto making = on_worker<protocol::ExportView>(core.disk, std::move(work));
  const auto view = co_await std::move(making);
  if (!view) co_return view.error();
  co_return json_response(201, protocol::encode(*view));
}

Answer file(Call& call) {
  const auto no_such = fail(Fault::not_found, "no such export, or it is older than an hour: make another");
  const auto name = call.request.path.substr(call.request.path.rfind('/') + 1);
  if (!is_export_name(name) || !is_fresh(call.id, call.core.clock.now())) co_return no_such;
  const auto folder = folder_of(call.core.folder.path(), call.person().id, call.id);
  if (!is_still_theirs(folder, call.account->standing)) co_return no_such;
  auto opened = base::File::open(folder / name, base::File::Mode::read);
  if (!opened) co_return no_such;
  const auto size = opened->size();
  if (!size) co_return size.error();
  net::Response response;
  response.set("Content-Type", std::string{type_of_export(name)});
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.set("Cache-Control", "private, no-store");
  net::FileBody whole{std::move(*opened), 0, *size, while_allowed(call)};
  response.file = std::make_shared<net::FileBody>(std::move(whole));
  co_return response;
}

void forget_old(const path& data, base::Instant now) {
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator{exports_in(data), code}) {
    const auto name = entry.path().filename().string();
    const auto id = name.size() < id_length ? base::Result<base::Id>{fail(Fault::invalid, "no export")}
                                            : base::parse_id(name.substr(name.size() - id_length));
    if (id && is_fresh(*id, now)) continue;
    std::filesystem::remove_all(entry.path(), code);
    if (code) base::log::warning("export.not_deleted", {{"error", code.message()}});
  }
}

void forget_all(const path& data) {
  std::error_code code;
  std::filesystem::remove_all(exports_in(data), code);
  if (code) base::log::warning("export.not_deleted", {{"error", code.message()}});
}

}  // namespace siaga::hub::logbook_exports
