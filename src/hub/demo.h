// The demonstration organisation (resources/demo/organisation.json): units, points, invented people, and three logins
// that the sign-in page offers: pengawas@contoh.id, operator@contoh.id, petugas@contoh.id, password siaga-demo.
// Thread: start-up.
#pragma once

#include "base/clock.h"
#include "store/database.h"

#include <filesystem>

namespace siaga::hub {

/// resources/ of this machine: $SIAGA_RESOURCES, else where it was built from.
std::filesystem::path resources_folder();

/// True when it was loaded; false when the database has people already: then nothing is changed.
/// Errors: not_found, invalid (the file), and those of the store.
base::Result<bool> load_demo(store::Database& database, const std::filesystem::path& organisation, base::Instant now);

}  // namespace siaga::hub
