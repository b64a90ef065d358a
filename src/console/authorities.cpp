#include "console/authorities.h"

#include "base/file.h"
#include "net/tls.h"

#include <future>
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

Result<std::string> read_within(std::chrono::milliseconds limit, AuthorityReader::Read read,
                                std::filesystem::path file) {
  const auto promise = std::make_shared<std::promise<Result<std::string>>>();
  auto coming = promise->get_future();
  std::thread{[promise, read = std::move(read), file = std::move(file)] { promise->set_value(read(file)); }}.detach();
  if (coming.wait_for(limit) == std::future_status::ready) return coming.get();
  return about_file(Fault::timeout, "the file wasn't read in time");
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

/// Where answers go: both threads of a reading outlive the reader.
struct AuthorityReader::Outlet {
  std::mutex guard;
  base::Post post;
  // Of the UI thread alone: what they hold (weak references to windows) is touched by no other.
  std::map<std::uint64_t, Done> waiting;
  std::uint64_t asked = 0;
};

AuthorityReader::AuthorityReader(base::Post post, std::chrono::milliseconds limit, Read read)
    : outlet_(std::make_shared<Outlet>()), limit_(limit), read_(std::move(read)) {
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
  std::thread{[outlet = outlet_, limit = limit_, read = read_, file, question] {
    auto outcome = std::make_shared<Result<std::string>>(read_within(limit, read, file));
    const std::lock_guard lock{outlet->guard};
    if (!outlet->post) return;
    outlet->post([question, outcome, weak = std::weak_ptr{outlet}] {
      const auto still = weak.lock();
      if (!still) return;
      if (auto waiting = still->waiting.extract(question)) waiting.mapped()(std::move(*outcome));
    });
  }}.detach();
}

}  // namespace siaga::console
