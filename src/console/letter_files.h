// LetterFiles: reads what a person attaches to a case (a resignation letter, the picture that proves something) and
// writes what they want to keep of it, on one thread of its own: a slow stick or network folder must hold up neither
// the window nor the link.
// Owner: the view; the destructor waits for the file that is under way and drops the others.
// Thread: called on the UI thread; answers come back by `post`.
// Errors of read: not_found, too_large (over 20 MB), unsupported (no PDF, JPEG or PNG by its first bytes, or no
// ordinary file), internal. Of write: storage_full, internal.
#pragma once

#include "base/digest.h"
#include "base/post.h"
#include "base/result.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace siaga::console {

struct LetterFile {
  std::string name;  ///< without its folders
  std::string bytes;
};

inline constexpr std::uint64_t largest_letter = 20'000'000;
/// A PDF, a JPEG or a PNG, as its first bytes say.
bool is_letter(std::string_view bytes);

class LetterFiles {
 public:
  explicit LetterFiles(base::Post post);
  LetterFiles(const LetterFiles&) = delete;
  LetterFiles& operator=(const LetterFiles&) = delete;
  ~LetterFiles();

  void read(const std::filesystem::path& file, std::function<void(base::Result<LetterFile>)> done);
  /// For its owner's eyes alone (0600); an existing file is exchanged as a whole or stays.
  void write(const std::filesystem::path& file, std::string bytes, std::function<void(base::Result<void>)> done);
  /// The same, of bytes that have this digest; others aren't written (checksum).
  void write_checked(const std::filesystem::path& file, std::string bytes, const base::Sha256& sha256,
                     std::function<void(base::Result<void>)> done);

 private:
  void enqueue(std::function<void()> work);
  void run();

  base::Post post_;
  std::mutex guard_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::thread thread_;  ///< begins with the first file
};

}  // namespace siaga::console
