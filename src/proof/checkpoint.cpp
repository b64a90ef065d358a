#include "proof/checkpoint.h"

#include <algorithm>
#include <optional>

namespace siaga::proof {

using base::fail;
using base::Fault;
using base::Result;

namespace {

std::string base64_of(const Hash& hash) {
  return base::to_base64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::optional<Hash> hash_of(std::string_view base64) {
  const auto bytes = base::from_base64(base64);
  Hash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

/// The next line without its break, taken off `text`; nothing when there is no whole one.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::string_view> after(std::optional<std::string_view> line, std::string_view word) {
  if (!line || !line->starts_with(word)) return std::nullopt;
  return line->substr(word.size());
}

base::Error no_checkpoint() { return fail(Fault::corrupt, "not a checkpoint: origin, size, root"); }
base::Error no_proof() { return fail(Fault::corrupt, "not a proof of a record (c2sp.org/tlog-proof)"); }

}  // namespace

Result<std::uint64_t> parse_number(std::string_view digits) {
  const auto wrong = [] { return fail(Fault::corrupt, "not a number"); };
  if (digits.empty() || digits.size() > 19 || (digits.size() > 1 && digits[0] == '0')) return wrong();
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return wrong();
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value >> 63 != 0) return wrong();
  return value;
}

std::string origin_of_epoch(std::string_view epoch) { return "siaga-hub/" + std::string{epoch}; }

std::string encode(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + base64_of(checkpoint.root) + "\n";
}

Result<Checkpoint> decode_checkpoint(std::string_view text) {
  Checkpoint checkpoint;
  const auto origin = take_line(text);
  const auto size = take_line(text);
  const auto root = take_line(text);
  if (!origin || origin->empty() || !size || !root) return no_checkpoint();
  checkpoint.origin = *origin;
  const auto number = parse_number(*size);
  const auto hash = hash_of(*root);
  if (!number || !hash) return no_checkpoint();
  checkpoint.size = *number;
  checkpoint.root = *hash;
  while (!text.empty()) {
    const auto extension = take_line(text);
    if (!extension || extension->empty()) return no_checkpoint();
  }
  return checkpoint;
}

std::string encode(const ProofFile& file) {
  std::string bytes{proof_file_magic};
  bytes += "\n";
  if (!file.extra.empty()) bytes += "extra " + base::to_base64(file.extra) + "\n";
  bytes += "index " + std::to_string(file.index) + "\n";
  for (const auto& hash : file.path) bytes += base64_of(hash) + "\n";
  return bytes + "\n" + file.checkpoint;
}

Result<ProofFile> decode_proof_file(std::string_view bytes) {
  if (take_line(bytes) != proof_file_magic) return no_proof();
  ProofFile file;
  auto line = take_line(bytes);
  if (const auto extra = after(line, "extra ")) {
    const auto decoded = base::from_base64(*extra);
    if (!decoded || decoded->empty()) return no_proof();
    file.extra = *decoded;
    line = take_line(bytes);
  }
  const auto index = after(line, "index ");
  const auto number = parse_number(index.value_or(""));
  if (!number) return no_proof();
  file.index = *number;
  for (line = take_line(bytes); line && !line->empty(); line = take_line(bytes)) {
    const auto hash = hash_of(*line);
    if (!hash || file.path.size() == 63) return no_proof();
    file.path.push_back(*hash);
  }
  if (!line) return no_proof();
  file.checkpoint = bytes;
  return file;
}

}  // namespace siaga::proof
