#include "hub/backup_options.h"

#include "base/clock.h"
#include "hub/backup_command.h"
#include "hub/progress_line.h"
#include "hub/restore_command.h"
#include "hub/verify_command.h"

#include <boost/program_options.hpp>

#include <iostream>

namespace siaga::hub {

namespace options = boost::program_options;
using base::Fault;
using Arguments = std::vector<std::string>;

namespace {

enum Exit { all_well = 0, damaged = 1, refused = 2, broken_off = 3, by_signal = 130 };

options::variables_map parse(const Arguments& arguments, const options::options_description& description) {
  options::variables_map given;
  options::store(options::command_line_parser(arguments).options(description).run(), given);
  options::notify(given);
  return given;
}

std::filesystem::path path_of(const options::variables_map& given, const char* name) {
  if (!given.contains(name)) throw options::required_option(name);
  return given[name].as<std::string>();
}

Exit exit_of(const base::Error& error) {
  if (error.field == "stopped") return by_signal;
  switch (error.fault) {
    case Fault::corrupt: return damaged;
    case Fault::not_found:
    case Fault::conflict:
    case Fault::forbidden:
    case Fault::invalid:
    case Fault::unsupported: return refused;
    default: return broken_off;
  }
}

int say(const char* sentence, const base::Error& error) {
  std::cerr << "siaga-hub: " << sentence << (error.field == "stopped" ? "" : " (" + error.detail + ")") << std::endl;
  return exit_of(error);
}

/// What happened, what was kept, what to do.
const char* backup_sentence(const base::Error& error) {
  if (error.field == "stopped")
    return "dihentikan; tidak ada cadangan setengah jadi yang tertinggal, cadangan lama tetap ada. / "
           "Stopped; no half backup stays, earlier ones are untouched.";
  switch (error.fault) {
    case Fault::not_found:
      return "tidak ada basis data hub di folder data itu; periksa --data. / "
             "There is no hub's database in that data folder; check --data.";
    case Fault::conflict:
      return "cadangan lain sedang ditulis ke folder itu; tunggu sampai selesai. / "
             "Another backup is being written to that folder; wait until it has ended.";
    case Fault::forbidden:
      return "folder tujuan tidak dapat ditulis (hanya-baca, atau bukan milik Anda); pilih yang lain dengan --to. / "
             "The destination can't be written (read-only, or not yours); choose another one with --to.";
    case Fault::invalid:
      return "folder tujuan ada di dalam folder data; pilih disk lain dengan --to. / "
             "The destination is within the data folder; choose another disk with --to.";
    case Fault::corrupt:
      return "basis data hub rusak, cadangan ini tidak disimpan; simpan cadangan lama dan hubungi administrator. / "
             "The hub's database is damaged and this backup wasn't kept; keep the earlier ones and call the "
             "administrator.";
    case Fault::unsupported:
      return "basis data ini dari versi yang lebih baru; pakai program versi itu. / "
             "This database is from a newer version; use that version of the program.";
    case Fault::storage_full:
      return "folder tujuan penuh; cadangan ini dihapus lagi, cadangan lama tetap ada. Kosongkan ruang atau pakai "
             "disk lain. / The destination is full; this backup was removed again, earlier ones are untouched. Make "
             "room or use another disk.";
    default:
      return "folder tujuan berhenti menerima data (dicabut?); cadangan ini tidak jadi, data hub tidak berubah. "
             "Periksa disk lalu ulangi. / The destination stopped taking data (was it pulled out?); there is no "
             "backup, "
             "the hub's data are unchanged. Check the disk and try again.";
  }
}

const char* restore_sentence(const base::Error& error) {
  if (error.field == "stopped")
    return "dihentikan; folder data baru kosong seperti semula. / Stopped; the new data folder is as empty as before.";
  switch (error.fault) {
    case Fault::not_found:
      return "tidak ada cadangan utuh di folder itu; pilih satu folder bertanggal. / "
             "There is no whole backup in that folder; choose one of the dated folders.";
    case Fault::conflict:
      return "folder data baru tidak kosong; tidak ada yang diubah, pilih folder kosong dengan --data. / "
             "The new data folder isn't empty; nothing was changed, choose an empty one with --data.";
    case Fault::corrupt:
      return "cadangan ini rusak; tidak ada yang ditulis, pakai cadangan lain. / "
             "This backup is damaged; nothing was written, use another one.";
    case Fault::unsupported:
      return "cadangan ini dari versi yang lebih baru; pakai program versi itu. / "
             "This backup is from a newer version; use that version of the program.";
    case Fault::forbidden: return "folder data baru tidak dapat ditulis. / The new data folder can't be written.";
    case Fault::storage_full:
      return "disk folder data baru penuh; yang sudah disalin dihapus lagi, cadangan tetap utuh. / "
             "The disk of the new data folder is full; what was copied was removed again, the backup is untouched.";
    default:
      return "pemulihan gagal; yang sudah disalin dihapus lagi, cadangan tetap utuh. / "
             "The restore broke off; what was copied was removed again, the backup is untouched.";
  }
}

const char* verify_sentence(const base::Error& error) {
  if (error.field == "stopped") return "dihentikan. / Stopped.";
  switch (error.fault) {
    case Fault::not_found:
      return "tidak ada hub atau cadangan utuh di folder itu. / There is no hub or whole backup in that folder.";
    case Fault::unsupported:
      return "ini dari versi yang lebih baru; pakai program versi itu. / "
             "This is from a newer version; use that version of the program.";
    default: return "tidak dapat diperiksa sampai selesai. / It couldn't be checked to its end.";
  }
}

void tell_of_damage(const std::vector<std::string>& damage) {
  for (const auto& what : damage) std::cout << what << '\n';
  if (!damage.empty())
    std::cout << "siaga-hub: rekaman di atas sudah rusak di hub sebelum dicadangkan. / "
                 "The recordings above were damaged at the hub before the backup."
              << std::endl;
}

/// For somebody who named the folder of backups instead of one.
void offer_newest(const std::filesystem::path& folder) {
  const auto newest = newest_backup(folder);
  if (!newest.empty()) std::cerr << "siaga-hub: terbaru / newest: " << newest.string() << std::endl;
}

}  // namespace

int backup_main(const Arguments& arguments, const std::filesystem::path& default_data) {
  options::options_description description{"siaga-hub backup"};
  auto add = description.add_options();
  add("data", options::value<std::string>()->default_value(default_data.string()), "data folder; its hub may run");
  add("to", options::value<std::string>(), "folder of backups; each gets a folder of its own there");
  add("quiet", options::bool_switch(), "no progress");
  const auto given = parse(arguments, description);
  const BackupWish wish{path_of(given, "data"), path_of(given, "to"), SIAGA_VERSION};
  ProgressLine progress{given["quiet"].as<bool>()};
  const auto done = back_up(wish, base::SystemClock{}.now(), progress.watch());
  if (!done) return say(backup_sentence(done.error()), done.error());
  tell_of_damage(done->damage);
  std::cout << "siaga-hub: cadangan utuh / whole backup: " << done->folder.string() << " (" << done->bytes / 1'000'000
            << " MB, " << done->bytes_linked / 1'000'000 << " MB dari cadangan lama / from the earlier one)"
            << std::endl;
  return done->damage.empty() ? all_well : damaged;
}

int restore_main(const Arguments& arguments, const std::filesystem::path&) {
  options::options_description description{"siaga-hub restore"};
  auto add = description.add_options();
  add("from", options::value<std::string>(), "one backup's folder");
  add("data", options::value<std::string>(), "new data folder, empty or missing");
  add("quiet", options::bool_switch(), "no progress");
  const auto given = parse(arguments, description);
  const auto from = path_of(given, "from");
  const base::SystemClock clock;
  ProgressLine progress{given["quiet"].as<bool>()};
  const auto done = restore(from, path_of(given, "data"), clock, progress.watch());
  if (!done) {
    const int code = say(restore_sentence(done.error()), done.error());
    if (done.error().fault == Fault::not_found) offer_newest(from);
    return code;
  }
  tell_of_damage(done->damage);
  std::cout << "siaga-hub: pulih sampai kejadian #" << done->last_seq << " (" << base::to_rfc3339(done->made_at)
            << "); yang sesudahnya mungkin hilang. Semua orang masuk lagi, dan hub membuat sertifikat baru: konsol "
               "menanyakan sidik jarinya. / Restored up to event #"
            << done->last_seq
            << "; what came later may be lost. Everybody signs in again, and the hub makes a new certificate: consoles "
               "ask about its fingerprint."
            << std::endl;
  return all_well;
}

int verify_main(const Arguments& arguments, const std::filesystem::path& default_data) {
  options::options_description description{"siaga-hub verify"};
  auto add = description.add_options();
  add("data", options::value<std::string>()->default_value(default_data.string()), "data folder; its hub may run");
  add("backup", options::value<std::string>(), "a backup's folder instead");
  add("quiet", options::bool_switch(), "no progress");
  const auto given = parse(arguments, description);
  ProgressLine progress{given["quiet"].as<bool>()};
  const auto faults = given.contains("backup") ? faults_of_backup(path_of(given, "backup"), progress.watch())
                                               : faults_of_data(path_of(given, "data"), progress.watch());
  if (!faults) {
    const int code = say(verify_sentence(faults.error()), faults.error());
    if (given.contains("backup") && faults.error().fault == Fault::not_found) offer_newest(path_of(given, "backup"));
    return code;
  }
  for (const auto& what : *faults) std::cout << what << '\n';
  if (faults->empty()) std::cout << "siaga-hub: tidak ada yang salah / nothing is wrong" << std::endl;
  return faults->empty() ? all_well : damaged;
}

}  // namespace siaga::hub
