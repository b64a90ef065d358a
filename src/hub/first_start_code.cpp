#include "hub/first_start_code.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/log.h"

namespace siaga::hub {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t code_length = 10;

std::string random_code() {
  std::string code;
  for (const auto byte : base::random_bytes(code_length)) code += crockford[byte % crockford.size()];
  return code;
}

std::string in_groups(const std::string& code) { return code.substr(0, 5) + "-" + code.substr(5); }

std::string plain(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (c != '-' && c != ' ') code += c;
  }
  return code;
}

}  // namespace

base::Result<void> FirstStartCode::open() {
  const std::lock_guard lock{mutex_};
  code_ = random_code();
  wrong_ = 0;
  return base::write_atomically(file_, in_groups(code_) + "\n");
}

void FirstStartCode::close() {
  const std::lock_guard lock{mutex_};
  code_.clear();
  std::error_code code;
  std::filesystem::remove(file_, code);
  if (code) base::log::warning("first_start.file_stays", {{"why", code.message()}});  // it opens nothing any more
}

std::optional<std::string> FirstStartCode::code() const {
  const std::lock_guard lock{mutex_};
  if (code_.empty()) return std::nullopt;
  return in_groups(code_);
}

base::Result<void> FirstStartCode::check(std::string_view typed) {
  const std::lock_guard lock{mutex_};
  if (code_.empty()) return base::fail(base::Fault::not_found, "there is nothing at this address");
  if (wrong_ >= most_wrong) return base::fail(base::Fault::too_many, "too many wrong codes: start the hub again");
  // Digests are compared, so that the time says nothing about how far a guess was right.
  if (base::sha256(plain(typed)) == base::sha256(code_)) return {};
  ++wrong_;
  return base::fail(base::Fault::forbidden, "the code is another one", "code");
}

}  // namespace siaga::hub
