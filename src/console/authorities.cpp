#include "console/authorities.h"

#include "base/file.h"
#include "net/tls.h"

#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace siaga::console {

using base::Fault;
using base::Result;

namespace {

constexpr std::uint64_t largest_authorities = 4 << 20;

base::Error about_file(Fault fault, std::string detail) {
  return base::fail(fault, std::move(detail), std::string{authorities_field});
}

}  // namespace

Result<std::string> read_authorities(const std::filesystem::path& file) {
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found) return about_file(Fault::not_found, "no such file");
  // A pipe or a device may never end. What can't be looked at says so when it is opened.
  if (!code && !std::filesystem::is_regular_file(status)) return about_file(Fault::unsupported, "no ordinary file");
  auto text = base::read_file(file, largest_authorities);
  if (!text) return about_file(text.error().fault, text.error().detail);
  // OpenSSL takes a file without any certificate for an authority that vouches for nobody.
  if (!net::fingerprint_of_pem(*text)) return about_file(Fault::invalid, "no certificate in it");
  return text;
}

/// Where answers go: the thread that reads may outlive the reader.
struct AuthorityReader::Outlet {
  std::mutex guard;
  base::Post post;
  // Of the UI thread alone: what they hold (weak references to windows) is touched by no other.
  std::map<std::uint64_t, Done> waiting;
  std::uint64_t asked = 0;
};

AuthorityReader::AuthorityReader(base::Post post, std::chrono::milliseconds limit, Read read)
    : outlet_(std::make_shared<Outlet>()),
      limit_(limit),
      read_(std::move(read)),
      giving_up_([this](const std::stop_token& ending) { give_up(ending); }) {
  outlet_->post = std::move(post);
}

AuthorityReader::~AuthorityReader() {
  const std::lock_guard lock{outlet_->guard};
  outlet_->post = nullptr;
  outlet_->waiting.clear();
}

void AuthorityReader::read(const std::filesystem::path& file, Done done) {
  const auto question = ++outlet_->asked;
  outlet_->waiting.emplace(question, std::move(done));
  {
    const std::lock_guard lock{due_guard_};
    due_.push_back({std::chrono::steady_clock::now() + limit_, question});
  }
  due_came_.notify_one();
  std::thread{[outlet = outlet_, read = read_, file, question] { answer(outlet, question, read(file)); }}.detach();
}

/// The first answer counts: who asked is told once.
void AuthorityReader::answer(const std::shared_ptr<Outlet>& outlet, std::uint64_t question,
                             Result<std::string> outcome) {
  const std::lock_guard lock{outlet->guard};
  if (!outlet->post) return;
  outlet->post([question, outcome = std::move(outcome), weak = std::weak_ptr{outlet}] {
    const auto still = weak.lock();
    if (!still) return;
    if (auto waiting = still->waiting.extract(question)) waiting.mapped()(outcome);
  });
}

void AuthorityReader::give_up(const std::stop_token& ending) {
  std::unique_lock lock{due_guard_};
  while (due_came_.wait(lock, ending, [this] { return !due_.empty(); })) {
    // All have the same limit: what is asked meanwhile is due later.
    const auto next = due_.front();
    due_came_.wait_until(lock, ending, next.at, [] { return false; });
    if (ending.stop_requested()) return;
    due_.pop_front();
    answer(outlet_, next.question, about_file(Fault::timeout, "the file wasn't read in time"));
  }
}

}  // namespace siaga::console
