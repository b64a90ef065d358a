// What SQLite itself refused: a full disk, a broken file, a violated constraint. It leaves table code as an exception,
// since a decision can do nothing about it; StoreThread and ReaderPool turn it into a Fault.
// Thread: a value.
#pragma once

#include "base/result.h"

#include <stdexcept>
#include <string>

namespace siaga::store {

class StoreFailure : public std::runtime_error {
 public:
  StoreFailure(base::Fault fault, const std::string& what) : std::runtime_error(what), fault_(fault) {}
  /// storage_full, corrupt, unavailable (locked) or internal.
  base::Fault fault() const { return fault_; }
  base::Error error() const { return base::fail(fault_, what()); }

 private:
  base::Fault fault_;
};

}  // namespace siaga::store
