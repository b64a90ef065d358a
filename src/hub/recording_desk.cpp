#include "hub/recording_desk.h"

#include "base/log.h"
#include "hub/derived_files.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/uploads.h"
#include "hub/while_allowed.h"
#include "net/range.h"
#include "store/sos_table.h"

#include <boost/asio/this_coro.hpp>

#include <array>
#include <charconv>

namespace siaga::hub::recording_desk {

using base::fail;
using base::Fault;
using base::Result;
using Row = store::recording_table::Row;

namespace {

constexpr std::chrono::seconds longest_wait{20};
constexpr std::chrono::milliseconds look_at_session_every{500};

base::Error session_over() { return fail(Fault::unauthenticated, "sign in first"); }

Result<Row> visible_row(store::Database& database, const Account& account, const base::Id& id) {
  auto row = store::recording_table::find(database, id);
  if (!row || !sos_for_desk(database, account, row->recording.sos, domain::Action::watch_recording))
    return fail(Fault::not_found, "no such recording");
  return std::move(*row);
}

/// "wait=N" among the preferences (RFC 7240); anything else is ignored, as the RFC says.
std::chrono::seconds wished_wait(const net::Request& request) {
  const auto header = request.header("Prefer").value_or("");
  const auto at = header.find("wait=");
  if (at == std::string_view::npos) return {};
  const auto digits = header.substr(at + 5);
  unsigned seconds = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (code != std::errc{} || end == digits.data()) return {};
  return std::min(std::chrono::seconds{seconds}, longest_wait);
}

/// What a browser or player may take it for; anything else is just bytes.
std::string safe_type(const std::string& said) {
  constexpr std::array<std::string_view, 8> known{"video/mp4",        "video/webm", "video/mp2t", "video/quicktime",
                                                  "video/x-matroska", "audio/mp4",  "audio/webm", "audio/ogg"};
  const auto bare = std::string_view{said}.substr(0, said.find(';'));
  return std::ranges::find(known, bare) == known.end() ? "application/octet-stream" : std::string{bare};
}

struct Extent {
  std::uint64_t size = 0;
  bool growing = false;
};

Extent extent_of(const Upload& upload) {
  const bool finished = upload.is_finished();  // before the size: finishing comes after the last byte
  return {upload.durable(), !finished};
}

/// Until there is something at the wished range, the recording or the session ends, or the time is over.
asio::awaitable<Extent> wait_for_bytes(std::shared_ptr<Upload> upload, std::optional<std::string> range,
                                       std::chrono::seconds longest, std::function<bool()> may_go_on) {
  const auto executor = co_await asio::this_coro::executor;
  const auto until = std::chrono::steady_clock::now() + longest;
  while (true) {
    const auto ticket = upload->notice().arm(executor);
    const auto extent = extent_of(*upload);
    const bool there = net::parse_range(range, extent.size).kind != net::ByteRange::Kind::unsatisfiable;
    const auto now = std::chrono::steady_clock::now();
    if (there || !extent.growing || now >= until || !may_go_on()) co_return extent;
    auto waiting = ticket->wait(std::min(until, now + look_at_session_every));
    co_await std::move(waiting);
  }
}

Result<net::Response> piece_of(const Call& call, const std::filesystem::path& path, const net::ByteRange& range,
                               const Extent& extent) {
  auto file = base::File::open(path, base::File::Mode::read);
  if (!file) return file.error();
  net::Response response;
  const bool whole = range.kind == net::ByteRange::Kind::absent;
  response.status = whole ? 200 : 206;
  const auto total = extent.growing ? std::nullopt : std::optional{extent.size};
  if (!whole) response.set("Content-Range", net::content_range(range, total));
  net::FileBody body{std::move(*file), whole ? 0 : range.offset, whole ? extent.size : range.length,
                     while_allowed(call)};
  response.file = std::make_shared<net::FileBody>(std::move(body));
  return response;
}

net::Response nothing_there(const Extent& extent) {
  if (extent.growing) return no_content();
  auto response = problem(416, fail(Fault::invalid, "the recording ends before that", "Range"));
  response.set("Content-Range", net::unsatisfied_range(extent.size));
  return response;
}

asio::awaitable<Result<Row>> find_row(Call& call) {
  std::function<Result<Row>(store::Database&)> read =
      [account = call.account, id = call.id](store::Database& database) { return visible_row(database, *account, id); };
  auto reading = on_reader<Row>(call.core.readers, std::move(read));
  co_return co_await std::move(reading);
}

/// Whoever opens a recording is journaled, once a session. Nobody waits for it: help comes before the record of it.
void journal_opening(Call& call, const Row& row) {
  if (call.request.verb == net::Verb::head || !call.session->opens_first(row.recording.id)) return;
  store::Job job;
  job.decide = [account = call.account, console = call.session->console, recording = row.recording.id,
                sos = row.recording.sos](store::Ledger& ledger) -> Result<void> {
    const auto seen = store::sos_table::find(ledger.database, sos);
    if (!seen) return {};
    protocol::EventBody body;
    body.by = account->person.version;
    body.console = console;
    body.recording = recording;
    ledger.journal.append(draft({account->person.id, protocol::EventKind::recording_watched, sos, seen->unit}, body));
    return {};
  };
  job.complete = [](const Result<void>& kept) {
    if (!kept) base::log::warning("recording.opening_not_journaled", {{"error", base::log::describe(kept.error())}});
  };
  call.core.store.submit(std::move(job));
}

/// Of a visible recording, made by `read` from what is next to it.
asio::awaitable<Result<std::string>> derived(Call& call, std::function<Result<std::string>()> read) {
  auto finding = find_row(call);
  const auto row = co_await std::move(finding);
  if (!row) co_return row.error();
  auto reading = on_worker<std::string>(call.core.disk, std::move(read));
  co_return co_await std::move(reading);
}

net::Response derived_answer(std::string type, std::string body) {
  net::Response response;
  response.set("Content-Type", std::move(type));
  response.set("Cache-Control", "private, no-store");
  response.body = std::move(body);
  return response;
}

std::string json_of(std::string_view loudness) {
  std::string text = "{\"values\":[";
  for (const char level : loudness) text += std::to_string(static_cast<std::uint8_t>(level)) + ",";
  text.back() = ']';
  return text + "}";
}

}  // namespace

Answer poster(Call& call) {
  std::function<Result<std::string>()> read = [file = call.core.folder.media(call.id), number = call.number] {
    return read_poster(file, number);
  };
  auto reading = derived(call, std::move(read));
  auto picture = co_await std::move(reading);
  if (!picture) co_return picture.error();
  co_return derived_answer("image/jpeg", std::move(*picture));
}

Answer loudness(Call& call) {
  std::function<Result<std::string>()> read = [file = call.core.folder.media(call.id)] { return read_loudness(file); };
  auto reading = derived(call, std::move(read));
  const auto strip = co_await std::move(reading);
  if (!strip) co_return strip.error();
  co_return derived_answer("application/json", json_of(*strip));
}

Answer play_copy(Call& call) {
  auto finding = find_row(call);
  const auto row = co_await std::move(finding);
  if (!row) co_return row.error();
  journal_opening(call, *row);
  const auto container = row->recording.examination ? row->recording.examination->play_copy : std::string{};
  if (container.empty()) co_return fail(Fault::not_found, "this recording has no copy");
  const auto path = play_copy_of(call.core.folder.media(call.id));
  std::error_code code;
  const Extent extent{std::filesystem::file_size(path, code), false};
  if (code) co_return fail(Fault::not_found, "the copy is gone");
  std::optional<std::string> wish;
  if (const auto header = call.request.header("Range")) wish = std::string{*header};
  const auto range = net::parse_range(wish, extent.size);
  auto response = range.kind == net::ByteRange::Kind::unsatisfiable ? Result<net::Response>{nothing_there(extent)}
                                                                    : piece_of(call, path, range, extent);
  if (!response) co_return response.error();
  response->set("Accept-Ranges", "bytes");
  response->set("Cache-Control", "private, no-store");
  response->set("Siaga-Recording-State", "finished");
  if (response->file) {
    response->set("Content-Type", container == "mp4" ? "video/mp4" : "video/x-matroska");
    response->set("Content-Disposition", "attachment");
  }
  co_return std::move(*response);
}

Answer content(Call& call) {
  auto& core = call.core;
  auto finding = find_row(call);
  const auto row = co_await std::move(finding);
  if (!row) co_return row.error();
  journal_opening(call, *row);
  std::optional<std::string> wish;
  if (const auto header = call.request.header("Range")) wish = std::string{*header};
  const auto wait = wished_wait(call.request);
  auto waiting = wait_for_bytes(core.uploads.of(*row), wish, wait, while_allowed(call));
  const auto extent = co_await std::move(waiting);
  if (core.sessions.is_over(*call.session)) co_return session_over();

  const auto range = net::parse_range(wish, extent.size);
  auto response = range.kind == net::ByteRange::Kind::unsatisfiable
                      ? Result<net::Response>{nothing_there(extent)}
                      : piece_of(call, core.folder.media(call.id), range, extent);
  if (!response) co_return response.error();
  response->set("Accept-Ranges", "bytes");
  response->set("Cache-Control", "private, no-store");
  response->set("Siaga-Recording-State", extent.growing ? "growing" : "finished");
  if (wait.count() > 0) response->set("Preference-Applied", "wait=" + std::to_string(wait.count()));
  if (response->file) {
    response->set("Content-Type", safe_type(row->recording.content_type));
    response->set("Content-Disposition", "attachment");
  }
  co_return std::move(*response);
}

}  // namespace siaga::hub::recording_desk
