#include "hub/manifest.h"

#include "base/file.h"
#include "base/id.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <stdexcept>

namespace siaga::hub {

namespace json = boost::json;
using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::int64_t format_of_manifest = 1;
constexpr const char* manifest_name = "manifest.json";
constexpr const char* digest_name = "manifest.json.sha256";

std::string digest_line(std::string_view manifest) {
  return base::to_hex(base::sha256(manifest)) + "  " + manifest_name + "\n";
}

/// "media/aa/<id>" with or without an extension of ours: nothing else may be written by a restore.
bool is_media(std::string_view path) {
  if (!path.starts_with("media/") || path.size() < 9 + 36 || path[8] != '/') return false;
  const auto name = path.substr(9, 36);
  const auto extension = path.substr(9 + 36);
  const bool known = extension.empty() || extension == ".preview" || extension == ".play" || extension == ".letter";
  return known && base::parse_id(name).has_value() && path.substr(6, 2) == name.substr(34);
}

base::Sha256 sha256_of(std::string_view hex) {
  const auto bytes = base::from_hex(hex).value();
  base::Sha256 hash{};
  if (bytes.size() != hash.size()) throw std::invalid_argument("a digest of the wrong length");
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

std::string string_at(const json::object& object, std::string_view key) {
  return std::string{object.at(key).as_string()};
}

ManifestFile file_of(const json::object& object) {
  ManifestFile file{string_at(object, "path"), object.at("size").to_number<std::uint64_t>(),
                    sha256_of(string_at(object, "sha256"))};
  if (file.path != database_name && !is_media(file.path)) throw std::invalid_argument("a strange path: " + file.path);
  return file;
}

Manifest manifest_of(const json::object& object) {
  Manifest manifest;
  manifest.program = string_at(object, "program");
  manifest.schema = object.at("schema").to_number<std::int64_t>();
  manifest.epoch = string_at(object, "epoch");
  manifest.last_seq = object.at("last_seq").to_number<std::uint64_t>();
  manifest.made_at = base::parse_rfc3339(string_at(object, "made_at")).value();
  for (const auto& file : object.at("files").as_array()) manifest.files.push_back(file_of(file.as_object()));
  manifest.sort();
  for (const auto& what : object.at("damage").as_array()) manifest.damage.emplace_back(what.as_string());
  if (manifest.find(database_name) == nullptr) throw std::invalid_argument("no database");
  return manifest;
}

}  // namespace

void Manifest::sort() { std::ranges::sort(files, {}, &ManifestFile::path); }

const ManifestFile* Manifest::find(const std::string& path) const {
  const auto found = std::ranges::lower_bound(files, path, {}, &ManifestFile::path);
  return found == files.end() || found->path != path ? nullptr : &*found;
}

std::uint64_t Manifest::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& file : files) sum += file.size;
  return sum;
}

std::string encode(const Manifest& manifest) {
  json::array files;
  for (const auto& file : manifest.files)
    files.push_back({{"path", file.path}, {"size", file.size}, {"sha256", base::to_hex(file.sha256)}});
  json::array damage;
  for (const auto& what : manifest.damage) damage.emplace_back(what);
  const json::object object{{"format", format_of_manifest},  {"program", manifest.program},
                            {"schema", manifest.schema},     {"epoch", manifest.epoch},
                            {"last_seq", manifest.last_seq}, {"made_at", base::to_rfc3339(manifest.made_at)},
                            {"files", std::move(files)},     {"damage", std::move(damage)}};
  return json::serialize(object) + "\n";
}

Result<Manifest> decode_manifest(std::string_view text) {
  json::error_code code;
  const auto value = json::parse(json::string_view{text.data(), text.size()}, code);
  if (code || !value.is_object()) return fail(Fault::corrupt, std::string{manifest_name} + " isn't a JSON object");
  try {
    const auto& object = value.get_object();
    if (object.at("format").to_number<std::int64_t>() != format_of_manifest)
      return fail(Fault::unsupported, "the backup is of a newer program");
    return manifest_of(object);
  } catch (const std::exception& wrong) {  // a member is missing or ill-typed
    return fail(Fault::corrupt, std::string{manifest_name} + ": " + wrong.what());
  }
}

Result<void> write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  const auto text = encode(manifest);
  if (auto written = base::write_atomically(folder / digest_name, digest_line(text)); !written) return written;
  return base::write_atomically(folder / manifest_name, text);
}

Result<Manifest> read_manifest(const std::filesystem::path& folder) {
  const auto text = base::read_file(folder / manifest_name);
  if (!text) return text.error();
  const auto digest = base::read_file(folder / digest_name, 1024);
  if (!digest) return fail(Fault::corrupt, std::string{digest_name} + " is missing");
  if (*digest != digest_line(*text)) return fail(Fault::corrupt, std::string{manifest_name} + " is damaged");
  return decode_manifest(*text);
}

}  // namespace siaga::hub
