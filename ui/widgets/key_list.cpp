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
    case KeyGroup::directory:
    case KeyGroup::console: return 0;
    case KeyGroup::places:
    case KeyGroup::picture: return 1;
    case KeyGroup::video: break;
  }
  return 2;
}

}  // namespace

KeyList::KeyList(wxWindow* parent, Theme& theme, std::function<void()> leave)
    : Surface(parent, theme, {.fill = "bg", .border = "line", .edge_left = true}) {
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(new Label(this, tr("Keys"), {"title"}), 1, wxALIGN_CENTRE_VERTICAL);
  head->Add(new KeyButton(this, theme, "flat", {.text = tr("Back"), .key = "Esc"}, std::move(leave)), 0);
  const std::array groups{std::pair{KeyGroup::matter, tr("THE SOS THAT IS SHOWN")},
                          std::pair{KeyGroup::places, tr("MOVING ABOUT")},
                          std::pair{KeyGroup::directory, tr("PEOPLE, UNITS, ACCOUNT")},
                          std::pair{KeyGroup::console, tr("CONSOLE")},
                          std::pair{KeyGroup::video, tr("VIDEO")},
                          std::pair{KeyGroup::picture, tr("PICTURE AND SOUND")}};
  auto* columns = new wxBoxSizer(wxHORIZONTAL);
  std::array<wxFlexGridSizer*, 3> column{};
  for (auto& grid : column) {
    grid = new wxFlexGridSizer(2, 6, 12);
    columns->Add(grid, 0, wxRIGHT, 40);
  }
  for (std::size_t at = 0; at < groups.size(); ++at) {
    auto* grid = column[column_of(groups[at].first)];
    grid->Add(new Label(this, groups[at].second, {"caps"}), 0, wxTOP, 12);
    grid->AddSpacer(0);
    for (const auto& key : key_bindings()) {
      if (key.group != groups[at].first || !*key.cap) continue;
      const auto cap = key.command == Command::play ? tr("Space") : std::string(key.cap);
      grid->Add(new Label(this, cap, {"key"}), 0, wxALIGN_LEFT | wxALIGN_CENTRE_VERTICAL);
      grid->Add(new Label(this, tr(key.what)), 0, wxALIGN_CENTRE_VERTICAL);
    }
  }
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head, 0, wxEXPAND | wxALL, 16);
  all->Add(columns, 1, wxEXPAND | wxLEFT | wxRIGHT, 16);
  all->Add(new Label(this, tr("Letters and digits work while no text field has the focus."), {"dim"}), 0, wxALL, 16);
  SetSizer(all);
}

}  // namespace siaga::ui
