// A disk that fails on purpose: it loses what was not synced (a power cut), or refuses the n-th operation.
// The real files below `root` are what the page cache would show. Beside them this keeps what the disk itself holds: a
// write waits until its file is synced, a name until its folder is. At the cut the disk keeps what was synced and a
// random part of the rest, in sectors of 512 bytes; from then on every operation fails, so that nobody is told anything
// new. save() writes what the disk held into another folder: what the machine finds when it starts again. It hears of
// operations from fault_vfs (SQLite) and fault_libc (base::File), which look it up by path. Owner: a test. Thread:
// construct and destroy while nobody works below `root`; all else from any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::test {

class FaultDisk {
 public:
  /// What is there already is durable.
  explicit FaultDisk(std::filesystem::path root);
  FaultDisk(const FaultDisk&) = delete;
  FaultDisk& operator=(const FaultDisk&) = delete;
  ~FaultDisk();

  /// The disk that `path` is on; null for a path outside all of them. It must outlive its use: see the constructor.
  static FaultDisk* of(std::string_view path);

  /// The power goes in the middle of the operation with this number (1 is the next one); `seed` decides what of the
  /// unsynced rest stays.
  void cut_at(std::uint64_t operation, std::uint64_t seed);
  /// The power goes now, unless it went before.
  void cut_now(std::uint64_t seed);
  bool is_cut() const;
  /// Syncs of paths with `part` in them are answered and do nothing: the control that shows that a test can fail.
  void ignore_syncs(std::string part);
  /// `count` operations, from this number on (1 is the next one), fail with `code`; a write leaves half of its bytes.
  void fail_at(std::uint64_t operation, std::uint64_t count, int code);
  /// Reads are operations too (they can fail, too), from now on.
  void count_reads();
  /// So far.
  std::uint64_t operations() const;
  /// How many of them were refused by fail_at.
  std::uint64_t failures() const;
  /// After the cut: what the disk held, in another folder.
  void save(const std::filesystem::path& folder) const;

  // For the hooks, before the real operation: 0, or the errno that it ends with instead.
  int write(std::string_view path, std::uint64_t offset, std::string_view bytes);
  int truncate(std::string_view path, std::uint64_t size);
  int sync(std::string_view path);
  int sync_folder(std::string_view folder);
  int make(std::string_view path, bool folder);  ///< a new, empty file, or a folder
  int remove(std::string_view path);
  int rename(std::string_view from, std::string_view to);
  int read();

 private:
  struct Change {
    std::uint64_t offset = 0;
    std::string bytes;
    bool cuts = false;  ///< a truncation to `offset`
  };
  struct Node {
    bool folder = false;
    std::string durable;
    std::vector<Change> waiting;
  };
  using NodePtr = std::shared_ptr<Node>;
  using Names = std::map<std::string, NodePtr, std::less<>>;
  /// One change of a folder: all of it or nothing is on the disk.
  struct NameChange {
    std::string made;
    NodePtr node;
    std::string removed;
  };

  int begin();
  void go_dark();
  void apply_some(Node& node);
  static void apply(Node& node, const Change& change);
  static void apply(Names& names, const NameChange& change);
  Node& node_of(std::string_view path);
  bool ignores(std::string_view path) const { return ignored_ && path.find(*ignored_) != std::string_view::npos; }

  const std::string root_;
  mutable std::mutex mutex_;
  Names names_;                                                          ///< as the page cache has them
  Names durable_;                                                        ///< as the disk has them
  std::map<std::string, std::vector<NameChange>, std::less<>> folders_;  ///< unsynced changes by folder
  std::mt19937_64 random_;
  std::uint64_t operations_ = 0;
  std::uint64_t cut_at_ = 0;
  std::uint64_t fail_from_ = 0;
  std::uint64_t fail_to_ = 0;
  std::uint64_t failures_ = 0;
  int fail_code_ = 0;
  bool cut_ = false;
  bool dark_ = false;  ///< what stays has been decided
  std::optional<std::string> ignored_;  ///< part of the paths whose syncs do nothing
  bool counts_reads_ = false;
};

}  // namespace siaga::test
