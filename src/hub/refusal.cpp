#include "hub/refusal.h"

namespace siaga::hub {

namespace {

const char* refused_password(const std::string& field) {
  if (field == "password_short") return "kata sandi terlalu pendek. / The password is too short.";
  if (field == "password_login")
    return "kata sandi sama dengan surel atau NRP-nya. / The password is their own e-mail or NRP.";
  if (field == "password_common")
    return "kata sandi ini dipakai terlalu banyak orang. / Too many people use this password.";
  if (field == "password_own_word")
    return "kata sandi ini kata organisasi sendiri (own-words.txt). / "
           "This password is a word of the organisation's own (own-words.txt).";
  return "kata sandi ditolak. / The password is refused.";
}

std::string sentence(const base::Error& error) {
  using base::Fault;
  if (error.field.starts_with("password_")) return refused_password(error.field);
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
