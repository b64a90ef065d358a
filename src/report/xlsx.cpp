#include "report/xlsx.h"

#include "report/output.h"
#include "report/text.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <numeric>
#include <utility>

namespace siaga::report {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t most_rows = LXW_ROW_MAX - 1;
constexpr double page_characters = 140;  // of a landscape page, shared by the columns
constexpr double narrowest = 6;
constexpr double widest = 80;
constexpr std::size_t longest_margin_text = 80;  // three parts and their marks fit the 255 of a header
constexpr lxw_color_t head_colour = 0xE6ECF2;

struct Closer {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};
using Workbook = std::unique_ptr<lxw_workbook, Closer>;

/// Owned by their workbook.
struct Formats {
  lxw_format* head;
  lxw_format* text;
  lxw_format* number;
};

Formats make_formats(lxw_workbook* workbook) {
  const Formats formats{workbook_add_format(workbook), workbook_add_format(workbook), workbook_add_format(workbook)};
  format_set_bold(formats.head);
  format_set_bg_color(formats.head, head_colour);
  format_set_bottom(formats.head, LXW_BORDER_THIN);
  for (auto* each : {formats.head, formats.text}) format_set_text_wrap(each);
  for (auto* each : {formats.head, formats.text, formats.number}) format_set_align(each, LXW_ALIGN_VERTICAL_TOP);
  return formats;
}

Result<void> judge(lxw_error code) {
  if (code == LXW_NO_ERROR) return {};
  const bool full = errno == ENOSPC || errno == EDQUOT;
  return fail(full ? Fault::storage_full : Fault::internal, std::string{"the spreadsheet: "} + lxw_strerror(code));
}

/// For a page's head or foot, where & begins a command.
std::string margin_text(std::string_view text) {
  std::string result;
  for (const char c : clean(text, longest_margin_text)) {
    if (c == '&') result += '&';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

void lay_out_page(lxw_worksheet* sheet, const Document& document, const Words& words) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  const auto mark = document.controlled_copy ? words.controlled : std::string{};
  const auto head = "&L" + margin_text(document.title) + "&C" + margin_text(mark) + "&R" + margin_text(document.number);
  const auto foot =
      "&L" + margin_text(document.made) + "&R" + margin_text(words.page) + " &P " + margin_text(words.of) + " &N";
  worksheet_set_header(sheet, head.c_str());
  worksheet_set_footer(sheet, foot.c_str());
}

void lay_out_columns(lxw_worksheet* sheet, const Document& document, lxw_format* head) {
  const auto all = std::accumulate(document.columns.begin(), document.columns.end(), 0.0,
                                   [](double sum, const Column& column) { return sum + column.width; });
  for (std::size_t i = 0; i < document.columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    const double share = document.columns[i].width / std::max(all, 1e-9) * page_characters;
    worksheet_set_column(sheet, at, at, std::clamp(share, narrowest, widest), nullptr);
    worksheet_write_string(sheet, 0, at, clean(document.columns[i].title).c_str(), head);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

Result<void> write_row(lxw_worksheet* sheet, lxw_row_t at, const Document& document, const Row& row,
                       const Formats& formats) {
  for (std::size_t i = 0; i < std::min(document.columns.size(), row.size()); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const auto& value = row[i];
    auto code = LXW_NO_ERROR;
    if (document.columns[i].kind == Column::Kind::number && is_whole_number(value)) {
      std::int64_t number = 0;
      std::from_chars(value.data(), value.data() + value.size(), number);
      code = worksheet_write_number(sheet, at, column, static_cast<double>(number), formats.number);
    } else if (!value.empty()) {
      code = worksheet_write_string(sheet, at, column, clean(value).c_str(), formats.text);
    }
    if (auto written = judge(code); !written) return written;
  }
  return {};
}

/// How many there were.
Result<std::size_t> write_rows(lxw_worksheet* sheet, const Document& document, Rows& rows, const Formats& formats) {
  if (auto begun = rows.begin(); !begun) return begun.error();
  std::size_t count = 0;
  for (Row row;; row.clear()) {
    const auto more = rows.next(row);
    if (!more) return more.error();
    if (!*more) return count;
    if (++count > most_rows)
      return fail(Fault::too_large, "a sheet has room for " + std::to_string(most_rows) + " rows: narrow the scope");
    if (auto written = write_row(sheet, static_cast<lxw_row_t>(count), document, row, formats); !written)
      return written.error();
  }
}

void write_about(lxw_worksheet* sheet, const Document& document, const Words& words, const Formats& formats) {
  std::vector<std::pair<std::string, std::string>> lines{{document.title, document.subtitle},
                                                         {words.number, document.number},
                                                         {words.revision, document.revision},
                                                         {words.effective, document.effective}};
  const auto signature = [&lines](const std::string& word, const Signature& one) {
    lines.emplace_back(word, one.at.empty() ? one.name : one.name + ", " + one.at);
  };
  signature(words.prepared, document.prepared);
  signature(words.checked, document.checked);
  signature(words.approved, document.approved);
  lines.emplace_back(words.made, document.made);
  if (document.controlled_copy) lines.emplace_back(words.controlled, "");
  if (const auto& checkpoint = document.checkpoint) {
    lines.emplace_back(words.checkpoint, "#" + std::to_string(checkpoint->size));
    lines.emplace_back(words.root, checkpoint->root);
    lines.emplace_back(words.key, checkpoint->key);
  }
  worksheet_set_column(sheet, 0, 0, 28, nullptr);
  worksheet_set_column(sheet, 1, 1, 90, nullptr);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    worksheet_write_string(sheet, static_cast<lxw_row_t>(i), 0, clean(lines[i].first).c_str(), formats.head);
    worksheet_write_string(sheet, static_cast<lxw_row_t>(i), 1, clean(lines[i].second).c_str(), formats.text);
  }
}

void set_properties(lxw_workbook* workbook, const Document& document) {
  auto title = clean(document.title, 200);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = std::chrono::floor<std::chrono::seconds>(document.made_at).time_since_epoch().count();
  workbook_set_properties(workbook, &properties);
}

Result<void> sync_file(const std::filesystem::path& file) {
  auto written = base::File::open(file, base::File::Mode::read_write);
  if (!written) return written.error();
  return written->sync();
}

}  // namespace

Result<void> write_xlsx(const std::filesystem::path& file, const Document& document, const Words& words, Rows& rows) {
  if (document.columns.size() > LXW_COL_MAX) return fail(Fault::too_large, "a sheet has no room for so many columns");
  Unfinished unfinished{file};
  // libxlsxwriter opens it at the end only, and says on the terminal what is wrong.
  if (auto writable = base::File::open(file, base::File::Mode::create); !writable) return writable.error();
  auto folder = file.has_parent_path() ? file.parent_path().string() : std::string{"."};
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  Workbook workbook{workbook_new_opt(file.c_str(), &options)};
  if (!workbook) return fail(Fault::internal, "no memory for a spreadsheet");
  set_properties(workbook.get(), document);
  const auto formats = make_formats(workbook.get());
  auto* sheet = workbook_add_worksheet(workbook.get(), words.rows.c_str());
  auto* about = workbook_add_worksheet(workbook.get(), words.about.c_str());
  if (sheet == nullptr || about == nullptr) return fail(Fault::internal, "the spreadsheet can't be begun");
  lay_out_page(sheet, document, words);
  lay_out_columns(sheet, document, formats.head);
  const auto count = write_rows(sheet, document, rows, formats);
  if (!count) return count.error();
  const auto last_column = static_cast<lxw_col_t>(std::max<std::size_t>(document.columns.size(), 1) - 1);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(*count), last_column);
  write_about(about, document, words, formats);
  errno = 0;
  if (auto closed = judge(workbook_close(workbook.release())); !closed) return closed;
  if (auto synced = sync_file(file); !synced) return synced;
  unfinished.keep();
  return {};
}

}  // namespace siaga::report
