#include "hub/finding_words.h"

#include "base/zone.h"

namespace siaga::hub {

using base::Fault;
using domain::FindingKind;

namespace {

constexpr std::size_t names_told = 10;

std::string conflict_words(const std::string& field) {
  if (field == "unchanged")
    return "Aplikasi menjawab berhasil, tetapi setelah dibaca ulang keadaannya tidak berubah. Periksa di aplikasi.";
  if (field == "exists")
    return "User ID ini sudah ada di aplikasi. Periksa milik siapa, lalu catat hasilnya secara manual.";
  if (field == "ambiguous") return "Ada dua pengguna dengan nama ini di aplikasi. Periksa di aplikasi mana yang benar.";
  if (field == "unknown_user") return "Aplikasi tidak mengenal user ID ini. Periksa penulisannya di logbook.";
  if (field == "absent")
    return "Aplikasi menjawab berhasil, tetapi setelah dibaca ulang user ID itu tidak ada. Periksa di aplikasi.";
  return "Keadaan di aplikasi tidak sesuai. Periksa di aplikasi.";
}

std::string english_words(FindingKind kind) {
  switch (kind) {
    case FindingKind::orphan: return "active, and nobody's as far as the logbook knows";
    case FindingKind::active_after_leaving: return "still active after the last working day";
    case FindingKind::reactivated: return "active again after it was deactivated";
    case FindingKind::duplicate: return "several active user IDs of one person";
    case FindingKind::seen_active: return "used after the last working day";
  }
  return {};
}

std::string last_use_of(const domain::Finding& finding, const std::string& zone, bool english) {
  if (finding.users.empty() || !finding.users.front().last_active) return {};
  return base::date_time_with_zone(*finding.users.front().last_active, zone, english);
}

}  // namespace

std::string failure_words(const base::Error& error) {
  switch (error.fault) {
    case Fault::timeout: return "Aplikasi tidak menjawab dalam batas waktu.";
    case Fault::unavailable: return "Aplikasi tidak dapat dihubungi atau sedang terganggu.";
    case Fault::untrusted: return "Sertifikat aplikasi tidak dapat dipercaya. Hubungi administrator.";
    case Fault::unauthenticated: return "Aplikasi menolak kata sandi atau token Siaga. Hubungi administrator.";
    case Fault::forbidden: return "Aplikasi tidak mengizinkan Siaga melakukannya. Hubungi administrator.";
    case Fault::too_many: return "Aplikasi minta menunggu karena terlalu banyak permintaan.";
    case Fault::conflict: return conflict_words(error.field);
    case Fault::not_found: return "User ID ini tidak ada lagi di aplikasi. Periksa di aplikasi.";
    case Fault::corrupt:
      if (error.field == "key")
        return "Pusat tidak dapat lagi membuka kata sandi atau token aplikasi ini. Minta administrator memasukkannya "
               "lagi.";
      [[fallthrough]];
    case Fault::too_large: return "Jawaban aplikasi tidak dapat dipahami. Hubungi administrator.";
    case Fault::unsupported: return "Aplikasi ini tidak menyediakannya untuk Siaga. Kerjakan langsung di aplikasi.";
    case Fault::invalid: return "Aplikasi menolak data ini, atau pengaturan sambungannya salah. Hubungi administrator.";
    default: return "Terjadi gangguan di pusat. Hubungi administrator.";
  }
}

std::string finding_words(FindingKind kind) {
  switch (kind) {
    case FindingKind::orphan: return "aktif, tetapi tidak dikenal logbook maupun direktori";
    case FindingKind::active_after_leaving: return "masih aktif, padahal hari kerja terakhirnya sudah lewat";
    case FindingKind::reactivated: return "aktif lagi, padahal sudah dinonaktifkan";
    case FindingKind::duplicate: return "beberapa user ID aktif milik satu orang";
    case FindingKind::seen_active: return "dipakai setelah hari kerja terakhir";
  }
  return {};
}

std::string user_names_of(const domain::Finding& finding) {
  std::string names;
  for (std::size_t at = 0; at < finding.users.size() && at < names_told; ++at)
    names += (at == 0 ? "" : ", ") + finding.users[at].user_name;
  if (finding.users.size() > names_told) names += ", …";
  return names;
}

bool is_named(const std::string& names, const std::string& user_name) {
  const std::string comma = ", ";
  const auto small = [](std::string text) {
    for (auto& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return text;
  };
  return small(comma + names + comma).find(small(comma + user_name + comma)) != std::string::npos;
}

MailText finding_mail(const domain::Finding& finding, const std::string& agent, const std::string& application,
                      const std::string& zone) {
  const auto names = user_names_of(finding);
  const auto whom = agent.empty() ? application : agent + ", " + application;
  MailText mail;
  mail.subject = "Siaga: user ID " + names + " – " + finding_words(finding.kind);
  mail.body = "User ID " + names + " (" + whom + ") " + finding_words(finding.kind) + ".\n";
  if (finding.kind == FindingKind::seen_active)
    mail.body += "Terakhir dipakai: " + last_use_of(finding, zone, false) + ".\n";
  if (finding.kind == FindingKind::reactivated) mail.body += "Bila ada kasusnya, kasus itu dibuka kembali.\n";
  mail.body += "\nBuka tampilan User ID di konsol Siaga, bagian Temuan.\n\n-- \n";
  mail.body += "User ID " + names + ": " + english_words(finding.kind) + ".";
  if (finding.kind == FindingKind::seen_active) mail.body += " Last used " + last_use_of(finding, zone, true) + ".";
  mail.body += "\n";
  return mail;
}

}  // namespace siaga::hub
