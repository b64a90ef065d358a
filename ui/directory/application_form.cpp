#include "ui/directory/application_form.h"

#include "ui/accessibility.h"
#include "ui/directory/application_words.h"
#include "ui/keys.h"
#include "ui/text.h"
#include "ui/user_id/finding_words.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace siaga::ui {
namespace {

using domain::ConnectorKind;

constexpr int scroll_by = 20;
constexpr int longest_url = 2000;
constexpr std::array connectors{ConnectorKind::manual, ConnectorKind::scim, ConnectorKind::command};

/// Without blanks at its ends, unless they were there before: what wasn't touched stays byte for byte.
std::string said_in(const wxTextCtrl& field, const std::string& before) {
  auto now = words_of(field);
  return now == utf8(wx(before).Trim().Trim(false)) ? before : now;
}

std::vector<Proof> proofs_of(ConnectorKind connector) {
  if (connector == ConnectorKind::scim) return {Proof::secret, Proof::password, Proof::none};
  return {Proof::none, Proof::secret};
}

}  // namespace

ApplicationForm::ApplicationForm(wxWindow* parent, Desk& desk, const Office& office)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), office_(office) {
  head_ = new Label(this, "", {"title"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  run_ = new Label(this, "", {"dim", "digits"});
  body_ =
      new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL | wxTAB_TRAVERSAL | wxNO_BORDER);
  const auto colour = [this] { body_->SetBackgroundColour(theme().colour("bg")); };
  colour();
  on_theme_ = theme().changed.connect(colour);
  body_->SetScrollRate(0, scroll_by);
  // One child: what hides directly in a window that scrolls is moved by GTK all the same, and complained of.
  fields_ = new Surface(body_, theme(), {.fill = "bg"});
  auto* fields = new wxBoxSizer(wxVERTICAL);
  make_fields(*fields);
  fields_->SetSizer(fields);
  auto* inside = new wxBoxSizer(wxVERTICAL);
  inside->Add(fields_, 0, wxEXPAND);
  body_->SetSizer(inside);
  state_ = new Label(this, "");
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxBOTTOM, 4);
  all->Add(run_, 0, wxEXPAND | wxBOTTOM, middle_gap);
  all->Add(body_, 0, wxEXPAND);
  all->Add(state_, 0, wxEXPAND | wxTOP, small_gap);
  all->Add(make_buttons(), 0, wxEXPAND | wxTOP, middle_gap);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { wrap(); });
  });
}

void ApplicationForm::make_fields(wxSizer& all) {
  const auto entered = [this] { save(); };
  const auto row = [&all] {
    auto* made = new wxBoxSizer(wxHORIZONTAL);
    all.Add(made, 0, wxEXPAND | wxBOTTOM, middle_gap);
    return made;
  };
  const auto room = [](wxSizer* in, int share = 1) {
    auto* made = new wxBoxSizer(wxVERTICAL);
    in->Add(made, share, wxEXPAND | wxRIGHT, small_gap);
    return made;
  };
  auto* line = row();
  name_ = add_text_field(*fields_, *room(line, 2), tr("Name of the application"), 120, entered);
  line = row();
  unit_ = add_choice_field(*fields_, *room(line, 2), tr("Whose people use it"));
  target_ = add_text_field(*fields_, *room(line), tr("Own target, minutes"), 5, entered);
  target_->SetHint(wx(tr("none")));
  set_accessible_hint(*target_, tr("After the last working day's end; may be empty"));
  target_->SetToolTip(
      wx(tr("After the last working day's end, before it with −. It warns; the SLA stays 1×24 hours.")));
  line = row();
  connector_ = add_choice_field(*fields_, *room(line), tr("How user IDs are closed there"));
  for (const auto kind : connectors) connector_->Append(wx(connector_words(kind)));
  connector_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { connector_chosen(); });
  of_proof_ = room(line);
  proof_ = add_choice_field(*fields_, *of_proof_, tr("The hub proves itself by"));
  proof_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { arrange(); });
  of_url_ = room(row());
  url_ = add_text_field(*fields_, *of_url_, tr("Address of the SCIM service"), longest_url, entered);
  url_->SetHint("https://apps.contoh.id/scim/v2");
  line = row();
  of_program_ = room(line, 2);
  program_ = add_text_field(*fields_, *of_program_, tr("Program, a file in connectors/"), 100, entered);
  program_->SetToolTip(wx(tr("Whoever has the hub's machine puts programs into connectors/ of its data.")));
  line = row();
  of_user_ = room(line);
  user_ = add_text_field(*fields_, *of_user_, tr("User of the hub there"), 254, entered);
  of_secret_ = room(line);
  secret_ = add_password_field(*fields_, *of_secret_, tr("Secret (never shown again)"), entered);
  line = row();
  of_activity_ = room(line, 2);
  activity_ = add_text_field(*fields_, *of_activity_, tr("Attribute of the last activity"), 200, entered);
  activity_->SetHint(wx(tr("none")));
  of_timeout_ = room(line);
  timeout_ = add_text_field(*fields_, *of_timeout_, tr("Wait, sec"), 3, entered);
  of_page_ = room(line);
  page_ = add_text_field(*fields_, *of_page_, tr("Users at once"), 4, entered);
  of_authorities_ = room(row());
  authorities_ = add_text_area(*fields_, *of_authorities_, tr("Certificate of its authority, PEM (may be empty)"));
  of_arguments_ = room(row());
  arguments_ = add_text_area(*fields_, *of_arguments_, tr("Arguments, one a line (may be empty)"));
}

wxSizer* ApplicationForm::make_buttons() {
  save_ = new KeyButton(this, theme(), "primary tall", {.text = tr("Save"), .key = cap_of(Command::save)},
                        [this] { save(); });
  try_ = new KeyButton(this, theme(), "tall", {.text = tr("Try it out"), .key = cap_of(Command::try_application)},
                       [this] { try_out(); });
  read_ = new KeyButton(this, theme(), "tall", {.text = tr("Read now"), .key = cap_of(Command::read_again)},
                        [this] { read_now(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  for (auto* button : {save_, try_, read_}) row->Add(button, 0, wxRIGHT, small_gap);
  read_->Hide();
  return row;
}

void ApplicationForm::show(const protocol::ApplicationView& view) {
  is_new_ = false;
  shown_ = view;
  fill();
}

void ApplicationForm::begin_new() {
  is_new_ = true;
  shown_ = {};
  // The id stays for every try: a retry adds none twice.
  shown_.application.id = desk_.link.applications().new_id();
  const bool everywhere = !office_.mine.units(domain::Action::manage_applications).has_value();
  if (!everywhere && desk_.model.session()) shown_.application.unit = desk_.model.session()->person.unit;
  fill();
  show_run(nullptr);
  focus_first();
}

void ApplicationForm::forget() {
  shown_ = {};
  is_new_ = false;
  fill();
}

void ApplicationForm::discard() { fill(); }

bool ApplicationForm::is_same_as(const protocol::ApplicationView& view) const {
  const auto said = [](const protocol::ApplicationView& one) {
    const auto& is = one.application;
    return std::tie(is.id, is.unit, is.name, is.connector, is.target, is.settings, one.has_secret);
  };
  return said(view) == said(shown_);
}

void ApplicationForm::fill() {
  ++turn_;
  const auto draft = draft_of(shown_);
  is_known_ = draft.has_value();
  draft_ = is_known_ ? *draft : ApplicationDraft{};
  if (!is_known_) draft_.name = shown_.application.name;
  put(draft_);
  draft_ = written();  // a unit that isn't among those of the choice
  head_->set(is_new_ ? tr("New application") : shown_.application.name);
  body_->Enable(is_known_);
  save_->Enable(is_known_);
  try_->Enable();
  say(is_known_ ? std::string{}
                : tr("This application has settings that this console doesn't know: it is older than the hub. Nothing "
                     "can be changed here."),
      !is_known_);
  body_->Scroll(0, 0);
}

void ApplicationForm::put(const ApplicationDraft& draft) {
  const std::array<std::pair<wxTextCtrl*, const std::string*>, 11> texts{{{name_, &draft.name},
                                                                          {target_, &draft.target},
                                                                          {secret_, &draft.secret},
                                                                          {url_, &draft.url},
                                                                          {user_, &draft.user},
                                                                          {activity_, &draft.activity},
                                                                          {authorities_, &draft.authorities},
                                                                          {page_, &draft.page},
                                                                          {timeout_, &draft.timeout},
                                                                          {program_, &draft.program},
                                                                          {arguments_, &draft.arguments}}};
  for (const auto& [field, text] : texts) field->ChangeValue(wx(*text));
  list_units(draft.unit);
  connector_->SetSelection(static_cast<int>(draft.connector));
  list_proofs(draft);
  arrange();
}

void ApplicationForm::list_units(const base::Id& chosen) {
  units_.clear();
  unit_->Clear();
  const auto add = [this](const base::Id& unit, const std::string& text) {
    units_.push_back(unit);
    unit_->Append(wx(text));
  };
  using domain::Action;
  const bool everywhere = !office_.mine.units(Action::manage_applications).has_value();
  if (everywhere || chosen.is_nil()) add(base::Id{}, tr("Everybody"));
  for (const auto& branch : office_.tree.branches())
    if (branch.unit.id == chosen || office_.mine.may(Action::manage_applications, branch.unit.id))
      add(branch.unit.id, UnitTree::indented(branch));
  const auto at = std::ranges::find(units_, chosen);
  unit_->SetSelection(at == units_.end() ? 0 : static_cast<int>(at - units_.begin()));
}

void ApplicationForm::list_proofs(const ApplicationDraft& draft) {
  arranged_ = draft.connector;
  proofs_ = proofs_of(draft.connector);
  proof_->Clear();
  for (const auto proof : proofs_) proof_->Append(wx(proof_words(proof, draft.connector)));
  const auto at = std::ranges::find(proofs_, draft.proof);
  proof_->SetSelection(at == proofs_.end() ? 0 : static_cast<int>(at - proofs_.begin()));
}

void ApplicationForm::arrange() {
  const auto draft = written();
  const bool scim = draft.connector == ConnectorKind::scim;
  const bool program = draft.connector == ConnectorKind::command;
  for (auto* room : {of_url_, of_activity_, of_page_, of_authorities_}) room->ShowItems(scim);
  for (auto* room : {of_program_, of_arguments_}) room->ShowItems(program);
  for (auto* room : {of_proof_, of_timeout_}) room->ShowItems(scim || program);
  of_user_->ShowItems(scim && draft.proof == Proof::password);
  of_secret_->ShowItems((scim || program) && draft.proof != Proof::none);
  const bool kept = shown_.has_secret && draft.connector == shown_.application.connector;
  secret_->SetHint(wx(kept ? tr("kept; write here to replace it") : tr("needed")));
  try_->Show(scim || program);
  wrap();
}

void ApplicationForm::wrap() {
  const int room = GetClientSize().x;
  if (room < 100) return;
  for (auto* label : {run_, state_}) {
    label->wrap_to(room);
    label->Show(!label->text().empty());
  }
  // What is below the fields follows them, as long as there is room.
  const int fields = fields_->GetSizer()->CalcMin().y;
  fields_->SetMinSize(wxSize(-1, fields));
  body_->SetMinSize(wxSize(-1, 0));
  const int others = GetSizer()->CalcMin().y;
  body_->SetMinSize(wxSize(-1, std::clamp(GetClientSize().y - others, 0, fields)));
  Layout();
  body_->FitInside();
  fields_->Layout();
}

ApplicationDraft ApplicationForm::written() const {
  ApplicationDraft draft;
  draft.name = words_of(*name_);
  if (unit_->GetSelection() >= 0) draft.unit = units_[static_cast<std::size_t>(unit_->GetSelection())];
  draft.connector = connectors.at(static_cast<std::size_t>(std::max(0, connector_->GetSelection())));
  draft.target = words_of(*target_);
  if (proof_->GetSelection() >= 0) draft.proof = proofs_[static_cast<std::size_t>(proof_->GetSelection())];
  const bool token = draft.connector == ConnectorKind::scim && draft.proof == Proof::secret;
  draft.secret = token ? words_of(*secret_) : utf8(secret_->GetValue());
  draft.url = words_of(*url_);
  draft.user = words_of(*user_);
  draft.activity = words_of(*activity_);
  draft.authorities = said_in(*authorities_, draft_.authorities);
  draft.page = words_of(*page_);
  draft.timeout = words_of(*timeout_);
  draft.program = words_of(*program_);
  draft.arguments = said_in(*arguments_, draft_.arguments);
  return draft;
}

bool ApplicationForm::is_typed() const { return is_known_ && written() != draft_; }

void ApplicationForm::connector_chosen() {
  auto draft = written();
  const auto chosen = std::exchange(draft.connector, arranged_);
  choose_connector(draft, chosen);
  put(draft);
}

void ApplicationForm::save() {
  if (!save_->IsEnabled() || !is_known_ || shown_.application.id.is_nil()) return;
  const auto wish = wish_of(written(), shown_);
  if (!wish) return refuse(wish.error());
  save_->Disable();
  say(tr("Sending…"), false);
  desk_.link.applications().save(
      *wish, [self = wxWeakRef<ApplicationForm>(this), mine = turn_](base::Result<protocol::ApplicationView> kept) {
        if (self && mine == self->turn_ && self->desk_.model.session()) self->saved(kept);
      });
}

void ApplicationForm::saved(const base::Result<protocol::ApplicationView>& kept) {
  save_->Enable();
  if (!kept) return refuse(kept.error());
  show(*kept);
  desk_.say(tr("Saved: {}.", kept->application.name));
  if (kept->application.connector != ConnectorKind::manual)
    say(tr("Saved. Try it out now ({}): whether the application lets the hub in.", cap_of(Command::try_application)),
        false);
  on_saved(*kept);
}

void ApplicationForm::try_out() {
  if (shown_.application.id.is_nil() || !try_->IsEnabled()) return;
  if (is_new_ || is_typed())
    return desk_.complain(tr("What is tried out is what the hub has: save first ({}).", cap_of(Command::save)));
  if (shown_.application.connector == ConnectorKind::manual)
    return desk_.complain(tr("A person does everything there by hand: there is nothing to try out."));
  try_->Disable();
  say(tr("The hub asks the application…"), false);
  desk_.link.applications().check(
      shown(), [self = wxWeakRef<ApplicationForm>(this), mine = turn_](base::Result<protocol::CheckView> check) {
        if (!self || mine != self->turn_ || !self->desk_.model.session()) return;
        self->try_->Enable();
        if (!check) return self->refuse(check.error());
        self->say(check_words(*check), !check->good);
        if (!check->good) self->desk_.complain(check_words(*check));
      });
}

void ApplicationForm::read_now() {
  if (!may_read_)
    return desk_.complain(
        tr("This isn't to be read now, or not by you: whoever confirms user IDs has it read, in the findings too."));
  desk_.link.user_ids().reconcile(shown(), [self = wxWeakRef<ApplicationForm>(this)](const base::Result<void>& begun) {
    if (!self || !self->desk_.model.session()) return;
    if (!begun) self->desk_.complain(finding_sentence(begun.error()));
    self->on_reading();
  });
}

void ApplicationForm::show_run(const protocol::ReconciliationView* run) {
  const bool manual = shown_.application.connector == ConnectorKind::manual;
  const auto now = desk_.model.hub_now();
  run_->set(run       ? run_words(*run, now)
            : is_new_ ? std::string{}
            : manual  ? tr("A person closes user IDs there by hand, and a second one looks.")
                      : tr("not read yet"));
  run_->mark("bad", run && has_run_failed(*run));
  may_read_ = run && run->may_run && !run->running;
  read_->Show(run && run->may_run);
  read_->Enable(may_read_);
  wrap();
}

void ApplicationForm::refuse(const base::Error& error) {
  const auto words = application_sentence(error);
  say(words, true);
  desk_.complain(words);
  auto name = std::string_view{error.field};
  if (name.starts_with('/')) name.remove_prefix(1);
  const std::array<std::pair<std::string_view, wxWindow*>, 12> fields{{{"name", name_},
                                                                       {"unit", unit_},
                                                                       {"target_minutes", target_},
                                                                       {"secret", secret_},
                                                                       {"url", url_},
                                                                       {"user", user_},
                                                                       {"activity", activity_},
                                                                       {"authorities", authorities_},
                                                                       {"page", page_},
                                                                       {"timeout_s", timeout_},
                                                                       {"program", program_},
                                                                       {"arguments", arguments_}}};
  for (const auto& [field, control] : fields)
    if (field == name && control->IsShown()) control->SetFocus();
}

void ApplicationForm::say(const std::string& text, bool bad) {
  state_->mark("bad", bad);
  state_->set(text);
  wrap();
}

}  // namespace siaga::ui
