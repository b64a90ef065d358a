#include "ui/user_id/case_details.h"

#include "base/file.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/spacing.h"

#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/stdpaths.h>
#include <wx/utils.h>
#include <wx/weakref.h>
#include <wx/wrapsizer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int card_gap = 12;

struct Offer {
  Command command;
  CaseAct act;
  bool primary;
};
/// In the order in which they stand; the acts that carry a case on come first.
constexpr std::array offers{Offer{Command::ask_leader, CaseAct::ask_leader, true},
                            Offer{Command::confirm_look, CaseAct::confirm_look, true},
                            Offer{Command::hand_over, CaseAct::hand_over, true},
                            Offer{Command::document, CaseAct::document, true},
                            Offer{Command::show_password, CaseAct::show_password, true},
                            Offer{Command::try_now, CaseAct::try_now, false},
                            Offer{Command::record_attempt, CaseAct::record_attempt, false},
                            Offer{Command::take_order_back, CaseAct::take_order_back, false},
                            Offer{Command::attach_letter, CaseAct::attach_letter, false},
                            Offer{Command::withdraw, CaseAct::withdraw, false},
                            Offer{Command::reopen, CaseAct::reopen, false}};

std::string words_of(Command command) {
  switch (command) {
    case Command::ask_leader: return tr("Request from team leader");
    case Command::confirm_look: return tr("I have looked…");
    case Command::hand_over: return tr("Handed over");
    case Command::document: return tr("Document");
    case Command::try_now: return tr("Try now");
    case Command::record_attempt: return tr("Record the result…");
    case Command::take_order_back: return tr("Take order back");
    case Command::show_password: return tr("Show the first password");
    case Command::reopen: return tr("Open again…");
    case Command::attach_letter: return tr("Attach the letter…");
    default: return tr("Withdraw…");
  }
}

std::string size_words(std::uint64_t bytes) {
  if (bytes < 100'000) return tr("{} kB", (bytes + 999) / 1000);
  return tr("{} MB", one_decimal(static_cast<double>(bytes) / 1e6));
}

/// A name that stays in its folder, whatever whoever sent it wrote.
std::string harmless(const protocol::LetterView& letter) {
  std::string name;
  for (const char c : letter.file_name) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    name += plain ? c : '_';
  }
  const auto* ending = letter.content_type == "application/pdf" ? ".pdf"
                       : letter.content_type == "image/png"     ? ".png"
                                                                : ".jpg";
  return name.substr(0, 80) + ending;
}

}  // namespace

CaseDetails::CaseDetails(wxWindow* parent, Desk& desk, console::LetterFiles& files)
    : Surface(parent, desk.theme, {.fill = "bg", .border = "line", .edge_left = true}), desk_(desk), files_(files) {
  title_ = new Label(this, "", {"head"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  subtitle_ = new Label(this, "", {"dim", "small"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  hint_ = new Label(this, "", {"dim"});
  timeline_ = new CaseTimeline(this, desk, tr("Timeline of the case"));
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(title_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, gap);
  all->Add(subtitle_, 0, wxEXPAND | wxLEFT | wxRIGHT, gap);
  all->Add(hint_, 0, wxEXPAND | wxALL, gap);
  all->AddSpacer(card_gap);
  all->Add(timeline_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  const auto card = [&](Surface*& surface, Label*& head, Label*& words) {
    surface = new Surface(this, theme(), {.fill = "surface", .border = "line", .radius = 8});
    head = new Label(surface, "", {"strong", "small"});
    words = new Label(surface, "", {"small"});
    auto* inside = new wxBoxSizer(wxVERTICAL);
    inside->Add(head, 0, wxLEFT | wxRIGHT | wxTOP, card_gap);
    inside->Add(words, 0, wxALL, card_gap);
    surface->SetSizer(inside);
    all->Add(surface, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  };
  card(activity_, activity_head_, activity_words_);
  card(password_, password_head_, password_words_);
  card(why_, why_head_, why_words_);
  activity_head_->set(tr("Activity after the last working day"));
  activity_words_->mark("bad");
  password_head_->set(tr("First password, told this once"));
  password_note_ = new Label(password_, tr("Note it for the handover; it isn't kept."), {"small"});
  password_->GetSizer()->Add(password_note_, 0, wxLEFT | wxRIGHT | wxBOTTOM, card_gap);
  // Typed off the screen: l, I and 1 must differ.
  password_words_->mark("small", false);
  for (const char* looks : {"mono", "head"}) password_words_->mark(looks);
  letters_ = new Surface(this, theme(), {.fill = "bg"});
  letter_lines_ = new wxBoxSizer(wxVERTICAL);
  letters_->SetSizer(letter_lines_);
  all->Add(letters_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
  button_row_ = new wxWrapSizer(wxHORIZONTAL, 0);
  for (const auto& offer : offers) {
    auto* button = new KeyButton(this, theme(), offer.primary ? "primary tall" : "tall",
                                 {.text = words_of(offer.command), .key = cap_of(offer.command)},
                                 [this, command = offer.command] { on_command(command); });
    button_row_->Add(button, 0, wxRIGHT | wxBOTTOM, 8);
    buttons_[offer.command] = button;
  }
  all->Add(button_row_, 0, wxEXPAND | wxLEFT, gap);
  all->AddSpacer(gap - 8);  // the buttons bring the rest
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { fit(); });
  });
}

CaseDetails::~CaseDetails() {
  std::error_code ignored;  // what can't be removed now is in the person's own temporary folder
  if (!opened_.empty()) std::filesystem::remove_all(opened_, ignored);
}

void CaseDetails::show(const protocol::UserIdCaseView& view) {
  if (view_ && view_->one.id != view.one.id) first_password_.clear();
  const bool same = view_ && view_->one.id == view.one.id && whole_;
  if (!same) {
    view_ = view;
    whole_ = false;
    return fill();
  }
  // What the list knows is newer; its lists are shorter.
  auto merged = view;
  merged.timeline = view_->timeline;
  merged.letters = view_->letters;
  merged.attempts = view_->attempts;
  merged.people.insert(merged.people.end(), view_->people.begin(), view_->people.end());
  view_ = std::move(merged);
  fill();
}

void CaseDetails::show_whole(protocol::UserIdCaseView view) {
  view_ = std::move(view);
  whole_ = true;
  fill();
}

void CaseDetails::show_nothing(const std::string& hint) {
  first_password_.clear();
  view_.reset();
  hint_->set(hint);
  fill();
}

void CaseDetails::tick() {
  if (!view_ || !whole_ || !IsShownOnScreen()) return;
  const auto now = desk_.model.hub_now();
  timeline_->show(steps_of(*view_, now), now, view_->one.zone);
  fill_buttons(now);
}

void CaseDetails::fill() {
  const auto now = desk_.model.hub_now();
  for (wxWindow* each : std::initializer_list<wxWindow*>{title_, subtitle_, timeline_}) each->Show(view_.has_value());
  hint_->Show(!view_ || !whole_);
  if (view_) {
    title_->set(title_of(*view_));
    const auto parts = view_->application.name + (view_->user_id.email.empty() ? "" : " · " + view_->user_id.email);
    subtitle_->set(parts);
    if (!whole_) hint_->set(tr("Fetching the timeline…"));
    timeline_->show(whole_ ? steps_of(*view_, now) : std::vector<CaseStep>{}, now, view_->one.zone);
  }
  fill_cards(now);
  fill_letters();
  fill_buttons(now);
  fit();
}

void CaseDetails::fill_cards(base::Instant now) {
  const auto why = view_ ? why_words(*view_, now) : WhyWords{};
  why_->Show(!why.question.empty());
  why_head_->set(why.question);
  why_words_->set(why.answer);
  const auto activity = view_ ? activity_words(*view_, now) : std::string{};
  activity_->Show(!activity.empty());
  activity_words_->set(activity);
  password_->Show(view_ && !first_password_.empty());
  password_words_->set(first_password_);
}

void CaseDetails::fill_letters() {
  std::vector<base::Id> ids;
  if (view_)
    for (const auto& letter : view_->letters) ids.push_back(letter.id);
  letters_->Show(!ids.empty());
  if (ids == letters_shown_) return;
  letters_shown_ = ids;
  letter_lines_->Clear(true);
  if (!view_) return;
  for (const auto& letter : view_->letters) {
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    auto* name = new Label(letters_, letter.file_name + " · " + size_words(letter.size), {},
                           wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_MIDDLE);
    line->Add(name, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    const bool first = letter.id == ids.front();
    line->Add(new KeyButton(
        letters_, theme(), "flat",
        {.text = tr("Open"), .key = first ? cap_of(Command::open_letter) : "", .name = tr("Open {}", letter.file_name)},
        [this, letter] { fetch_letter(letter, false); }));
    line->Add(new KeyButton(letters_, theme(), "flat", {.text = tr("Save…"), .name = tr("Save {}", letter.file_name)},
                            [this, letter] { fetch_letter(letter, true); }));
    letter_lines_->Add(line, 0, wxEXPAND);
  }
}

void CaseDetails::fill_buttons(base::Instant now) {
  const auto& session = desk_.model.session();
  const CaseHand hand{session ? session->person.id : base::Id{},
                      [this](domain::Action action) { return desk_.model.may(action); }};
  bool changed = false;
  for (const auto& offer : offers) {
    const bool offered = view_ && may_act(offer.act, *view_, hand, now);
    changed |= buttons_[offer.command]->Show(offered);
  }
  if (changed) Layout();
}

void CaseDetails::fit() {
  const int room = GetClientSize().x - 2 * gap;
  if (room < 100) return;
  for (auto* label : {why_head_, why_words_, activity_head_, activity_words_, password_head_, password_note_}) {
    label->wrap_to(room - 2 * card_gap - room / 10);  // wx measures without the sheet's font
    label->InvalidateBestSize();                      // GTK measured it before it was wrapped
  }
  hint_->wrap_to(room);
  for (auto* card : {why_, activity_, password_}) card->InvalidateBestSize();
  Layout();
}

void CaseDetails::show_password() {
  if (!view_) return;
  desk_.link.user_ids().fetch_first_password(view_->one.id, [self = wxWeakRef<CaseDetails>(this), one = view_->one.id](
                                                                const base::Result<protocol::FirstPassword>& told) {
    if (!self || !self->view_ || self->view_->one.id != one) return;
    if (!told)
      return self->desk_.complain(
          told.error().fault == base::Fault::not_found
              ? tr("It was told already, or a day has passed. Set another one in the application.")
              : sentence(told.error()));
    self->first_password_ = told->password;
    self->view_->password_for.reset();
    self->fill();
  });
}

void CaseDetails::open_letter() {
  if (!view_ || view_->letters.empty()) return desk_.complain(tr("No letter is kept with this case."));
  fetch_letter(view_->letters.front(), false);
}

void CaseDetails::fetch_letter(const protocol::LetterView& letter, bool save) {
  std::filesystem::path file;
  if (save) {
    wxFileDialog dialog(this, wx(tr("Save the letter")), "", wx(harmless(letter)), "*",
                        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() != wxID_OK) return;
    file = utf8(dialog.GetPath());
  } else {
    if (opened_.empty()) {
      const auto unique = "siaga-" + base::to_string(desk_.link.user_ids().new_id());
      opened_ = std::filesystem::path(utf8(wxStandardPaths::Get().GetTempDir())) / unique;
    }
    file = opened_ / harmless(letter);
  }
  desk_.say(tr("Fetching {}…", letter.file_name));
  desk_.link.user_ids().fetch_letter(
      letter.id, [self = wxWeakRef<CaseDetails>(this), letter, file, save](base::Result<std::string> bytes) {
        if (!self) return;
        if (!bytes) return self->desk_.complain(sentence(bytes.error()));
        self->keep_letter(letter, std::move(*bytes), file, !save);
      });
}

void CaseDetails::keep_letter(const protocol::LetterView& letter, std::string bytes, const std::filesystem::path& file,
                              bool open) {
  files_.write(file, std::move(bytes),
               [self = wxWeakRef<CaseDetails>(this), letter, file, open](base::Result<void> kept) {
                 if (!self) return;
                 if (!kept) return self->desk_.complain(tr("{} can't be written there.", letter.file_name));
                 if (!open) return self->desk_.say(tr("Saved: {}.", file.string()));
                 if (wxLaunchDefaultApplication(wx(file.string())))
                   return self->desk_.say(tr("Opened: {}.", letter.file_name));
                 self->desk_.complain(tr("No program opens {}. Save it instead.", letter.file_name));
               });
}

}  // namespace siaga::ui
