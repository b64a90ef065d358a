#include "hub/paper.h"

#include "base/zone.h"

namespace siaga::hub {

report::Document paper(const protocol::ExportCommand& wish, const std::string& title, const std::string& by,
                       const std::string& zone, base::Instant now, const protocol::SignedSize& checkpoint) {
  report::Document document;
  document.title = wish.title.empty() ? title : wish.title;
  document.number = wish.number;
  document.revision = wish.revision;
  document.effective = shown(wish.effective);
  document.prepared.name = wish.prepared;
  document.checked.name = wish.checked;
  document.approved.name = wish.approved;
  document.made = base::date_time_with_zone(now, zone) + ", " + by;
  document.made_at = now;
  document.controlled_copy = wish.controlled;
  document.checkpoint = report::Checkpoint{checkpoint.size, checkpoint.root, checkpoint.key};
  return document;
}

std::string shown(std::optional<base::Day> day) {
  return day ? base::date_in_zone(base::midnight(*day, "UTC"), "UTC") : "";
}

std::string shown(std::optional<base::Instant> at, const std::string& zone) {
  return at ? base::date_time_with_zone(*at, zone) : "";
}

std::string shown_length(std::int64_t seconds) {
  const auto minutes = (seconds < 0 ? -seconds : seconds) / 60;
  return std::to_string(minutes / 60) + " jam " + std::to_string(minutes % 60) + " mnt";
}

}  // namespace siaga::hub
