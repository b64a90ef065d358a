#include "store/recording_table.h"

#include "store/words.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

namespace siaga::store::recording_table {

namespace {

constexpr std::string_view first_columns =
    "select id, sos, content_type, file_name, started_at, state, size, declared_size, sha256, readable, container, "
    "video, audio, duration_ms, trouble, uploader, width, height, rotation, frame_rate, posters, loudness, play_copy, ";

constexpr std::string_view last_columns = "part_bytes, part_until, no_room from recording ";

std::string all_columns() { return std::string{first_columns} + std::string{last_columns}; }

/// "0,4000,8000": at most twelve numbers need no table of their own.
std::string text_of(const std::vector<std::chrono::milliseconds>& times) {
  std::string text;
  for (const auto time : times) text += (text.empty() ? "" : ",") + std::to_string(time.count());
  return text;
}

std::vector<std::chrono::milliseconds> times_of(std::string_view text) {
  std::vector<std::chrono::milliseconds> times;
  while (!text.empty()) {
    std::int64_t count = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (code != std::errc{}) throw StoreFailure(base::Fault::corrupt, "recording.posters");
    times.emplace_back(count);
    text.remove_prefix(std::min(text.size(), static_cast<std::size_t>(end - text.data()) + 1));
  }
  return times;
}

domain::Examination examination_of(const Statement& row) {
  domain::Examination found;
  found.readable = row.integer(9) != 0;
  found.container = row.text(10);
  found.video = row.text(11);
  found.audio = row.text(12);
  if (const auto length = row.optional_integer(13)) found.duration = std::chrono::milliseconds{*length};
  found.trouble = row.text(14);
  if (row.is_null(20)) return found;
  found.width = static_cast<int>(row.integer(16));
  found.height = static_cast<int>(row.integer(17));
  found.rotation = static_cast<int>(row.integer(18));
  found.frame_rate = row.real(19);
  found.posters = times_of(row.text(20));
  found.loudness = row.integer(21) != 0;
  found.play_copy = row.text(22);
  if (!row.is_null(23)) found.part = domain::SeenPart{static_cast<std::uint64_t>(row.integer(23)), row.instant(24)};
  return found;
}

Row row_of(const Statement& row) {
  domain::Recording recording;
  recording.id = row.id(0);
  recording.sos = row.id(1);
  recording.content_type = row.text(2);
  recording.file_name = row.text(3);
  recording.started_at = row.instant(4);
  recording.state = recording_state_of(row.text(5));
  recording.size = static_cast<std::uint64_t>(row.integer(6));
  if (const auto declared = row.optional_integer(7)) recording.declared_size = static_cast<std::uint64_t>(*declared);
  if (!row.is_null(8)) recording.sha256 = row.sha256(8);
  if (!row.is_null(9)) recording.examination = examination_of(row);
  return Row{std::move(recording), row.id(15), !row.is_null(25)};
}

std::vector<Row> rows_of(Statement row) {
  std::vector<Row> rows;
  while (row.next()) rows.push_back(row_of(row));
  return rows;
}

std::uint64_t count_of(Statement row) { return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0; }

}  // namespace

std::optional<Row> find(Database& database, const base::Id& id) {
  auto row = database.query(all_columns() + "where id = ?", id);
  if (!row.next()) return std::nullopt;
  return row_of(row);
}

std::vector<domain::Recording> of_sos(Database& database, const base::Id& sos) {
  std::vector<domain::Recording> recordings;
  auto row = database.query(all_columns() + "where sos = ? order by started_at, id", sos);
  while (row.next()) recordings.push_back(row_of(row).recording);
  return recordings;
}

std::vector<domain::Recording> all(Database& database) {
  std::vector<domain::Recording> recordings;
  auto row = database.query(std::string{first_columns} + "null, null, null from recording order by id");
  while (row.next()) recordings.push_back(row_of(row).recording);
  return recordings;
}

void insert(Database& database, const Row& row) {
  const auto& recording = row.recording;
  database.run(
      "insert into recording (id, sos, uploader, content_type, file_name, started_at, state, size, declared_size) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      recording.id, recording.sos, row.uploader, std::string_view{recording.content_type},
      std::string_view{recording.file_name}, recording.started_at, word_of(recording.state), recording.size,
      recording.declared_size);
}

void set_size(Database& database, const base::Id& id, std::uint64_t size) {
  database.run("update recording set size = ? where id = ?", size, id);
}

void set_declared_size(Database& database, const base::Id& id, std::uint64_t declared) {
  database.run("update recording set declared_size = ? where id = ?", declared, id);
}

void finish(Database& database, const base::Id& id, std::uint64_t size, const base::Sha256& sha256) {
  database.run("update recording set state = 'finished', size = ?, sha256 = ? where id = ?", size,
               std::span<const std::uint8_t>{sha256}, id);
}

void examine(Database& database, const base::Id& id, const domain::Examination& examination, Room room) {
  std::optional<std::int64_t> length;
  if (examination.duration) length = examination.duration->count();
  std::optional<std::uint64_t> part_bytes;
  std::optional<base::Instant> part_until;
  if (examination.part) {
    part_bytes = examination.part->bytes;
    part_until = examination.part->until;
  }
  std::optional<std::int64_t> no_room;
  if (room == Room::none) no_room = 1;
  database.run(
      "update recording set readable = ?, container = ?, video = ?, audio = ?, duration_ms = ?, trouble = ?, width = "
      "?, height = ?, rotation = ?, frame_rate = ?, posters = ?, loudness = ?, play_copy = ?, part_bytes = ?, "
      "part_until = ?, no_room = ? where id = ?",
      examination.readable, std::string_view{examination.container}, std::string_view{examination.video},
      std::string_view{examination.audio}, length, std::string_view{examination.trouble}, examination.width,
      examination.height, examination.rotation, examination.frame_rate, std::string_view{text_of(examination.posters)},
      examination.loudness, std::string_view{examination.play_copy}, part_bytes, part_until, no_room, id);
}

std::vector<Row> growing(Database& database) {
  return rows_of(database.query(all_columns() + "where state = 'growing'"));
}

std::vector<Row> growing(Database& database, const base::Id& person) {
  return rows_of(database.query(all_columns() + "where state = 'growing' and uploader = ?", person));
}

std::vector<Unexamined> unexamined(Database& database) {
  std::vector<Unexamined> found;
  auto row = database.query(
      "select r.id, s.raised from recording r join sos s on s.id = r.sos "
      "where r.state = 'finished' and (r.readable is null or r.part_bytes is not null) order by s.raised desc");
  while (row.next()) found.push_back({row.id(0), static_cast<std::uint64_t>(row.integer(1))});
  return found;
}

std::vector<Derived> derived(Database& database) {
  std::vector<Derived> found;
  auto row = database.query(
      "select r.id, r.size, coalesce(r.posters, '') <> '' or coalesce(r.loudness, 0), coalesce(r.play_copy, '') <> '', "
      "r.no_room is not null from recording r join sos s on s.id = r.sos where r.state = 'finished' and r.readable is "
      "not null and r.part_bytes is null order by s.raised desc");
  while (row.next()) {
    const Derived each{row.id(0), static_cast<std::uint64_t>(row.integer(1)), row.integer(2) != 0, row.integer(3) != 0,
                       row.integer(4) != 0};
    if (each.preview || each.play_copy || each.no_room) found.push_back(each);
  }
  return found;
}

std::uint64_t raised(Database& database, const base::Id& id) {
  return count_of(database.query("select s.raised from recording r join sos s on s.id = r.sos where r.id = ?", id));
}

Load load(Database& database, const base::Id& person, base::Instant since) {
  return Load{
      count_of(database.query("select count(*) from recording where state = 'growing'")),
      count_of(database.query("select count(*) from recording where state = 'growing' and uploader = ?", person)),
      // Recordings are uploaded by whoever raised their SOS: its index leads to them.
      count_of(database.query("select coalesce(sum(max(r.size, coalesce(r.declared_size, 0))), 0) from sos s "
                              "cross join recording r on r.sos = s.id where s.reporter = ? and r.started_at >= ?",
                              person, since))};
}

}  // namespace siaga::store::recording_table
