#include "ui/directory/session_list.h"

#include "ui/directory/session_cell.h"
#include "ui/format.h"
#include "ui/text.h"

#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {

SessionList::SessionList(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  state_ = new Label(this, "", {"dim"});
  table_ = new Table(this, tr("Sessions"),
                     {{tr("Console or phone"), 0, false},
                      {tr("Address"), 130, false},
                      {tr("Opened"), 190, false},
                      {tr("Last used"), 190, false}},
                     1, [this](std::size_t row, std::size_t column) {
                       return row < sessions_.size() ? session_cell(desk_, sessions_[row], column) : std::string{};
                     });
  table_->on_selected = [this](std::size_t) { show_buttons(); };
  end_one_ = new KeyButton(this, theme(), "tall", {.text = tr("End this session"), .key = cap_of(Command::end_one)},
                           [this] { end_chosen(); });
  end_all_ = new KeyButton(this, theme(), "tall", {.text = tr("End all sessions")},
                           [this] { end(std::nullopt, tr("Ended: {} is signed out everywhere.", person_.name)); });
  auto* buttons = new wxBoxSizer(wxHORIZONTAL);
  buttons->Add(end_one_, 0, wxRIGHT, 8);
  buttons->Add(end_all_, 0);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(state_, 0, wxBOTTOM, 12);
  all->Add(table_, 1, wxEXPAND | wxBOTTOM, 12);
  all->Add(buttons, 0);
  SetSizer(all);
}

void SessionList::set_person(const domain::Person& person) {
  const bool other = person.id != person_.id;
  person_ = person;
  if (other) show_sessions({});
  if (other && IsShownOnScreen()) refresh();
}

void SessionList::refresh() {
  if (person_.id.is_nil()) return;
  state_->set(tr("Fetching…"));
  state_->Show(sessions_.empty());
  Layout();
  using Sessions = std::vector<protocol::OwnSession>;
  desk_.link.directory().fetch_sessions_of(
      person_.id, [self = wxWeakRef<SessionList>(this), mine = person_.id](base::Result<Sessions> sessions) {
        if (!self || mine != self->person_.id) return;
        if (sessions) return self->show_sessions(std::move(*sessions));
        self->state_->set(tr("Not known: {}", sentence(sessions.error())));
        self->state_->Show();
        self->Layout();
      });
}

void SessionList::show_sessions(std::vector<protocol::OwnSession> sessions) {
  sessions_ = std::move(sessions);
  table_->show(sessions_.size());
  state_->set(tr("Signed in nowhere."));
  state_->Show(sessions_.empty());
  table_->Show(!sessions_.empty());
  show_buttons();
  Layout();
}

void SessionList::show_buttons() {
  for (auto* button : {end_one_, end_all_}) button->Show(desk_.model.may(domain::Action::end_sessions));
  const auto row = table_->selected();
  end_one_->Enable(row && !sessions_[*row].current);
  end_all_->Enable(std::ranges::any_of(sessions_, [](const auto& session) { return !session.current; }));
}

void SessionList::end_chosen() {
  if (!end_one_->IsShown()) return;
  const auto row = table_->selected();
  if (!row) return desk_.complain(tr("Choose a session first."));
  const auto& session = sessions_[*row];
  if (session.current)
    return desk_.complain(tr("This is where you are now: sign out ({}).", cap_of(Command::sign_out)));
  end(session.id, tr("Ended: {} is signed out now.", session.console));
}

void SessionList::end(const std::optional<base::Id>& which, const std::string& success) {
  desk_.link.directory().end_sessions_of(person_.id, which,
                                         [self = wxWeakRef<SessionList>(this), success](base::Result<void> ended) {
                                           if (!self) return;
                                           if (ended)
                                             self->desk_.say(success);
                                           else
                                             self->desk_.complain(sentence(ended.error()));
                                           self->refresh();
                                         });
}

}  // namespace siaga::ui
