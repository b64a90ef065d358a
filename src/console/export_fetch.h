// Fetches what the hub made of the logbook (R40) into a folder: each file is held against the size and the SHA-256 that
// the hub told before it is written, and its name is a file's name and nothing else, whatever the hub says.
// Owner: nobody; it lives until it has told `done`, and tells nothing once client or files are gone. Thread: UI;
// digests and writing are LetterFiles' thread's. Errors, each with the file's name as `field`: corrupt (no plain name),
// checksum (other bytes than were told: not written); those of LogbookClient (`field` is theirs) and of writing. Files
// that were written before stay.
#pragma once

#include "console/letter_files.h"
#include "console/logbook_client.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace siaga::console {

/// A name that stays in its folder: letters, digits, '-', '_', '.', not beginning with a dot, at most 120 bytes.
bool is_plain_name(std::string_view name);

struct ExportFetch {
  protocol::ExportView view;
  std::filesystem::path folder;
  std::function<void(const std::string& name)> on_file;  ///< it is being fetched
  /// The files as they lie there, in the order of the view.
  std::function<void(base::Result<std::vector<std::filesystem::path>>)> done;
};

/// `client` and `files` outlive their answers.
void fetch_export(LogbookClient& client, LetterFiles& files, ExportFetch wish);

}  // namespace siaga::console
