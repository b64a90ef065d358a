#include "hub/health_desk.h"

namespace siaga::hub::health_desk {

Answer health(Call& call) {
  if (call.core.draining) co_return base::fail(base::Fault::unavailable, "the hub is stopping");
  co_return json_response(200, R"({"status":"ok"})");
}

Answer metrics(Call& call) {
  const auto& core = call.core;
  const auto counts = core.store.counts();
  auto text = to_prometheus(core.metrics, {{"events", "gauge", core.feed.end()},
                                           {"store_commits_total", "counter", counts.commits},
                                           {"store_jobs_total", "counter", counts.jobs},
                                           {"store_jobs_rerun_total", "counter", counts.rerun},
                                           {"store_queue", "gauge", counts.waiting},
                                           {"storage_full", "gauge", core.storage_full() ? 1u : 0u},
                                           {"storage_free_bytes", "gauge", core.folder.free_bytes()}});
  co_return net::make_response(200, "text/plain; version=0.0.4", std::move(text));
}

}  // namespace siaga::hub::health_desk
