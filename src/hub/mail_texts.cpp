#include "hub/mail_texts.h"

namespace siaga::hub {

MailText reset_mail(const std::string& code) {
  return {
      "Siaga: kode untuk kata sandi baru",
      "Kode Anda: " + code +
          "\n\n"
          "Ketik kode ini di konsol Siaga, pada “Lupa kata sandi?”. Kode berlaku 15 menit dan sekali saja.\n"
          "Jangan berikan kepada siapa pun, juga tidak kepada administrator.\n\n"
          "Bila bukan Anda yang meminta, abaikan surel ini: kata sandi Anda tidak berubah.\n\n"
          "-- \n"
          "Your code for a new Siaga password stands above. It is good for 15 minutes and once; give it to nobody.\n"
          "If you didn’t ask for it, ignore this mail: your password hasn’t changed.\n"};
}

MailText password_changed_mail() {
  return {"Siaga: kata sandi Anda diganti",
          "Kata sandi Siaga Anda baru saja diganti dengan kode dari surel. Semua sesi Anda telah ditutup.\n\n"
          "Bila bukan Anda yang melakukannya, hubungi administrator sekarang juga.\n\n"
          "-- \n"
          "Your Siaga password has just been changed with a code from a mail. All your sessions were ended.\n"
          "If it wasn’t you, call the administrator at once.\n"};
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
