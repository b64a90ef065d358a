// siaga-verify FILE [--known CHECKPOINT] [--key KEY]: an auditor's offline check of what a hub exported.
#include "base/file.h"
#include "verify/examination.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace siaga;
namespace fs = std::filesystem;

constexpr std::uint64_t piece = 1u << 20;

struct Arguments {
  fs::path file;
  std::string known;
  std::string key;
  verify::Language language = verify::Language::indonesian;
};

/// Indonesian unless the locale says English.
verify::Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0')
      return std::string_view{value}.starts_with("en") ? verify::Language::english : verify::Language::indonesian;
  }
  return verify::Language::indonesian;
}

int usage() {
  std::cerr << "siaga-verify FILE [--known FILE|\"SIZE ROOT\"] [--key FINGERPRINT|KEY] [--lang id|en]\n"
               "0 utuh / whole, 1 diubah / altered, 2 tidak terbaca / unreadable, 3 tidak bersambung dari --known "
               "atau --key / doesn't go on from --known or --key"
            << std::endl;
  return 2;
}

std::optional<Arguments> read_arguments(const std::vector<std::string>& given) {
  Arguments arguments;
  arguments.language = language_of_locale();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto& word = given[i];
    if (word != "--known" && word != "--key" && word != "--lang") {
      if (word.starts_with("--") || !arguments.file.empty()) return std::nullopt;
      arguments.file = word;
      continue;
    }
    if (++i == given.size()) return std::nullopt;
    if (word == "--known") arguments.known = given[i];
    if (word == "--key") arguments.key = given[i];
    if (word == "--lang" && given[i] != "id" && given[i] != "en") return std::nullopt;
    if (word == "--lang")
      arguments.language = given[i] == "en" ? verify::Language::english : verify::Language::indonesian;
  }
  if (arguments.file.empty()) return std::nullopt;
  return arguments;
}

verify::ReadSome pieces_of(base::File file) {
  auto kept = std::make_shared<base::File>(std::move(file));
  return [kept, offset = std::uint64_t{0}](std::size_t at_most) mutable -> base::Result<std::string> {
    auto bytes = kept->read_at(offset, at_most);
    if (bytes) offset += bytes->size();
    return bytes;
  };
}

base::Result<base::Sha256> digest_of(const fs::path& path) {
  auto opened = base::File::open(path, base::File::Mode::read);
  if (!opened) return opened.error();
  base::Digest digest{base::DigestKind::sha256};
  const auto read = pieces_of(std::move(*opened));
  while (true) {
    const auto bytes = read(piece);
    if (!bytes) return bytes.error();
    if (bytes->empty()) break;
    digest.update(*bytes);
  }
  const auto hash = digest.finish();
  base::Sha256 result;
  std::copy(hash.begin(), hash.end(), result.begin());
  return result;
}

/// A file, or what paper says.
base::Result<verify::Known> known_of(const std::string& argument) {
  const auto text = base::read_file(argument, piece);
  return verify::read_known(text ? *text : argument);
}

verify::Verdict verdict_of(const Arguments& arguments) {
  verify::Wish wish;
  wish.key = arguments.key;
  verify::Verdict verdict;
  if (!arguments.known.empty()) {
    auto known = known_of(arguments.known);
    verdict.finding = verify::Finding::known_unreadable;
    if (!known) return verdict;
    wish.known = std::move(*known);
  }
  const auto folder = arguments.file.parent_path();
  wish.digest_of_file = [folder](const std::string& name) { return digest_of(folder / name); };
  auto file = base::File::open(arguments.file, base::File::Mode::read);
  verdict.finding = verify::Finding::unreadable;
  if (!file) {
    verdict.name = file.error().detail;
    return verdict;
  }
  return verify::examine(pieces_of(std::move(*file)), wish);
}

}  // namespace

int main(int count, char** values) {
  try {
    const auto arguments = read_arguments({values + 1, values + count});
    if (!arguments) return usage();
    const auto verdict = verdict_of(*arguments);
    std::cout << verify::sentence(verdict, arguments->language) << '\n'
              << verify::particulars(verdict, arguments->language) << std::flush;
    return verify::exit_code(verdict);
  } catch (const std::exception& bug) {
    std::cerr << "siaga-verify: " << bug.what() << std::endl;
    return 2;
  }
}
