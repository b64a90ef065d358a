#include "hub/probe_calls.h"

#include "base/log.h"
#include "hub/probe_result.h"

#include <algorithm>

namespace siaga::hub {

using base::Result;
using std::chrono::seconds;

namespace {

constexpr seconds time_to_prepare{120};  // GStreamer looks at every plugin the first time
constexpr std::uint64_t read_bytes_a_second = 1u << 20;
constexpr std::uint64_t fewest_bytes_a_second = 1u << 10;

std::uint64_t bytes_in(const std::filesystem::path& file) {
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  return code ? 0 : size;
}

seconds time_to_read(seconds shortest, std::uint64_t size) { return shortest + seconds{size / read_bytes_a_second}; }

Result<Seen> seen_by(const base::ChildTask& task) {
  auto output = base::output_of_child(task, longest_findings);
  if (!output) return output.error();
  auto findings = read_findings(*output);
  if (!findings) return findings.error();
  return Seen{std::move(findings->examination), findings->indexed, std::move(*output)};
}

/// What reading told, with what looking found: time that didn't suffice for all sounds and pictures says nothing of the
/// length.
Seen joined(Seen measured, Seen looked) {
  if (!measured.examination.duration) return looked;
  measured.examination.posters = std::move(looked.examination.posters);
  measured.examination.loudness = looked.examination.loudness;
  measured.preview = std::move(looked.preview);
  return measured;
}

/// What reading told, and nothing to show.
Seen without_pictures(Seen measured) {
  measured.examination.posters.clear();
  measured.examination.loudness = false;
  measured.preview.clear();
  return measured;
}

}  // namespace

bool is_of_this_machine(const base::Error& error) {
  return error.fault == base::Fault::not_found || error.fault == base::Fault::unavailable ||
         error.fault == base::Fault::internal || error.fault == base::Fault::storage_full;
}

ProbeCalls::ProbeCalls(std::filesystem::path probe, std::filesystem::path plugins, seconds shortest)
    : probe_(std::move(probe)), plugins_(std::move(plugins)), shortest_(shortest) {}

Result<void> ProbeCalls::prepare(const base::StopSwitch& stop) {
  const std::lock_guard lock{preparing_};
  if (prepared_) return {};
  const base::ChildTask task{probe_, {"prepare", plugins_.string()}, {}, time_to_prepare, &stop};
  const auto output = base::output_of_child(task, 0);
  if (!output) return output.error();
  prepared_ = true;
  return {};
}

seconds ProbeCalls::time_to_look(seconds shortest, std::uint64_t size,
                                 std::optional<std::chrono::milliseconds> length) {
  if (!length) return time_to_read(shortest, size);
  const auto believed = std::min(seconds{size / fewest_bytes_a_second}, longest_believed);
  return shortest + std::min(std::chrono::ceil<seconds>(*length), believed);
}

base::ChildTask ProbeCalls::task(std::string command, const std::filesystem::path& recording, seconds time,
                                 const base::StopSwitch& stop) const {
  return {probe_, {std::move(command), plugins_.string(), std::to_string(time.count())}, recording, time, &stop};
}

Result<Seen> ProbeCalls::examine(const std::filesystem::path& recording, const base::StopSwitch& stop) const {
  const auto size = bytes_in(recording);
  auto measured = seen_by(task("measure", recording, time_to_read(shortest_, size), stop));
  if (!measured) return measured.error();
  if (!measured->examination.readable) return measured;
  const auto time = time_to_look(shortest_, size, measured->examination.duration);
  auto looked = seen_by(task("examine", recording, time, stop));
  if (!looked && is_of_this_machine(looked.error())) return looked.error();
  if (!looked) {
    base::log::warning("examine.only_measured",
                       {{"recording", recording.filename().string()}, {"error", base::log::describe(looked.error())}});
    return without_pictures(std::move(*measured));
  }
  return joined(std::move(*measured), std::move(*looked));
}

Result<Seen> ProbeCalls::examine_part(const std::filesystem::path& recording, std::uint64_t bytes,
                                      const base::StopSwitch& stop) const {
  auto early = task("examine", recording, longest_early, stop);
  early.arguments.push_back(std::to_string(bytes));
  return seen_by(early);
}

Result<void> ProbeCalls::copy(const std::filesystem::path& recording, const base::StopSwitch& stop,
                              const std::function<Result<void>(std::string_view)>& take) const {
  return base::run_child(task("copy", recording, time_to_read(shortest_, bytes_in(recording)), stop), take);
}

}  // namespace siaga::hub
