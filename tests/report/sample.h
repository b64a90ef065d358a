// A logbook as the tests print it, with names and notes as hostile as they come. Thread: one.
#pragma once

#include "report/document.h"

#include <sys/resource.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace siaga::report {

inline Document sample() {
  Document document;
  document.title = "Logbook User ID Omni Channel";
  document.subtitle = "Periode 1–30 Nov 2026, aplikasi Omni Channel, semua status";
  document.number = "DOK-UID-004/LB";
  document.revision = "02";
  document.effective = "22 Nov 2026";
  document.prepared = {"Rina Wulandari", "30 Nov 2026"};
  document.checked = {"Bagus Pratama", "30 Nov 2026"};
  document.approved = {};
  document.made = "30 Nov 2026 23:47 WIB, Rina Wulandari";
  document.made_at = base::Instant{std::chrono::seconds{1'796'057'220}};
  document.controlled_copy = true;
  document.checkpoint = Checkpoint{10'482, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "siaga.contoh.id+3f8a1c77"};
  document.columns = {{"No.", 0.5, Column::Kind::number},
                      {"Agen", 1.6},
                      {"User ID", 2.1},
                      {"Status", 1},
                      {"Surat", 1},
                      {"Hari terakhir", 1},
                      {"Diminta", 1.3},
                      {"Nonaktif", 1.3},
                      {"Catatan", 2.4}};
  return document;
}

inline Row sample_row(std::size_t number) {
  static const std::vector<std::string> agents{"Sinta Ayu Lestari", "<b>Bagus</b> & \"Rekan\"", "محمد الأمين", "Ñandé Putri",
                                               "Dewi"};
  static const std::vector<std::string> notes{
      "", "=HYPERLINK(\"http://contoh.id\";\"klik\")",
      "Permintaan pertama gagal karena aplikasi menjawab 200 dan tidak mengubah apa pun; dicoba lagi tiga kali dengan jeda "
      "yang makin panjang, lalu dikerjakan langsung di aplikasi oleh ketua tim pengganti dan dibaca ulang oleh orang kedua, "
      "sehingga batas waktu tetap terpenuhi dengan sisa dua belas menit dan tiga puluh detik sebelum tengah malam.",
      "baris satu\nbaris dua"};
  return {std::to_string(number),
          agents[number % agents.size()],
          "agen" + std::to_string(number) + "@contoh.id",
          number % 3 == 0 ? "aktif" : "nonaktif",
          "20 Nov 2026",
          "21 Nov 2026",
          "21 Nov 16:02 WIB",
          "21 Nov 23:41 WIB",
          notes[number % notes.size()]};
}

inline std::vector<Row> sample_rows(std::size_t count) {
  std::vector<Row> rows;
  for (std::size_t i = 1; i <= count; ++i) rows.push_back(sample_row(i));
  return rows;
}

/// Rows out of a list.
class ListedRows final : public Rows {
 public:
  explicit ListedRows(std::vector<Row> rows) : rows_(std::move(rows)) {}
  base::Result<void> begin() override {
    if (at_ > 0)
      for (std::size_t i = 0; i < grows_by; ++i) rows_.push_back(sample_row(i));
    at_ = 0;
    return {};
  }
  base::Result<bool> next(Row& row) override {
    if (fails_at != 0 && at_ == fails_at) return base::fail(base::Fault::unavailable, "stopped");
    if (at_ == rows_.size()) return false;
    row = rows_[at_++];
    return true;
  }
  std::size_t fails_at = 0;  ///< 0: never
  std::size_t grows_by = 0;  ///< when it is read again

 private:
  std::vector<Row> rows_;
  std::size_t at_ = 0;
};

/// Rows that are made as they are asked for.
class ManyRows final : public Rows {
 public:
  /// `lean`: a number alone.
  explicit ManyRows(std::size_t count, bool lean = false) : count_(count), lean_(lean) {}
  base::Result<void> begin() override {
    at_ = 0;
    return {};
  }
  base::Result<bool> next(Row& row) override {
    if (at_ == count_) return false;
    ++at_;
    row = lean_ ? Row{std::to_string(at_)} : sample_row(at_);
    return true;
  }

 private:
  std::size_t count_;
  bool lean_;
  std::size_t at_ = 0;
};

/// Bytes: the most that this process ever held.
inline std::uint64_t resident_peak() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace siaga::report
