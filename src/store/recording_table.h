// Table recording: what was uploaded for an SOS, and how far. The bytes are in the media folder.
// Thread: that of the Database. Errors: StoreFailure.
#pragma once

#include "domain/recording.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace siaga::store::recording_table {

struct Row {
  domain::Recording recording;
  base::Id uploader;
  bool no_room = false;  ///< when it was examined the disk had none for its preview or its copy
};

std::optional<Row> find(Database& database, const base::Id& id);
/// Oldest first.
std::vector<domain::Recording> of_sos(Database& database, const base::Id& sos);
/// All there are, in the order of their ids, without `part`: for backups, whose databases may be of schema 9.
std::vector<domain::Recording> all(Database& database);
void insert(Database& database, const Row& row);

void set_size(Database& database, const base::Id& id, std::uint64_t size);
void set_declared_size(Database& database, const base::Id& id, std::uint64_t declared);
void finish(Database& database, const base::Id& id, std::uint64_t size, const base::Sha256& sha256);
/// Whether the disk had room for all that was made of it.
enum class Room { enough, none };
void examine(Database& database, const base::Id& id, const domain::Examination& examination, Room room = Room::enough);

/// Of everybody, or of one person.
std::vector<Row> growing(Database& database);
std::vector<Row> growing(Database& database, const base::Id& person);

struct Unexamined {
  base::Id id;
  std::uint64_t raised = 0;  ///< seq of its SOS's sos.raised: the greater, the newer
};
/// Finished and not looked at yet, or only while they grew; those of the newest SOS first.
std::vector<Unexamined> unexamined(Database& database);

/// What stands, or should stand, next to a recording that was looked at as a whole.
struct Derived {
  base::Id id;
  std::uint64_t size = 0;  ///< bytes of the recording
  bool preview = false;
  bool play_copy = false;
  bool no_room = false;  ///< as of Row
};
/// Those that have something or lack room for it; of the newest SOS first.
std::vector<Derived> derived(Database& database);

/// The seq of its SOS's sos.raised; 0 when there is no such recording.
std::uint64_t raised(Database& database, const base::Id& id);

/// For limits.
struct Load {
  std::uint64_t growing = 0;
  std::uint64_t growing_of_person = 0;
  std::uint64_t bytes_of_person = 0;  ///< declared, or come when that is more, of those begun at `since` or later
};
Load load(Database& database, const base::Id& person, base::Instant since);

}  // namespace siaga::store::recording_table
