#include "hub/mail_texts.h"

#include "domain/names.h"

namespace siaga::hub {

namespace {

/// As the console names them in Indonesian.
const char* role_in_mail(domain::Role role) {
  using enum domain::Role;
  switch (role) {
    case officer: return "Petugas";
    case operator_: return "Operator";
    case supervisor: return "Pengawas";
    case coordinator: return "Koordinator";
    case team_leader: return "Team Leader";
    case support: return "Support";
    case document_control: return "Document Control";
    case numbering_officer: return "Petugas penomoran";
    case unit_operator: return "Operator unit";
    case unit_admin: return "Administrator unit";
    case head_of_unit: return "Kepala unit";
    case owner: return "Pemilik";
    case auditor: return "Auditor";
    case system_administrator: return "Administrator sistem";
  }
  return "";
}

std::string policy_words(const domain::FactorPolicy& policy) {
  using Kind = domain::FactorPolicy::Kind;
  switch (policy.kind) {
    case Kind::standard: return "pengawas, Team Leader, dan administrator";
    case Kind::nobody: return "tidak seorang pun";
    case Kind::everybody: return "semua orang";
    case Kind::named: break;
  }
  std::string words = "hanya pemegang peran ";
  for (std::size_t at = 0; at < policy.roles.size(); ++at)
    words.append(at == 0 ? "" : ", ").append(role_in_mail(policy.roles[at]));
  return words;
}

}  // namespace

MailText reset_mail(const std::string& code) {
  return {
      "Siaga: kode untuk kata sandi baru",
      "Kode Anda: " + code +
          "\n\n"
          "Ketik kode ini di konsol Siaga, pada “Lupa kata sandi”. Kode berlaku 15 menit dan sekali saja.\n"
          "Jangan berikan kepada siapa pun, juga tidak kepada administrator.\n\n"
          "Bila bukan Anda yang meminta, abaikan surel ini: kata sandi Anda tidak berubah.\n\n"
          "-- \n"
          "Your code for a new Siaga password stands above. It is good for 15 minutes and once; give it to nobody.\n"
          "If you didn’t ask for it, ignore this mail: your password hasn’t changed.\n"};
}

MailText password_changed_mail() {
  return {"Siaga: kata sandi Anda diganti",
          "Kata sandi Siaga Anda baru saja diganti dengan kode enam angka. Semua sesi Anda telah ditutup.\n\n"
          "Bila bukan Anda yang melakukannya, hubungi administrator sekarang juga.\n\n"
          "-- \n"
          "Your Siaga password has just been changed with a code of six digits. All your sessions were ended.\n"
          "If it wasn’t you, call the administrator at once.\n"};
}

MailText code_given_mail(const std::string& administrator) {
  return {"Siaga: administrator membuat kode untuk Anda",
          administrator +
              " baru saja membuat kode untuk kata sandi baru Anda. Kode itu diberitahukan secara lisan, berlaku 15 "
              "menit dan sekali saja.\n\n"
              "Bila bukan Anda yang meminta, hubungi administrator lain sekarang juga.\n\n"
              "-- \n"
              "The administrator named above has just made a code for a new password of yours, to be told by voice.\n"
              "If you didn’t ask for it, call another administrator at once.\n"};
}

MailText factor_removed_mail(const std::string& administrator) {
  return {"Siaga: faktor kedua Anda dihapus",
          administrator +
              " baru saja menghapus faktor kedua akun Siaga Anda. Semua sesi Anda telah ditutup. Bila peran Anda "
              "memerlukannya, Anda diminta menyiapkan yang baru saat masuk.\n\n"
              "Bila bukan Anda yang meminta, hubungi administrator lain sekarang juga.\n\n"
              "-- \n"
              "The administrator named above has just taken the second factor of your Siaga account away. All your\n"
              "sessions were ended. If you didn’t ask for it, call another administrator at once.\n"};
}

MailText factor_policy_mail(const std::string& administrator, const domain::FactorPolicy& policy) {
  return {"Siaga: aturan faktor kedua diubah",
          administrator +
              " baru saja mengubah siapa yang wajib memakai faktor kedua di Siaga: " + policy_words(policy) +
              ".\n\n"
              "Bila ini tidak Anda ketahui, periksa di Direktori dan hubungi administrator itu sekarang juga.\n\n"
              "-- \n"
              "The administrator named above has just changed of whom Siaga asks a second factor (" +
              name_of(policy) + ").\nIf this is news to you, look at the directory and call them at once.\n"};
}

MailText password_changed_at_mail(const std::string& console) {
  return {
      "Siaga: kata sandi Anda diganti",
      "Kata sandi Siaga Anda baru saja diganti di “" + console +
          "” oleh orang yang tahu kata sandi lama. Semua sesi Anda yang lain telah ditutup.\n\n"
          "Bila bukan Anda yang melakukannya, hubungi administrator sekarang juga.\n\n"
          "-- \n"
          "Your Siaga password has just been changed at the console named above, by somebody who knew the old one.\n"
          "All your other sessions were ended. If it wasn’t you, call the administrator at once.\n"};
}

}  // namespace siaga::hub
