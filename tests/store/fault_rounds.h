// A store thread at work on a disk that fails: what it acknowledged, and whether the disk still has it afterwards.
// Thread: the test's; jobs run on the store thread.
#pragma once

#include "support/fault_disk.h"
#include "support/fault_vfs.h"
#include "support/scratch_folder.h"

#include "store/store_thread.h"

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace siaga::test {

/// What is wrong with a database after a fault; empty when nothing is.
struct Verdict {
  std::vector<std::string> faults;
  bool is_good() const { return faults.empty(); }
};

/// Clients that send commands, note what was acknowledged, and send what wasn't again, with the same ids.
class Clients {
 public:
  explicit Clients(std::uint64_t seed) : random_(seed) {}

  /// `count` new commands of up to `longest` bytes, in bursts of 1 to 8 that share commits. What an earlier round left
  /// unanswered goes first.
  void work(store::StoreThread& thread, std::size_t count, std::size_t longest);
  std::size_t acknowledged() const { return acknowledged_.size(); }
  std::size_t unanswered() const { return unanswered_.size(); }
  /// Sends again until all of it is acknowledged; false when 200 attempts weren't enough.
  bool insist(store::StoreThread& thread);
  std::mt19937_64& random() { return random_; }
  /// Against the database: all that was acknowledged, each once; no gap; `at` in order; commitments, leaves, integrity.
  Verdict compare(store::Database& database) const;
  /// Of a database made anew.
  void forget();

 private:
  void send(store::StoreThread& thread, const std::vector<std::string>& burst);

  std::mt19937_64 random_;
  std::uint64_t next_ = 1;
  std::map<std::string, base::Id> ids_;
  std::vector<std::string> unanswered_;
  std::set<std::string> acknowledged_;
};

/// A folder with an empty database, made once, and copies of it.
class Machine {
 public:
  Machine();
  /// A copy of the empty one.
  std::filesystem::path fresh();
  /// A folder that doesn't exist yet.
  std::filesystem::path next();
  void scrap(const std::filesystem::path& folder);

  /// A store thread there; StoreFailure or a bad Result throw what happened.
  static std::unique_ptr<store::StoreThread> start(const store::DataFolder& folder, const base::Clock& clock);

 private:
  FaultVfs vfs_;
  ScratchFolder scratch_;
  int number_ = 0;
};

}  // namespace siaga::test
