#include "domain/retention.h"

#include "base/zone.h"

namespace siaga::domain {

using base::fail;
using base::Fault;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

base::Result<void> check_there(const Keeping& keeping) {
  if (keeping.disposed) return fail(Fault::conflict, "this user ID was disposed of already", "disposed");
  return {};
}

}  // namespace

base::Day day_of(base::Instant at, std::string_view zone) {
  auto day = std::chrono::floor<days>(at) + days{1};  // no zone is a whole day away from UTC
  while (base::midnight(base::Day{day}, zone) > at) day -= days{1};
  return base::Day{day};
}

base::Day last_kept_day(base::Instant closed, std::string_view zone) {
  const auto same_day = day_of(closed, zone) + std::chrono::years{2};
  if (same_day.ok()) return same_day;
  return base::Day{sys_days{same_day.year() / same_day.month() / std::chrono::last} + days{1}};
}

base::Instant kept_until(base::Instant closed, std::string_view zone) {
  return base::midnight(base::Day{sys_days{last_kept_day(closed, zone)} + days{1}}, zone);
}

base::Result<void> check_disposal(const Keeping& keeping, base::Instant now) {
  if (auto there = check_there(keeping); !there) return there;
  if (keeping.held) return fail(Fault::conflict, "this user ID is held: " + *keeping.held, "held");
  if (!keeping.until) return fail(Fault::conflict, "this user ID is still active", "keeping");
  if (now < *keeping.until) return fail(Fault::conflict, "its two years aren't over", "keeping");
  return {};
}

base::Result<void> check_hold(const Keeping& keeping) {
  if (auto there = check_there(keeping); !there) return there;
  if (keeping.held) return fail(Fault::conflict, "this user ID is held already: " + *keeping.held, "held");
  return {};
}

base::Result<void> check_release(const Keeping& keeping) {
  if (auto there = check_there(keeping); !there) return there;
  if (!keeping.held) return fail(Fault::conflict, "nobody holds this user ID", "held");
  return {};
}

}  // namespace siaga::domain
