#include "hub/secret_box.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/log.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::size_t nonce_size = crypto_secretbox_NONCEBYTES;
constexpr std::size_t tag_size = crypto_secretbox_MACBYTES;
constexpr std::size_t id_size = 16;
constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;
static_assert(crypto_secretbox_KEYBYTES == 32 && crypto_generichash_KEYBYTES_MAX >= 32);

base::Error cannot_open() { return fail(Fault::corrupt, "it was sealed by another key: it must be given anew", "key"); }

}  // namespace

Result<SecretBox> SecretBox::load(const store::DataFolder& folder, bool in_use) {
  SecretBox box;
  const auto file = folder.keys() / "second-factor";
  const auto kept = base::read_file(file, box.key_.size());
  if (kept && kept->size() != box.key_.size()) return fail(Fault::invalid, file.string() + " isn't a key of 32 bytes");
  if (kept) {
    std::ranges::copy(*kept, box.key_.begin());
    return box;
  }
  if (kept.error().fault != Fault::not_found) return fail(Fault::invalid, kept.error().detail);
  if (in_use) base::log::error("second_factor.key_lost", {{"file", file.string()}});
  std::ranges::copy(base::random_bytes(box.key_.size()), box.key_.begin());
  if (auto made = base::make_folder(folder.keys()); !made) return made.error();
  const std::string_view bytes{reinterpret_cast<const char*>(box.key_.data()), box.key_.size()};
  if (auto written = base::write_atomically(file, bytes); !written) return written.error();
  base::log::info("second_factor.key_made", {{"file", file.string()}});
  return box;
}

store::Bytes SecretBox::seal(const base::Id& person, std::string_view secret) const {
  store::Bytes plain(person.bytes.begin(), person.bytes.end());
  plain.insert(plain.end(), secret.begin(), secret.end());
  auto sealed = base::random_bytes(nonce_size);
  sealed.resize(nonce_size + tag_size + plain.size());
  const auto* nonce = sealed.data();
  crypto_secretbox_easy(sealed.data() + nonce_size, plain.data(), plain.size(), nonce, key_.data());
  return sealed;
}

Result<std::string> SecretBox::open(const base::Id& person, const store::Bytes& sealed) const {
  if (sealed.size() < nonce_size + tag_size + id_size) return cannot_open();
  store::Bytes plain(sealed.size() - nonce_size - tag_size);
  const int code = crypto_secretbox_open_easy(plain.data(), sealed.data() + nonce_size, sealed.size() - nonce_size,
                                              sealed.data(), key_.data());
  if (code != 0 || !std::equal(person.bytes.begin(), person.bytes.end(), plain.begin())) return cannot_open();
  return std::string{plain.begin() + id_size, plain.end()};
}

store::second_factor_table::RecoveryCode SecretBox::hash(std::string_view plain) const {
  auto salt = base::random_bytes(salt_size);
  auto hashed = digest(salt, plain);
  return {std::move(salt), std::move(hashed)};
}

bool SecretBox::matches(const store::second_factor_table::RecoveryCode& code, std::string_view plain) const {
  const auto hashed = digest(code.salt, plain);
  return code.hash.size() == hashed.size() && sodium_memcmp(code.hash.data(), hashed.data(), hashed.size()) == 0;
}

store::Bytes SecretBox::digest(const store::Bytes& salt, std::string_view plain) const {
  store::Bytes text = salt;
  text.insert(text.end(), plain.begin(), plain.end());
  store::Bytes hashed(hash_size);
  if (crypto_generichash(hashed.data(), hashed.size(), text.data(), text.size(), key_.data(), key_.size()) != 0)
    throw std::logic_error("libsodium refused the size of a hash");
  return hashed;
}

}  // namespace siaga::hub
