#include "ui/sos/sos_timeline.h"

#include "base/zone.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>
#include <wx/wupdlock.h>

#include <utility>

namespace siaga::ui {

SosTimeline::SosTimeline(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line", .radius = 8}), desk_(desk) {
  head_ = new Label(this, tr("TIMELINE"), {"caps"}, wxST_NO_AUTORESIZE);
  text_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize,
                         wxTE_MULTILINE | wxTE_READONLY | wxTE_RICH2 | wxBORDER_NONE | wxTE_BESTWRAP);
  // With less room the newest events would be the ones that are hidden, below its edge.
  // GTK gives it its size only as it draws: scrolled sooner, it would end up where it was.
  native::when_drawn(*text_, [this, height = 0]() mutable {
    const int now = text_->GetClientSize().y;
    if (std::exchange(height, now) != now) CallAfter([this] { text_->ShowPosition(text_->GetLastPosition()); });
  });
  native::set_class(*text_, "digits");
  native::leave_room_right(*text_, 10);  // for the scroll bar, which GTK draws over the words
  set_accessible_name(*text_, tr("Timeline"));
  note_ = new wxTextCtrl(this, wxID_ANY, "", wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER);
  native::fit_height(*note_);
  note_->SetHint(wx(tr("Write a note, Enter keeps it ({})", cap_of(Command::note))));
  note_->SetMaxLength(domain::longest_text / 4);
  set_accessible_name(*note_, tr("Note"));
  note_->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) { on_note(utf8(note_->GetValue())); });
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, 12);
  all->AddSpacer(8);
  all->Add(text_, 1, wxEXPAND | wxLEFT | wxRIGHT, 12);
  all->Add(note_, 0, wxEXPAND | wxALL, 12);
  SetSizer(all);
  on_theme_ = desk_.theme.changed.connect([this] {
    const auto* matter = shown_ ? desk_.model.find(*shown_) : nullptr;
    if (matter) write(*matter);
  });
}

void SosTimeline::put_note_aside() {
  if (shown_ && !note_->IsEmpty()) notes_[*shown_] = note_->GetValue();
  note_->Clear();
}

void SosTimeline::note_kept(const base::Id& sos, const std::string& text) {
  if (shown_ == sos && utf8(note_->GetValue()) == text) note_->Clear();
  const auto aside = notes_.find(sos);
  if (aside != notes_.end() && utf8(aside->second) == text) notes_.erase(aside);
}

void SosTimeline::forget_notes() {
  notes_.clear();
  note_->Clear();
}

void SosTimeline::show_nothing() {
  put_note_aside();
  shown_.reset();
  text_->Clear();
  note_->Disable();
}

void SosTimeline::show(const console::Matter& matter) {
  note_->Enable();
  const auto newest = matter.timeline.empty() ? 0 : matter.timeline.back().seq;
  if (shown_ == matter.sos.id && shown_to_ == newest && shown_count_ == matter.timeline.size()) return;
  if (shown_ != matter.sos.id) {
    put_note_aside();
    if (auto begun = notes_.extract(matter.sos.id)) note_->ChangeValue(begun.mapped());
  }
  shown_ = matter.sos.id;
  shown_to_ = newest;
  shown_count_ = matter.timeline.size();
  write(matter);
}

void SosTimeline::write(const console::Matter& matter) {
  const auto zone = desk_.model.zone_of(matter.sos.unit);
  head_->set(tr("TIMELINE · {}", base::zone_label(matter.sos.received_at, zone)));
  const wxWindowUpdateLocker quiet(text_);
  text_->Clear();
  wxTextAttr time(desk_.theme.colour("text_dim"));
  wxTextAttr words(desk_.theme.colour("text"));
  wxTextAttr alarm(desk_.theme.colour("alarm"));
  const int indent = text_->GetTextExtent("00:00:00").x + 12;
  // Tenths of a millimetre at 96 dpi: the lines of one event stand below its words, not below its time.
  const int tenths = indent * 254 / 96;
  wxArrayInt stops;
  stops.Add(tenths);
  wxFont font = GetFont();
  font.SetFaceName("Inter");  // Pango falls back by itself where it is missing
  font.SetWeight(wxFONTWEIGHT_NORMAL);
  for (auto* attribute : {&time, &words, &alarm}) {
    attribute->SetFont(font);
    attribute->SetBackgroundColour(desk_.theme.colour("surface"));
    attribute->SetLeftIndent(0, tenths);
    attribute->SetTabs(stops);
    attribute->SetParagraphSpacingAfter(8);
  }
  bool first = true;
  for (const auto& event : matter.timeline) {
    const auto said = event_words(event, matter);
    if (!said) continue;
    text_->SetDefaultStyle(time);
    text_->AppendText(wx((first ? "" : "\n") + base::clock_time(event.at, zone) + "\t"));
    text_->SetDefaultStyle(said->is_alarm ? alarm : words);
    text_->AppendText(wx(said->text));
    first = false;
  }
  if (!matter.timeline_complete && matter.timeline.empty()) text_->AppendText(wx(tr("Fetching the timeline…")));
  text_->ShowPosition(text_->GetLastPosition());
}

}  // namespace siaga::ui
