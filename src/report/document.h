// A table with everything that makes it a controlled document (ISO 9001 7.5; S4): number, revision, who prepared,
// checked and approved it, and the checkpoint of the log that it was taken from. The same document and rows give the
// same bytes, as PDF, XLSX or CSV. Values; no thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace siaga::report {

struct Column {
  enum class Kind {
    text,
    number,  ///< to the right; a whole number in an XLSX is one
  };

  std::string title;
  double width = 1;  ///< share of the page, against those of the others
  Kind kind = Kind::text;
};

/// Who put their name to it, and when ("22 Nov 2026").
struct Signature {
  std::string name;  ///< empty: a line to sign on
  std::string at{};
};

/// Of the proof log: on paper too, each page bears witness to it (design.md §2).
struct Checkpoint {
  std::uint64_t size = 0;
  std::string root;  ///< base64
  std::string key;   ///< its fingerprint
};

struct Document {
  std::string title;
  std::string subtitle{};  ///< period, filter: what the table holds
  std::string number{};    ///< of the document
  std::string revision{};
  std::string effective{};  ///< date, as it is shown
  Signature prepared{};
  Signature checked{};
  Signature approved{};
  std::string made{};            ///< "22 Nov 2026 23:47 WIB, Rina": when it was made, by whom
  base::Instant made_at{};       ///< the same, for the file's properties
  bool controlled_copy = false;  ///< marked on each page
  std::optional<Checkpoint> checkpoint{};
  std::vector<Column> columns;  ///< at least one
};

using Row = std::vector<std::string>;

/// Where the rows come from, one at a time. Owner: the caller; a writer asks on its own thread.
class Rows {
 public:
  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  virtual ~Rows() = default;

  /// Goes (back) to the first one. A PDF is read twice, so that its pages know how many they are; both times the rows
  /// must be the same.
  virtual base::Result<void> begin() = 0;
  /// False at the end. `row` gets a cell for each column; missing ones are empty, others ignored. An error ends the
  /// writing and is returned: the way to stop it.
  virtual base::Result<bool> next(Row& row) = 0;
};

/// What the paper says, in one language.
struct Words {
  std::string number, revision, effective;
  std::string page, of;  ///< "Halaman" 1 "dari" 3
  std::string prepared, checked, approved;
  std::string controlled;
  std::string checkpoint, root, key;
  std::string made;
  std::string no_rows;
  std::string rows, about;  ///< names of an XLSX's sheets
};
Words indonesian();
Words english();

}  // namespace siaga::report
