// FileFetch: brings one answer of the hub into a folder, under the name that the hub gives it. It may be larger than
// memory, and the folder may lie on a slow stick: one thread of its own both reads the connection and writes the file,
// so a slow disk slows the hub's sending down and neither the window nor the feed. The file has its name only once it
// is whole and on the disk (base::NewFile); a name that is there already stays, and the new one gets a number.
// Owner: the link. Thread: made, cancelled and destroyed on the UI thread; `told` is called on its own thread, `done`
// once, as the last. Errors of `done`: the hub's, net's; corrupt (no plain name, no size); with the file's name as
// `field` what kept it from being written (storage_full, not_found, internal); conflict with `cancelled` as `field`.
#pragma once

#include "console/hub_client.h"
#include "net/runtime.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace siaga::console {

class FileFetch {
 public:
  static constexpr std::string_view cancelled = "cancelled";

  struct Told {
    std::function<void(std::uint64_t got, std::uint64_t whole)> progress;  ///< bytes, a few times a second
    std::function<void(base::Result<std::filesystem::path>)> done;
  };

  /// `target`: of a GET; `folder` is there.
  FileFetch(HubAccess access, std::string target, std::filesystem::path folder, Told told);
  FileFetch(const FileFetch&) = delete;
  FileFetch& operator=(const FileFetch&) = delete;
  /// Waits for the write that is under way; nothing of an unfinished file stays, and nothing more is told.
  ~FileFetch();

  /// Nothing of it stays; `done` says so.
  void cancel();

 private:
  class Job;
  net::Runtime runtime_{1};
  std::shared_ptr<Job> job_;
};

}  // namespace siaga::console
