#include "ui/player/player_panel.h"

#include "base/zone.h"
#include "media/still.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/player/player_words.h"
#include "ui/player/recording_source.h"
#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/stdpaths.h>
#include <wx/toplevel.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace siaga::ui {
namespace {

using namespace std::chrono_literals;
constexpr std::array rates{1.0 / 16, 0.125, 0.25, 0.5, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0};
constexpr double magnifying = 1.5;
/// Further behind the newest picture than this when it opens: go there at once.
constexpr auto near_edge = 4s;

double next_rate(double now, bool faster) {
  if (faster) {
    const auto* at = std::upper_bound(rates.begin(), rates.end(), now + 0.01);
    return at == rates.end() ? rates.back() : *at;
  }
  const auto* at = std::lower_bound(rates.begin(), rates.end(), now - 0.01);
  return at == rates.begin() ? rates.front() : *(at - 1);
}

/// The same pictures; where the hub has made a copy with an index, seeking in the original would mean to fetch it all.
console::RecordingForm form_of(const domain::Recording& recording) {
  const bool has_copy = recording.examination && !recording.examination->play_copy.empty();
  return has_copy ? console::RecordingForm::play_copy : console::RecordingForm::original;
}

std::filesystem::path still_path(const std::string& reporter, base::Instant at, const std::string& zone) {
  auto name = fmt::format("SOS {} {}.png", reporter, base::date_time_with_zone(at, zone));
  for (char& c : name)
    if (c == '/' || c == ':' || c == '\\') c = '.';
  const auto pictures = utf8(wxStandardPaths::Get().GetUserDir(wxStandardPaths::Dir_Pictures));
  return std::filesystem::path(pictures) / "Siaga" / name;
}

}  // namespace

PlayerPanel::PlayerPanel(wxWindow* parent, Desk& desk)
    : Surface(parent, desk.theme, {.fill = "surface", .border = "line", .radius = 8}), desk_(desk) {
  video_ = new VideoPanel(this, desk.theme);
  bar_ = new TransportBar(this, desk.theme, [this](Command command) { perform(command); });
  bar_->track().on_seek = [this](std::chrono::nanoseconds at) {
    if (player_) player_->seek(at);
  };
  bar_->track().on_hover = [this](std::optional<std::chrono::nanoseconds> at, int x) {
    video_->set_preview(at ? posters_->nearest(*at) : wxBitmap(), x, at ? media_time(*at, false) : "");
  };
  posters_ = new PosterStrip(this, desk.theme);
  posters_->on_seek = [this](std::chrono::nanoseconds at) {
    if (player_) player_->seek(at);
  };
  posters_->Hide();
  video_->on_click = [this] { perform(Command::play); };
  video_->on_double_click = [this] { full_screen_wanted.emit(); };
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(video_, 1, wxEXPAND | wxALL, 1);
  all->Add(posters_, 0, wxEXPAND | wxLEFT | wxRIGHT, 1);
  all->Add(bar_, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, 1);
  SetSizer(all);
  video_->on_paint = [this] { notice_sight(); };
  on_tick_ = desk_.tick.connect([this] {
    notice_sight();
    show_watermark();
  });
  on_preview_ = desk_.previews.changed.connect([this](const base::Id& recording) {
    if (opened_ == recording) show_preview();
  });
  close("");
}

PlayerPanel::~PlayerPanel() = default;

void PlayerPanel::open(const domain::Recording& recording, const std::string& reporter, const std::string& zone) {
  recording_ = recording;
  reporter_ = reporter;
  zone_ = zone;
  if (opened_ == recording.id) {
    show_preview();  // it may have been examined meanwhile
    if (player_) show_state(player_->state());
    return;
  }
  const auto why = insisted_ == recording.id ? "" : held_back_words(recording, watched_.ended_twice_with(recording.id));
  if (!why.empty()) {
    close(why);
    is_held_back_ = true;
    return;
  }
  play(recording);
}

void PlayerPanel::play(const domain::Recording& recording) {
  player_.reset();
  opened_ = recording.id;
  is_held_back_ = false;
  watched_.opened(recording.id);
  first_picture_due_ = true;
  hidden_ = false;
  video_->look_plainly();
  edge_due_ = recording.state == domain::RecordingState::growing;
  video_->show(nullptr);
  auto source = std::make_shared<RecordingSource>(desk_.link.open_recording(recording.id, form_of(recording)));
  media::Player::Options options;
  options.volume = desk_.settings.volume;
  options.muted = muted_;
  player_ = std::make_unique<media::Player>(std::move(source), desk_.post, options);
  on_state_ = player_->changed().connect([this](const media::PlayerState& state) { show_state(state); });
  on_frame_ = player_->frame_ready().connect([this] { show_frame(); });
  player_->play();
  show_bar(true);
  show_preview();
  show_state(player_->state());
  show_watermark();
}

void PlayerPanel::close(const std::string& sentence) {
  player_.reset();
  opened_.reset();
  is_held_back_ = false;
  watched_.closed();
  video_->show(nullptr);
  video_->set_badge("");
  video_->set_state("");
  video_->set_watermark("");
  video_->set_message(sentence);
  video_->describe(sentence);
  bar_->show_nothing();
  show_bar(false);
  show_posters(false);
}

void PlayerPanel::show_preview() {
  const auto& preview = desk_.previews.of(recording_, console::RecordingPreviews::Wish::everything);
  posters_->set(recording_.id, preview);
  const bool is_of_all = recording_.examination && !recording_.examination->part;
  bar_->track().set_loudness(is_of_all ? preview.loudness : std::vector<std::uint8_t>{});
  show_posters(posters_->has_any());
}

void PlayerPanel::show_posters(bool on) {
  if (posters_->IsShown() == on) return;
  posters_->Show(on);
  Layout();
}

// While nobody sees it (another page, a minimised window), nothing is decoded; it goes on where it was.
void PlayerPanel::notice_sight() {
  if (!player_) return;
  const auto* frame = dynamic_cast<const wxTopLevelWindow*>(wxGetTopLevelParent(this));
  const bool hidden = !IsShownOnScreen() || (frame && frame->IsIconized());
  if (std::exchange(hidden_, hidden) != hidden) player_->set_hidden(hidden);
}

void PlayerPanel::show_bar(bool on) {
  video_->set_calm(!on);
  if (bar_->IsShown() == on) return;
  bar_->Show(on);
  Layout();
}

void PlayerPanel::show_frame() {
  auto frame = player_->frames().take();
  if (!frame) return;
  if (first_picture_due_) {
    first_picture_due_ = false;
    first_picture.emit(recording_.sos, *frame);
  }
  video_->show(std::move(frame));
}

void PlayerPanel::show_state(const media::PlayerState& state) {
  const auto wall = recording_.started_at + std::chrono::duration_cast<std::chrono::microseconds>(state.position);
  bar_->show(state, base::clock_time_with_zone(wall, zone_));
  posters_->set_position(state.position);
  video_->set_badge(recording_tag(state));
  const Arrival arrival{
      state.trouble == media::Trouble::plays_when_complete ? desk_.link.open_recording(recording_.id)->available() : 0,
      recording_.declared_size};
  const auto message = player_words(state, arrival);
  video_->set_message(message);
  video_->describe(message.empty() ? tr("Video from {}", reporter_) : message);
  switch (state.phase) {
    case media::Phase::opening: video_->set_state(tr("opening…")); break;
    case media::Phase::waiting:
      video_->set_state(state.trouble == media::Trouble::none && state.quiet == 0s ? tr("waiting for the next picture…")
                                                                                   : "");
      break;
    case media::Phase::paused: video_->set_state(tr("paused")); break;
    case media::Phase::ended: video_->set_state(tr("end")); break;
    case media::Phase::playing:
    case media::Phase::failed: video_->set_state(""); break;
  }
  if (state.quiet > 0s && state.phase != media::Phase::failed)
    video_->set_state(tr("nothing new for {}", base::short_duration(state.quiet)));
  if (edge_due_ && state.phase == media::Phase::playing) {
    edge_due_ = false;
    if (state.can_seek && state.edge > state.position + near_edge) player_->go_to_edge();
  }
}

void PlayerPanel::show_watermark() {
  if (!player_ || !desk_.model.session()) return;
  video_->set_watermark(fmt::format("{} · {} · {}", short_name(desk_.model.session()->person.name),
                                    desk_.model.console_name(),
                                    base::clock_time_with_zone(desk_.model.hub_now(), desk_.zone())));
}

void PlayerPanel::save_still() {
  const auto frame = video_->frame();
  if (!frame) return desk_.complain(tr("There is no picture to save yet."));
  if (*saves_still_) return desk_.complain(tr("The picture before is still being saved. Press again in a moment."));
  *saves_still_ = true;
  const auto at = recording_.started_at + std::chrono::duration_cast<std::chrono::microseconds>(frame->time);
  const auto path = still_path(reporter_, at, zone_);
  still_ = std::jthread([frame, path, post = desk_.post, desk = &desk_, saving = saves_still_] {
    std::error_code trouble;
    std::filesystem::create_directories(path.parent_path(), trouble);
    const auto saved = media::save_still(*frame, path);
    post([desk, path, saved, saving] {
      *saving = false;
      if (saved)
        desk->say(tr("Picture saved: {}", path.string()));
      else
        desk->complain(tr("The picture was not saved: {}", sentence(saved.error())));
    });
  });
}

bool PlayerPanel::perform(Command command) {
  const bool ours = command >= Command::play && command <= Command::look_down;
  if (!ours) return false;
  if (command == Command::full_screen) {
    full_screen_wanted.emit();
    return true;
  }
  if (is_held_back_ && command == Command::play) {
    insisted_ = recording_.id;
    play(recording_);
    return true;
  }
  if (!player_) return true;
  const auto state = player_->state();
  switch (command) {
    case Command::play: player_->toggle(); break;
    case Command::back: player_->skip(-5s); break;
    case Command::forward: player_->skip(5s); break;
    case Command::step_back: player_->step_back(); break;
    case Command::step_forward: player_->step_forward(); break;
    case Command::slower: player_->set_rate(next_rate(state.rate, false)); break;
    case Command::faster: player_->set_rate(next_rate(state.rate, true)); break;
    case Command::usual_speed: player_->set_rate(1.0); break;
    case Command::quieter:
    case Command::louder: {
      const double volume = std::clamp(state.volume + (command == Command::louder ? 0.1 : -0.1), 0.0, 1.0);
      desk_.settings.volume = volume;
      player_->set_volume(volume);
      break;
    }
    case Command::mute_video:
      muted_ = !state.muted;
      player_->set_muted(muted_);
      break;
    case Command::still: save_still(); break;
    case Command::edge: player_->go_to_edge(); break;
    case Command::beginning: player_->seek(0ns); break;
    case Command::back_far: player_->skip(-30s); break;
    case Command::forward_far: player_->skip(30s); break;
    case Command::loop_from: player_->set_loop(media::Player::Mark::from, shown_time(state)); break;
    case Command::loop_to: player_->set_loop(media::Player::Mark::to, shown_time(state)); break;
    case Command::loop_off: player_->end_loop(); break;
    case Command::poster_back:
    case Command::poster_forward:
      if (!posters_->has_any()) desk_.say(tr("This recording has no pictures to go to."));
      posters_->step(command == Command::poster_forward ? 1 : -1);
      break;
    default: look(command); break;
  }
  return true;
}

/// A mark stands at the picture that is seen, not at the clock of the playing.
std::chrono::nanoseconds PlayerPanel::shown_time(const media::PlayerState& state) const {
  return video_->frame() ? video_->frame()->time : state.position;
}

void PlayerPanel::look(Command command) {
  constexpr int step = 2;
  switch (command) {
    case Command::rotate: video_->turn(); break;
    case Command::zoom_in: video_->magnify(magnifying); break;
    case Command::zoom_out: video_->magnify(1 / magnifying); break;
    case Command::zoom_off: video_->look_at_whole(); break;
    case Command::look_left: video_->move(step, 0); break;
    case Command::look_right: video_->move(-step, 0); break;
    case Command::look_up: video_->move(0, step); break;
    case Command::look_down: video_->move(0, -step); break;
    default: break;
  }
}

}  // namespace siaga::ui
