#include "media/player.h"

#include "media/director.h"

#include <algorithm>

namespace siaga::media {

using std::chrono::nanoseconds;

Player::Player(std::shared_ptr<ByteSource> source, base::Post post, Options options)
    : front_(std::make_shared<Front>(std::move(post))),
      director_(std::make_unique<Director>(std::move(source), front_, options)) {}

Player::~Player() = default;

void Player::play() {
  director_->ask([](Director& director) { director.play(); });
}
void Player::pause() {
  director_->ask([](Director& director) { director.pause(); });
}
void Player::toggle() {
  director_->ask([](Director& director) { director.toggle(); });
}
void Player::seek(nanoseconds at) {
  director_->ask([at](Director& director) { director.seek(at); });
}
void Player::skip(nanoseconds by) {
  director_->ask([by](Director& director) { director.skip(by); });
}
void Player::step_forward() {
  director_->ask([](Director& director) { director.step(+1); });
}
void Player::step_back() {
  director_->ask([](Director& director) { director.step(-1); });
}
void Player::set_rate(double rate) {
  director_->ask([rate = std::clamp(rate, 1.0 / 16, 16.0)](Director& director) { director.set_rate(rate); });
}
void Player::set_volume(double volume) {
  director_->ask([volume = std::clamp(volume, 0.0, 1.0)](Director& director) { director.set_volume(volume); });
}
void Player::set_muted(bool muted) {
  director_->ask([muted](Director& director) { director.set_muted(muted); });
}
void Player::go_to_edge() {
  director_->ask([](Director& director) { director.go_to_edge(); });
}
void Player::set_loop(Mark mark, nanoseconds at) {
  director_->ask([mark, at](Director& director) { director.set_loop(mark, at); });
}
void Player::end_loop() {
  director_->ask([](Director& director) { director.end_loop(); });
}
void Player::set_hidden(bool hidden) {
  director_->ask([hidden](Director& director) { director.set_hidden(hidden); });
}

PlayerState Player::state() const { return front_->state(); }
LatestFrame& Player::frames() { return front_->frames; }
base::Signal<const PlayerState&>& Player::changed() { return front_->changed; }
base::Signal<>& Player::frame_ready() { return front_->frame_ready; }

void Player::Front::tell_state(const PlayerState& state) {
  {
    const std::lock_guard lock(mutex_);
    state_ = state;
    if (std::exchange(state_under_way_, true)) return;
  }
  post_([weak = weak_from_this()] {
    const auto front = weak.lock();  // kept alive while a listener may destroy the Player
    if (!front) return;
    PlayerState newest;
    {
      const std::lock_guard lock(front->mutex_);
      front->state_under_way_ = false;
      newest = front->state_;
    }
    front->changed.emit(newest);
  });
}

void Player::Front::tell_picture(std::shared_ptr<const Frame> frame) {
  frames.put(std::move(frame));
  if (picture_under_way_.exchange(true)) return;
  post_([weak = weak_from_this()] {
    const auto front = weak.lock();
    if (!front) return;
    front->picture_under_way_ = false;
    front->frame_ready.emit();
  });
}

PlayerState Player::Front::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace siaga::media
