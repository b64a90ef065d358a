#include "ui/alarm.h"

#include "ui/text.h"
#include "ui/theme_gtk.h"

namespace siaga::ui {

using State = console::LinkStatus::State;

Alarm::Alarm(wxTopLevelWindow& window, Desk& desk)
    : window_(window), desk_(desk), siren_(desk.resources / "sounds" / "alarm.wav") {
  const auto again = [this](auto&&...) { decide(); };
  connections_.push_back(desk_.model.sos_changed.connect(again));
  connections_.push_back(desk_.model.queue_reset.connect(again));
  connections_.push_back(desk_.model.mute_changed.connect(again));
  connections_.push_back(desk_.model.link_changed.connect(again));
  connections_.push_back(desk_.tick.connect(again));
  connections_.push_back(desk_.model.sos_arrived.connect(again));
  decide();
}

Alarm::~Alarm() { window_.SetTitle("Siaga"); }

bool Alarm::link_is_dead() const {
  const auto state = desk_.model.link().state;
  return state == State::stale || state == State::broken || state == State::refused;
}

bool Alarm::dead_link_sounds() const {
  return link_is_dead() && !dead_link_silenced_ && desk_.model.may(domain::Action::read_sos);
}

void Alarm::silence_dead_link() {
  dead_link_silenced_ = true;
  decide();
}

void Alarm::decide() {
  if (!link_is_dead()) dead_link_silenced_ = false;
  const bool wanted = desk_.model.must_sound() || dead_link_sounds();
  if (wanted)
    siren_.start();  // again each second: a device that was missing may have come
  else if (sounding_)
    siren_.stop();
  sounding_ = wanted;
  if (const bool urgent = wanted && !window_.IsActive(); urgent != urgent_) {
    urgent_ = urgent;
    native::set_urgent(window_, urgent);
  }
  const bool fault = wanted && !siren_.sounding() && !siren_.last_fault();
  const bool cleared = siren_.sounding();
  if (fault != fault_ && (fault || cleared)) {
    fault_ = fault;
    fault_changed.emit(fault);
  }
  const auto waiting = desk_.model.count(console::QueueFilter::unanswered);
  const auto title = waiting > 0                                 ? wx(fmt::format("({}) Siaga · SOS", waiting))
                     : desk_.model.may(domain::Action::read_sos) ? wx("Siaga · SOS")
                                                                 : wx("Siaga");
  if (window_.GetTitle() != title) window_.SetTitle(title);
}

}  // namespace siaga::ui
