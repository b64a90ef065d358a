#include "report/document.h"

namespace siaga::report {

Words indonesian() {
  Words words;
  words.number = "No. Dokumen";
  words.revision = "Revisi";
  words.effective = "Tanggal Berlaku";
  words.page = "Halaman";
  words.of = "dari";
  words.prepared = "Disusun oleh";
  words.checked = "Diperiksa oleh";
  words.approved = "Disetujui oleh";
  words.controlled = "SALINAN TERKENDALI";
  words.checkpoint = "Cap jurnal";
  words.root = "akar";
  words.key = "kunci";
  words.made = "Dibuat";
  words.no_rows = "Tidak ada catatan dalam cakupan ini.";
  words.rows = "Data";
  words.about = "Dokumen";
  return words;
}

Words english() {
  Words words;
  words.number = "Document no.";
  words.revision = "Revision";
  words.effective = "Effective date";
  words.page = "Page";
  words.of = "of";
  words.prepared = "Prepared by";
  words.checked = "Checked by";
  words.approved = "Approved by";
  words.controlled = "CONTROLLED COPY";
  words.checkpoint = "Log checkpoint";
  words.root = "root";
  words.key = "key";
  words.made = "Made";
  words.no_rows = "There are no records within this scope.";
  words.rows = "Data";
  words.about = "Document";
  return words;
}

}  // namespace siaga::report
