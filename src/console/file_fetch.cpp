#include "console/file_fetch.h"

#include "base/file.h"
#include "console/export_fetch.h"
#include "protocol/problem.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <charconv>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>

namespace siaga::console {

namespace asio = net::asio;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::chrono::minutes made_within{10};  // the hub answers once the file is made
constexpr std::chrono::milliseconds told_every{250};
constexpr std::uint64_t synced_every = 8u << 20;  // else a slow stick takes minutes for what looks done

std::optional<std::uint64_t> size_said(const net::ClientResponse& head) {
  const auto digits = head.header("Content-Length").value_or("");
  std::uint64_t size = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return size;
}

/// NAME of `attachment; filename="NAME"`, when it is a file's name and nothing else.
std::optional<std::string> name_said(const net::ClientResponse& head) {
  constexpr std::string_view before = "attachment; filename=\"";
  auto text = head.header("Content-Disposition").value_or("");
  if (!text.starts_with(before) || !text.ends_with('"')) return std::nullopt;
  text.remove_prefix(before.size());
  text.remove_suffix(text.empty() ? 0 : 1);
  if (!is_plain_name(text)) return std::nullopt;
  return std::string{text};
}

std::filesystem::path free_path(const std::filesystem::path& folder, const std::string& name) {
  std::error_code ignored;  // what can't be looked at can't be written either
  auto path = folder / name;
  const auto plain = path;
  for (int number = 2; std::filesystem::exists(path, ignored); ++number)
    path.replace_filename(plain.stem().string() + "-" + std::to_string(number) + plain.extension().string());
  return path;
}

}  // namespace

class FileFetch::Job {
 public:
  Job(asio::any_io_executor executor, HubAccess access, std::string target, std::filesystem::path folder, Told told)
      : access_(std::move(access)),
        target_(std::move(target)),
        folder_(std::move(folder)),
        told_(std::move(told)),
        client_(std::move(executor), access_.endpoint, access_.trust) {}

  static asio::awaitable<void> run(std::shared_ptr<Job> self) { co_await self->fetch(); }
  /// Whatever run() waits for ends; on its thread.
  void interrupt() { interruption_.emit(asio::cancellation_type::terminal); }
  asio::cancellation_slot slot() { return interruption_.slot(); }

  void end() { cancelled_ = true; }
  /// After run(), however it ended.
  void tell() {
    file_.reset();
    if (cancelled_ && !outcome_) outcome_ = was_cancelled();  // it may have been whole already
    told_.done(std::move(outcome_));
  }

 private:
  asio::awaitable<void> fetch() {
    auto request = get_request(target_);
    request.headers = access_.headers();
    request.deadline = made_within;
    request.on_body = [this](const net::ClientResponse& head, std::string_view piece) { return take(head, piece); };
    const auto answer = co_await client_.request(std::move(request));
    outcome_ = finish(answer);
  }

  Result<void> take(const net::ClientResponse& head, std::string_view piece) {
    if (cancelled_) return was_cancelled();
    if (auto begun = begin(head); !begun) return begun;
    if (auto written = file_->append(piece); !written) return about_file(written.error());
    if (file_->size() - synced_ >= synced_every) {
      if (auto synced = file_->sync(); !synced) return about_file(synced.error());
      synced_ = file_->size();
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - told_at_ >= told_every || file_->size() == whole_) {
      told_at_ = now;
      told_.progress(file_->size(), whole_);
    }
    return {};
  }

  Result<void> begin(const net::ClientResponse& head) {
    if (file_) return {};
    const auto name = name_said(head);
    const auto size = size_said(head);
    if (!name || !size) return fail(Fault::corrupt, "an answer without a file's name and size");
    whole_ = *size;
    path_ = free_path(folder_, *name);
    auto begun = base::NewFile::begin(path_);
    if (!begun) return about_file(begun.error());
    file_.emplace(std::move(*begun));
    return {};
  }

  Result<std::filesystem::path> finish(const Result<net::ClientResponse>& answer) {
    if (!answer) return answer.error();
    if (cancelled_) return was_cancelled();
    if (answer->status < 200 || answer->status > 299) return protocol::decode_problem(answer->status, answer->body);
    if (!file_) return fail(Fault::corrupt, "an empty answer");
    if (auto kept = file_->keep(); !kept) return about_file(kept.error());
    return path_;
  }

  base::Error about_file(const base::Error& error) const {
    return fail(error.fault, error.detail, path_.filename().string());
  }
  static base::Error was_cancelled() { return fail(Fault::conflict, "cancelled", std::string{cancelled}); }

  HubAccess access_;
  std::string target_;
  std::filesystem::path folder_;
  Told told_;
  net::HttpClient client_;
  asio::cancellation_signal interruption_;
  std::atomic<bool> cancelled_ = false;
  Result<std::filesystem::path> outcome_ = fail(Fault::internal, "the fetch ended early");
  std::filesystem::path path_;
  std::optional<base::NewFile> file_;
  std::uint64_t whole_ = 0;
  std::uint64_t synced_ = 0;  ///< bytes that are on the disk for certain
  std::chrono::steady_clock::time_point told_at_;
};

FileFetch::FileFetch(HubAccess access, std::string target, std::filesystem::path folder, Told told)
    : job_(std::make_shared<Job>(runtime_.executor(), std::move(access), std::move(target), std::move(folder),
                                 std::move(told))) {
  asio::co_spawn(runtime_.executor(), Job::run(job_),
                 asio::bind_cancellation_slot(job_->slot(), [job = job_](const std::exception_ptr&) { job->tell(); }));
}

FileFetch::~FileFetch() {
  job_->end();
  runtime_.stop();
}

void FileFetch::cancel() {
  job_->end();
  asio::post(runtime_.executor(), [job = job_] { job->interrupt(); });
}

}  // namespace siaga::console
