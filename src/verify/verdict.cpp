#include "verify/verdict.h"

#include "base/zone.h"

#include <string_view>

namespace siaga::verify {

namespace {

/// "10 482"
std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ' ');
  return digits;
}

std::string numbered(std::uint64_t seq) { return "#" + grouped(seq); }

std::string range(const Verdict& verdict) {
  return numbered(verdict.first) + (verdict.last > verdict.first ? "–" + numbered(verdict.last) : "");
}

/// "22 Nov 2026 23:47 WIB"
std::string moment(const Verdict& verdict, bool english) {
  return base::date_in_zone(verdict.at, verdict.zone, english) + " " +
         base::clock_time(verdict.at, verdict.zone).substr(0, 5) + " " + base::zone_label(verdict.at, verdict.zone);
}

/// "; logbook utuh #1–#57"; nothing when the file doesn't say so.
std::string whole_book(const Verdict& v, const std::string& words) {
  if (!v.is_book_whole || v.book_last == 0) return {};
  return "; " + words + " " + numbered(v.book_first) + "–" + numbered(v.book_last);
}

/// No older key vouches for a restored hub's: that is heard at once, unless the auditor named the key.
bool is_by_unknown_key(const Verdict& verdict) { return verdict.restores > 0 && !verdict.is_key_vouched; }

std::string whole_in_indonesian(const Verdict& v) {
  if (v.first > 0) return "catatan " + numbered(v.first) + " terbukti ada dalam cap " + numbered(v.size);
  const auto* restored = "; pusat pernah dipulihkan dan kuncinya tidak dijamin kunci lama: periksa dengan --key";
  return "utuh s/d cap " + numbered(v.size) + ", " + moment(v, false) + whole_book(v, "logbook utuh") +
         (is_by_unknown_key(v) ? restored : "");
}

std::string whole_in_english(const Verdict& v) {
  if (v.first > 0) return "record " + numbered(v.first) + " is proven to be in checkpoint " + numbered(v.size);
  const auto* restored = "; the hub was restored and no older key vouches for its key: check with --key";
  return "whole up to checkpoint " + numbered(v.size) + ", " + moment(v, true) + whole_book(v, "logbook whole") +
         (is_by_unknown_key(v) ? restored : "");
}

/// What a reader sees who may not see all of it.
std::string part_of_book(const Verdict& v, bool english) {
  if (v.is_book_whole || v.book_entries == 0) return {};
  auto text = "logbook: " + grouped(v.book_entries) + (english ? " entries" : " entri");
  if (v.book_last > 0)
    text += (english ? " between " : " di antara ") + numbered(v.book_first) + (english ? " and " : " dan ") +
            numbered(v.book_last);
  return text + (english ? "; it isn't said that these are all\n" : "; tidak dinyatakan bahwa ini semuanya\n");
}

std::string in_indonesian(const Verdict& v) {
  const auto line = "baris " + grouped(v.line);
  switch (v.finding) {
    case Finding::whole: return whole_in_indonesian(v);
    case Finding::not_ours: return "bukan berkas ekspor atau bukti Siaga";
    case Finding::unreadable_line: return line + " tidak terbaca (di tempat catatan " + numbered(v.first) + "): diubah";
    case Finding::record_altered:
      return "catatan " + range(v) + " diubah (" + line + "): isinya tidak cocok dengan sidiknya";
    case Finding::record_missing: return "catatan " + range(v) + " dihilangkan (sebelum " + line + ")";
    case Finding::record_added: return "catatan " + range(v) + " ditambahkan (" + line + ")";
    case Finding::cut_off: return "akhir berkas terpotong: setelah catatan " + numbered(v.last) + " tidak ada lagi";
    case Finding::hashes_altered:
      return "di antara catatan " + range(v) + " ada yang ditulis ulang, dihilangkan, atau ditambahkan";
    case Finding::checkpoint_altered: return "cap pada catatan " + numbered(v.last) + " diubah (" + line + ")";
    case Finding::checkpoint_missing:
      return "cap pada akhir berkas dihilangkan (setelah catatan " + numbered(v.last) + ")";
    case Finding::checkpoint_of_other_key:
      return "cap pada catatan " + numbered(v.last) + " ditandatangani kunci lain (" + line + ")";
    case Finding::checkpoint_of_other_log: return "cap dari pusat lain: " + v.name + " (" + line + ")";
    case Finding::keys_broken: return "daftar kunci tidak bersambung (" + line + "): diubah, atau bukan dari pusat ini";
    case Finding::head_altered: return "kepala berkas diubah; catatannya sendiri cocok";
    case Finding::lines_altered:
      return "ada baris di antara catatan yang diubah, dihilangkan, atau ditambahkan; catatannya sendiri cocok";
    case Finding::seal_altered: return "tanda tangan pusat di akhir berkas diubah; catatannya sendiri cocok";
    case Finding::book_missing: return "entri logbook " + range(v) + " tidak ada di berkas ini (" + line + ")";
    case Finding::book_twice: return "entri logbook " + range(v) + " ada dua kali (" + line + ")";
    case Finding::book_unchained:
      return "entri logbook " + range(v) + " tidak bersambung dari entri sebelumnya (" + line + ")";
    case Finding::added_at_end: return "ada yang ditambahkan setelah akhir berkas (" + line + ")";
    case Finding::file_missing: return "berkas " + v.name + " tidak ada di folder yang sama";
    case Finding::file_altered: return "berkas " + v.name + " diubah: sidiknya lain";
    case Finding::unreadable: return "berkas tidak dapat dibaca: " + v.name;
    case Finding::known_unreadable: return "cap pembanding tidak terbaca";
    case Finding::known_altered: return "cap pembanding diubah: tanda tangannya tidak cocok";
    case Finding::known_of_other_log: return "cap pembanding dari pusat lain: " + v.name;
    case Finding::known_of_other_key: return "cap pembanding ditandatangani kunci yang tidak dikenal berkas ini";
    case Finding::other_key: return "kunci yang diharapkan tidak ada di berkas ini: pusat lain, atau kunci lain";
    case Finding::key_not_vouched:
      return "kunci yang diharapkan tidak menjamin kunci berkas ini: pusat dipulihkan, atau berkas dipalsukan";
    case Finding::key_needed: return "bukti satu catatan diperiksa dengan kunci pusat: tambahkan --key";
    case Finding::older_than_known:
      return "berkas ini lebih tua daripada cap pembanding: sampai " + numbered(v.last) + ", cap itu pada " +
             numbered(v.first);
    case Finding::restored:
      return "pusat ini dipulihkan dari cadangan: kejadian sampai " + numbered(v.first) +
             " menurut cap pembanding tidak semuanya ada di sini";
    case Finding::forked: return "log ini bercabang: pada " + numbered(v.first) + " isinya lain daripada yang dicap";
    case Finding::cannot_be_compared:
      return "cap pembanding pada " + numbered(v.first) +
             " tidak bertemu dengan isi berkas ini: minta ekspor yang menyebut cap itu";
  }
  return {};
}

std::string in_english(const Verdict& v) {
  const auto line = "line " + grouped(v.line);
  switch (v.finding) {
    case Finding::whole: return whole_in_english(v);
    case Finding::not_ours: return "not an export or a proof of Siaga";
    case Finding::unreadable_line:
      return line + " can't be read (in the place of record " + numbered(v.first) + "): altered";
    case Finding::record_altered: return "record " + range(v) + " was altered (" + line + "): it doesn't fit its hash";
    case Finding::record_missing: return "record " + range(v) + " was removed (before " + line + ")";
    case Finding::record_added: return "record " + range(v) + " was added (" + line + ")";
    case Finding::cut_off: return "the end was cut off: nothing follows record " + numbered(v.last);
    case Finding::hashes_altered: return "between records " + range(v) + " something was rewritten, removed or added";
    case Finding::checkpoint_altered:
      return "the checkpoint at record " + numbered(v.last) + " was altered (" + line + ")";
    case Finding::checkpoint_missing:
      return "the checkpoint at the end was removed (after record " + numbered(v.last) + ")";
    case Finding::checkpoint_of_other_key:
      return "the checkpoint at record " + numbered(v.last) + " is signed with another key (" + line + ")";
    case Finding::checkpoint_of_other_log: return "a checkpoint of another hub: " + v.name + " (" + line + ")";
    case Finding::keys_broken:
      return "the keys don't follow from each other (" + line + "): altered, or not this hub's";
    case Finding::head_altered: return "the head of the file was altered; the records themselves fit";
    case Finding::lines_altered:
      return "a line between the records was altered, removed or added; the records themselves fit";
    case Finding::seal_altered: return "the hub's signature at the end was altered; the records themselves fit";
    case Finding::book_missing: return "entry " + range(v) + " of the logbook isn't in this file (" + line + ")";
    case Finding::book_twice: return "entry " + range(v) + " of the logbook stands here twice (" + line + ")";
    case Finding::book_unchained:
      return "entry " + range(v) + " of the logbook doesn't follow the one before it (" + line + ")";
    case Finding::added_at_end: return "something was added after the end of the file (" + line + ")";
    case Finding::file_missing: return "the file " + v.name + " isn't in the same folder";
    case Finding::file_altered: return "the file " + v.name + " was altered: its hash differs";
    case Finding::unreadable: return "the file can't be read: " + v.name;
    case Finding::known_unreadable: return "the known checkpoint can't be read";
    case Finding::known_altered: return "the known checkpoint was altered: its signature doesn't fit";
    case Finding::known_of_other_log: return "the known checkpoint is of another hub: " + v.name;
    case Finding::known_of_other_key: return "the known checkpoint is signed with a key that this file doesn't know";
    case Finding::other_key: return "the expected key isn't in this file: another hub, or another key";
    case Finding::key_not_vouched:
      return "the expected key doesn't vouch for this file's key: the hub was restored, or the file is forged";
    case Finding::key_needed: return "the proof of one record is checked with the hub's key: add --key";
    case Finding::older_than_known:
      return "this file is older than the known checkpoint: it ends at " + numbered(v.last) + ", that one is of " +
             numbered(v.first);
    case Finding::restored:
      return "this hub was restored from a backup: not all events up to " + numbered(v.first) +
             " of the known checkpoint are in here";
    case Finding::forked: return "this log is a fork: at " + numbered(v.first) + " it isn't what was signed";
    case Finding::cannot_be_compared:
      return "the known checkpoint at " + numbered(v.first) +
             " falls between what this file shows: ask for an export that names it";
  }
  return {};
}

}  // namespace

int exit_code(const Verdict& verdict) {
  switch (verdict.finding) {
    case Finding::whole: return 0;
    case Finding::not_ours:
    case Finding::unreadable:
    case Finding::known_unreadable:
    case Finding::key_needed: return 2;
    case Finding::known_altered:
    case Finding::known_of_other_log:
    case Finding::known_of_other_key:
    case Finding::other_key:
    case Finding::key_not_vouched:
    case Finding::older_than_known:
    case Finding::restored:
    case Finding::cannot_be_compared: return 3;
    default: return 1;
  }
}

std::string sentence(const Verdict& verdict, Language language) {
  return language == Language::english ? in_english(verdict) : in_indonesian(verdict);
}

std::string particulars(const Verdict& v, Language language) {
  if (!v.is_whole()) return {};
  const bool english = language == Language::english;
  const auto say = [english](const char* indonesian, const char* in_the_other) {
    return std::string{english ? in_the_other : indonesian};
  };
  auto text = say("kunci ", "key ") + v.fingerprint + "\n";
  text += grouped(v.shown) + say(" catatan lengkap, ", " records in full, ") + grouped(v.erased) +
          say(" dihapus menurut aturan, ", " erased by law or retention, ") + grouped(v.hidden) +
          say(" hanya sidiknya", " as hashes alone");
  if (v.files > 0) text += ", " + grouped(v.files) + say(" berkas", " files");
  text += "\n" + part_of_book(v, english);
  if (v.restores > 0)
    text += say("pusat pernah dipulihkan dari cadangan: ", "the hub was restored from a backup: ") +
            grouped(v.restores) +
            say(" kali; kuncinya tidak dijamin kunci lama\n", " times; its key isn't vouched for by the older one\n");
  if (v.is_compared) text += say("bersambung dari cap pembanding\n", "it goes on from the known checkpoint\n");
  if (!v.is_key_vouched)
    text += say("cocokkan kunci itu dengan yang tercetak, atau beri --key KUNCI\n",
                "compare that key with a printed one, or give --key KEY\n");
  return text;
}

}  // namespace siaga::verify
