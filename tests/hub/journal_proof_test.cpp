// An auditor's view: leaves and commitments recomputed from the closed file with plain SQL and OpenSSL, by the words of
// design.md alone and without our code.
#include "hub_fixture.h"
#include "support/big_endian.h"

#include <openssl/evp.h>
#include <sqlite3.h>

#include <memory>

namespace siaga::test {

namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

std::string sha256(const std::string& bytes) {
  std::string hash(32, '\0');
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()), nullptr, EVP_sha256(), nullptr);
  return hash;
}

struct Row {
  std::uint64_t seq;
  std::uint64_t at;
  std::string actor, behalf, kind, subject, unit, body, salt, commitment, leaf;
};

std::string bytes(sqlite3_stmt* row, int column) {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(row, column));
  return data == nullptr ? std::string{}
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

std::vector<Row> read_journal(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  BOOST_REQUIRE(sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3, Close> database{opened};
  sqlite3_stmt* made = nullptr;
  const char* sql =
      "select seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf from journal order by "
      "seq";
  BOOST_REQUIRE(sqlite3_prepare_v2(opened, sql, -1, &made, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3_stmt, Close> statement{made};
  std::vector<Row> rows;
  while (sqlite3_step(made) == SQLITE_ROW) {
    Row row{static_cast<std::uint64_t>(sqlite3_column_int64(made, 0)),
            static_cast<std::uint64_t>(sqlite3_column_int64(made, 1)),
            bytes(made, 2),
            bytes(made, 3),
            bytes(made, 4),
            bytes(made, 5),
            bytes(made, 6),
            bytes(made, 7),
            bytes(made, 8),
            bytes(made, 9),
            bytes(made, 10)};
    if (row.behalf.empty()) row.behalf.assign(16, '\0');
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(every_leaf_and_commitment_can_be_recomputed, HubFixture) {
  {
    Visitor phone{*this, "officer@contoh.id"};
    Visitor desk{*this, "sari@contoh.id"};
    const auto sos = make_id();
    phone.raise(sos, domain::Position{-6.98, 110.41, 5, clock.now()});
    desk.plain(sos, "claim");
    desk.say(sos, "respond", "Bantuan berangkat — “segera”.");
    clock.advance(-std::chrono::hours{1});
    desk.close_sos(sos);
  }
  stop();
  const auto rows = read_journal(data() / "hub.db");
  BOOST_TEST(rows.size() >= 8u);
  std::uint64_t seq = 0, at = 0;
  bool stepped = false;
  for (const auto& row : rows) {
    BOOST_TEST_CONTEXT(row.seq << " " << row.kind) {
      BOOST_TEST(row.seq == ++seq);
      BOOST_TEST(row.at >= at);
      at = row.at;
      stepped = stepped || row.kind == "hub.clock_stepped";
      BOOST_TEST(row.salt.size() == 16u);
      BOOST_TEST((sha256(row.salt + row.body) == row.commitment));
      const auto data = "siaga-leaf-v1" + big_endian(row.seq, 8) + big_endian(row.at, 8) + row.actor + row.behalf +
                        big_endian(row.kind.size(), 2) + row.kind + row.subject + row.unit + row.commitment;
      BOOST_TEST((sha256(std::string(1, '\0') + data) == row.leaf));
    }
  }
  BOOST_TEST(stepped);
}

}  // namespace siaga::test
