// Backup, restore and verify as functions, beside a hub that runs; backup_test.py has the programs, full disks and
// kills, and an oracle of its own.
#include "base/file.h"
#include "hub/backup_command.h"
#include "hub/hub.h"
#include "hub/manifest.h"
#include "hub/restore_command.h"
#include "hub/verify_command.h"
#include "hub_fixture.h"
#include "store/recording_table.h"

#include <sys/stat.h>
#include <fstream>

namespace siaga::test {

namespace fs = std::filesystem;
using base::Fault;

namespace {

const hub::Watch going_on = [](hub::Stage, std::uint64_t, std::uint64_t) { return true; };

struct BackupFixture : HubFixture {
  ScratchFolder stick;
  Visitor desk{*this, "sari@contoh.id"};
  Visitor phone{*this, "officer@contoh.id"};

  base::Result<hub::BackupDone> try_backup(const hub::Watch& watch = going_on) {
    return hub::back_up({data(), stick.path(), "test"}, clock.now(), watch);
  }
  hub::BackupDone backup() {
    auto done = try_backup();
    if (!done) BOOST_FAIL(done.error().detail);
    clock.advance(std::chrono::seconds{2});
    return *done;
  }
  base::Id upload(const std::string& bytes, std::optional<std::uint64_t> declared) {
    const auto sos = make_id();
    const auto recording = make_id();
    BOOST_REQUIRE(phone.raise(sos).status == 201u);
    BOOST_REQUIRE(phone.create_upload(sos, recording, declared).status == 201u);
    BOOST_REQUIRE(phone.append(recording, 0, bytes).status == 204u);
    return recording;
  }
  fs::path file_of(const fs::path& folder, const base::Id& recording) const {
    return store::media_in(folder, recording);
  }
  hub::Faults faults_of(const fs::path& backup) const { return hub::faults_of_backup(backup, going_on).value(); }
  std::vector<std::string> names_in(const fs::path& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    return names;
  }
  void spoil(const fs::path& file, std::uint64_t at = 0) const {
    auto opened = base::File::open(file, base::File::Mode::read_write).value();
    auto byte = opened.read_at(at, 1).value();
    byte[0] = static_cast<char>(byte[0] ^ 1);
    BOOST_REQUIRE(opened.write_at(at, byte));
  }
};

ino_t inode_of(const fs::path& file) {
  struct stat found {};
  BOOST_REQUIRE(::stat(file.c_str(), &found) == 0);
  return found.st_ino;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(backup, BackupFixture)

BOOST_AUTO_TEST_CASE(a_backup_beside_a_running_hub_has_what_was_acknowledged) {
  const auto finished = upload("all of it", 9);
  const auto growing = upload("some of it", 100);
  const auto end = desk.snapshot().as_of;
  const auto done = backup();
  BOOST_TEST(done.damage.empty());
  BOOST_TEST(faults_of(done.folder).empty());
  BOOST_TEST(base::read_file(file_of(done.folder, finished)).value() == "all of it");
  BOOST_TEST(base::read_file(file_of(done.folder, growing)).value() == "some of it");
  const auto manifest = hub::read_manifest(done.folder).value();
  BOOST_TEST(manifest.epoch == end.epoch);
  BOOST_TEST(manifest.last_seq >= end.seq);
  BOOST_TEST(manifest.files.size() == 3u);
  BOOST_TEST(names_in(stick.path()).size() == 1u);
  BOOST_TEST(hub::faults_of_data(data(), going_on).value().empty());
  BOOST_TEST(!fs::exists(done.folder / "tls"));
}

BOOST_AUTO_TEST_CASE(a_preview_that_is_made_again_may_be_missing_and_a_copy_may_not) {
  const auto recording = upload("all of it", 9);
  const auto examine = [&](const domain::Examination& found) {
    auto database = store::Database::open(data() / "hub.db", store::Database::Mode::read_write).value();
    store::recording_table::examine(database, recording, found);
  };
  domain::Examination found;
  found.readable = true;
  found.loudness = true;
  examine(found);
  const auto done = backup();
  BOOST_TEST(done.damage.empty());
  BOOST_TEST(faults_of(done.folder).empty());
  found.play_copy = "matroska";
  examine(found);
  BOOST_TEST(backup().damage.size() == 1u);
}

BOOST_AUTO_TEST_CASE(bytes_that_the_copy_does_not_know_stay_out) {
  const auto growing = upload("known", 100);
  const auto file = file_of(data(), growing);
  std::ofstream{file, std::ios::app} << " and not yet committed";
  const auto done = backup();
  BOOST_TEST(base::read_file(file_of(done.folder, growing)).value() == "known");
  BOOST_TEST(faults_of(done.folder).empty());
}

BOOST_AUTO_TEST_CASE(the_next_backup_links_what_the_last_one_has) {
  const auto old = upload("of yesterday", 12);
  const auto growing = upload("it", 100);
  const auto first = backup();
  BOOST_REQUIRE(phone.append(growing, 2, " goes on").status == 204u);
  const auto fresh = upload("of today", 8);
  const auto second = backup();
  BOOST_TEST(second.bytes_linked == 12u);
  BOOST_TEST(inode_of(file_of(first.folder, old)) == inode_of(file_of(second.folder, old)));
  BOOST_TEST(base::read_file(file_of(first.folder, growing)).value() == "it");
  BOOST_TEST(base::read_file(file_of(second.folder, growing)).value() == "it goes on");
  BOOST_TEST(base::read_file(file_of(second.folder, fresh)).value() == "of today");
  BOOST_TEST(faults_of(first.folder).empty());
  BOOST_TEST(faults_of(second.folder).empty());
  BOOST_TEST((hub::newest_backup(stick.path()) == second.folder));

  spoil(file_of(second.folder, old));  // and of the first, which shares it: the stick has aged
  const auto third = backup();
  BOOST_TEST(third.bytes_linked == 8u);
  BOOST_TEST(base::read_file(file_of(third.folder, old)).value() == "of yesterday");
  BOOST_TEST(faults_of(third.folder).empty());
}

BOOST_AUTO_TEST_CASE(a_damaged_recording_is_kept_as_it_is_and_told) {
  const auto bad = upload("evidence", 8);
  const auto gone = upload("was here", 8);
  const auto good = upload("is right", 8);
  spoil(file_of(data(), bad), 3);
  fs::remove(file_of(data(), gone));
  BOOST_TEST(hub::faults_of_data(data(), going_on).value().size() == 2u);
  const auto done = backup();
  BOOST_REQUIRE(done.damage.size() == 2u);
  BOOST_TEST(done.damage[0].find(base::to_string(bad)) != std::string::npos);
  BOOST_TEST(done.damage[1].ends_with("is missing"));
  BOOST_TEST(base::read_file(file_of(done.folder, good)).value() == "is right");
  BOOST_TEST(base::read_file(file_of(done.folder, bad)).value().size() == 8u);
  BOOST_TEST(faults_of(done.folder).size() == 2u);
  const auto restored = hub::restore(done.folder, stick.path() / "new", clock, going_on);
  BOOST_REQUIRE(restored);
  BOOST_TEST(restored->damage.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_damaged_journal_makes_no_backup) {
  stop();
  {
    auto offline = hub::open_offline(data()).value();
    offline.database.run("update journal set body = '{}' where seq = 2");
  }
  const auto done = try_backup();
  BOOST_REQUIRE(!done);
  BOOST_TEST((done.error().fault == Fault::corrupt));
  BOOST_TEST(names_in(stick.path()).empty());
}

BOOST_AUTO_TEST_CASE(a_stopped_backup_leaves_nothing_and_a_killed_ones_rest_goes) {
  upload(std::string(3u << 20, 'v'), 3u << 20);
  int told = 0;
  for (int last = 0; last < 8; ++last) {
    told = 0;
    const auto done = try_backup([&](hub::Stage, std::uint64_t, std::uint64_t) { return ++told <= last; });
    if (done) break;
    BOOST_TEST(done.error().field == "stopped");
    BOOST_TEST(names_in(stick.path()).empty(), last);
  }
  fs::create_directories(stick.path() / ".partial" / "media");
  std::ofstream{stick.path() / ".partial" / "hub.db"} << "half";
  BOOST_TEST((hub::read_manifest(stick.path() / ".partial").error().fault == Fault::not_found));
  backup();
  BOOST_TEST(!fs::exists(stick.path() / ".partial"));
}

BOOST_AUTO_TEST_CASE(wrong_places_are_refused) {
  const auto fault = [this](const fs::path& from, const fs::path& to) {
    return hub::back_up({from, to, "test"}, clock.now(), going_on).error().fault;
  };
  BOOST_TEST((fault(stick.path() / "none", stick.path() / "to") == Fault::not_found));
  BOOST_TEST((fault(data(), data() / "backups") == Fault::invalid));
  std::ofstream{stick.path() / "file"} << "no folder";
  BOOST_TEST((fault(data(), stick.path() / "file") == Fault::forbidden));
  fs::remove(stick.path() / "file");
  BOOST_TEST((hub::faults_of_data(stick.path(), going_on).error().fault == Fault::not_found));
  BOOST_TEST((hub::restore(stick.path(), stick.path() / "new", clock, going_on).error().fault == Fault::not_found));
  const auto done = backup();
  BOOST_TEST((hub::restore(done.folder, data(), clock, going_on).error().fault == Fault::conflict));
  BOOST_TEST((hub::restore(stick.path(), stick.path() / "new", clock, going_on).error().fault == Fault::not_found));
}

BOOST_AUTO_TEST_CASE(damage_is_named_and_nothing_is_restored) {
  const auto recording = upload("evidence", 8);
  const auto whole = backup();
  const auto copy = stick.path() / "copy";
  const auto name = "media/" + base::to_string(recording).substr(34) + "/" + base::to_string(recording);
  const auto refused = [&](const std::string& file, const std::function<void(const fs::path&)>& hurt) {
    fs::remove_all(copy);
    fs::copy(whole.folder, copy, fs::copy_options::recursive);
    hurt(copy / file);
    const auto target = stick.path() / "new";
    const auto done = hub::restore(copy, target, clock, going_on);
    BOOST_REQUIRE_MESSAGE(!done, file);
    BOOST_TEST((done.error().fault == Fault::corrupt), file);
    const auto named = file == "manifest.json.sha256" ? "manifest.json" : fs::path{file}.filename().string();
    BOOST_TEST(done.error().detail.find(named) != std::string::npos, done.error().detail);
    BOOST_TEST(!fs::exists(target));
    BOOST_TEST(!faults_of(copy).empty());
  };
  const auto flip = [this](const fs::path& file) { spoil(file); };
  refused(name, flip);
  refused(name, [](const fs::path& file) { fs::remove(file); });
  refused(name, [](const fs::path& file) { fs::resize_file(file, 7); });
  refused(name, [](const fs::path& file) { std::ofstream{file, std::ios::app} << "more"; });
  refused("hub.db", [this](const fs::path& file) { spoil(file, 4096 * 3 + 100); });
  refused("manifest.json", [this](const fs::path& file) { spoil(file, 40); });
  refused("manifest.json.sha256", flip);
}

BOOST_AUTO_TEST_CASE(a_manifest_leads_nowhere_else) {
  hub::Manifest manifest;
  manifest.files = {{"hub.db", 1, {}}};
  BOOST_REQUIRE(hub::decode_manifest(hub::encode(manifest)));
  const auto id = base::to_string(make_id());
  for (const auto& path : {std::string{"../hub.db"}, std::string{"/etc/passwd"}, "media/../" + id, "media/zz/" + id,
                           "media/" + id.substr(34) + "/" + id + ".sh", std::string{"tls/key.pem"}, std::string{}}) {
    auto bad = manifest;
    bad.files.push_back({path, 1, {}});
    bad.sort();
    BOOST_TEST(!hub::decode_manifest(hub::encode(bad)).has_value(), path);
  }
}

BOOST_AUTO_TEST_CASE(a_reader_from_before_a_restore_hears_exactly_what_is_lost) {
  const auto sos = make_id();
  phone.raise(sos);
  const auto kept = desk.snapshot().as_of;
  const auto done = backup();
  for (int i = 0; i < 5; ++i) phone.raise(make_id());
  const auto seen = desk.snapshot().as_of;
  stop();
  fs::remove_all(data());
  const auto restored = hub::restore(done.folder, data(), clock, going_on);
  BOOST_REQUIRE(restored);
  BOOST_TEST(restored->last_seq == kept.seq);
  start();

  Visitor again{*this, "sari@contoh.id"};
  const auto as_of = again.snapshot().as_of;
  BOOST_TEST(as_of.epoch != seen.epoch);
  BOOST_TEST((again.view(sos).sos.id == sos));
  const auto answer_to = [&](const protocol::Cursor& cursor) {
    FeedReader reader{*this, again, cursor};
    const auto frame = reader.next();
    BOOST_REQUIRE(frame);
    BOOST_TEST(!reader.next());
    BOOST_TEST(reader.close_code() == "4409");
    return *frame;
  };
  const auto frame = answer_to(seen);
  const auto* lost = std::get_if<protocol::LostFrame>(&frame);
  BOOST_REQUIRE(lost);
  BOOST_TEST(lost->first == kept.seq + 1);
  BOOST_TEST(lost->last == seen.seq);
  const auto nothing = answer_to(kept);  // this reader saw no more than the backup has
  BOOST_TEST(std::holds_alternative<protocol::ResetFrame>(nothing));
  const auto unknown = answer_to({"abcdef", 7});
  BOOST_TEST(std::get<protocol::LostFrame>(unknown).first == 1u);

  FeedReader reader{*this, again, {as_of.epoch, 0}};
  const auto event = reader.until(protocol::EventKind::hub_restored, {});
  BOOST_TEST(event.seq == kept.seq + 1);
  BOOST_TEST(*event.body.epoch == seen.epoch);
  BOOST_TEST(*event.body.last == kept.seq);
  BOOST_TEST((*event.body.backed_up_at == restored->made_at));
  BOOST_TEST(hub::faults_of_data(data(), going_on).value().empty());
}

BOOST_AUTO_TEST_CASE(a_second_restore_may_go_back_further) {
  const std::vector<hub::Ancestor> before{{"a", 50}, {"b", 30}, {"c", 40}};
  BOOST_TEST(hub::shared_up_to(before, "a").value() == 30u);
  BOOST_TEST(hub::shared_up_to(before, "b").value() == 30u);
  BOOST_TEST(hub::shared_up_to(before, "c").value() == 40u);
  BOOST_TEST(!hub::shared_up_to(before, "d").has_value());
}

BOOST_AUTO_TEST_CASE(a_restored_upload_goes_on_where_the_backup_ends) {
  const auto growing = upload("first ", 12);
  const auto done = backup();
  BOOST_REQUIRE(phone.append(growing, 6, "lost").status == 204u);
  stop();
  fs::remove_all(data());
  BOOST_REQUIRE(hub::restore(done.folder, data(), clock, going_on));
  start();
  Visitor again{*this, "officer@contoh.id"};
  BOOST_TEST(again.offset(growing).value() == 6u);
  BOOST_TEST(again.append(growing, 6, "second").status == 204u);
  Visitor sari_again{*this, "sari@contoh.id"};
  BOOST_TEST(sari_again.content(growing).body == "first second");
}

BOOST_AUTO_TEST_CASE(a_photo_and_a_day_of_birth_come_back) {
  const std::string photo = "\xFF\xD8\xFF\xE0 a face";
  BOOST_REQUIRE(phone.send(net::Verb::put, "/api/v1/profile/photo", photo, {{"Content-Type", "image/jpeg"}}).status ==
                204u);
  BOOST_REQUIRE(
      phone.send(net::Verb::put, "/api/v1/profile", R"({"name":"Rudi","phone":"1","born":"1985-06-30"})").status ==
      200u);
  const auto done = backup();
  BOOST_REQUIRE(phone.send(net::Verb::del, "/api/v1/profile/photo").status == 204u);
  stop();
  fs::remove_all(data());
  BOOST_REQUIRE(hub::restore(done.folder, data(), clock, going_on));
  start();
  Visitor again{*this, "officer@contoh.id"};
  BOOST_TEST(again.get("/api/v1/profile/photo").body == photo);
  BOOST_TEST(again.get("/api/v1/profile").body.find("1985-06-30") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_stopped_restore_leaves_an_empty_folder) {
  upload(std::string(2u << 20, 'v'), 2u << 20);
  const auto done = backup();
  const auto target = stick.path() / "new";
  fs::create_directory(target);
  bool copying = false;
  const auto stopped = hub::restore(done.folder, target, clock, [&](hub::Stage stage, std::uint64_t, std::uint64_t) {
    copying = copying || stage == hub::Stage::recordings;
    return !copying;
  });
  BOOST_REQUIRE(!stopped);
  BOOST_TEST(copying);
  BOOST_TEST(names_in(target).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
