#include "hub/health_desk.h"

#include "hub/checkpoints.h"

#include <algorithm>

namespace siaga::hub::health_desk {

namespace {

/// Seconds since 1970: what is left is this minus now.
std::uint64_t certificate_end(const Core& core) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(core.certificate.expires_at.load().time_since_epoch());
  return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds.count(), 0));
}

}  // namespace

Answer health(Call& call) {
  if (call.core.draining) co_return base::fail(base::Fault::unavailable, "the hub is stopping");
  co_return json_response(200, R"({"status":"ok"})");
}

Answer metrics(Call& call) {
  const auto& core = call.core;
  const auto counts = core.store.counts();
  auto text = to_prometheus(core.metrics, {{"events", "gauge", core.feed.end()},
                                           {"checkpoint_events", "gauge", core.checkpoints->size()},
                                           {"certificate_expires_seconds", "gauge", certificate_end(core)},
                                           {"store_commits_total", "counter", counts.commits},
                                           {"store_jobs_total", "counter", counts.jobs},
                                           {"store_jobs_rerun_total", "counter", counts.rerun},
                                           {"store_queue", "gauge", counts.waiting},
                                           {"storage_full", "gauge", core.storage_full() ? 1u : 0u},
                                           {"storage_free_bytes", "gauge", core.folder.free_bytes()}});
  co_return net::make_response(200, "text/plain; version=0.0.4; charset=utf-8", std::move(text));
}

}  // namespace siaga::hub::health_desk
