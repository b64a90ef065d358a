#include "ui/player/transport_bar.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/text.h"

#include <wx/sizer.h>

#include <algorithm>

namespace siaga::ui {
namespace {

constexpr int icon_size = 18;

std::string with_key(const std::string& name, Command command) { return fmt::format("{} ({})", name, cap_of(command)); }

std::string speed_text(double rate) {
  if (rate < 0.2) return fmt::format("1/{:.0f}×", 1 / rate);
  auto text = fmt::format("{:g}", rate);
  if (const auto dot = text.find('.'); dot != std::string::npos) text.replace(dot, 1, one_decimal(0.5).substr(1, 1));
  return text + "×";
}

}  // namespace

TransportBar::TransportBar(wxWindow* parent, Theme& theme, std::function<void(Command)> perform)
    : Surface(parent, theme, {.fill = "surface"}), perform_(std::move(perform)) {
  track_ = new SeekTrack(this, theme);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  add(*row, "skip-back", tr("To the beginning"), Command::beginning);
  add(*row, "history", tr("Back 30 seconds"), Command::back_far);
  add(*row, "step-back", tr("One picture back"), Command::step_back);
  play_ = add(*row, "play", tr("Play"), Command::play);
  add(*row, "step-forward", tr("One picture forward"), Command::step_forward);
  time_ = new Label(this, "00:00.00 / 00:00", {"digits", "strong"}, wxST_NO_AUTORESIZE);
  time_->keep_room_for("00:00.00 / 00:00 ");
  wall_ = new Label(this, "", {"digits", "dim", "small"}, wxST_NO_AUTORESIZE);
  wall_->keep_room_for("00:00:00 WITA ");
  auto* times = new wxBoxSizer(wxVERTICAL);
  times->Add(time_);
  times->Add(wall_);
  row->Add(times, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 8);
  edge_ = new KeyButton(this, theme, "player",
                        {.text = tr("Live"),
                         .key = cap_of(Command::edge),
                         .icon = "radio",
                         .icon_size = icon_size,
                         .name = with_key(tr("To the newest picture"), Command::edge),
                         .key_below = true},
                        [this] { perform_(Command::edge); });
  row->Add(edge_, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, 4);
  auto* left = row;
  row = new wxBoxSizer(wxHORIZONTAL);
  row->AddStretchSpacer();
  speed_ = new KeyButton(this, theme, "player",
                         {.text = "1×",
                          .key = cap_of(Command::slower) + " " + cap_of(Command::faster),
                          .name = tr("Speed {}; slower [, faster ]", "1×"),
                          .key_below = true},
                         [this] { perform_(Command::faster); });
  speed_->SetMinSize(wxSize(56, -1));
  row->Add(speed_, 0, wxALIGN_CENTRE_VERTICAL);
  loop_ =
      new KeyButton(this, theme, "player", {.text = "A–B", .icon = "repeat", .icon_size = icon_size, .key_below = true},
                    [this] { perform_(next_mark_); });
  row->Add(loop_, 0, wxALIGN_CENTRE_VERTICAL);
  add(*row, "rotate-cw-square", tr("Turn the picture by 90°"), Command::rotate);
  sound_ = add(*row, "volume-2", tr("Video's sound off"), Command::mute_video);
  add(*row, "camera", tr("Save a still picture"), Command::still);
  add(*row, "maximize", tr("Full screen"), Command::full_screen);

  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(track_, 0, wxEXPAND | wxLEFT | wxRIGHT, 4);
  auto* halves = new wxBoxSizer(wxHORIZONTAL);
  halves->Add(left, 0, wxEXPAND);
  halves->Add(row, 1, wxEXPAND);
  // With large text the right half goes below the left one.
  Bind(wxEVT_SIZE, [this, halves, left, row](wxSizeEvent& event) {
    event.Skip();
    const bool narrow = left->CalcMin().x + row->CalcMin().x + 24 > event.GetSize().x;
    const int wanted = narrow ? wxVERTICAL : wxHORIZONTAL;
    if (halves->GetOrientation() == wanted) return;
    halves->SetOrientation(wanted);
    CallAfter([this] { GetParent()->Layout(); });
  });
  all->Add(halves, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 8);
  SetSizer(all);
  show_nothing();
}

KeyButton* TransportBar::add(wxSizer& row, const char* icon, const std::string& name, Command command) {
  auto* button = new KeyButton(this, theme(), "player",
                               {.text = "",
                                .key = cap_of(command),
                                .icon = icon,
                                .icon_size = icon_size,
                                .name = with_key(name, command),
                                .key_below = true},
                               [this, command] { perform_(command); });
  row.Add(button, 0, wxALIGN_CENTRE_VERTICAL);
  return button;
}

void TransportBar::show(const media::PlayerState& state, const std::string& wall) {
  const auto end = std::max(state.duration.value_or(state.edge), state.position);
  track_->set(state.position, end, state.growing);
  track_->set_marks(state.loop_from, state.loop_to);
  time_->set(media_time(state.position, true) + " / " + media_time(end, false));
  wall_->set(wall);
  const bool running = state.phase == media::Phase::playing || state.phase == media::Phase::waiting;
  auto play = play_->content();
  play.icon = running ? "pause" : "play";
  play.name = with_key(running ? tr("Pause") : tr("Play"), Command::play);
  play_->set(play);
  auto speed = speed_->content();
  speed.text = speed_text(state.rate);
  speed.name = tr("Speed {}; slower [, faster ]", speed.text);
  speed_->set(speed);
  auto sound = sound_->content();
  sound.icon = state.muted || state.volume <= 0 ? "volume-x" : "volume-2";
  sound.name = with_key(state.muted ? tr("Video's sound on")
                                    : tr("Video's sound off, now {} %", static_cast<int>(state.volume * 100 + 0.5)),
                        Command::mute_video);
  sound_->set(sound);
  show_loop(state);
  if (edge_->IsShown() != state.growing) {
    edge_->Show(state.growing);
    Layout();
  }
}

// One button goes through the three: mark A, mark B, none.
void TransportBar::show_loop(const media::PlayerState& state) {
  const bool both = state.loop_from && state.loop_to;
  next_mark_ = both ? Command::loop_off : state.loop_from ? Command::loop_to : Command::loop_from;
  auto loop = loop_->content();
  loop.text = both ? "A–B" : state.loop_from ? "A–" : state.loop_to ? "–B" : "A–B";
  loop.key = cap_of(next_mark_);
  loop.icon_colour = state.loop_from || state.loop_to ? "timer" : "text";
  loop.name = with_key(both              ? tr("Take the marks A and B away")
                       : state.loop_from ? tr("Mark B: repeat up to here")
                                         : tr("Mark A: repeat from here"),
                       next_mark_);
  loop_->set(loop);
}

void TransportBar::show_nothing() { show(media::PlayerState{}, ""); }

}  // namespace siaga::ui
