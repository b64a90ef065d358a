#include "ui/widgets/key_list.h"

#include "ui/keys.h"
#include "ui/text.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"

#include <wx/sizer.h>

#include <array>
#include <utility>

namespace siaga::ui {
namespace {

std::size_t column_of(KeyGroup group) {
  switch (group) {
    case KeyGroup::matter:
    case KeyGroup::user_id:
    case KeyGroup::directory:
    case KeyGroup::console: return 0;
    case KeyGroup::places:
    case KeyGroup::picture: return 1;
    case KeyGroup::video: break;
  }
  return 2;
}

bool is_shown(KeyGroup group, KeyScope scope) {
  const bool alarms = group == KeyGroup::matter || group == KeyGroup::video || group == KeyGroup::picture;
  if (scope == KeyScope::user_ids) return !alarms && group != KeyGroup::directory;
  return group != KeyGroup::user_id;
}

}  // namespace

KeyList::KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave)
    : Surface(parent, theme, {.fill = "bg", .border = "line", .edge_left = true}) {
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(new Label(this, tr("Keys"), {"title"}), 1, wxALIGN_CENTRE_VERTICAL);
  head->Add(new KeyButton(this, theme, "flat", {.text = tr("Back"), .key = "Esc"}, std::move(leave)), 0);
  const std::array groups{std::pair{KeyGroup::user_id, tr("USER IDS")},
                          std::pair{KeyGroup::matter, tr("THE SOS THAT IS SHOWN")},
                          std::pair{KeyGroup::places, tr("MOVING ABOUT")},
                          std::pair{KeyGroup::directory, tr("PEOPLE, UNITS, ACCOUNT")},
                          std::pair{KeyGroup::console, tr("CONSOLE")},
                          std::pair{KeyGroup::video, tr("VIDEO")},
                          std::pair{KeyGroup::picture, tr("PICTURE AND SOUND")}};
  columns_ = new wxBoxSizer(wxHORIZONTAL);
  std::array<wxSizer*, 3> column{};
  for (auto& each : column) {
    each = new wxBoxSizer(wxVERTICAL);
    columns_->Add(each, 0, wxRIGHT, 40);
  }
  for (const auto& [group, head_words] : groups) {
    auto* part = new wxBoxSizer(wxVERTICAL);
    auto* grid = new wxFlexGridSizer(2, 6, 12);
    for (const auto& key : key_bindings()) {
      if (key.group != group || !*key.cap) continue;
      const auto cap = key.command == Command::play ? tr("Space") : std::string(key.cap);
      grid->Add(new Label(this, cap, {"key"}), 0, wxALIGN_LEFT | wxALIGN_CENTRE_VERTICAL);
      grid->Add(new Label(this, tr(key.what)), 0, wxALIGN_CENTRE_VERTICAL);
    }
    part->Add(new Label(this, head_words, {"caps"}), 0, wxTOP | wxBOTTOM, 6);
    part->Add(grid, 0, wxBOTTOM, 12);
    column[column_of(group)]->Add(part);
    groups_[group] = part;
  }
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head, 0, wxEXPAND | wxALL, 16);
  all->Add(columns_, 1, wxEXPAND | wxLEFT | wxRIGHT, 16);
  all->Add(new Label(this, tr("Letters and digits work while no text field has the focus."), {"dim"}), 0, wxALL, 16);
  SetSizer(all);
}

void KeyList::show_for(KeyScope scope) {
  for (const auto& [group, part] : groups_) part->ShowItems(is_shown(group, scope));
  Layout();
}

}  // namespace siaga::ui
