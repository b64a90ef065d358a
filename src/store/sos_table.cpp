#include "store/sos_table.h"

#include "store/words.h"

namespace siaga::store::sos_table {

namespace {

constexpr std::string_view columns =
    "select id, unit, reporter, reporter_version, pressed_at, sent_at, received_at, drill, lat, lon, accuracy_m, "
    "position_at, nearest_place, nearest_m, owner, first_shown_at, claimed_at, responded_at, withdrawn_at, closed_at, "
    "outcome from sos ";

domain::Sos sos_of(const Statement& row) {
  domain::Sos sos;
  sos.id = row.id(0);
  sos.unit = row.id(1);
  sos.reporter = row.id(2);
  sos.reporter_version = row.id(3);
  sos.pressed_at = row.instant(4);
  sos.sent_at = row.instant(5);
  sos.received_at = row.instant(6);
  sos.drill = row.integer(7) != 0;
  if (!row.is_null(8)) sos.position = domain::Position{row.real(8), row.real(9), row.real(10), row.instant(11)};
  if (!row.is_null(12)) sos.nearest = domain::NearestPlace{row.id(12), row.real(13)};
  sos.owner = row.optional_id(14);
  sos.first_shown_at = row.optional_instant(15);
  sos.claimed_at = row.optional_instant(16);
  sos.responded_at = row.optional_instant(17);
  sos.withdrawn_at = row.optional_instant(18);
  sos.closed_at = row.optional_instant(19);
  if (!row.is_null(20)) sos.outcome = outcome_of(row.text(20));
  return sos;
}

std::vector<domain::Sos> rows_of(Statement row) {
  std::vector<domain::Sos> rows;
  while (row.next()) rows.push_back(sos_of(row));
  return rows;
}

}  // namespace

std::optional<domain::Sos> find(Database& database, const base::Id& id) {
  auto row = database.query(std::string{columns} + "where id = ?", id);
  if (!row.next()) return std::nullopt;
  return sos_of(row);
}

void insert(Database& database, const domain::Sos& sos, std::uint64_t raised) {
  std::optional<double> lat, lon, accuracy, metres;
  std::optional<base::Instant> position_at;
  std::optional<base::Id> place;
  std::optional<std::string_view> outcome;
  if (sos.outcome) outcome = word_of(*sos.outcome);
  if (sos.position) {
    lat = sos.position->lat;
    lon = sos.position->lon;
    accuracy = sos.position->accuracy_m;
    position_at = sos.position->at;
  }
  if (sos.nearest) {
    place = sos.nearest->place;
    metres = sos.nearest->metres;
  }
  database.run(
      "insert into sos (id, raised, unit, reporter, reporter_version, pressed_at, sent_at, received_at, drill, lat, "
      "lon, accuracy_m, position_at, nearest_place, nearest_m, owner, first_shown_at, claimed_at, responded_at, "
      "withdrawn_at, closed_at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      sos.id, raised, sos.unit, sos.reporter, sos.reporter_version, sos.pressed_at, sos.sent_at, sos.received_at,
      sos.drill, lat, lon, accuracy, position_at, place, metres, sos.owner, sos.first_shown_at, sos.claimed_at,
      sos.responded_at, sos.withdrawn_at, sos.closed_at, outcome);
}

void update(Database& database, const domain::Sos& sos) {
  std::optional<std::string_view> outcome;
  if (sos.outcome) outcome = word_of(*sos.outcome);
  database.run(
      "update sos set owner = ?, first_shown_at = ?, claimed_at = ?, responded_at = ?, withdrawn_at = ?, closed_at = "
      "?, "
      "outcome = ? where id = ?",
      sos.owner, sos.first_shown_at, sos.claimed_at, sos.responded_at, sos.withdrawn_at, sos.closed_at, outcome,
      sos.id);
}

std::optional<std::string> response(Database& database, const base::Id& id) {
  auto row = database.query("select response from sos where id = ?", id);
  if (!row.next()) return std::nullopt;
  return row.optional_text(0);
}

void set_response(Database& database, const base::Id& id, std::string_view text) {
  database.run("update sos set response = ? where id = ?", text, id);
}

std::vector<domain::Sos> page(Database& database, const Filter& filter, std::size_t limit) {
  std::string sql{columns};
  sql +=
      "where (?1 is null or instr(?1, hex(unit)) > 0) and (?2 is null or (responded_at is not null or closed_at is not "
      "null) = ?2) "
      "and (?3 is null or raised < (select b.raised from sos b where b.id = ?3)) order by raised desc limit ?4";
  return rows_of(database.query(sql, listed(filter.units), filter.responded, filter.before, limit));
}

std::vector<domain::Sos> open(Database& database, const std::optional<std::vector<base::Id>>& units) {
  std::string sql{columns};
  sql += "where closed_at is null and (?1 is null or instr(?1, hex(unit)) > 0) order by raised";
  return rows_of(database.query(sql, listed(units)));
}

std::vector<Track> open_tracks(Database& database, const base::Id& reporter) {
  std::vector<Track> tracks;
  auto row =
      database.query("select id, tracked_at, tracked_to from sos where reporter = ? and closed_at is null", reporter);
  while (row.next()) tracks.push_back({row.id(0), row.optional_instant(1), row.optional_instant(2)});
  return tracks;
}

void set_tracked(Database& database, const Track& track) {
  database.run("update sos set tracked_at = ?, tracked_to = ? where id = ?", track.tracked_at, track.tracked_to,
               track.sos);
}

}  // namespace siaga::store::sos_table
