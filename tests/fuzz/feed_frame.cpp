// A hub that may be an enemy's, a line for each thing it does, read by the console's decoder, FeedFsm and Model: a
// frame, a snapshot where one is asked for, "!CODE" for the end of the connection. Whatever comes, the chain holds:
// what the model knows grows by ranges that continue it, and begins anew with a snapshot alone.
#include "console/feed_fsm.h"
#include "round_trip.h"

using namespace siaga;
using namespace siaga::console;

namespace {

void check_frame(std::string_view text) {
  const auto frame = protocol::decode_frame(text);
  if (!frame) return fuzz::check_refusal(frame.error());
  std::visit(
      [](const auto& one) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(one)>, protocol::RangeFrame>) {
          const auto read = [](std::string_view again) { return protocol::decode_frame(again); };
          const auto write = [](const protocol::FeedFrame& some) {
            return protocol::encode(std::get<std::decay_t<decltype(one)>>(some));
          };
          fuzz::check_round_trip(protocol::encode(one), read, write);
        }
      },
      *frame);
}

class Console {
 public:
  void hear(std::string_view line);
  /// What a window would ask of the model.
  void look();

 private:
  void follow(FeedStep step);
  void apply(const FeedEffect& effect);

  base::SystemClock clock_;
  Model model_{clock_};
  FeedFsm fsm_{protocol::Cursor{"e1", 7}, [] { return 0.5; }};
  FeedAction action_ = fsm_.begin().action;
  std::optional<protocol::Cursor> known_;  ///< kept beside the machine, to judge it
  FeedFsm::Time now_{};
};

void Console::hear(std::string_view line) {
  now_ += std::chrono::milliseconds{100};
  if (std::holds_alternative<Pause>(action_)) follow(fsm_.on_paused());
  if (std::holds_alternative<Stop>(action_)) return;
  const auto cut = base::fail(base::Fault::unavailable, "closed", std::string{line.substr(line.empty() ? 0 : 1)});
  const bool ends = line.starts_with('!');
  if (std::holds_alternative<FetchSnapshot>(action_))
    return follow(ends ? fsm_.on_snapshot(cut) : fsm_.on_snapshot(protocol::decode_snapshot_view(line)));
  if (std::holds_alternative<OpenFeed>(action_)) follow(fsm_.on_opened({}, now_));
  if (!std::holds_alternative<ReadFrame>(action_)) return;
  follow(ends ? fsm_.on_closed(cut) : fsm_.on_frame(protocol::decode_frame(line), now_));
}

void Console::look() {
  const auto rows = model_.queue(QueueFilter::all);
  fuzz::must(rows.size() == model_.count(QueueFilter::all), "the queue is counted");
  for (const auto* matter : rows) fuzz::must(model_.find(matter->sos.id) == matter, "the queue's rows are found");
  model_.must_sound();
}

void Console::follow(FeedStep step) {
  for (const auto& effect : step.effects) apply(effect);
  action_ = std::move(step.action);
  const bool chained = std::holds_alternative<ReadFrame>(action_);
  if (chained) fuzz::must(fsm_.cursor() == known_, "the machine's cursor is what the model was given");
}

void Console::apply(const FeedEffect& effect) {
  if (const auto* snapshot = std::get_if<protocol::SnapshotView>(&effect)) {
    known_ = snapshot->as_of;
    model_.apply_snapshot(*snapshot);
  } else if (const auto* range = std::get_if<protocol::RangeFrame>(&effect)) {
    fuzz::must(known_ && range->from == known_->seq + 1 && range->to > known_->seq, "ranges chain, and go forward");
    fuzz::must(model_.apply_range(*range), "the model takes what chains");
    known_->seq = range->to;
  } else if (const auto* heartbeat = std::get_if<protocol::HeartbeatFrame>(&effect)) {
    fuzz::must(known_ && heartbeat->epoch == known_->epoch, "a heartbeat of another log is none");
    model_.apply_heartbeat(*heartbeat, clock_.now());
  } else if (const auto* positions = std::get_if<protocol::PositionsFrame>(&effect)) {
    model_.apply_positions(*positions);
  } else if (const auto* loss = std::get_if<Loss>(&effect)) {
    model_.apply_loss(*loss);
  } else if (const auto* state = std::get_if<LinkStatus::State>(&effect)) {
    model_.apply_link(*state);
  } else {
    model_.begin_catch_up();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::text_of(data, size);
  Console console;
  while (!text.empty()) {
    const auto [line, rest] = fuzz::first_line(text);
    check_frame(line);
    console.hear(line);
    text = rest;
  }
  console.look();
  return 0;
}
