#include "report/pdf.h"

#include "report/canvas.h"
#include "report/text.h"

#include <algorithm>
#include <numeric>

namespace siaga::report {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr double margin = 34;
constexpr double inner = Canvas::width - 2 * margin;
constexpr double head_height = 58;
constexpr double foot_height = 34;
constexpr double padding = 3.5;
constexpr double box_width = 214;
constexpr double stamp_width = 138;
constexpr double signature_height = 74;
constexpr double table_top = margin + head_height;
constexpr double bottom = Canvas::height - margin - foot_height;
constexpr std::size_t longest_cell = 20'000;  // it goes on on the next page

/// Where the columns stand.
struct Columns {
  explicit Columns(const Document& document) {
    const auto all = std::accumulate(document.columns.begin(), document.columns.end(), 0.0,
                                     [](double sum, const Column& column) { return sum + column.width; });
    double x = margin;
    for (const auto& column : document.columns) {
      lefts.push_back(x);
      widths.push_back(inner * column.width / std::max(all, 1e-9));
      x += widths.back();
    }
  }
  double text_width(std::size_t i) const { return std::max(widths[i] - 2 * padding, 4.0); }

  std::vector<double> lefts;
  std::vector<double> widths;
};

/// The pages of one document. Without a file it only finds out how many there will be.
class Paper {
 public:
  Paper(const Document& document, const Words& words)
      : document_(document), words_(words), columns_(document), titles_(height_of_titles()) {}

  Result<std::size_t> count(Rows& rows);
  Result<void> draw(Rows& rows, std::size_t pages, Output& file);

 private:
  Result<void> flow(Rows& rows);
  void begin_page();
  void place(Row row);
  void place_part(const Row& row, double height);
  Row take_page(Row& row);
  void place_signatures();
  double height_of(const Row& row);
  double height_of_titles();
  Stand stand_of(std::size_t i) const {
    return document_.columns[i].kind == Column::Kind::number ? Stand::right : Stand::left;
  }
  double most_height() const { return bottom - table_top - titles_ - 2 * padding; }

  void draw_head();
  void draw_stamp(double right);
  void draw_titles();
  void draw_foot();
  void draw_row(const Row& row, double height);
  void draw_signature(double x, double width, const std::string& word, const Signature& signature);

  const Document& document_;
  const Words& words_;
  Canvas canvas_;
  Columns columns_;
  double titles_;  ///< height of the table's head
  bool draws_ = false;
  std::size_t pages_ = 0;
  std::size_t page_ = 0;
  double y_ = 0;
};

Result<std::size_t> Paper::count(Rows& rows) {
  if (auto flowed = flow(rows); !flowed) return flowed.error();
  return page_;
}

Result<void> Paper::draw(Rows& rows, std::size_t pages, Output& file) {
  draws_ = true;
  pages_ = pages;
  canvas_.draw_to(file, clean(document_.title, 200), document_.made_at);
  if (auto flowed = flow(rows); !flowed) return flowed;
  canvas_.end_page();
  if (auto finished = canvas_.finish(); !finished) return finished;
  if (page_ != pages_) return fail(Fault::conflict, "the rows have changed while they were printed: print them again");
  return {};
}

Result<void> Paper::flow(Rows& rows) {
  page_ = 0;
  if (auto begun = rows.begin(); !begun) return begun;
  begin_page();
  bool any = false;
  for (Row row;; row.clear()) {
    const auto more = rows.next(row);
    if (!more) return more.error();
    if (!*more) break;
    row.resize(document_.columns.size());
    for (auto& cell : row) cell = clean(cell, longest_cell);
    place(std::move(row));
    any = true;
  }
  if (!any && draws_) canvas_.show_line(Face::small, words_.no_rows, margin + padding, y_ + 2 * padding, inner, faint);
  if (!any) y_ += 30;
  place_signatures();
  return {};
}

void Paper::begin_page() {
  if (draws_ && page_ > 0) canvas_.end_page();
  ++page_;
  y_ = table_top + titles_;
  if (!draws_) return;
  draw_head();
  draw_titles();
  draw_foot();
}

double Paper::height_of_titles() {
  double height = 0;
  for (std::size_t i = 0; i < document_.columns.size(); ++i)
    height = std::max(height, canvas_.height_of(Face::head, clean(document_.columns[i].title, 200),
                                                columns_.text_width(i), 4 * canvas_.line_height(Face::head)));
  return height + 2 * padding;
}

double Paper::height_of(const Row& row) {
  double height = canvas_.line_height(Face::cell);
  for (std::size_t i = 0; i < row.size(); ++i)
    height = std::max(height, canvas_.height_of(Face::cell, row[i], columns_.text_width(i), most_height()));
  return height + 2 * padding;
}

/// What stands on one page of a row; the row keeps what goes on on the next.
Row Paper::take_page(Row& row) {
  Row part;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto end = canvas_.fitting(Face::cell, row[i], columns_.text_width(i), most_height());
    part.push_back(row[i].substr(0, end));
    row[i].erase(0, end);
    if (part.back().ends_with('\n')) part.back().pop_back();
  }
  return part;
}

void Paper::place(Row row) {
  const auto is_left = [](const std::string& cell) { return !cell.empty(); };
  // Measured no higher than a page: what is that high may have more.
  for (double height = height_of(row); height + canvas_.line_height(Face::cell) > most_height() + 2 * padding;
       height = height_of(row)) {
    const auto part = take_page(row);
    place_part(part, height_of(part));
    if (std::ranges::none_of(row, is_left)) return;
  }
  place_part(row, height_of(row));
}

void Paper::place_part(const Row& row, double height) {
  if (y_ + height > bottom) begin_page();
  if (draws_) draw_row(row, height);
  y_ += height;
}

void Paper::draw_row(const Row& row, double height) {
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!row[i].empty())
      canvas_.show(Face::cell, row[i], columns_.lefts[i] + padding, y_ + padding, columns_.text_width(i), most_height(),
                   ink, stand_of(i));
  canvas_.line(margin, y_ + height, margin + inner, y_ + height, rule, 0.4);
}

void Paper::draw_titles() {
  canvas_.fill(margin, table_top, inner, titles_, shade);
  for (std::size_t i = 0; i < document_.columns.size(); ++i)
    canvas_.show(Face::head, clean(document_.columns[i].title, 200), columns_.lefts[i] + padding, table_top + padding,
                 columns_.text_width(i), titles_, ink, stand_of(i));
  canvas_.line(margin, table_top + titles_, margin + inner, table_top + titles_, faint, 0.7);
}

/// Title to the left, the document's particulars in a box to the right, the mark between them.
void Paper::draw_head() {
  const double right = margin + inner - box_width;
  const double room = right - margin - 12 - (document_.controlled_copy ? stamp_width + 12 : 0);
  canvas_.show_line(Face::title, clean(document_.title, 200), margin, margin + 2, room);
  canvas_.show(Face::label, clean(document_.subtitle, 300), margin, margin + 23, room,
               2 * canvas_.line_height(Face::label), faint);
  if (document_.controlled_copy) draw_stamp(right - 12);
  constexpr double row = 15.5;
  const std::array<std::pair<const std::string*, const std::string*>, 3> lines{
      {{&words_.number, &document_.number},
       {&words_.revision, &document_.revision},
       {&words_.effective, &document_.effective}}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double y = margin + row * static_cast<double>(i);
    canvas_.show_line(Face::small, *lines[i].first, right + 6, y + 3, 76, faint);
    canvas_.show_line(Face::label, clean(*lines[i].second, 100), right + 84, y + 2.2, box_width - 90);
    if (i > 0) canvas_.line(right, y, right + box_width, y, rule, 0.5);
  }
  canvas_.frame(right, margin, box_width, 3 * row, faint, 0.6);
}

void Paper::draw_stamp(double right) {
  const double x = right - stamp_width;
  constexpr double height = 26;
  canvas_.frame(x, margin + 2, stamp_width, height, stamp, 1.2);
  canvas_.frame(x + 2.5, margin + 4.5, stamp_width - 5, height - 5, stamp, 0.4);
  const double y = margin + 2 + (height - canvas_.line_height(Face::mark)) / 2;
  canvas_.show_line(Face::mark, words_.controlled, x + 4, y, stamp_width - 8, stamp, Stand::centre);
}

void Paper::draw_foot() {
  const double y = bottom + 8;
  canvas_.line(margin, y, margin + inner, y, rule, 0.5);
  const auto number = words_.page + " " + std::to_string(page_) + " " + words_.of + " " + std::to_string(pages_);
  canvas_.show_line(Face::label, number, margin + inner - 150, y + 5, 150, ink, Stand::right);
  if (!document_.made.empty())
    canvas_.show_line(Face::small, words_.made + " " + clean(document_.made, 200), margin, y + 5, inner - 160, faint);
  if (const auto& checkpoint = document_.checkpoint) {
    const auto text = words_.checkpoint + " #" + std::to_string(checkpoint->size) + " \xC2\xB7 " + words_.root + " " +
                      clean(checkpoint->root, 200) + " \xC2\xB7 " + words_.key + " " + clean(checkpoint->key, 200);
    canvas_.show_line(Face::mono, text, margin, y + 19, inner, faint);
  }
}

void Paper::place_signatures() {
  constexpr double gap = 16;
  if (y_ + gap + signature_height > bottom) begin_page();
  y_ += gap;
  if (draws_) {
    const double width = inner / 4;
    const double left = margin + inner - 3 * width;
    draw_signature(left, width, words_.prepared, document_.prepared);
    draw_signature(left + width, width, words_.checked, document_.checked);
    draw_signature(left + 2 * width, width, words_.approved, document_.approved);
  }
  y_ += signature_height;
}

void Paper::draw_signature(double x, double width, const std::string& word, const Signature& signature) {
  canvas_.frame(x, y_, width, signature_height, rule, 0.6);
  canvas_.show_line(Face::small, word, x + 6, y_ + 4, width - 12, faint);
  const double line = y_ + signature_height - 26;
  canvas_.line(x + 6, line, x + width - 6, line, faint, 0.5);
  canvas_.show_line(Face::label, clean(signature.name, 120), x + 6, line + 2, width - 12);
  canvas_.show_line(Face::small, clean(signature.at, 60), x + 6, line + 13, width - 12, faint);
}

}  // namespace

Result<void> write_pdf(const std::filesystem::path& file, const Document& document, const Words& words, Rows& rows) {
  Unfinished unfinished{file};
  auto output = Output::create(file);
  if (!output) return output.error();
  Paper paper{document, words};
  const auto pages = paper.count(rows);
  if (!pages) return pages.error();
  if (auto drawn = paper.draw(rows, *pages, *output); !drawn) return drawn;
  if (auto finished = output->finish(); !finished) return finished;
  unfinished.keep();
  return {};
}

}  // namespace siaga::report
