#include "ui/user_id/case_rows.h"

#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/image.h>

#include <algorithm>

namespace siaga::ui {
namespace {

using protocol::UserIdCaseView;

const wxSize bar_size{72, 8};

/// "–": nothing is known or needed.
constexpr const char* none = "–";
constexpr std::size_t long_words = 24;  ///< two lines from here

std::string coloured(const Theme& theme, std::string_view colour, const std::string& text, const char* more = "") {
  return fmt::format("<span foreground=\"{}\"{}>{}</span>", theme.hex(colour), more, escaped(text));
}

const char* colour_of(CaseTone tone) {
  return tone == CaseTone::alarm ? "alarm" : tone == CaseTone::running ? "timer" : "text";
}

/// At the comma or bracket nearest to its middle; words aren't cut.
std::string in_two_lines(std::string words) {
  if (words.size() < long_words) return words;
  auto at = words.find(", ");
  if (at == std::string::npos || at > long_words + 12) at = words.find(": ");
  if (at == std::string::npos) at = words.find(' ', words.size() / 2 - 2);
  if (at == std::string::npos) return words;
  if (words[at] == ' ')
    words[at] = '\n';
  else
    words[at + 1] = '\n';
  return words;
}

}  // namespace

void CaseRows::set(std::vector<UserIdCaseView> cases) {
  const bool same = std::ranges::equal(
      cases, cases_, {}, [](const auto& view) { return view.one.id; }, [](const auto& view) { return view.one.id; });
  cases_ = std::move(cases);
  if (!same) return Reset(static_cast<unsigned>(cases_.size()));
  for (unsigned row = 0; row < cases_.size(); ++row) RowChanged(row);
}

std::optional<unsigned> CaseRows::row_of(const base::Id& one) const {
  const auto at = std::ranges::find_if(cases_, [&](const auto& view) { return view.one.id == one; });
  if (at == cases_.end()) return std::nullopt;
  return static_cast<unsigned>(at - cases_.begin());
}

std::vector<base::Id> CaseRows::order() const {
  std::vector<base::Id> ids;
  for (const auto& view : cases_) ids.push_back(view.one.id);
  return ids;
}

void CaseRows::set_note(const base::Id& one, std::string note) {
  if (note.empty())
    notes_.erase(one);
  else
    notes_[one] = std::move(note);
  if (const auto row = row_of(one)) RowChanged(*row);
}

std::string CaseRows::running_words(const UserIdCaseView& view) const {
  const auto now = desk_.model.hub_now();
  const auto rest = time_left(view, now);
  return (rest ? left_words(*rest) : none) + status_words(view, now);
}

bool CaseRows::words_changed(unsigned row) const {
  const auto* view = at(row);
  const auto drawn = view ? drawn_.find(view->one.id) : drawn_.end();
  return drawn != drawn_.end() && drawn->second != running_words(*view);
}

std::string CaseRows::agent_cell(const UserIdCaseView& view) const {
  auto below = view.user_id.team.empty() ? std::string{none} : view.user_id.team;
  if (view.one.kind == domain::CaseKind::replace) below = tr("new") + " · " + below;
  return coloured(desk_.theme, "text", view.user_id.agent, " weight=\"bold\"") + "\n" +
         coloured(desk_.theme, "text_dim", below);
}

std::string CaseRows::left_cell(const UserIdCaseView& view) const {
  const auto now = desk_.model.hub_now();
  const auto rest = time_left(view, now);
  if (!view.one.deadline) return coloured(desk_.theme, "text_dim", none);
  const auto until =
      coloured(desk_.theme, "text_dim", tr("until {}", end_words(*view.one.deadline, now, view.one.zone)),
               " font_features=\"tnum=1\"");
  if (!rest) return coloured(desk_.theme, "text_dim", none) + "\n" + until;
  return coloured(desk_.theme, colour_of(tone_of_time(view, now)), left_words(*rest),
                  " weight=\"bold\" size=\"large\" font_features=\"tnum=1\"") +
         "\n" + until;
}

std::string CaseRows::status_cell(const UserIdCaseView& view) const {
  if (const auto note = notes_.find(view.one.id); note != notes_.end())
    return coloured(desk_.theme, "text", in_two_lines(note->second), " weight=\"bold\"");
  const bool failed = has_failed(view);
  return coloured(desk_.theme, failed || was_late(view) ? "alarm" : "text",
                  in_two_lines(status_words(view, desk_.model.hub_now())), failed ? " weight=\"bold\"" : "");
}

std::string CaseRows::cell(const UserIdCaseView& view, unsigned column) const {
  const auto& theme = desk_.theme;
  switch (column) {
    case agent: return agent_cell(view);
    case user_id: {
      const bool replaces = view.one.kind == domain::CaseKind::replace && view.replaced;
      const auto below = replaces ? tr("for {}", view.replaced->user_name) : view.application.name;
      return coloured(theme, "text", view.user_id.user_name, " font_family=\"DejaVu Sans Mono\" size=\"small\"") +
             "\n" + coloured(theme, "text_dim", below);
    }
    case last_day: {
      if (!view.one.last_day) return coloured(theme, "text_dim", none);
      const auto letter =
          view.one.letter_date ? tr("letter {}", day_words(*view.one.letter_date)) : tr("letter not dated");
      return coloured(theme, "text", day_words(*view.one.last_day)) + "\n" +
             coloured(theme, "text_dim", letter, " size=\"small\"");
    }
    case left: return left_cell(view);
    default: return status_cell(view);
  }
}

/// As high as the row, which takes its height from it; clear where there is no bar.
wxBitmap CaseRows::bar_of(const UserIdCaseView& view) const {
  const auto now = desk_.model.hub_now();
  const auto rest = time_left(view, now);
  const auto tone = tone_of_time(view, now);
  const std::string colour = !rest                       ? ""
                             : tone == CaseTone::alarm   ? "danger"
                             : tone == CaseTone::running ? "amber"
                                                         : "line_strong";
  const int filled = rest ? std::max(3, static_cast<int>(used_part(*rest) * bar_size.x)) : 0;
  auto& bitmap = bars_[{colour, filled}];
  if (bitmap.IsOk()) return bitmap;
  wxImage image(bar_size.x, row_height_ - 6);
  image.InitAlpha();
  std::fill_n(image.GetAlpha(), static_cast<std::size_t>(image.GetWidth() * image.GetHeight()),
              wxIMAGE_ALPHA_TRANSPARENT);
  const int top = (image.GetHeight() - bar_size.y) / 2;
  for (int y = top; rest && y < top + bar_size.y; ++y)
    for (int x = 0; x < bar_size.x; ++x) {
      const auto ink = desk_.theme.colour(x < filled ? colour : "track");
      image.SetRGB(x, y, ink.Red(), ink.Green(), ink.Blue());
      image.SetAlpha(x, y, wxIMAGE_ALPHA_OPAQUE);
    }
  return bitmap = wxBitmap(image);
}

void CaseRows::GetValueByRow(wxVariant& value, unsigned row, unsigned column) const {
  const auto* view = at(row);
  if (column == bar) {
    value << wxBitmapBundle(view ? bar_of(*view) : wxBitmap());
    return;
  }
  if (!view) {
    value = wxString();
    return;
  }
  if (column == status) drawn_[view->one.id] = running_words(*view);
  value = wx(cell(*view, column));
}

}  // namespace siaga::ui
