// Table sos: the present state of each alarm, and the history's pages (R3).
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/sos.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::store::sos_table {

std::optional<domain::Sos> find(Database& database, const base::Id& id);
/// `raised` is the seq of its sos.raised: the order of history.
void insert(Database& database, const domain::Sos& sos, std::uint64_t raised);
/// Writes what a decision can change.
void update(Database& database, const domain::Sos& sos);

/// The newest answer's text.
std::optional<std::string> response(Database& database, const base::Id& id);
void set_response(Database& database, const base::Id& id, std::string_view text);

/// What is absent doesn't narrow.
struct Filter {
  std::optional<std::vector<base::Id>> units;
  std::optional<bool> responded;
  std::optional<base::Id> before;  ///< older than this one
};
/// Newest first. A `before` that isn't there reads as the beginning of time: an empty page.
std::vector<domain::Sos> page(Database& database, const Filter& filter, std::size_t limit);
/// Not closed, oldest first.
std::vector<domain::Sos> open(Database& database, const std::optional<std::vector<base::Id>>& units);

/// The track of an alarm that its reporter still has open.
struct Track {
  base::Id sos;
  std::optional<base::Instant> tracked_at;  ///< hub's clock
  std::optional<base::Instant> tracked_to;  ///< phone's clock
};
std::vector<Track> open_tracks(Database& database, const base::Id& reporter);
void set_tracked(Database& database, const Track& track);

}  // namespace siaga::store::sos_table
