#include "ui/user_id/case_form.h"

#include "ui/text.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/wrapsizer.h>

#include <utility>

namespace siaga::ui {

CaseForm::CaseForm(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "bg", .border = "line", .edge_left = true}), desk_(desk) {
  head_ = new Label(this, "", {"head"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  rest_ = new Label(this, "", {"dim"});
  fault_ = new Label(this, "", {"bad"});
  fields_ = new wxBoxSizer(wxVERTICAL);
  primary_ =
      new KeyButton(this, theme(), "primary tall", {.text = "", .key = cap_of(Command::save)}, [this] { submit(); });
  back_ = new KeyButton(this, theme(), "tall", {.text = tr("Cancel"), .key = "Esc"}, [this] {
    if (!must_stay()) leave(false, {});
  });
  buttons_ = new wxWrapSizer(wxHORIZONTAL, 0);
  buttons_->Add(primary_, 0, wxRIGHT | wxBOTTOM, 8);
  buttons_->Add(back_, 0, wxBOTTOM, 8);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(rest_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->AddSpacer(12);
  all->Add(fields_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(fault_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  all->Add(buttons_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  SetSizer(all);
  for (const auto& mended : {wxEVT_TEXT, wxEVT_CHOICE, wxEVT_CHECKBOX})
    Bind(mended, [this](wxCommandEvent& event) {
      event.Skip();
      take_complaint_back();
    });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { wrap(); });
  });
}

void CaseForm::wrap() {
  const int room = GetClientSize().x - 2 * gap;
  if (room < 100) return;
  rest_->wrap_to(room);
  fault_->wrap_to(room);
  fault_->Show(!fault_->text().empty());
  rest_->Show(!rest_->text().empty());
  Layout();
}

void CaseForm::set_head(const std::string& head, const std::string& rest) {
  head_->set(head);
  rest_->set(rest);
  fault_->set("");
  wrap();
}

void CaseForm::set_primary(const std::string& text) {
  primary_->set({.text = text, .key = cap_of(Command::save)});
  Layout();
}

void CaseForm::make_dangerous() {
  primary_->mark("primary", false);
  primary_->mark("danger", true);
}

KeyButton* CaseForm::add_first(const std::string& text, Command command, std::function<void()> pressed) {
  primary_->mark("primary", false);
  auto* button =
      new KeyButton(this, theme(), "primary tall", {.text = text, .key = cap_of(command)}, std::move(pressed));
  button->MoveBeforeInTabOrder(primary_);
  buttons_->Insert(0, button, 0, wxRIGHT | wxBOTTOM, 8);
  return button;
}

KeyButton* CaseForm::add_second(const std::string& text, std::function<void()> pressed) {
  auto* button = new KeyButton(this, theme(), "tall", {.text = text}, std::move(pressed));
  button->MoveBeforeInTabOrder(back_);
  buttons_->Insert(1, button, 0, wxRIGHT | wxBOTTOM, 8);
  return button;
}

wxTextCtrl* CaseForm::add_line(const std::string& caption, int longest) {
  auto* box = new wxBoxSizer(wxVERTICAL);
  auto* field = add_text_field(*this, *box, caption, longest, [this] { submit(); });
  fields_->Add(box, 0, wxEXPAND | wxBOTTOM, 12);
  field->MoveBeforeInTabOrder(primary_);
  return field;
}

std::pair<wxTextCtrl*, wxTextCtrl*> CaseForm::add_two_lines(const std::string& first, const std::string& second,
                                                            int longest) {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  auto* one = add_text_field(*this, *row, first, longest, [this] { submit(); });
  row->AddSpacer(8);
  auto* other = add_text_field(*this, *row, second, longest, [this] { submit(); });
  fields_->Add(row, 0, wxEXPAND | wxBOTTOM, 12);
  one->MoveBeforeInTabOrder(primary_);
  other->MoveBeforeInTabOrder(primary_);
  return {one, other};
}

wxChoice* CaseForm::add_choice(const std::string& caption) {
  auto* box = new wxBoxSizer(wxVERTICAL);
  auto* choice = add_choice_field(*this, *box, caption);
  fields_->Add(box, 0, wxEXPAND | wxBOTTOM, 12);
  choice->MoveBeforeInTabOrder(primary_);
  return choice;
}

wxTextCtrl* CaseForm::add_words(const std::string& caption) {
  auto* box = new wxBoxSizer(wxVERTICAL);
  auto* field = add_text_area(*this, *box, caption);
  fields_->Add(box, 0, wxEXPAND | wxBOTTOM, 12);
  field->MoveBeforeInTabOrder(primary_);
  return field;
}

void CaseForm::add(wxWindow* window) {
  fields_->Add(window, 0, wxEXPAND | wxBOTTOM, 12);
  window->MoveBeforeInTabOrder(primary_);
}

void CaseForm::hide_back() {
  is_left_by_esc_ = false;
  back_->Hide();
}

void CaseForm::show_fields(bool shown) {
  fields_->ShowItems(shown);
  buttons_->ShowItems(shown);
  if (!is_left_by_esc_) back_->Hide();
  Layout();
}

bool CaseForm::must_stay() {
  if (!is_on_its_way()) return false;
  desk_.complain(tr("It is on its way: wait for the hub's answer."));
  return true;
}

void CaseForm::give_up() {
  ++turn_;
  end_sending();
}

bool CaseForm::begin_sending() {
  if (sending_) return false;
  ++turn_;
  sending_ = true;
  primary_->Disable();
  say(tr("Sending…"));
  return true;
}

void CaseForm::end_sending() {
  sending_ = false;
  primary_->Enable();
  say("");
}

void CaseForm::complain(const std::string& text) {
  end_sending();
  fault_->mark("bad", true);
  fault_->set(text);
  wrap();
  desk_.complain(text);
}

/// Something is being mended. The line keeps its place: no button moves under a hand.
void CaseForm::take_complaint_back() {
  constexpr const char* nothing = " ";
  if (!sending_ && !fault_->text().empty() && fault_->text() != nothing) say(nothing);
}

void CaseForm::say(const std::string& text) {
  fault_->mark("bad", false);
  fault_->set(text);
  wrap();
}

void CaseForm::leave(bool kept, const base::Id& one) {
  end_sending();
  on_left(kept, one);
}

}  // namespace siaga::ui
