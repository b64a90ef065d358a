#include "ui/sos/sos_details.h"

#include "base/zone.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/widgets/spacing.h"

#include <wx/clipbrd.h>
#include <wx/log.h>
#include <wx/sizer.h>
#include <wx/utils.h>
#include <wx/weakref.h>

#include <algorithm>
#include <cctype>

namespace siaga::ui {
namespace {

constexpr int side_width = 292;
constexpr int photo_side = 44;
/// Closer than this the officer hasn't really moved: phones wander so far by themselves.
constexpr double moved_from_m = 50;

bool to_clipboard(const std::string& text) {
  const wxClipboardLocker clipboard;
  return !!clipboard && wxTheClipboard->SetData(new wxTextDataObject(wx(text)));  // the clipboard owns the object
}

Surface::Look card() { return {.fill = "surface", .border = "line", .radius = 8}; }

}  // namespace

SosDetails::SosDetails(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  header_ = make_header();
  player_ = new PlayerPanel(this, desk);
  recording_ = new Label(this, "", {"warn"}, wxST_ELLIPSIZE_END);
  auto* left = new wxBoxSizer(wxVERTICAL);
  left->Add(player_, 1, wxEXPAND);
  left->Add(recording_, 0, wxEXPAND | wxTOP, 8);
  recording_->Hide();

  side_ = new Surface(this, desk.theme, {.fill = "bg"});
  timeline_ = new SosTimeline(side_, desk);
  auto* side = new wxBoxSizer(wxVERTICAL);
  side->Add(make_reporter_card(side_), 0, wxEXPAND | wxBOTTOM, middle_gap);
  side->Add(make_position_card(side_), 0, wxEXPAND | wxBOTTOM, middle_gap);
  side->Add(timeline_, 1, wxEXPAND);
  side_->SetSizer(side);
  side_->SetMinSize(wxSize(native::by_text(*this, side_width), -1));

  auto* middle = new wxBoxSizer(wxHORIZONTAL);
  middle->Add(left, 1, wxEXPAND);
  middle->Add(side_, 0, wxEXPAND | wxLEFT, middle_gap);
  actions_ = new SosActions(this, desk);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(header_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, middle_gap);
  all->Add(middle, 1, wxEXPAND | wxALL, middle_gap);
  all->Add(actions_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, middle_gap);
  SetSizer(all);

  actions_->on_note_wanted = [this] { timeline_->focus_note(); };
  timeline_->on_note = [this](const std::string& text) {
    if (sos_) actions_->send_note(text, [this, sos = *sos_, text] { timeline_->note_kept(sos, text); });
  };
  on_session_ = desk_.model.session_changed.connect([this] { session_changed(); });
  on_units_ = desk_.model.units_changed.connect([this] {
    numbers_known_ = false;
    if (sos_) look_up_numbers();
  });
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    about_->wrap_to(event.GetSize().x - 2 * middle_gap);
    event.Skip();
  });
  on_tick_ = desk_.tick.connect([this] {
    show_figures();
    const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
    if (matter && side_->IsShown()) show_position(*matter);
  });
  show(std::nullopt);
}

wxSizer* SosDetails::make_header() {
  name_ = new Label(this, "", {"title"});
  about_ = new Label(this, "", {"dim"});
  drill_ = new Label(this, tr("DRILL"), {"badge-accent"});
  withdrawn_ = new Label(this, tr("WITHDRAWN BY THE REPORTER"), {"badge-amber"});
  skew_ = new Label(this, "", {"badge-amber", "digits"});
  timer_ = new Label(this, "", {"title", "digits"}, wxST_NO_AUTORESIZE | wxALIGN_RIGHT);
  timer_->keep_room_for("00:00:00 ");
  state_ = new Label(this, "", {"strong"});
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(name_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, middle_gap);
  row->AddStretchSpacer();
  for (auto* badge : {drill_, withdrawn_, skew_}) row->Add(badge, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
  row->Add(timer_, 0, wxALIGN_CENTRE_VERTICAL);
  row->Add(state_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 4);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(row, 0, wxEXPAND);
  all->Add(about_, 0, wxEXPAND);
  return all;
}

wxWindow* SosDetails::make_reporter_card(wxWindow* parent) {
  auto* panel = new Surface(parent, theme(), card());
  auto* caption = new Label(panel, tr("REPORTER'S PHONE"), {"caps"});
  phone_ = new Label(panel, "", {"head", "digits"}, wxST_NO_AUTORESIZE);
  emergency_ = new Label(panel, "", {"dim", "digits", "small"}, wxST_NO_AUTORESIZE);
  call_ = new KeyButton(panel, theme(), "", {.text = tr("Call"), .key = cap_of(Command::call), .icon = "phone"},
                        [this] { call(); });
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(call_, 0, wxALIGN_CENTRE_VERTICAL);
  photo_ = new Photo(panel, desk_, photo_side);
  auto* words = new wxBoxSizer(wxVERTICAL);
  words->Add(caption, 0);
  words->AddSpacer(4);
  words->Add(phone_, 0, wxEXPAND);
  auto* who = new wxBoxSizer(wxHORIZONTAL);
  who->Add(photo_, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, middle_gap);
  who->Add(words, 1, wxALIGN_CENTRE_VERTICAL);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(who, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, middle_gap);
  all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, middle_gap);
  all->Add(emergency_, 0, wxEXPAND | wxALL, middle_gap);
  panel->SetSizer(all);
  return panel;
}

wxWindow* SosDetails::make_position_card(wxWindow* parent) {
  auto* panel = new Surface(parent, theme(), card());
  auto* caption = new Label(panel, tr("POSITION"), {"caps"});
  place_ = new Label(panel, "", {"head"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  coordinates_ = new Label(panel, "", {"digits"}, wxST_NO_AUTORESIZE);
  accuracy_ = new Label(panel, "", {"dim", "small", "digits"}, wxST_NO_AUTORESIZE);
  moved_ = new Label(panel, "", {"warn", "small", "digits"}, wxST_NO_AUTORESIZE);
  copy_ = new KeyButton(panel, theme(), "", {.text = tr("Copy"), .key = cap_of(Command::copy_position)},
                        [this] { copy_position(); });
  set_accessible_name(*copy_, tr("Copy the coordinates"));
  auto* words = new wxBoxSizer(wxVERTICAL);
  words->Add(coordinates_, 0, wxEXPAND);
  words->Add(accuracy_, 0, wxEXPAND | wxTOP, 4);
  words->Add(moved_, 0, wxEXPAND | wxTOP, 4);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(words, 1);
  row->Add(copy_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(caption, 0, wxLEFT | wxRIGHT | wxTOP, middle_gap);
  all->AddSpacer(4);
  all->Add(place_, 0, wxEXPAND | wxLEFT | wxRIGHT, middle_gap);
  all->AddSpacer(4);
  all->Add(row, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, middle_gap);
  panel->SetSizer(all);
  return panel;
}

void SosDetails::show(const std::optional<base::Id>& sos) {
  if (sos != sos_) {
    fetched_.reset();
    chosen_.reset();
    newest_seen_.reset();
  }
  sos_ = sos;
  const auto* matter = sos ? desk_.model.find(*sos) : nullptr;
  for (auto* each : {static_cast<wxWindow*>(side_), static_cast<wxWindow*>(actions_)}) each->Show(matter != nullptr);
  for (auto* each : {name_, about_, timer_, state_}) each->Show(matter != nullptr);
  if (!matter) {
    for (auto* each : {drill_, withdrawn_, skew_, recording_}) each->Hide();
    player_->close(
        desk_.model.count(console::QueueFilter::unanswered) > 0 ? tr("Choose an SOS on the left: its video plays here.")
        : blind_                                                ? tr("Not known while there is no link to the hub.")
                 : tr("The next SOS shows itself here: who, where, and the video while it is being recorded."));
    timeline_->show_nothing();
    actions_->show(nullptr);
    Layout();
    return;
  }
  if (!matter->timeline_complete && fetched_ != sos) {
    fetched_ = sos;
    desk_.link.fetch_details(*sos, [self = wxWeakRef<SosDetails>(this)](base::Result<void> done) {
      if (self && !done) {
        self->fetched_.reset();
        self->desk_.complain(tr("The timeline could not be fetched. {}", sentence(done.error())));
      }
    });
  }
  show_header(*matter);
  show_position(*matter);
  show_recording(*matter);
  timeline_->show(*matter);
  actions_->show(matter);
  if (full_screen_) hide_around();
  Layout();
}

void SosDetails::hide_around() {
  header_->ShowItems(false);
  side_->Hide();
  actions_->Hide();
  recording_->Hide();
}

void SosDetails::session_changed() {
  numbers_.clear();
  numbers_known_ = false;
  const auto& session = desk_.model.session();
  if (session && person_ != session->person.id) {
    person_ = session->person.id;
    actions_->forget_drafts();
    timeline_->forget_notes();
  }
  show(sos_);
}

void SosDetails::show_header(const console::Matter& matter) {
  const auto& reporter = matter.reporter;
  name_->set(reporter.name);
  about_->set(fmt::format("NRP {} · {} · {}", reporter.nrp, reporter.post, unit_words(matter, desk_.model, true)));
  about_->wrap_to(GetClientSize().x - 2 * middle_gap);
  drill_->Show(matter.sos.drill);
  withdrawn_->Show(matter.sos.withdrawn_at.has_value());
  const auto skew = phone_skew(matter.sos);
  skew_->set(skew.value_or(""));
  skew_->Show(skew.has_value());
  photo_->show_of(reporter.id);
  phone_->set(reporter.phone.empty() ? tr("no number") : reporter.phone);
  call_->Enable(!reporter.phone.empty());
  look_up_numbers();
  show_numbers(matter);
  show_figures();
}

void SosDetails::show_numbers(const console::Matter& matter) {
  const auto* unit = desk_.model.unit(matter.sos.unit);
  const auto numbers = numbers_.find(matter.sos.unit);
  emergency_->set(emergency_words(numbers == numbers_.end() ? domain::EmergencyNumbers{} : numbers->second,
                                  unit ? unit->emergency : ""));
  emergency_->wrap_to(native::by_text(*this, side_width) - 2 * middle_gap);
}

void SosDetails::look_up_numbers() {
  if (std::exchange(numbers_known_, true)) return;
  using Units = std::vector<domain::UnitNumbers>;
  desk_.link.directory().fetch_numbers([self = wxWeakRef<SosDetails>(this)](base::Result<Units> units) {
    if (!self) return;
    if (!units) {
      self->numbers_known_ =
          false;  // asked again with the next change; the one number of the unit stands there meanwhile
      return;
    }
    self->numbers_.clear();
    for (auto& [unit, numbers] : *units) self->numbers_[unit] = std::move(numbers);
    const auto* matter = self->sos_ ? self->desk_.model.find(*self->sos_) : nullptr;
    if (!matter) return;
    self->show_numbers(*matter);
    self->side_->Layout();
  });
}

void SosDetails::show_figures() {
  const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
  if (!matter) return;
  const auto urgency = urgency_of(*matter);
  for (auto* label : {timer_, state_}) {
    label->mark("bad", urgency == Urgency::alarm);
    label->mark("warn", urgency == Urgency::running);
    label->mark("dim", urgency == Urgency::calm);
  }
  timer_->set(base::short_duration(running_time(*matter, desk_.model.hub_now())));
  const auto words = state_words(*matter, desk_);
  if (words != state_->text()) {
    state_->set(words);
    Layout();
  }
  if (const auto position = best_position(matter->sos, desk_.model))
    accuracy_->set(position->accuracy_m > 0
                       ? tr("±{}, {} ago", metres(position->accuracy_m), spoken(desk_.model.hub_now() - position->at))
                       : tr("{} ago", spoken(desk_.model.hub_now() - position->at)));
}

void SosDetails::show_position(const console::Matter& matter) {
  const auto position = best_position(matter.sos, desk_.model);
  place_->set(place_words(matter.sos, desk_.model));
  place_->SetToolTip(wx(place_->text()));
  coordinates_->set(position ? coordinates(*position) : tr("The phone sent no position."));
  copy_->Enable(position.has_value());
  if (!position) accuracy_->set("");
  const auto& first = matter.sos.position;
  const double moved = position && first ? domain::distance_m(*first, position->lat, position->lon) : 0;
  moved_->set(
      moved >= moved_from_m ? tr("moved {} since the SOS at {}", metres(moved), place_words(*first, desk_.model)) : "");
  moved_->wrap_to(side_->GetMinSize().x - copy_->GetBestSize().x - 2 * middle_gap - 8);
  const bool wanted = moved >= moved_from_m;
  if (moved_->IsShown() != wanted) {
    moved_->Show(wanted);
    side_->Layout();
  }
}

void SosDetails::show_recording(const console::Matter& matter) {
  const auto& recordings = matter.recordings;
  if (recordings.empty()) {
    recording_->Hide();
    player_->close(matter.sos.is_closed() ? tr("This SOS has no recording.")
                   : blind_               ? tr("Not known while there is no link to the hub.")
                                          : tr("No video has arrived yet. It starts here by itself."));
    return;
  }
  // A newer one takes the screen, unless a person chose an older one meanwhile and no newer came.
  if (newest_seen_ != recordings.back().id) chosen_.reset();
  newest_seen_ = recordings.back().id;
  const auto at = std::find_if(recordings.begin(), recordings.end(),
                               [this](const domain::Recording& each) { return chosen_ == each.id; });
  const auto& recording = at == recordings.end() ? recordings.back() : *at;
  player_->open(recording, matter.reporter.name, desk_.model.zone_of(matter.sos.unit));
  std::string words = recording_trouble(recording).value_or("");
  if (recordings.size() > 1) {
    const auto number =
        (at == recordings.end() ? recordings.size() : static_cast<std::size_t>(at - recordings.begin()) + 1);
    const auto which =
        tr("Recording {} of {}; the next: {}", number, recordings.size(), cap_of(Command::next_recording));
    words = words.empty() ? which : words + " · " + which;
  }
  recording_->set(words);
  recording_->Show(!words.empty());
}

void SosDetails::next_recording() {
  const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
  if (!matter || matter->recordings.size() < 2 || !player_->shown()) return;
  const auto& all = matter->recordings;
  const auto at =
      std::find_if(all.begin(), all.end(), [this](const auto& each) { return player_->shown() == each.id; });
  chosen_ = at == all.end() || at + 1 == all.end() ? all.front().id : (at + 1)->id;
  show(sos_);
}

void SosDetails::call() {
  const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
  if (!matter || matter->reporter.phone.empty()) return;
  const auto number = matter->reporter.phone;
  std::string dialled;
  for (const char c : number)
    if (std::isdigit(static_cast<unsigned char>(c)) || c == '+') dialled += c;
  const bool copied = to_clipboard(number);
  const wxLogNull quiet;
  const bool opened = wxLaunchDefaultBrowser(wx("tel:" + dialled));
  desk_.say(opened   ? tr("Calling {}; the number is copied too.", number)
            : copied ? tr("{} is copied: dial it on the desk's phone. This machine has no telephone program.", number)
                     : tr("Dial {} on the desk's phone.", number));
}

void SosDetails::copy_position() {
  const auto* matter = sos_ ? desk_.model.find(*sos_) : nullptr;
  const auto position = matter ? best_position(matter->sos, desk_.model) : std::nullopt;
  if (!position) return desk_.complain(tr("The phone sent no position."));
  if (to_clipboard(coordinates(*position))) desk_.say(tr("Coordinates copied: {}", coordinates(*position)));
}

bool SosDetails::perform(Command command) {
  switch (command) {
    case Command::call: call(); return true;
    case Command::copy_position: copy_position(); return true;
    case Command::next_recording: next_recording(); return true;
    default: return player_->perform(command) || actions_->perform(command);
  }
}

void SosDetails::set_locked(bool locked) {
  for (auto* each : {side_, static_cast<wxWindow*>(player_), static_cast<wxWindow*>(actions_)}) each->Enable(!locked);
}

void SosDetails::set_blind(bool blind) {
  blind_ = blind;
  show(sos_);
}

void SosDetails::set_full_screen(bool on) {
  full_screen_ = on;
  header_->ShowItems(!on);
  show(sos_);
}

}  // namespace siaga::ui
