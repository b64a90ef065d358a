#include "hub/position_desk.h"

#include "hub/events.h"
#include "protocol/command.h"
#include "store/position_table.h"
#include "store/sos_table.h"

#include <algorithm>

namespace siaga::hub::position_desk {

using base::Result;

namespace {

constexpr std::chrono::seconds track_step{5};

/// The positions after `after`, at least track_step apart, the newest always.
std::vector<domain::Position> thinned(const std::vector<domain::Position>& positions,
                                      std::optional<base::Instant> after) {
  std::vector<domain::Position> track;
  for (const auto& position : positions) {
    if (after && position.at <= *after) continue;
    const bool is_newest = &position == &positions.back();
    if (track.empty() || is_newest || position.at - track.back().at >= track_step) track.push_back(position);
  }
  return track;
}

void journal_tracks(store::Ledger& ledger, const domain::Person& person,
                    const std::vector<domain::Position>& positions) {
  for (auto& track : store::sos_table::open_tracks(ledger.database, person.id)) {
    if (track.tracked_at && ledger.now - *track.tracked_at < track_step) continue;
    protocol::EventBody body;
    body.by = person.version;
    body.track = thinned(positions, track.tracked_to);
    if (body.track.empty()) continue;
    ledger.journal.append(draft({person.id, protocol::EventKind::sos_track, track.sos, person.unit}, body));
    track.tracked_at = ledger.now;
    track.tracked_to = body.track.back().at;
    store::sos_table::set_tracked(ledger.database, track);
  }
}

/// True when the newest position was news.
Result<bool> keep(store::Ledger& ledger, const domain::Person& person, const std::vector<domain::Position>& positions) {
  journal_tracks(ledger, person, positions);
  return store::position_table::report(ledger.database, person.id, positions.back());
}

Result<std::vector<domain::Position>> checked(std::vector<domain::Position> positions) {
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (const auto good = domain::check(positions[i]); !good) {
      auto error = good.error();
      error.field = "/positions/" + std::to_string(i) + error.field;
      return error;
    }
  }
  std::ranges::stable_sort(positions, {}, &domain::Position::at);
  return positions;
}

}  // namespace

Answer report(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto command = protocol::decode_report_positions(*body);
  if (!command) co_return command.error();
  const auto positions = checked(std::move(command->positions));
  if (!positions) co_return positions.error();
  if (positions->empty()) co_return no_content();
  std::function<Result<bool>(store::Ledger&)> decide =
      [person = call.person(), sorted = *positions](store::Ledger& ledger) { return keep(ledger, person, sorted); };
  auto keeping = on_store<bool>(call.core.store, store::Priority::normal, std::move(decide));
  const auto is_news = co_await std::move(keeping);
  if (!is_news) co_return is_news.error();
  if (*is_news) call.core.feed.report(call.person().id, call.person().unit, positions->back());
  co_return no_content();
}

}  // namespace siaga::hub::position_desk
