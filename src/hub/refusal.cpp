#include "hub/refusal.h"

namespace siaga::hub {

namespace {

std::string sentence(const base::Error& error) {
  using base::Fault;
  if (error.field == "listen")
    return "port sudah dipakai program lain; pilih yang lain dengan --listen. / "
           "The port is taken by another program; choose another one with --listen.";
  switch (error.fault) {
    case Fault::conflict:
      return "hub lain sedang bekerja di folder data ini; tidak ada yang diubah. / "
             "Another hub works in this data folder; nothing was changed.";
    case Fault::forbidden:
      return "folder data tidak dapat dibaca atau ditulis; tidak ada yang diubah. / "
             "The data folder can't be read or written; nothing was changed.";
    case Fault::unsupported:
      return "basis data ini dari versi yang lebih baru atau dari program lain; tidak ada yang diubah. / "
             "This database is from a newer version or another program; nothing was changed.";
    case Fault::storage_full: return "disk penuh. / The disk is full.";
    case Fault::corrupt:
      return "basis data rusak; pulihkan dari cadangan. / The database is damaged; restore a backup.";
    case Fault::not_found: return "berkas tidak ditemukan. / A file wasn't found.";
    case Fault::invalid: return "pengaturan tidak sah. / The settings aren't valid.";
    default: return "gagal mulai. / It couldn't start.";
  }
}

}  // namespace

std::string refusal(const base::Error& error) {
  return "siaga-hub: " + sentence(error) + " (" + error.detail + (error.field.empty() ? "" : "; " + error.field) + ")";
}

}  // namespace siaga::hub
