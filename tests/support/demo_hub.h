// The real hub in this process with the demonstration organisation. Link siaga_hub to use it.
// Thread: the test's.
#pragma once

#include "hub/backup_command.h"
#include "hub/demo.h"
#include "hub/hub.h"
#include "hub/manifest.h"
#include "hub/restore_command.h"
#include "hub/second_factor.h"
#include "support/scratch_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace siaga::test {

class DemoHub {
 public:
  static constexpr const char* password = "siaga-demo";
  static constexpr const char* supervisor = "pengawas@contoh.id";
  static constexpr const char* officer = "petugas@contoh.id";

  DemoHub() {
    {
      auto offline = hub::open_offline(folder()).value();
      hub::load_demo(offline.database, organisation(), clock_.now()).value();
    }
    start();
  }

  static std::filesystem::path organisation() {
    return std::filesystem::path{SIAGA_SOURCE_DIR} / "resources/demo/organisation.json";
  }

  void start() {
    hub::HubOptions options;
    options.data = folder();
    options.version = "test";
    options.io_threads = 1;
    hub_ = hub::Hub::start(std::move(options), clock_).value();
  }
  void stop() { hub_.reset(); }

  /// From now on everybody needs a second factor, or nobody does; only while stopped.
  void ask_second_factor(bool asked = true) {
    auto offline = hub::open_offline(folder()).value();
    using Kind = domain::FactorPolicy::Kind;
    hub::set_second_factor_policy(offline.database, {asked ? Kind::everybody : Kind::nobody, {}});
  }

  /// Exchanges the database for the copy that was taken: an older one, as after a restore. Only while stopped.
  void copy_database() { copy(folder(), copied()); }
  void restore_database() {
    std::filesystem::remove_all(folder());
    copy(copied(), folder());
  }

  /// `siaga-hub backup` beside it; gives the newest event that the backup has.
  std::uint64_t back_up() {
    backup_ = hub::back_up({folder(), scratch_.path() / "stick", "test"}, clock_.now(), going_on).value().folder;
    return hub::read_manifest(backup_).value().last_seq;
  }
  /// `siaga-hub restore` in its place. Only while stopped.
  void restore_backup() {
    std::filesystem::remove_all(folder());
    hub::restore(backup_, folder(), clock_, going_on).value();
  }

  /// A program that stands for an application behind the connector `command`.
  void write_connector(const std::string& name, const std::string& program) const {
    const auto path = folder() / "connectors" / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path} << program;
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  }

  std::uint16_t port() const { return hub_->port(); }
  const std::string& fingerprint() const { return hub_->fingerprint(); }
  hub::Core& core() { return hub_->core(); }

 private:
  static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
  }
  static bool going_on(hub::Stage, std::uint64_t, std::uint64_t) { return true; }
  std::filesystem::path folder() const { return scratch_.path() / "hub"; }
  std::filesystem::path copied() const { return scratch_.path() / "copy"; }

  ScratchFolder scratch_;
  std::filesystem::path backup_;
  base::SystemClock clock_;
  std::unique_ptr<hub::Hub> hub_;
};

}  // namespace siaga::test
