#include "ui/sos/sos_glance.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"

#include <wx/gdicmn.h>
#include <wx/sizer.h>

namespace siaga::ui {
namespace {

constexpr int glance_gap = 12;

/// A low screen keeps its room for the queue.
int lines_of_pictures() { return wxGetDisplaySize().y >= 900 ? 2 : 1; }

}  // namespace

SosGlance::SosGlance(wxWindow* parent, Desk& desk, std::array<SosList*, 2> lists, int width)
    : Surface(parent, desk.theme, {.fill = "bg", .border = "line", .edge_top = true}),
      desk_(desk),
      lists_(lists),
      width_(width) {
  head_ = new Label(this, "", {"strong", "digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  hint_ = new Label(this, "", {"dim", "small"});
  auto* head = new wxBoxSizer(wxHORIZONTAL);
  head->Add(head_, 1, wxALIGN_CENTRE_VERTICAL);
  head->Add(hint_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
  strip_ = new GlanceStrip(this, desk.theme, lines_of_pictures());
  words_ = new Label(this, "", {"dim"}, wxALIGN_CENTRE_HORIZONTAL);
  const auto strip_height = strip_->GetMinSize().y;
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(head, 0, wxEXPAND | wxTOP | wxBOTTOM, glance_gap / 2);
  all->Add(strip_, 0, wxEXPAND);
  all->AddStretchSpacer();
  all->Add(words_, 0, wxALIGN_CENTRE_HORIZONTAL);
  all->AddStretchSpacer(2);
  auto* framed = new wxBoxSizer(wxVERTICAL);
  framed->Add(all, 1, wxEXPAND | wxLEFT | wxRIGHT, glance_gap);
  SetSizer(framed);
  SetMinSize(wxSize(-1, GetCharHeight() + strip_height + 3 * glance_gap));
  for (auto* list : lists_)
    list->on_pointed = [this](const std::optional<base::Id>& sos) {
      choice_.point(sos);
      show();
    };
  connections_.push_back(desk_.previews.changed.connect([this](const base::Id& recording) {
    if (shown_ == recording) show();
  }));
  connections_.push_back(desk_.theme.changed.connect([this] { strip_->Refresh(); }));
  show();
}

std::vector<base::Id> SosGlance::rows() const {
  std::vector<base::Id> all;
  for (const auto* list : lists_) all.insert(all.end(), list->order().begin(), list->order().end());
  return all;
}

void SosGlance::select(const std::optional<base::Id>& sos) {
  choice_.select(sos);
  show();
}

void SosGlance::step(int by) {
  choice_.step(rows(), by);
  show();
}

bool SosGlance::let_go() {
  const bool had = choice_.let_go();
  show();
  return had;
}

void SosGlance::refresh() {
  choice_.keep_to(rows());
  show();
}

void SosGlance::show() {
  for (auto* list : lists_) list->mark_glance(choice_.by_keys());
  const auto target = choice_.target();
  const auto* matter = target ? desk_.model.find(*target) : nullptr;
  const bool by_keys = choice_.by_keys().has_value();
  on_enter_taken(by_keys);
  set_look({.fill = "bg", .border = by_keys ? "focus" : "line", .edge_top = true});
  head_->set(matter ? glance_head(*matter, desk_.model.zone_of(matter->sos.unit)) : "");
  head_->SetToolTip(wx(head_->text()));
  hint_->set(!matter   ? ""
             : by_keys ? tr("Enter opens it, Esc goes back")
                       : tr("{}: other rows", cap_of(Command::glance_up)));
  if (matter)
    show_recording(*matter);
  else
    show_words(tr("Pictures and loudness of a row's recording stand here before it is opened."));
  Layout();
}

void SosGlance::show_recording(const console::Matter& matter) {
  shown_.reset();
  if (auto why = why_no_glance(matter); !why.empty()) return show_words(why);
  const auto& recording = matter.recordings.back();
  shown_ = recording.id;
  const auto& preview = desk_.previews.of(recording, console::RecordingPreviews::Wish::everything);
  strip_->set(recording.id, preview, recording.examination->duration.value_or(std::chrono::milliseconds{0}));
  const auto zone = desk_.model.zone_of(matter.sos.unit);
  set_accessible_name(*strip_, glance_name(matter, zone, strip_->pictures(), preview.loudness));
  words_->Hide();
  strip_->Show();
}

void SosGlance::show_words(const std::string& words) {
  strip_->Hide();
  words_->set(words);
  words_->wrap_to(width_ - 3 * glance_gap);
  words_->Show();
}

}  // namespace siaga::ui
