// Document control, auditors and another unit's archive at a hub with user IDs: whoever tests the logbook begins here.
// Thread: the test's.
#pragma once

#include "case_room.h"
#include "protocol/logbook.h"
#include "verify/examination.h"

#include <filesystem>
#include <utility>

namespace siaga::test {

struct BookRoom : CaseRoom {
  BookRoom() {
    add("arsip@contoh.id", semarang, domain::Role::document_control, semarang);
    add("auditor@contoh.id", semarang, domain::Role::auditor, {});
    add("arsip@makassar.id", makassar, domain::Role::document_control, makassar);
    enter();
  }
  ~BookRoom() { leave(); }

  void enter() {
    archive = std::make_unique<Visitor>(*this, "arsip@contoh.id");
    auditor = std::make_unique<Visitor>(*this, "auditor@contoh.id");
    elsewhere = std::make_unique<Visitor>(*this, "arsip@makassar.id");
  }
  void leave() {
    for (auto* visitor : {&archive, &auditor, &elsewhere}) visitor->reset();
  }
  void leave_all() {
    leave();
    for (auto* visitor : {&support, &leader, &other_leader, &coordinator, &admin}) visitor->reset();
  }
  void come_at(const char* moment) {
    pass_until(moment);
    leave();
    enter();
  }

  /// Resigned and closed on the 22nd after one attempt that failed.
  domain::UserId closed_agent(const base::Id& of) {
    const auto nadia = listed_agent(of);
    auto wish = resignation(nadia);
    wish.deactivation.letter = letter_of(*support, "%PDF-1.7 surat Nadia");
    letters.push_back(*wish.deactivation.letter);
    BOOST_REQUIRE(put(*support, wish).status == 201u);
    const auto one = wish.deactivation.id;
    BOOST_REQUIRE(plain_case(*support, one, "request").status == 200u);
    pass_until("2026-11-22T08:00:00+07:00");
    BOOST_REQUIRE(report(*leader, one, false, "aplikasi menolak Nadia").status == 200u);
    letters.push_back(letter_of(*leader, "\x89PNG\r\n\x1a\n layar Nadia"));
    BOOST_REQUIRE(report(*leader, one, true, "", letters.back()).status == 200u);
    BOOST_REQUIRE(confirm(*support, one, true).status == 200u);
    BOOST_REQUIRE(plain_case(*support, one, "document").status == 200u);
    come_at("2026-11-23T09:00:00+07:00");
    return nadia;
  }

  protocol::LogbookPage book(const std::string& query = "", Visitor* who = nullptr) {
    const auto answer = (who == nullptr ? *auditor : *who).get("/api/v1/logbook" + query);
    BOOST_REQUIRE_MESSAGE(answer.status == 200u, query << ": " << answer.body);
    return protocol::decode_logbook_page(answer.body).value();
  }
  std::uint64_t found(const std::string& query) {
    const auto page = book(query);
    BOOST_TEST(page.items.size() == page.total);
    return page.total;
  }
  /// Of all entries, in their order.
  std::vector<std::uint64_t> history_seqs() {
    std::vector<std::uint64_t> seqs;
    for (const auto& entry : history(book().items.back().user_id.id).entries) seqs.push_back(entry.event.seq);
    return seqs;
  }
  protocol::LogbookHistory history(const base::Id& user_id) {
    const auto answer = auditor->get("/api/v1/logbook/" + base::to_string(user_id));
    BOOST_REQUIRE_MESSAGE(answer.status == 200u, answer.body);
    return protocol::decode_logbook_history(answer.body).value();
  }
  net::ClientResponse keep(Visitor& who, const base::Id& user_id, const std::string& verb, const std::string& text) {
    return who.post("/api/v1/logbook/" + base::to_string(user_id) + "/" + verb,
                    protocol::encode(protocol::TextCommand{make_id(), "K1", text}));
  }
  net::ClientResponse correct(Visitor& who, const base::Id& user_id, std::uint64_t book_no) {
    return who.post("/api/v1/logbook/" + base::to_string(user_id) + "/correct",
                    protocol::encode(protocol::CorrectCommand{make_id(), "K1", book_no, "Regu 4, bukan Regu 3."}));
  }
  net::ClientResponse dispose(const std::vector<base::Id>& user_ids, const base::Id& minutes, base::Id command = {}) {
    const protocol::DisposeCommand wish{command.is_nil() ? make_id() : command, "K1", user_ids, "Berita acara 7/2028",
                                        minutes};
    return archive->post("/api/v1/logbook/dispose", protocol::encode(wish));
  }
  net::ClientResponse tell_draft(Visitor& who, const std::vector<base::Id>& user_ids, base::Id command = {}) {
    const protocol::DraftCommand wish{command.is_nil() ? make_id() : command, "K1", user_ids};
    return who.post("/api/v1/logbook/dispose/draft", protocol::encode(wish));
  }
  static protocol::ExportCommand export_wish(protocol::LogbookFormat format) {
    protocol::ExportCommand wish;
    wish.command = base::make_id(base::SystemClock{}.now());
    wish.console = "K1";
    wish.format = format;
    wish.number = "FR-OPS-014";
    wish.revision = "02";
    wish.effective = base::parse_day("2026-01-05").value();
    wish.prepared = "Arsip";
    wish.controlled = true;
    return wish;
  }
  std::string fetch(Visitor& who, const protocol::ExportView& view, std::size_t file, unsigned status = 200) {
    const auto answer = who.get("/api/v1/logbook/exports/" + base::to_string(view.id) + "/" + view.files.at(file).name);
    BOOST_TEST(answer.status == status);
    if (status == 200)
      BOOST_TEST(answer.header("Content-Disposition").value_or("") ==
                 "attachment; filename=\"" + view.files.at(file).name + "\"");
    return answer.body;
  }

  /// The hub deletes files beside its answers; a minute is for a crowded machine.
  static bool is_gone_soon(const std::filesystem::path& file) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    while (std::filesystem::exists(file) && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    return !std::filesystem::exists(file);
  }

  std::vector<base::Id> letters;
  std::unique_ptr<Visitor> archive, auditor, elsewhere;
};

/// As siaga-verify does, with the report beside it.
inline verify::Verdict examined(const std::string& proof, const base::Sha256& report) {
  verify::Wish wish;
  wish.digest_of_file = [&report](const std::string&) -> base::Result<base::Sha256> { return report; };
  auto rest = proof;
  return verify::examine([&rest](std::size_t) -> base::Result<std::string> { return std::exchange(rest, {}); }, wish);
}

inline verify::Verdict examined(const std::string& proof, const std::string& report) {
  return examined(proof, base::sha256(report));
}

}  // namespace siaga::test
