#include "proof/export.h"

#include <stdexcept>

namespace siaga::proof {

namespace {

std::string id_text(const base::Id& id) { return id.is_nil() ? "-" : base::to_hex(id.bytes); }

/// What "r" and "x" have in common.
std::string fields_of(char kind, const Leaf& leaf) {
  std::string text(1, kind);
  text.reserve(320);
  text += " " + std::to_string(leaf.seq) + " " + std::to_string(leaf.at.time_since_epoch().count());
  text += " " + id_text(leaf.actor) + " " + id_text(leaf.on_behalf_of) + " " + leaf.kind;
  text += " " + id_text(leaf.subject) + " " + id_text(leaf.unit);
  return text;
}

/// A note as lines that none of the format's words begins.
std::string quoted(std::string_view note) {
  std::string text;
  while (!note.empty()) {
    const auto end = note.find('\n');
    text += "| ";
    text += note.substr(0, end);
    text += '\n';
    note.remove_prefix(end == std::string_view::npos ? note.size() : end + 1);
  }
  return text;
}

std::string hex_of(base::Digest digest) { return base::to_hex(digest.finish()); }

}  // namespace

std::string ExportWriter::counted(std::string text) {
  digest_.update(text);
  return text;
}

void ExportWriter::end_head() {
  if (head_digest_.empty()) head_digest_ = hex_of(digest_);
}

std::string ExportWriter::head(const ExportHead& head, std::span<const std::string> keys) {
  origin_ = head.origin;
  auto text = std::string{export_magic} + "\norigin " + head.origin + "\nmade " + base::to_rfc3339(head.made) +
              "\nzone " + head.zone + "\nshown " + std::to_string(head.first) + " " + std::to_string(head.last) + "\n";
  if (head.book) text += "book " + std::to_string(head.book->first) + " " + std::to_string(head.book->last) + "\n";
  for (const auto& key : keys) text += "key\n" + quoted(key);
  return counted(std::move(text));
}

std::string ExportWriter::record(const Leaf& leaf, std::span<const std::uint8_t, salt_size> salt, std::string_view body,
                                 const Hash& hash) {
  if (body.find('\n') != std::string_view::npos) throw std::invalid_argument("a body of more than one line");
  end_head();
  auto text = fields_of('r', leaf) + " " + base::to_hex(salt) + " " + base::to_hex(hash) + " ";
  text += body;
  text += '\n';
  return counted(std::move(text));
}

std::string ExportWriter::erased(const Leaf& leaf, const Hash& hash) {
  end_head();
  return counted(fields_of('x', leaf) + " " + base::to_hex(leaf.commitment) + " " + base::to_hex(hash) + "\n");
}

std::string ExportWriter::subtree(const Subtree& subtree) {
  end_head();
  return counted("t " + std::to_string(subtree.level) + " " + base::to_hex(subtree.hash) + "\n");
}

std::string ExportWriter::checkpoint(base::Instant signed_at, std::string_view note) {
  return counted("checkpoint " + base::to_rfc3339(signed_at) + "\n" + quoted(note));
}

std::string ExportWriter::file(std::string_view name, const base::Sha256& digest) {
  if (name.empty() || name.find_first_of("\n/") != std::string_view::npos)
    throw std::invalid_argument("a name of a file that no export can have");
  return counted("file " + base::to_hex(digest) + " " + std::string{name} + "\n");
}

std::string ExportWriter::end(const SigningKey& key) {
  if (key.name != origin_) throw std::invalid_argument("an export is signed by the log that it is of");
  end_head();
  auto text = counted("end\n");
  Note note{encode(ExportSeal{origin_, head_digest_, hex_of(digest_)}), {}};
  sign(note, key);
  return text + quoted(encode(note));
}

std::string encode(const ExportSeal& seal) {
  return std::string{export_magic} + "\n" + seal.origin + "\n" + seal.head_digest + "\n" + seal.whole_digest + "\n";
}

base::Result<ExportSeal> decode_export_seal(std::string_view text) {
  const auto wrong = [] { return base::fail(base::Fault::corrupt, "not the end of an export"); };
  std::array<std::string_view, 4> lines;
  for (auto& line : lines) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return wrong();
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  if (!text.empty() || lines[0] != export_magic) return wrong();
  return ExportSeal{std::string{lines[1]}, std::string{lines[2]}, std::string{lines[3]}};
}

}  // namespace siaga::proof
