// The hub's log as an auditor meets it: signed checkpoints, proofs, exports, keys that change, a hub that was restored.
#include "base/file.h"
#include "hub/backup_command.h"
#include "hub/checkpoints.h"
#include "hub/hub.h"
#include "hub/journal_export.h"
#include "hub/log_keys.h"
#include "hub/restore_command.h"
#include "hub/verify_command.h"
#include "hub_fixture.h"
#include "proof/checkpoint.h"
#include "store/journal_record.h"
#include "store/merkle_table.h"
#include "verify/examination.h"

#include <boost/json/parse.hpp>

#include <future>
#include <optional>

namespace siaga::test {

namespace json = boost::json;
using base::Fault;
using verify::Finding;

namespace {

struct ProofFixture : HubFixture {
  domain::Person auditor = add("auditor@contoh.id", semarang, domain::Role::auditor, {});
  domain::Person clerk = add("arsip@contoh.id", semarang, domain::Role::document_control, semarang);
  std::optional<Visitor> desk, phone, visitor;

  ProofFixture() { sign_in(); }
  void sign_in() {
    desk.emplace(*this, "sari@contoh.id");
    phone.emplace(*this, "officer@contoh.id");
    visitor.emplace(*this, "auditor@contoh.id");
  }

  base::Result<hub::Checkpoints::Row> sign() {
    std::promise<base::Result<hub::Checkpoints::Row>> promise;
    hub().core().checkpoints->request([&promise](auto row) { promise.set_value(std::move(row)); });
    return promise.get_future().get();
  }
  /// Some alarms, answered.
  void happen(int count = 3) {
    for (int i = 0; i < count; ++i) {
      const auto sos = make_id();
      BOOST_REQUIRE(phone->raise(sos).status == 201u);
      BOOST_REQUIRE(desk->plain(sos, "claim").status == 200u);
      BOOST_REQUIRE(desk->say(sos, "respond", "Bantuan berangkat.").status == 200u);
    }
  }
  std::string text(Visitor& who, const std::string& target, unsigned status = 200) {
    const auto answer = who.get(target);
    BOOST_TEST(answer.status == status, target << ": " << answer.body);
    return answer.body;
  }
  std::string exported(Visitor& who, const std::string& query = "") {
    return text(who, "/api/v1/journal/export" + query);
  }
  static verify::Verdict check(const std::string& bytes, const std::string& known = {}) {
    verify::Wish wish;
    if (!known.empty()) wish.known = verify::read_known(known).value();
    auto rest = std::make_shared<std::string>(bytes);
    return verify::examine([rest](std::size_t) -> base::Result<std::string> { return std::exchange(*rest, {}); }, wish);
  }
  void again() {
    start();
    sign_in();
  }
};

proof::VerifierKey newest_log_key(const std::string& keys) {
  const auto list = json::parse(keys).at("keys").as_array();
  return proof::decode_verifier_key(std::string{list.back().at("key").as_string()}).value();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(proof_desk, ProofFixture)

BOOST_AUTO_TEST_CASE(a_checkpoint_is_signed_and_goes_on) {
  text(*visitor, "/api/v1/checkpoint", 404);
  happen();
  const auto first = sign().value();
  BOOST_TEST(sign()->note == first.note);  // nothing has happened meanwhile
  happen();
  const auto second = sign().value();
  BOOST_TEST(second.size > first.size);
  const auto note = text(*visitor, "/api/v1/checkpoint");
  BOOST_TEST(note == second.note);
  const auto key = newest_log_key(text(*visitor, "/api/v1/proofs/keys"));
  BOOST_TEST((proof::signed_by(proof::decode_note(note).value(), key) == proof::Signed::yes));

  const auto listed = json::parse(text(*visitor, "/api/v1/checkpoints?limit=1"));
  BOOST_TEST(listed.at("items").as_array().size() == 1u);
  BOOST_TEST(listed.at("next").to_number<std::uint64_t>() == first.size);
  const auto rest = json::parse(text(*visitor, "/api/v1/checkpoints?after=" + std::to_string(first.size)));
  BOOST_TEST(rest.at("items").as_array().size() == 1u);

  const auto way = json::parse(text(*visitor, "/api/v1/proofs/consistency?from=" + std::to_string(first.size) +
                                                  "&to=" + std::to_string(second.size)));
  std::vector<proof::Hash> hashes;
  for (const auto& one : way.at("hashes").as_array()) {
    const auto bytes = base::from_base64(one.as_string()).value();
    std::copy(bytes.begin(), bytes.end(), hashes.emplace_back().begin());
  }
  const auto root = [](const std::string& text) {
    return proof::decode_checkpoint(proof::decode_note(text)->text)->root;
  };
  BOOST_TEST(proof::is_consistent(first.size, root(first.note), second.size, root(second.note), hashes));
  text(*visitor, "/api/v1/proofs/consistency?from=0&to=1", 400);
  text(*visitor, "/api/v1/proofs/consistency?from=1&to=100000", 400);
  text(*visitor, "/api/v1/proofs/consistency?from=x", 400);
}

BOOST_AUTO_TEST_CASE(each_minute_that_had_events_is_signed) {
  using namespace std::chrono_literals;
  const auto start = clock.now();
  BOOST_TEST(!hub::Checkpoints::is_due(start, start + 59s, 5, 6));
  BOOST_TEST(hub::Checkpoints::is_due(start, start + 60s, 5, 6));
  BOOST_TEST(!hub::Checkpoints::is_due(start, start + 1h, 6, 6));
  BOOST_TEST(hub::Checkpoints::is_due(start, start - 1h, 5, 6));  // the clock was set back
  happen();
  clock.advance(61s);
  while (visitor->get("/api/v1/checkpoint").status != 200u) continue;
}

BOOST_AUTO_TEST_CASE(each_record_that_somebody_may_see_is_proven) {
  happen();
  const auto row = sign().value();
  const auto key = proof::encode(newest_log_key(text(*visitor, "/api/v1/proofs/keys")));
  for (std::uint64_t seq = 1; seq <= row.size; ++seq) {
    const auto bytes = text(*visitor, "/api/v1/proofs/inclusion?seq=" + std::to_string(seq));
    verify::Wish wish;
    wish.key = key;
    auto rest = bytes;
    const auto read = [&rest](std::size_t) -> base::Result<std::string> { return std::exchange(rest, {}); };
    BOOST_TEST(verify::examine(read, wish).is_whole(), bytes);
  }
  text(*visitor, "/api/v1/proofs/inclusion?seq=0", 400);
  text(*visitor, "/api/v1/proofs/inclusion?seq=" + std::to_string(row.size + 1), 400);
  text(*visitor, "/api/v1/proofs/inclusion?seq=1&size=1", 404);
  Visitor archive{*this, "arsip@contoh.id"};
  std::size_t refused = 0;
  for (std::uint64_t seq = 1; seq <= row.size; ++seq)
    refused += archive.get("/api/v1/proofs/inclusion?seq=" + std::to_string(seq)).status == 404u ? 1 : 0;
  BOOST_TEST(refused >= 9u);  // alarms aren't document control's
}

BOOST_AUTO_TEST_CASE(an_export_is_whole_and_names_its_own_taking) {
  happen(4);
  const auto bytes = exported(*visitor);
  const auto verdict = check(bytes);
  BOOST_TEST(verify::sentence(verdict, {}).starts_with("utuh s/d cap #"));
  BOOST_TEST(verdict.is_whole());
  BOOST_TEST(verdict.zone == "Asia/Jakarta");
  BOOST_TEST(verdict.hidden == 0u);
  BOOST_TEST(bytes.find(" logbook.exported ") != std::string::npos);
  BOOST_TEST(!std::filesystem::exists(data() / "export"));
  for (const auto& entry : std::filesystem::directory_iterator{data()})
    BOOST_TEST(!entry.path().filename().string().starts_with("export"));

  Visitor archive{*this, "arsip@contoh.id"};
  const auto part = exported(archive, "?from=3&to=12");
  const auto seen = check(part, sign()->note);
  BOOST_TEST(seen.is_whole());
  BOOST_TEST(seen.hidden > seen.shown);
  BOOST_TEST(part.find("sos.raised") == std::string::npos);
  const auto kept = sign().value();  // its size lies among leaves that this reader may not see
  const auto compared = check(exported(archive, "?from=3&to=12&known=" + std::to_string(kept.size)), kept.note);
  BOOST_TEST(compared.is_compared);
  BOOST_TEST(desk->get("/api/v1/journal/export").status == 403u);
  for (const auto* wrong : {"?from=0", "?from=99999", "?from=5&to=4", "?to=99999", "?from=x", "?known=-1"})
    BOOST_TEST(visitor->get("/api/v1/journal/export" + std::string{wrong}).status == 400u, wrong);
}

BOOST_AUTO_TEST_CASE(what_was_erased_stays_proven) {
  happen();
  const auto before = sign().value();
  std::string secret;
  stop();
  {
    auto offline = hub::open_offline(data()).value();
    const auto record = store::read_records(offline.database, 4, 5, 1).at(0);
    secret = record.body;
    BOOST_TEST(store::erase_record(offline.database, 5));
    BOOST_TEST(!store::erase_record(offline.database, 99'999));
  }
  again();
  const auto bytes = exported(*visitor, "?from=4&to=6&known=" + std::to_string(before.size));
  const auto verdict = check(bytes, before.note);
  BOOST_TEST(verdict.is_whole());
  BOOST_TEST(verdict.erased == 1u);
  BOOST_TEST(verdict.is_compared);
  BOOST_TEST(bytes.find("\nx 5 ") != std::string::npos);
  text(*visitor, "/api/v1/proofs/inclusion?seq=5");
}

BOOST_AUTO_TEST_CASE(nothing_is_signed_over_a_journal_that_was_rewritten) {
  happen();
  const auto before = sign().value();
  stop();
  {
    auto offline = hub::open_offline(data()).value();
    offline.database.run("update journal set leaf = zeroblob(32) where seq = 4");
  }
  const auto faults = hub::faults_of_data(data(), [](hub::Stage, std::uint64_t, std::uint64_t) { return true; });
  BOOST_REQUIRE(faults->size() == 2u);
  BOOST_TEST(faults->at(0) == "event 4: the leaf isn't of this event");
  BOOST_TEST(faults->at(1).ends_with("the journal isn't what was signed"));
  again();
  happen(1);
  const auto refused = sign();
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().fault == Fault::corrupt));
  BOOST_TEST(text(*visitor, "/api/v1/checkpoint") == before.note);
}

BOOST_AUTO_TEST_CASE(a_key_is_rotated_and_vouched_for) {
  happen();
  const auto before = sign().value();
  const auto old_key = newest_log_key(text(*visitor, "/api/v1/proofs/keys"));
  stop();
  {
    auto offline = hub::open_offline(data()).value();
    const auto made = hub::rotate_log_key(offline.folder, offline.database, clock);
    BOOST_REQUIRE(made);
    BOOST_TEST((made->verifier().key != old_key.key));
    BOOST_TEST(!std::filesystem::exists(data() / "keys/log.next"));
    BOOST_TEST((hub::load_log_key(offline.folder, offline.database, clock.now())->verifier() == made->verifier()));
  }
  again();
  happen();
  const auto bytes = exported(*visitor);
  BOOST_TEST(check(bytes, before.note).is_whole());
  BOOST_TEST(check(bytes).fingerprint != proof::fingerprint(old_key));
  BOOST_TEST(bytes.find(" proof.key_rotated ") != std::string::npos);
  verify::Wish wish;
  wish.key = proof::fingerprint(old_key);
  auto rest = bytes;
  BOOST_TEST(
      verify::examine([&rest](std::size_t) -> base::Result<std::string> { return std::exchange(rest, {}); }, wish)
          .is_whole());
}

BOOST_AUTO_TEST_CASE(a_rotation_that_broke_off_leaves_one_key) {
  sign().value();
  stop();
  auto offline = hub::open_offline(data()).value();
  const auto present = hub::load_log_key(offline.folder, offline.database, clock.now()).value();
  // Before its commit: undone.
  BOOST_REQUIRE(base::write_atomically(data() / "keys/log.next", std::string(32, 'n')));
  BOOST_TEST((hub::load_log_key(offline.folder, offline.database, clock.now())->verifier() == present.verifier()));
  BOOST_TEST(!std::filesystem::exists(data() / "keys/log.next"));
  // After it: finished.
  const auto made = hub::rotate_log_key(offline.folder, offline.database, clock).value();
  std::filesystem::rename(data() / "keys/log", data() / "keys/log.next");
  BOOST_REQUIRE(base::write_atomically(data() / "keys/log", present.key.seed()));
  BOOST_TEST((hub::load_log_key(offline.folder, offline.database, clock.now())->verifier() == made.verifier()));
  BOOST_REQUIRE(base::write_atomically(data() / "keys/log", "short"));
  BOOST_TEST((hub::load_log_key(offline.folder, offline.database, clock.now()).error().fault == Fault::invalid));
}

BOOST_AUTO_TEST_CASE(a_restored_hub_is_another_log_that_goes_on) {
  const hub::Watch going_on = [](hub::Stage, std::uint64_t, std::uint64_t) { return true; };
  happen();
  const auto known = sign().value();
  const ScratchFolder stick;
  const auto backup = hub::back_up({data(), stick.path(), "test"}, clock.now(), going_on).value();
  BOOST_TEST(!std::filesystem::exists(backup.folder / "keys"));
  happen(1);
  const auto lost = sign().value();
  stop();
  const auto old_key = base::read_file(data() / "keys/log").value();
  std::filesystem::remove_all(data());
  BOOST_REQUIRE(hub::restore(backup.folder, data(), clock, going_on).has_value());
  again();
  BOOST_TEST(base::read_file(data() / "keys/log").value() != old_key);
  const auto bytes = exported(*visitor);
  const auto whole = check(bytes, known.note);
  BOOST_TEST(whole.is_whole());
  BOOST_TEST(whole.restores == 1u);
  BOOST_TEST((check(bytes, lost.note).finding == Finding::restored));
}

BOOST_AUTO_TEST_CASE(reports_travel_with_a_manifest) {
  happen();
  const auto row = sign().value();
  const auto& key = hub().core().checkpoints->key();
  auto reader = store::Database::open(data() / "hub.db", store::Database::Mode::read_only).value();
  const auto manifest =
      hub::sign_files(reader, key, row, {{"logbook.pdf", base::sha256("isi")}}, "Asia/Makassar", clock.now());
  const auto verdict = check(manifest);
  BOOST_TEST(verdict.is_whole());
  BOOST_TEST(verdict.files == 1u);
  BOOST_TEST(verdict.size == row.size);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
