#include "ui/account/account_view.h"

#include "ui/account/born_words.h"
#include "ui/directory/role_words.h"
#include "ui/directory/session_cell.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int person_width = 480, least_person_width = 360;
constexpr double share_of_person = 0.35;  ///< of the view: what stands beside it needs the rest

}  // namespace

AccountView::AccountView(wxWindow* parent, Desk& desk) : View(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  auto* columns = new wxBoxSizer(wxHORIZONTAL);
  auto* person = make_person();
  columns->Add(person, 0, wxEXPAND | wxRIGHT, 2 * gap);
  columns->Add(make_beside(), 1, wxEXPAND);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(new Label(this, tr("Your account"), {"title"}), 0, wxLEFT | wxTOP, gap);
  all->Add(columns, 1, wxEXPAND | wxALL, gap);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this, person](wxSizeEvent& event) {
    const int share = static_cast<int>(event.GetSize().x * share_of_person);
    person->SetMinSize(wxSize(
        std::clamp(share, native::by_text(*this, least_person_width), native::by_text(*this, person_width)), -1));
    event.Skip();
  });
  on_session_ = desk_.model.session_changed.connect([this] { show_person(); });
  choose_part(0);
}

wxSizer* AccountView::make_beside() {
  const std::array names{tr("Sessions"), tr("Password and second factor"), tr("Who looked at your data")};
  auto* tabs = new wxBoxSizer(wxHORIZONTAL);
  for (std::size_t at = 0; at < names.size(); ++at) {
    const char* looks = at == 0 ? "segment first" : at + 1 == names.size() ? "segment last" : "segment";
    tabs_[at] = new KeyButton(this, theme(), looks, {.text = names[at]}, [this, at] { choose_part(at); });
    tabs->Add(tabs_[at]);
  }
  security_ = new SecurityPane(this, desk_);
  security_->on_changed = [this] {
    fetch_profile();
    fetch_sessions();
  };
  looks_ = new LooksPane(this, desk_);
  parts_ = {make_sessions(), security_, looks_};
  auto* column = new wxBoxSizer(wxVERTICAL);
  column->Add(tabs, 0, wxBOTTOM, gap);
  for (auto* part : parts_) column->Add(part, 1, wxEXPAND);
  return column;
}

void AccountView::choose_part(std::size_t part) {
  for (std::size_t at = 0; at < parts_.size(); ++at) {
    parts_[at]->Show(at == part);
    tabs_[at]->mark("here", at == part);
  }
  if (parts_[part] == looks_ && desk_.model.session()) looks_->open();
  Layout();
}

void AccountView::begin_enrolment() {
  choose_part(1);
  security_->focus_factor();
}

void AccountView::fetch_profile() {
  desk_.link.account().fetch_profile(
      [self = wxWeakRef<AccountView>(this)](base::Result<protocol::ProfileView> profile) {
        if (!self || !profile || self->person_ != profile->person.id) return;  // fetch_self complains already
        const bool typed = self->is_born_typed();
        self->shown_.born = profile->born.value_or("");
        if (!typed) self->born_->ChangeValue(wx(born_words(*self->shown_.born)));
        self->security_->show(*profile);
      });
}

wxSizer* AccountView::make_person() {
  auto* column = new wxBoxSizer(wxVERTICAL);
  const auto entered = [this] { save(); };
  auto* name = new wxBoxSizer(wxVERTICAL);
  name_ = add_text_field(*this, *name, tr("Name"), 120, entered);
  auto* phone = new wxBoxSizer(wxVERTICAL);
  phone_ = add_text_field(*this, *phone, tr("Phone"), 32, entered);
  auto* born = new wxBoxSizer(wxVERTICAL);
  born_ = add_text_field(*this, *born, tr("Date of birth, e.g. 30-06-1985"), 10, entered);
  auto* both = new wxBoxSizer(wxHORIZONTAL);
  both->Add(phone, 1, wxRIGHT, gap);
  both->Add(born, 1);
  photo_ = new PhotoEditor(this, desk_);
  save_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Save"), .key = cap_of(Command::save)}, entered);
  auto* facts = new wxFlexGridSizer(2, 6, gap);
  facts->AddGrowableCol(1);
  const auto fact = [&](const std::string& caption) {
    facts->Add(new Label(this, caption, {"dim"}));
    auto* value = new Label(this, "", {}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
    facts->Add(value, 1, wxEXPAND);
    return value;
  };
  email_ = fact(tr("E-mail"));
  nrp_ = fact(tr("NRP"));
  post_ = fact(tr("Post"));
  unit_ = fact(tr("Unit"));
  column->Add(photo_, 0, wxEXPAND | wxBOTTOM, 12);
  column->Add(name, 0, wxEXPAND | wxBOTTOM, 12);
  column->Add(both, 0, wxEXPAND | wxBOTTOM, 12);
  column->Add(save_, 0, wxBOTTOM, gap);
  column->Add(facts, 0, wxEXPAND | wxBOTTOM, 6);
  column->Add(new Label(this, tr("Your administrator changes these."), {"dim", "small"}), 0, wxBOTTOM, gap + 4);
  column->Add(new Label(this, tr("YOUR ROLES"), {"caps"}), 0, wxBOTTOM, 6);
  roles_ = new Table(this, tr("Your roles"), {{"", 0, true}}, 2,
                     [this](std::size_t row, std::size_t cell) { return role_cell(row, cell); });
  no_roles_ = new Label(this, tr("You hold no role now. Your administrator gives roles."), {"dim"});
  column->Add(no_roles_, 0);
  column->Add(roles_, 1, wxEXPAND);
  column->SetMinSize(wxSize(native::by_text(*this, person_width), -1));
  return column;
}

wxWindow* AccountView::make_sessions() {
  auto* part = new Surface(this, theme(), {.fill = "bg"});
  auto* column = new wxBoxSizer(wxVERTICAL);
  sessions_ = new Table(part, tr("Where you are signed in"),
                        {{tr("Console or phone"), 0, false},
                         {tr("Address"), 130, false},
                         {tr("Opened"), 200, false},
                         {tr("Last used"), 200, false}},
                        1, [this](std::size_t row, std::size_t cell) {
                          return row < own_.size() ? session_cell(desk_, own_[row], cell) : std::string{};
                        });
  sessions_->on_selected = [this](std::size_t) { show_end(); };
  sessions_state_ = new Label(part, "", {"dim"});
  end_ = new KeyButton(part, theme(), "tall", {.text = tr("End this session"), .key = cap_of(Command::end_one)},
                       [this] { end_session(); });
  column->Add(sessions_state_, 0);
  column->Add(sessions_, 1, wxEXPAND);
  column->Add(end_, 0, wxTOP, 12);
  part->SetSizer(column);
  return part;
}

void AccountView::open() {
  show_person();
  desk_.link.directory().fetch_self([self = wxWeakRef<AccountView>(this)](base::Result<void> done) {
    if (self && !done) self->desk_.complain(sentence(done.error()));
  });
  fetch_sessions();
  fetch_profile();
  photo_->open();
  if (looks_->IsShown()) looks_->open();
}

void AccountView::focus_first() { name_->SetFocus(); }

bool AccountView::is_typed() const {
  return words_of(*name_) != shown_.name || words_of(*phone_) != shown_.phone || is_born_typed();
}

bool AccountView::is_born_typed() const { return words_of(*born_) != born_words(shown_.born.value_or("")); }

void AccountView::show_person() {
  const auto& session = desk_.model.session();
  if (!session) {  // the next one's is another account
    person_.reset();
    shown_ = {};
    own_.clear();
    sessions_->show(0);
    born_->Clear();
    photo_->forget();
    security_->forget();
    looks_->forget();
    return;
  }
  const auto& person = session->person;
  if (person_ != person.id || !is_typed()) {
    person_ = person.id;
    shown_.name = person.name;
    shown_.phone = person.phone;
    name_->ChangeValue(wx(shown_.name));
    phone_->ChangeValue(wx(shown_.phone));
    born_->ChangeValue(wx(born_words(shown_.born.value_or(""))));
  }
  const auto or_none = [](const std::string& text) { return text.empty() ? std::string{"–"} : text; };
  email_->set(or_none(person.email));
  nrp_->set(or_none(person.nrp));
  post_->set(or_none(person.post));
  unit_->set(session->unit.name);
  const auto count = session->grants.size() + session->waiting.size();
  roles_->show(count);
  roles_->Show(count > 0);
  no_roles_->Show(count == 0);
  Layout();
}

std::string AccountView::role_cell(std::size_t row, std::size_t) const {
  const auto& session = desk_.model.session();
  if (!session || row >= session->grants.size() + session->waiting.size()) return {};
  const bool waits = row >= session->grants.size();
  const auto& grant = waits ? session->waiting[row - session->grants.size()] : session->grants[row];
  const auto* unit = grant.unit == session->unit.id ? &session->unit : desk_.model.unit(grant.unit);
  const auto where = grant.unit.is_nil() ? tr("The whole organisation") : unit ? unit->name : tr("another unit");
  const auto held = held_words(grant, desk_.model.hub_now(), desk_.model.zone_of(grant.unit));
  return "<b>" + escaped(role_name(grant.role)) + "</b>\n<span color=\"" + desk_.theme.hex("text_dim") + "\">" +
         escaped(where + " · " + (waits ? tr("waits for a second factor") : held)) + "</span>";
}

void AccountView::fetch_sessions() {
  if (own_.empty()) sessions_state_->set(tr("Fetching…"));
  sessions_state_->Show(own_.empty());
  using Own = std::vector<protocol::OwnSession>;
  desk_.link.directory().fetch_sessions([self = wxWeakRef<AccountView>(this)](base::Result<Own> own) {
    if (!self) return;
    if (own) return self->show_sessions(std::move(*own));
    self->sessions_state_->set(tr("Not known: {}", sentence(own.error())));
    self->sessions_state_->Show();
    self->Layout();
  });
}

void AccountView::show_sessions(std::vector<protocol::OwnSession> sessions) {
  own_ = std::move(sessions);
  sessions_state_->Hide();
  sessions_->show(own_.size());
  show_end();
  Layout();
}

void AccountView::show_end() {
  const auto row = sessions_->selected();
  end_->Enable(row && !own_[*row].current);
}

void AccountView::save() {
  if (!save_->IsEnabled()) return;
  protocol::PutProfile wish{words_of(*name_), words_of(*phone_)};
  if (is_born_typed()) {
    wish.born = born_of(words_of(*born_));
    if (!wish.born) return complain_of_born();
  }
  if (wish.name.empty()) {
    desk_.complain(tr("A name of 1 to 120 characters is needed."));
    return name_->SetFocus();
  }
  save_->Disable();
  desk_.link.directory().save_profile(
      wish, [self = wxWeakRef<AccountView>(this), born = wish.born](base::Result<void> kept) {
        if (!self) return;
        self->save_->Enable();
        if (!kept && kept.error().field == "born") return self->complain_of_born();
        if (!kept) return self->desk_.complain(sentence(kept.error()));
        if (born) self->shown_.born = born;
        // As the hub has kept it: without doubled blanks.
        self->person_.reset();
        self->show_person();
        self->desk_.say(tr("Saved. Logbooks keep the name that they were written with."));
      });
}

void AccountView::complain_of_born() {
  desk_.complain(tr("Write the date of birth as day-month-year, e.g. 30-06-1985. Nothing was changed."));
  born_->SetFocus();
}

void AccountView::end_session() {
  const auto row = sessions_->selected();
  if (!row) return desk_.complain(tr("Choose a session first."));
  const auto& session = own_[*row];
  if (session.current)
    return desk_.complain(tr("This is where you are now: sign out ({}).", cap_of(Command::sign_out)));
  desk_.link.directory().end_session(
      session.id, [self = wxWeakRef<AccountView>(this), console = session.console](base::Result<void> ended) {
        if (!self) return;
        if (ended)
          self->desk_.say(tr("Ended: {} is signed out now.", console));
        else
          self->desk_.complain(sentence(ended.error()));
        self->fetch_sessions();
      });
}

bool AccountView::perform(Command command) {
  if (command != Command::save && command != Command::end_one) return false;
  if (command == Command::save)
    save();
  else
    end_session();
  return true;
}

bool AccountView::cancel() {
  if (security_->IsShown() && security_->cancel()) return true;
  if (!is_typed()) return false;
  person_.reset();
  show_person();
  desk_.say(tr("Not saved: everything is as it was."));
  return true;
}

}  // namespace siaga::ui
