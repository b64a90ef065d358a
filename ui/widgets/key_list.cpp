#include "ui/widgets/key_list.h"

#include "ui/keys.h"
#include "ui/text.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"

#include <wx/sizer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int scroll_step = 20;
constexpr int line_gap = 3;  // all of a view's keys in sight, at 768 pixels too

bool is_shown(KeyGroup group, KeyScope scope) {
  const bool alarms = group == KeyGroup::matter || group == KeyGroup::video || group == KeyGroup::picture;
  if (group == KeyGroup::user_id) return scope == KeyScope::user_ids;
  if (group == KeyGroup::logbook) return scope == KeyScope::logbook;
  return scope == KeyScope::usual || (!alarms && group != KeyGroup::directory);
}

bool is_of_queue(Command command) {
  return command == Command::filter_unanswered || command == Command::filter_answered || command == Command::filter_all;
}

}  // namespace

KeyList::KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave)
    : Surface(parent, theme, {.fill = "bg", .border = "line", .edge_left = true}) {
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(new Label(this, tr("Keys"), {"title"}), 1, wxALIGN_CENTRE_VERTICAL);
  head->Add(new KeyButton(this, theme, "flat", {.text = tr("Back"), .key = "Esc"}, std::move(leave)), 0);
  body_ =
      new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL | wxNO_BORDER);
  const auto colour = [this, &theme] { body_->SetBackgroundColour(theme.colour("bg")); };
  colour();
  on_theme_ = theme.changed.connect(colour);
  body_->SetScrollRate(0, scroll_step);
  auto* columns = new wxBoxSizer(wxHORIZONTAL);
  for (auto& each : columns_) {
    each = new wxBoxSizer(wxVERTICAL);
    columns->Add(each, 0, wxRIGHT, 40);
  }
  body_->SetSizer(columns);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head, 0, wxEXPAND | wxALL, 16);
  all->Add(body_, 1, wxEXPAND | wxLEFT | wxRIGHT, 16);
  all->Add(new Label(this, tr("Letters and digits work while no text field has the focus."), {"dim"}), 0, wxALL, 16);
  SetSizer(all);
}

void KeyList::make_parts() {
  const std::array groups{std::pair{KeyGroup::user_id, tr("USER IDS")},
                          std::pair{KeyGroup::logbook, tr("LOGBOOK")},
                          std::pair{KeyGroup::matter, tr("THE SOS THAT IS SHOWN")},
                          std::pair{KeyGroup::places, tr("MOVING ABOUT")},
                          std::pair{KeyGroup::video, tr("VIDEO")},
                          std::pair{KeyGroup::picture, tr("PICTURE AND SOUND")},
                          std::pair{KeyGroup::console, tr("CONSOLE")},
                          std::pair{KeyGroup::directory, tr("PEOPLE, UNITS, ACCOUNT")}};
  for (const auto& [group, words] : groups) parts_.push_back({group, make_part(group, words)});
}

wxSizer* KeyList::make_part(KeyGroup group, const std::string& head) {
  auto* part = new wxBoxSizer(wxVERTICAL);
  auto* grid = new wxFlexGridSizer(2, line_gap, 12);
  for (const auto& key : key_bindings()) {
    if (key.group != group || !*key.cap) continue;
    const auto cap = key.command == Command::play ? tr("Space") : std::string(key.cap);
    auto* shown = new Label(body_, cap, {"key"});
    auto* what = new Label(body_, tr(key.what));
    grid->Add(shown, 0, wxALIGN_LEFT | wxALIGN_CENTRE_VERTICAL);
    grid->Add(what, 0, wxALIGN_CENTRE_VERTICAL);
    if (is_of_queue(key.command)) of_queue_.insert(of_queue_.end(), {shown, what});
  }
  part->Add(new Label(body_, head, {"caps"}), 0, wxTOP | wxBOTTOM, 6);
  part->Add(grid, 0, wxBOTTOM, 12);
  columns_.front()->Add(part);
  return part;
}

void KeyList::show_for(KeyScope scope) {
  if (parts_.empty()) make_parts();  // a start doesn't wait for them
  std::array<int, column_count> heights{};
  for (const auto& [group, part] : parts_) {
    for (auto* column : columns_) column->Detach(part);
    const bool shown = is_shown(group, scope);
    part->ShowItems(shown);
    if (group == KeyGroup::places)
      for (auto* word : of_queue_) word->Show(scope == KeyScope::usual);
    const auto shortest = std::ranges::min_element(heights);
    if (shown) *shortest += part->CalcMin().GetHeight();
    columns_[static_cast<std::size_t>(shortest - heights.begin())]->Add(part);
  }
  body_->FitInside();
  Layout();
}

}  // namespace siaga::ui
