#include "hub/table_body.h"

#include "intake/csv.h"

namespace siaga::hub {

asio::awaitable<base::Result<std::string>> read_table_body(Call& call) {
  using base::fail;
  using base::Fault;
  auto type = call.request.header("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  if (type != "text/csv") co_return fail(Fault::unsupported, "the body must be text/csv", "Content-Type");
  auto reading = call.request.body.read_all(intake::CsvLimits{}.bytes);
  auto body = co_await std::move(reading);
  if (!body && body.error().fault == Fault::too_large)
    co_return fail(Fault::too_large, "the file is too large", "csv_bytes");
  co_return body;
}

}  // namespace siaga::hub
