#include "ui/widgets/link_strip.h"

#include "base/zone.h"
#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/keys.h"
#include "ui/text.h"

#include <wx/sizer.h>

namespace siaga::ui {
namespace {

using State = console::LinkStatus::State;

std::string state_text(State state) {
  switch (state) {
    case State::signed_out: return tr("signed out");
    case State::connecting: return tr("connecting…");
    case State::connected: return tr("connected");
    case State::stale: return tr("no heartbeat");
    case State::broken: return tr("CUT OFF");
    case State::refused: return tr("REFUSED");
  }
  return {};
}

/// A heartbeat comes each second.
constexpr std::chrono::milliseconds on_time{1500};

/// Of one width, up to a minute and a half.
std::string age(std::chrono::microseconds length) {
  return "· " + (length < std::chrono::seconds(10) ? seconds(length) : spoken(length));
}

}  // namespace

LinkStrip::LinkStrip(wxWindow* parent, Desk& desk, std::function<void()> silence)
    : Surface(parent, desk.theme, {.fill = "strip", .border = "line", .edge_bottom = true}), desk_(desk), quick_(this) {
  auto* brand = new Label(this, "Siaga", {"brand"});
  link_ = new Label(this, "", {"strong"});
  heartbeat_ = new Label(this, "", {"digits"}, wxST_NO_AUTORESIZE);
  heartbeat_->keep_room_for("· " + seconds(std::chrono::milliseconds(8'800)));
  complete_ = new Label(this, "", {"digits"});
  sound_ = new KeyButton(this, desk.theme, "flat", {.text = ""}, std::move(silence));
  duty_ = new Label(this, "", {"dim"});
  clock_ = new Label(this, "", {"clock"}, wxST_NO_AUTORESIZE | wxALIGN_RIGHT);
  clock_->keep_room_for("00:00:00 WITA");
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  const auto middle = [](int left) { return wxSizerFlags().CentreVertical().Border(wxLEFT, left); };
  row->Add(brand, middle(16));
  row->Add(link_, middle(20));
  row->Add(heartbeat_, middle(6));
  row->Add(complete_, middle(4));
  row->AddStretchSpacer();
  row->Add(sound_, middle(8));
  row->Add(duty_, middle(12));
  row->Add(clock_, middle(16).Border(wxLEFT | wxRIGHT, 16));
  SetSizer(row);
  SetMinSize(wxSize(-1, 44));
  on_link_ = desk_.model.link_changed.connect([this] { show_link(); });
  on_mute_ = desk_.model.mute_changed.connect([this] { show_sound(); });
  on_arrival_ = desk_.model.sos_arrived.connect([this](const base::Id&) { show_sound(); });
  on_change_ = desk_.model.sos_changed.connect([this](const base::Id&) { show_sound(); });
  on_session_ = desk_.model.session_changed.connect([this] {
    show_sound();
    show_clock();
  });
  on_tick_ = desk_.tick.connect([this] {
    show_clock();
    show_age();
    show_sound();
  });
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
    if (quick_.IsOneShot()) quick_.Start(200);
    show_age();
  });
  show_link();
  show_sound();
  show_clock();
}

void LinkStrip::set_sound_fault(bool fault) {
  if (fault == sound_fault_) return;
  sound_fault_ = fault;
  show_sound();
}

void LinkStrip::show_link() {
  const auto& link = desk_.model.link();
  const bool good = link.state == State::connected;
  const bool waiting = link.state == State::connecting || link.state == State::signed_out;
  const auto before = link_->GetBestSize() + complete_->GetBestSize();
  link_->mark("ok", good);
  link_->mark("warn", waiting);
  link_->mark("bad", !good && !waiting);
  link_->set("● " + state_text(link.state));
  await_heartbeat();
  std::string text;
  if (link.complete_to > 0) text = tr("· complete to #{}", grouped(link.complete_to));
  if (link.fetched_after_break > 0)
    text += " · " + tr_n("{} event fetched after the break", "{} events fetched after the break",
                         link.fetched_after_break, link.fetched_after_break);
  complete_->set(text);
  if (link_->GetBestSize() + complete_->GetBestSize() != before) Layout();
}

/// While heartbeats come in time the clock's tick shows their age often enough; a late one is counted in tenths.
void LinkStrip::await_heartbeat() {
  const auto& link = desk_.model.link();
  if (!link.last_heartbeat || link.state == State::connecting || link.state == State::signed_out) {
    heartbeat_->set("");
    return quick_.Stop();
  }
  const bool counting = quick_.IsRunning() && !quick_.IsOneShot();
  const bool late = desk_.clock.now() - *link.last_heartbeat > on_time;
  if (!late)
    quick_.StartOnce(static_cast<int>(on_time.count()));
  else if (!counting)
    quick_.Start(200);
  if (counting || heartbeat_->text().empty()) show_age();
}

void LinkStrip::show_age() {
  const auto& link = desk_.model.link();
  if (quick_.IsRunning() && link.last_heartbeat) heartbeat_->set(age(desk_.clock.now() - *link.last_heartbeat));
}

void LinkStrip::show_sound() {
  // Who sees no alarms is promised none.
  const bool watches = desk_.model.may(domain::Action::read_sos);
  if (sound_->IsShown() != watches) {
    sound_->Show(watches);
    Layout();
  }
  KeyButton::Content content{
      .text = tr("sound ready"), .key = cap_of(Command::silence), .icon = "bell-ring", .icon_colour = "text_dim"};
  const auto& mute = desk_.model.mute();
  if (sound_fault_) {
    content.text = tr("NO SOUND on this machine");
    content.icon = "volume-x";
    content.icon_colour = "on_danger";
  } else if (mute) {
    content.text = tr("SILENCED {}, {}: {}", base::short_duration(mute->until - desk_.model.hub_now()),
                      short_name(mute->by_name), mute->reason);
    content.icon = "bell-off";
    content.icon_colour = "on_danger";
  } else if (desk_.model.must_sound()) {
    content.text = tr("alarm sounds");
    content.icon_colour = "alarm";
  }
  const bool red = sound_fault_ || mute.has_value();
  sound_->mark("danger", red);
  sound_->mark("flat", !red);
  const auto before = sound_->GetBestSize();
  sound_->set(content);
  if (sound_->GetBestSize() != before) Layout();
}

void LinkStrip::show_clock() {
  if (!desk_.model.session()) return;
  clock_->set(base::clock_time_with_zone(desk_.model.hub_now(), desk_.zone()));
  const auto duty = tr("On duty: {}", short_name(desk_.model.session()->person.name));
  if (duty == duty_->text()) return;
  duty_->set(duty);
  Layout();
}

}  // namespace siaga::ui
