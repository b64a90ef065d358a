#include "hub/logbook_report.h"

#include "hub/paper.h"
#include "store/logbook_table.h"
#include "store/user_id_case_table.h"

#include <algorithm>
#include <limits>
#include <span>

namespace siaga::hub {

namespace {

constexpr std::size_t rows_of_page = 500;
constexpr std::size_t others_of_row = 200;
constexpr std::size_t most_attempts_read = 100'000;
constexpr std::size_t attempts_at_ends = 3;

/// Bytes of a cell with attempts: a few lines on paper, what a spreadsheet's cell can hold, all in CSV.
std::size_t attempts_room_in(protocol::LogbookFormat format) {
  switch (format) {
    case protocol::LogbookFormat::pdf: return 1000;
    case protocol::LogbookFormat::xlsx: return 30'000;
    case protocol::LogbookFormat::csv: break;
  }
  return std::numeric_limits<std::size_t>::max();
}

/// Bytes of a cell with corrections: what paper and spreadsheets don't cut, all in CSV.
std::size_t notes_room_in(protocol::LogbookFormat format) {
  return format == protocol::LogbookFormat::csv ? std::numeric_limits<std::size_t>::max() : 15'000;
}

std::string act_shown(const std::optional<protocol::LogbookAct>& act, const std::string& zone) {
  if (!act) return {};
  auto text = shown(act->at, zone) + "\n" + (act->by.empty() ? "Siaga" : act->by);
  if (!act->on_behalf_of.empty()) text += ", atas perintah " + act->on_behalf_of;
  return text;
}

/// What came with the spreadsheet has no case: the hub only says what the file said.
std::string closing_shown(const protocol::LogbookRow& row) {
  const bool told = row.deactivated && row.deactivated->by.empty() && !row.the_case;
  return told ? shown(row.deactivated->at, row.zone) + "\nmenurut lembar kerja" : act_shown(row.deactivated, row.zone);
}

std::string status_shown(const protocol::LogbookRow& row) {
  switch (row.status) {
    case protocol::LogbookStatus::active: return "Aktif";
    case protocol::LogbookStatus::inactive: return "Nonaktif";
    case protocol::LogbookStatus::disposed: return "Dimusnahkan";
  }
  return {};
}

std::string sla_shown(std::optional<std::int64_t> seconds) {
  if (!seconds) return {};
  return (*seconds < 0 ? "Terlambat " : "Tepat waktu, sisa ") + shown_length(*seconds);
}

using logbook_views::RowMaker;

std::string attempt_shown(RowMaker& maker, const store::user_id_case_table::Attempt& attempt, const std::string& zone) {
  auto text = std::to_string(attempt.number) + ". " + shown(attempt.begun_at, zone) + ": ";
  text += attempt.done ? "berhasil" : attempt.ended_at ? "gagal" : "belum selesai";
  if (!attempt.text.empty()) text += " (" + attempt.text + ")";
  const auto by = maker.name(attempt.by), ordered = maker.name(attempt.on_behalf_of);
  text += " \xE2\x80\x93 " + (by.empty() ? "pusat" : by);
  return ordered.empty() ? text : text + ", atas perintah " + ordered;
}

/// Each attempt with its result; where `room` bytes don't hold them, the first ones, how many more, and the last ones.
std::string attempts_shown(store::Database& database, RowMaker& maker, const protocol::LogbookRow& row,
                           std::size_t room) {
  if (!row.the_case) return {};
  const auto attempts = store::user_id_case_table::attempts(database, *row.the_case, most_attempts_read);
  std::string all;
  for (const auto& attempt : attempts) all += (all.empty() ? "" : "\n") + attempt_shown(maker, attempt, row.zone);
  if (all.size() <= room || attempts.size() <= 2 * attempts_at_ends) return all;
  std::string ends;
  for (std::size_t i = 0; i < attempts_at_ends; ++i) ends += attempt_shown(maker, attempts[i], row.zone) + "\n";
  const auto between = std::span{attempts}.subspan(attempts_at_ends, attempts.size() - 2 * attempts_at_ends);
  const auto failed = std::ranges::count(between, false, &store::user_id_case_table::Attempt::done);
  ends += "\xE2\x80\xA6 " + std::to_string(between.size()) + " percobaan lagi, " + std::to_string(failed) +
          " gagal; semuanya ada di CSV \xE2\x80\xA6";
  for (auto i = attempts.size() - attempts_at_ends; i < attempts.size(); ++i)
    ends += "\n" + attempt_shown(maker, attempts[i], row.zone);
  return ends;
}

std::string links_shown(const protocol::LogbookRow& row) {
  std::string text;
  const auto name = [](const protocol::LogbookLink& link) {
    return link.user_name.empty() ? std::string{"(dimusnahkan)"} : link.user_name;
  };
  const auto add = [&text](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
  if (row.replaces) add("Menggantikan " + name(*row.replaces));
  if (row.made) add("Dibuat " + act_shown(row.made, row.zone));
  if (row.replaced_by) add("Digantikan " + name(*row.replaced_by));
  return text;
}

/// "1–6, 9": on paper, too, it is seen that no number is missing.
std::string numbers_shown(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    auto end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (end - i > 1) text += (end - i > 2 ? "\xE2\x80\x93" : ", ") + std::to_string(numbers[end - 1]);
    i = end;
  }
  return text;
}

std::string request_shown(const protocol::LogbookRow& row) {
  auto text = act_shown(row.requested, row.zone);
  if (!row.told || row.told->requested_by.empty()) return text;
  return text + (text.empty() ? "" : "\n") + row.told->requested_by + "\nmenurut lembar kerja";
}

std::string correction_shown(const protocol::LogbookNote& note) {
  return "#" + std::to_string(note.book_no) + " mengoreksi #" + std::to_string(note.corrects) + ": " + note.text +
         " (" + note.by + ")";
}

/// The corrections first: where `room` bytes don't hold them all, how many more there are.
std::string notes_shown(const protocol::LogbookRow& row, std::size_t room) {
  std::string text;
  const auto add = [&text](const std::string& line) { text += (text.empty() ? "" : "\n") + line; };
  for (std::size_t i = 0; i < row.notes.size(); ++i) {
    const auto line = correction_shown(row.notes[i]);
    if (text.size() + line.size() > room) {
      add("\xE2\x80\xA6 " + std::to_string(row.notes.size() - i) + " koreksi lagi; semuanya ada di CSV \xE2\x80\xA6");
      break;
    }
    add(line);
  }
  if (row.held) add("Ditahan: " + *row.held);
  if (row.disposed_at) add("Dimusnahkan " + shown(row.disposed_at, row.zone));
  if (row.told && !row.told->notes.empty()) add("Lembar kerja: " + row.told->notes);
  return text;
}

report::Row cells_of(store::Database& database, RowMaker& maker, const protocol::LogbookRow& row,
                     protocol::LogbookFormat format) {
  const auto& user_id = row.user_id;
  return {std::to_string(row.first_book_no),
          numbers_shown(store::logbook_table::numbers_of(database, user_id.id)),
          user_id.agent,
          user_id.email,
          user_id.user_name,
          row.application,
          status_shown(row),
          shown(row.letter_date),
          shown(row.last_day),
          request_shown(row),
          attempts_shown(database, maker, row, attempts_room_in(format)),
          closing_shown(row),
          shown(row.confirmed_at, row.zone),
          links_shown(row),
          sla_shown(row.sla_seconds),
          shown(row.keep_until),
          notes_shown(row, notes_room_in(format))};
}

/// Entries that are in no user ID's row.
report::Row row_of_others(const std::vector<std::uint64_t>& numbers) {
  report::Row row(logbook_columns().size());
  row.front() = std::to_string(numbers.front());
  row[1] = numbers_shown(numbers);
  row.back() = "Entri di luar satu user ID: pemeriksaan periode, temuan, pengganti yang belum dibuat";
  return row;
}

/// Whoever reads everything, and asks for everything, gets every number.
bool is_whole(const store::logbook_row_table::Filter& filter) {
  return filter.words.empty() && !filter.application && !filter.status && !filter.keeping && !filter.units &&
         !filter.books;
}

std::string filter_shown(const protocol::LogbookFilter& filter) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
  if (filter.from) add("sejak " + shown(filter.from));
  if (filter.to) add("sampai " + shown(filter.to));
  if (filter.status == protocol::LogbookStatus::active) add("aktif");
  if (filter.status == protocol::LogbookStatus::inactive) add("nonaktif");
  if (filter.status == protocol::LogbookStatus::disposed) add("dimusnahkan");
  if (filter.keeping == protocol::LogbookKeeping::ending) add("masa simpan hampir habis");
  if (filter.keeping == protocol::LogbookKeeping::held) add("ditahan");
  if (filter.keeping == protocol::LogbookKeeping::over) add("masa simpan habis");
  if (filter.application) add("satu aplikasi");
  if (!filter.search.empty()) add("pencarian: " + filter.search);
  return text.empty() ? "Seluruh user ID" : text;
}

/// ", entri 1–57": the table has every number.
std::string whole_logbook(store::Database& database, const store::logbook_row_table::Filter& filter) {
  constexpr auto newest = std::numeric_limits<std::int64_t>::max();
  const auto numbers = is_whole(filter) ? store::logbook_table::numbers_between(database, 1, newest) : std::nullopt;
  if (!numbers) return {};
  return ", entri " + std::to_string(numbers->first) + "\xE2\x80\x93" + std::to_string(numbers->second);
}

}  // namespace

std::vector<report::Column> logbook_columns() {
  using Kind = report::Column::Kind;
  return {{"No.", 0.6, Kind::number},
          {"Entri", 0.8},
          {"Agent", 1.2},
          {"Surel", 1.5},
          {"User ID", 1.2},
          {"Aplikasi", 1.0},
          {"Status", 0.9},
          {"Tanggal surat", 0.9},
          {"Hari kerja terakhir", 0.9},
          {"Diminta", 1.2},
          {"Percobaan", 1.5},
          {"Dinonaktifkan", 1.2},
          {"Dibaca ulang", 1.1},
          {"Penggantian", 1.1},
          {"SLA", 1.0},
          {"Disimpan sampai", 0.9},
          {"Catatan", 1.4}};
}

std::string logbook_subtitle(store::Database& database, const protocol::LogbookFilter& wish,
                             const store::logbook_row_table::Filter& filter) {
  return filter_shown(wish) + whole_logbook(database, filter);
}

LogbookRows::LogbookRows(store::Database& database, store::logbook_row_table::Filter filter,
                         protocol::LogbookFormat format, const std::atomic<bool>& stopping)
    : database_(database), filter_(std::move(filter)), format_(format), stopping_(stopping), maker_(database) {}

base::Result<void> LogbookRows::begin() {
  after_ = std::numeric_limits<std::int64_t>::max();
  other_ = 0;
  count_ = 0;
  read_page();
  return {};
}

void LogbookRows::read_page() {
  page_ = store::logbook_row_table::page(database_, filter_, after_, rows_of_page);
  at_ = 0;
  if (!page_.empty()) after_ = page_.back().last_book_no;
}

base::Result<bool> LogbookRows::next(report::Row& row) {
  if (stopping_) return base::fail(base::Fault::unavailable, "the hub is stopping");
  if (at_ == page_.size() && page_.size() == rows_of_page) read_page();
  if (at_ == page_.size()) return next_others(row);
  row = cells_of(database_, maker_, maker_.make(page_[at_++]), format_);
  ++count_;
  return true;
}

bool LogbookRows::next_others(report::Row& row) {
  if (!is_whole(filter_)) return false;
  const auto numbers = store::logbook_table::numbers_without_row(database_, other_, others_of_row);
  if (numbers.empty()) return false;
  other_ = numbers.back();
  row = row_of_others(numbers);
  return true;
}

}  // namespace siaga::hub
