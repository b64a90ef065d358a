#include "ui/directory/people_import.h"

#include "ui/directory/import_words.h"
#include "ui/format.h"
#include "ui/text.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

using domain::ImportFate;

namespace {

ImportLine line_of(const domain::RowProblem& problem) {
  return {std::to_string(problem.line), problem_fate(domain::stops(problem.problem)), problem.name,
          problem_words(problem)};
}

ImportDone people_done(const protocol::ImportOutcome& outcome) {
  ImportDone done;
  done.words = tr("Imported: {} new, {} changed.", grouped(outcome.added), grouped(outcome.changed));
  for (const auto& problem : outcome.problems) done.left.push_back(line_of(problem));
  done.left_words = tr("Rows that somebody else changed meanwhile stand here.");
  return done;
}

}  // namespace

ImportSheet people_sheet(const protocol::ImportPreview& preview,
                         const std::function<std::string(const base::Id&)>& unit_name) {
  const auto& [rows, problems] = preview.people;
  ImportSheet sheet;
  sheet.plan = preview.plan;
  for (const auto& problem : problems) sheet.lines.push_back(line_of(problem));
  for (const auto fate : {ImportFate::added, ImportFate::changed, ImportFate::same})
    for (const auto& row : rows)
      if (row.fate == fate)
        sheet.lines.push_back({std::to_string(row.line), fate_words(fate), row.person.name,
                               row_details(row, unit_name(row.person.unit))});
  const auto count = [&rows = rows](ImportFate fate) {
    return static_cast<std::uint64_t>(std::ranges::count(rows, fate, &domain::ImportRow::fate));
  };
  const auto left_out = rows_left_out(preview.people);
  if (!sheet.lines.empty())
    sheet.counts = tr("{} new · {} changed · {} the same · {} left out", grouped(count(ImportFate::added)),
                      grouped(count(ImportFate::changed)), grouped(count(ImportFate::same)), grouped(left_out));
  sheet.has_left_out = left_out > 0;
  if (auto ignored = ignored_words(preview.ignored); !ignored.empty()) sheet.facts.push_back(std::move(ignored));
  sheet.wanted = rows.size() - count(ImportFate::same);
  sheet.wish = tr_n("Import {} person", "Import {} people", sheet.wanted, grouped(sheet.wanted));
  sheet.under_way = tr("Importing {} people… This may take a minute.", grouped(sheet.wanted));
  if (sheet.lines.empty()) sheet.remark = tr("There is nobody in this file.");
  return sheet;
}

ImportKind people_import(Desk& desk, const Office& office) {
  ImportKind kind;
  kind.file_title = tr("Import people from a CSV file");
  kind.table_name = tr("What the file would do");
  kind.back = tr("Back to people");
  kind.columns = {
      {tr("Line"), 70, false}, {tr("What"), 130, false}, {tr("Who"), 230, false}, {tr("Details"), 0, false}};
  kind.look = [&desk, &office](const std::string& bytes, std::function<void(base::Result<ImportSheet>)> done) {
    desk.link.directory().preview_import(
        bytes, [&office, done = std::move(done)](const base::Result<protocol::ImportPreview>& preview) {
          if (!preview) return done(preview.error());
          done(people_sheet(*preview, [&office](const base::Id& unit) { return office.tree.name_of(unit); }));
        });
  };
  kind.import = [&desk](const std::string& bytes, const std::string& plan,
                        std::function<void(base::Result<ImportDone>)> done) {
    desk.link.directory().import_people(bytes, plan,
                                        [done = std::move(done)](const base::Result<protocol::ImportOutcome>& outcome) {
                                          if (!outcome) return done(outcome.error());
                                          done(people_done(*outcome));
                                        });
  };
  kind.fault = &import_fault;
  return kind;
}

}  // namespace siaga::ui
