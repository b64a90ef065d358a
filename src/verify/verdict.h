// What became of an examination: a finding, where, and how much is proven; and the one sentence that says so.
// Values and pure functions; any thread.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <string>

namespace siaga::verify {

enum class Finding {
  whole,
  not_ours,            ///< neither an export nor a proof
  unreadable_line,     ///< `line`; about record `first`
  record_altered,      ///< `first`
  record_missing,      ///< `first` to `last`
  record_added,        ///< `first` to `last`
  cut_off,             ///< nothing comes after record `last`
  hashes_altered,      ///< what leads from `first` to `last` isn't what was signed
  checkpoint_altered,  ///< of `last` records
  checkpoint_missing,  ///< at the end
  checkpoint_of_other_key,
  checkpoint_of_other_log,  ///< `name`
  keys_broken,              ///< a key isn't vouched for by those before: `line`
  head_altered,
  lines_altered,   ///< between the records: a checkpoint or a file's digest was taken out or put in
  seal_altered,    ///< the hub's signature of the whole file
  book_missing,    ///< entries `first` to `last` of the logbook, which the file's own head or chain asks for
  book_twice,      ///< entry `first` of the logbook
  book_unchained,  ///< entry `first` of the logbook doesn't name the one before it
  added_at_end,    ///< `line`
  file_missing,    ///< that travels with it: `name`
  file_altered,    ///< `name`
  unreadable,      ///< the file itself: `name` says why
  // Against what the auditor knew before.
  known_unreadable,
  known_altered,
  known_of_other_log,  ///< `name`
  known_of_other_key,
  other_key,          ///< the file's keys don't have the expected one
  key_not_vouched,    ///< the expected key is there, but a later one only claims to continue its log
  key_needed,         ///< a proof of one record says nothing about keys
  older_than_known,   ///< ends at `last`, the known one is of `first`
  restored,           ///< the hub went back to a backup: what it had up to `first` isn't all in here
  forked,             ///< at `first` the log was another one
  cannot_be_compared  ///< record `first` isn't a place where the two meet
};

struct Verdict {
  Finding finding = Finding::whole;
  std::uint64_t line = 0;
  std::uint64_t first = 0;  ///< whole: the one record that is proven; 0: all that is shown
  std::uint64_t last = 0;
  std::string name{};

  // What is proven when it is whole.
  std::uint64_t size = 0;   ///< of the newest checkpoint
  base::Instant at{};       ///< when that was signed; the proof of one record doesn't tell
  std::string zone{"UTC"};  ///< to tell `at` in
  std::string fingerprint{};
  std::uint64_t shown = 0;
  std::uint64_t erased = 0;
  std::uint64_t hidden = 0;  ///< leaves of which only hashes are there
  std::uint64_t files = 0;
  std::uint64_t restores = 0;      ///< keys that no older one vouches for
  std::uint64_t book_entries = 0;  ///< of the logbook, erased ones too
  std::uint64_t book_first = 0;    ///< their numbers; 0: they say none
  std::uint64_t book_last = 0;
  bool is_book_whole = false;   ///< no number between these is missing; else there may be others that aren't shown
  bool is_compared = false;     ///< with a known checkpoint, and it goes on from that
  bool is_key_vouched = false;  ///< the newest key, by one that the auditor named or by the known checkpoint's

  bool is_whole() const { return finding == Finding::whole; }
};

/// 0 whole; 1 altered, or the log was exchanged (a fork); 2 can't be read; 3 the file may be whole, but doesn't go on
/// from what was known, or that can't be shown.
int exit_code(const Verdict& verdict);

enum class Language { indonesian, english };
/// "utuh s/d cap #10 482, 22 Nov 2026 23:47 WIB; logbook utuh #1–#57", or what is wrong and where.
std::string sentence(const Verdict& verdict, Language language);
/// What an auditor notes down beside it: key, counts. Empty when it isn't whole.
std::string particulars(const Verdict& verdict, Language language);

}  // namespace siaga::verify
