#include "support/fault_disk.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <shared_mutex>
#include <stdexcept>
#include <utility>

namespace siaga::test {

namespace {

constexpr std::uint64_t sector = 512;

// The hooks are C functions without a context of their own: they can only look the disk up.
std::shared_mutex disks_mutex;
std::vector<std::pair<std::string, FaultDisk*>> disks;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string folder_of(std::string_view path) { return std::string{path.substr(0, path.rfind('/'))}; }

bool is_shared_memory(std::string_view path) { return path.ends_with("-shm"); }

}  // namespace

FaultDisk::FaultDisk(std::filesystem::path root) : root_(root.string()) {
  auto folder = std::make_shared<Node>();
  folder->folder = true;
  names_[root_] = folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
    if (is_shared_memory(entry.path().string())) continue;
    auto node = std::make_shared<Node>();
    node->folder = entry.is_directory();
    if (!node->folder) node->durable = content_of(entry.path());
    names_[entry.path().string()] = std::move(node);
  }
  durable_ = names_;
  const std::unique_lock lock{disks_mutex};
  disks.emplace_back(root_ + "/", this);
}

FaultDisk::~FaultDisk() {
  const std::unique_lock lock{disks_mutex};
  std::erase_if(disks, [this](const auto& entry) { return entry.second == this; });
}

FaultDisk* FaultDisk::of(std::string_view path) {
  if (is_shared_memory(path)) return nullptr;
  const std::shared_lock lock{disks_mutex};
  for (const auto& [prefix, disk] : disks)
    if (path.starts_with(prefix) || path == std::string_view{prefix}.substr(0, prefix.size() - 1)) return disk;
  return nullptr;
}

void FaultDisk::cut_at(std::uint64_t operation, std::uint64_t seed) {
  const std::lock_guard lock{mutex_};
  cut_at_ = operations_ + operation;
  random_.seed(seed);
}

void FaultDisk::cut_now(std::uint64_t seed) {
  const std::lock_guard lock{mutex_};
  if (cut_) return;
  random_.seed(seed);
  cut_ = true;
  go_dark();
}

bool FaultDisk::is_cut() const {
  const std::lock_guard lock{mutex_};
  return cut_;
}

void FaultDisk::ignore_syncs(std::string part) {
  const std::lock_guard lock{mutex_};
  ignored_ = std::move(part);
}

void FaultDisk::fail_at(std::uint64_t operation, std::uint64_t count, int code) {
  const std::lock_guard lock{mutex_};
  fail_from_ = operations_ + operation;
  fail_to_ = fail_from_ + count;
  fail_code_ = code;
}

void FaultDisk::count_reads() {
  const std::lock_guard lock{mutex_};
  counts_reads_ = true;
}

std::uint64_t FaultDisk::operations() const {
  const std::lock_guard lock{mutex_};
  return operations_;
}

std::uint64_t FaultDisk::failures() const {
  const std::lock_guard lock{mutex_};
  return failures_;
}

// Every operation comes through here once. The one at which the power goes is still recorded by its caller, as a
// write that waits: part of it may have reached the disk.
int FaultDisk::begin() {
  ++operations_;
  if (cut_) return EIO;
  if (operations_ == cut_at_) cut_ = true;
  if (operations_ < fail_from_ || operations_ >= fail_to_) return cut_ ? EIO : 0;
  ++failures_;
  return fail_code_;
}

int FaultDisk::write(std::string_view path, std::uint64_t offset, std::string_view bytes) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (dark_) return code;
  if (code != 0 && !cut_) bytes = bytes.substr(0, bytes.size() / 2);
  node_of(path).waiting.push_back({offset, std::string{bytes}, false});
  if (cut_) go_dark();
  return code;
}

int FaultDisk::truncate(std::string_view path, std::uint64_t size) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (dark_) return code;
  if (code == 0 || cut_) node_of(path).waiting.push_back({size, {}, true});
  if (cut_) go_dark();
  return code;
}

int FaultDisk::sync(std::string_view path) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (cut_ && !dark_) go_dark();
  if (code != 0 || ignores(path)) return code;
  auto& node = node_of(path);
  for (const auto& change : node.waiting) apply(node, change);
  node.waiting.clear();
  return 0;
}

int FaultDisk::sync_folder(std::string_view folder) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (cut_ && !dark_) go_dark();
  if (code != 0 || ignores(folder)) return code;
  const auto changes = folders_.find(folder);
  if (changes == folders_.end()) return 0;
  for (const auto& change : changes->second) apply(durable_, change);
  folders_.erase(changes);
  return 0;
}

int FaultDisk::make(std::string_view path, bool folder) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (dark_ || (code != 0 && !cut_)) return code;
  auto node = std::make_shared<Node>();
  node->folder = folder;
  const NameChange change{std::string{path}, std::move(node), {}};
  apply(names_, change);
  folders_[folder_of(path)].push_back(change);
  if (cut_) go_dark();
  return code;
}

int FaultDisk::remove(std::string_view path) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (dark_ || (code != 0 && !cut_)) return code;
  const NameChange change{{}, nullptr, std::string{path}};
  apply(names_, change);
  folders_[folder_of(path)].push_back(change);
  if (cut_) go_dark();
  return code;
}

int FaultDisk::rename(std::string_view from, std::string_view to) {
  const std::lock_guard lock{mutex_};
  const int code = begin();
  if (dark_ || (code != 0 && !cut_)) return code;
  const auto known = names_.find(from);
  if (known == names_.end()) throw std::logic_error("a rename of what was never made: " + std::string{from});
  const NameChange change{std::string{to}, known->second, std::string{from}};
  apply(names_, change);
  folders_[folder_of(to)].push_back(change);
  if (cut_) go_dark();
  return code;
}

int FaultDisk::read() {
  const std::lock_guard lock{mutex_};
  if (!counts_reads_) return cut_ ? EIO : 0;
  const int code = begin();
  if (cut_ && !dark_) go_dark();
  return code;
}

FaultDisk::Node& FaultDisk::node_of(std::string_view path) {
  const auto found = names_.find(path);
  if (found == names_.end()) throw std::logic_error("a write to what was never made: " + std::string{path});
  return *found->second;
}

void FaultDisk::apply(Node& node, const Change& change) {
  if (change.cuts) {
    node.durable.resize(change.offset);
    return;
  }
  node.durable.resize(std::max<std::size_t>(node.durable.size(), change.offset + change.bytes.size()));
  node.durable.replace(change.offset, change.bytes.size(), change.bytes);
}

void FaultDisk::apply(Names& names, const NameChange& change) {
  if (!change.removed.empty()) names.erase(change.removed);
  if (change.node) names[change.made] = change.node;
}

// Between nothing and all of what waited: each sector for itself, in any order that a disk may have chosen; names in
// the order of their folder's journal, up to some point.
void FaultDisk::go_dark() {
  dark_ = true;
  for (auto& [path, node] : names_) apply_some(*node);
  for (auto& [path, node] : durable_)
    if (!names_.contains(path)) apply_some(*node);
  for (auto& [folder, changes] : folders_) {
    const auto kept = random_() % (changes.size() + 1);
    for (std::size_t i = 0; i < kept; ++i) apply(durable_, changes[i]);
  }
}

void FaultDisk::apply_some(Node& node) {
  const auto share = random_() % 5;  // quarters: some disks had written all of it, some nothing
  const auto waiting = std::exchange(node.waiting, {});
  for (const auto& change : waiting) {
    if (change.cuts) {
      if (random_() % 4 < share) apply(node, change);
      continue;
    }
    for (std::uint64_t at = 0; at < change.bytes.size();) {
      const auto length = std::min(sector - (change.offset + at) % sector, change.bytes.size() - at);
      if (random_() % 4 < share) apply(node, Change{change.offset + at, change.bytes.substr(at, length), false});
      at += length;
    }
  }
}

void FaultDisk::save(const std::filesystem::path& folder) const {
  const std::lock_guard lock{mutex_};
  if (!dark_) throw std::logic_error("the power is still on");
  std::filesystem::create_directories(folder);
  for (const auto& [path, node] : durable_) {  // in order: folders before what is in them
    if (path == root_) continue;
    const auto target = folder / path.substr(root_.size() + 1);
    if (!std::filesystem::exists(target.parent_path())) continue;  // its folder's name didn't last
    if (node->folder) {
      std::filesystem::create_directory(target);
    } else {
      std::ofstream{target, std::ios::binary} << node->durable;
    }
  }
}

}  // namespace siaga::test
