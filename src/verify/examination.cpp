#include "verify/examination.h"

#include "verify/export_reader.h"
#include "verify/record_proof.h"

namespace siaga::verify {

using base::fail;
using base::Fault;
using base::Result;

base::Result<Known> read_known(std::string_view text) {
  if (const auto note = proof::decode_note(text)) {
    const auto checkpoint = proof::decode_checkpoint(note->text);
    if (!checkpoint) return checkpoint.error();
    return Known{*checkpoint, std::string{text}};
  }
  while (text.ends_with('\n') || text.ends_with(' ')) text.remove_suffix(1);
  const auto blank = text.find_first_of(" \n");
  if (blank == std::string_view::npos) return fail(Fault::corrupt, "neither a signed checkpoint nor SIZE ROOT");
  const auto lines = "-\n" + std::string{text.substr(0, blank)} + "\n" + std::string{text.substr(blank + 1)} + "\n";
  auto checkpoint = proof::decode_checkpoint(lines);
  if (!checkpoint) return checkpoint.error();
  checkpoint->origin.clear();
  return Known{*checkpoint, {}};
}

Verdict examine(ReadSome read, const Wish& wish) {
  LineBatches batches{std::move(read)};
  auto batch = batches.next();
  if (!batch.trouble && batch.is_last && batch.bytes.starts_with(proof::proof_file_magic))
    return examine_record_proof(batch.bytes, wish);
  ExportReader reader{wish};
  while (true) {
    if (reader.take(batch) || batch.is_last) return reader.verdict();
    batch = batches.next();
  }
}

}  // namespace siaga::verify
