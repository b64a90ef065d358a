// Applications where they are kept: what a form comes to, what is said of connectors, readings, checks and refusals.
// Without a window.
#include "ui/directory/application_words.h"
#include "ui/directory/application_draft.h"

#include "ui/spoken_in.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace siaga;
using namespace std::chrono_literals;
using domain::ConnectorKind;
using protocol::CommandSettings;
using protocol::ScimSettings;
using test::InIndonesian;
using ui::Proof;

namespace {

protocol::ApplicationView omni(const protocol::ConnectorSettings& settings, bool has_secret) {
  protocol::ApplicationView view;
  view.application.id = base::make_id(base::Instant{});
  view.application.name = "Omni Channel";
  view.application.connector = protocol::kind_of(settings);
  view.application.settings = protocol::encode(settings);
  view.has_secret = has_secret;
  return view;
}

ScimSettings scim_server() {
  return {"https://apps.contoh.id/scim/v2", "", "-----BEGIN CERTIFICATE-----\nMII\n", "lastLogin", 45s, 50};
}

/// The field that stands in the way; "taken" when none does.
std::string refused_for(const ui::ApplicationDraft& draft, const protocol::ApplicationView& was) {
  const auto wish = ui::wish_of(draft, was);
  return wish ? "taken" : wish.error().field;
}

protocol::CheckView failed_check(const std::string& fault, const std::string& field = {}) {
  protocol::CheckView check;
  check.fault = fault;
  check.field = field;
  return check;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(application_words)

BOOST_AUTO_TEST_CASE(what_nobody_touched_is_kept_as_it_was) {
  auto view = omni(scim_server(), true);
  view.application.target = -90min;
  const auto draft = ui::draft_of(view).value();
  BOOST_TEST((draft.proof == Proof::secret));
  BOOST_TEST(draft.secret.empty());
  auto wish = ui::wish_of(draft, view).value();
  BOOST_TEST(protocol::encode(wish.settings) == view.application.settings);
  BOOST_TEST((wish.application.target == view.application.target));
  BOOST_TEST((wish.application.id == view.application.id));
  BOOST_TEST(!wish.secret.has_value());  // as it is
  const CommandSettings program{"omni", {"--unit", "Semarang dua"}, 90s};
  view = omni(program, false);
  wish = ui::wish_of(ui::draft_of(view).value(), view).value();
  BOOST_TEST((std::get<CommandSettings>(wish.settings) == program));
}

BOOST_AUTO_TEST_CASE(a_rotated_secret_is_all_that_is_sent_anew) {
  const auto view = omni(scim_server(), true);
  auto draft = ui::draft_of(view).value();
  draft.secret = "kunci-baru";
  const auto wish = ui::wish_of(draft, view).value();
  BOOST_TEST(wish.secret.value() == "kunci-baru");
  BOOST_TEST(protocol::encode(wish.settings) == view.application.settings);
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_needed_no_more_is_taken_away) {
  const auto view = omni(scim_server(), true);
  auto draft = ui::draft_of(view).value();
  draft.proof = Proof::none;
  draft.secret = "tertinggal di kolom";
  BOOST_TEST(ui::wish_of(draft, view).value().secret.value() == "");
  ui::choose_connector(draft, ConnectorKind::manual);
  const auto by_hand = ui::wish_of(draft, view).value();
  BOOST_TEST(by_hand.secret.value() == "");
  BOOST_TEST(protocol::encode(by_hand.settings).empty());
}

BOOST_AUTO_TEST_CASE(a_user_is_sent_with_a_password_alone) {
  auto settings = scim_server();
  settings.user = "pusat";
  const auto view = omni(settings, true);
  auto draft = ui::draft_of(view).value();
  BOOST_TEST((draft.proof == Proof::password));
  draft.proof = Proof::secret;
  draft.secret = "token";
  const auto wish = ui::wish_of(draft, view).value();
  BOOST_TEST(std::get<ScimSettings>(wish.settings).user.empty());
}

BOOST_AUTO_TEST_CASE(another_connector_begins_with_what_is_usual) {
  ui::ApplicationDraft draft;
  draft.name = "Omni Chat";
  ui::choose_connector(draft, ConnectorKind::scim);
  BOOST_TEST((draft.proof == Proof::secret));
  BOOST_TEST(draft.timeout == "30");
  BOOST_TEST(draft.page == "100");
  draft.timeout = "5";
  ui::choose_connector(draft, ConnectorKind::command);
  BOOST_TEST((draft.proof == Proof::none));
  BOOST_TEST(draft.timeout == "5");
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_no_figure_is_named) {
  const protocol::ApplicationView fresh;
  ui::ApplicationDraft draft;
  BOOST_TEST(refused_for(draft, fresh) == "name");
  draft.name = "  Omni   Chat ";
  BOOST_TEST(ui::wish_of(draft, fresh).value().application.name == "Omni Chat");
  for (const auto* wrong : {"empat", "1440", "-1440", "4 jam", "1.5", "99999999999"}) {
    draft.target = wrong;
    BOOST_TEST(refused_for(draft, fresh) == "target_minutes", wrong);
  }
  draft.target = "-1439";
  ui::choose_connector(draft, ConnectorKind::scim);
  BOOST_TEST(refused_for(draft, fresh) == "/url");
  draft.url = "https://apps.contoh.id";
  BOOST_TEST(refused_for(draft, fresh) == "secret");  // a new one has none yet
  draft.secret = "kunci";
  BOOST_TEST(refused_for(draft, fresh) == "taken");
  draft.proof = Proof::password;
  BOOST_TEST(refused_for(draft, fresh) == "/user");
  draft.proof = Proof::secret;
  draft.timeout = "121";
  BOOST_TEST(refused_for(draft, fresh) == "/timeout_s");
  draft.timeout = "30";
  draft.page = "0";
  BOOST_TEST(refused_for(draft, fresh) == "/page");
  ui::choose_connector(draft, ConnectorKind::command);
  BOOST_TEST(refused_for(draft, fresh) == "/program");
  draft.program = "omni";
  draft.arguments = "--a\n\n--b\n";
  BOOST_TEST((std::get<CommandSettings>(ui::wish_of(draft, fresh).value().settings).arguments ==
              std::vector<std::string>{"--a", "--b"}));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_shown_is_not_offered_to_be_changed) {
  auto view = omni(scim_server(), true);
  view.application.settings = R"({"url":"https://a","of_a_newer_hub":true})";
  BOOST_TEST(!ui::draft_of(view).has_value());
  view = omni(CommandSettings{"omni", {"zwei\nzeilen"}}, false);  // an argument that isn't a line of the field
  BOOST_TEST(!ui::draft_of(view).has_value());
  view = omni(CommandSettings{"omni", {"a", ""}}, false);
  BOOST_TEST(!ui::draft_of(view).has_value());
}

BOOST_FIXTURE_TEST_CASE(a_row_says_connector_reading_and_target, InIndonesian) {
  BOOST_TEST(ui::connector_words(ConnectorKind::manual) == "manual");
  BOOST_TEST(ui::connector_words(ConnectorKind::scim) == "SCIM 2.0");
  BOOST_TEST(ui::target_words(std::nullopt) == "–");
  BOOST_TEST(ui::target_words(240min) == "4 j 0 m sesudahnya");
  BOOST_TEST(ui::target_words(-30min) == "30 mnt sebelumnya");
  const auto now = base::parse_rfc3339("2026-11-22T16:47:48Z").value();
  protocol::ReconciliationView run;
  run.zone = "Asia/Jakarta";
  using Words = std::pair<std::string, std::string>;
  BOOST_TEST((ui::reading_words(nullptr, now) == Words{"–", "dilihat orang"}));
  BOOST_TEST((ui::reading_words(&run, now).first == "belum pernah dicocokkan"));
  run.ended_at = now - 1h;
  run.users = 1204;
  BOOST_TEST((ui::reading_words(&run, now) == Words{"dibaca 22:47 WIB", "1\u00a0204 pengguna"}));
  run.fault = "unauthenticated";
  BOOST_TEST(ui::reading_words(&run, now).first == "gagal dibaca 22:47 WIB");
  run.running = true;
  run.read = 17;
  BOOST_TEST((ui::reading_words(&run, now) == Words{"sedang dibaca", "17 pengguna"}));
}

BOOST_FIXTURE_TEST_CASE(trying_it_out_says_what_was_read_or_what_failed, InIndonesian) {
  protocol::CheckView check;
  check.good = true;
  BOOST_TEST(has(ui::check_words(check), "belum ada pengguna"));
  check.first_user = "omni.tari.w";
  BOOST_TEST(has(ui::check_words(check), "omni.tari.w"));
  std::set<std::string> said;
  for (const auto* fault : {"timeout", "unavailable", "untrusted", "unauthenticated", "forbidden", "too-many",
                            "unsupported", "corrupt", "invalid", "internal"})
    said.insert(ui::check_words(failed_check(fault)));
  BOOST_TEST(said.size() == 10u);
  BOOST_TEST(has(ui::check_words(failed_check("unauthenticated")), "menolak kata sandi atau token Siaga"));
  BOOST_TEST(has(ui::check_words(failed_check("unsupported", "url")), "bukan layanan SCIM"));
  BOOST_TEST(has(ui::check_words(failed_check("unsupported", "redirect")), "alamat lain"));
  BOOST_TEST(has(ui::check_words(failed_check("invalid", "/program")), "connectors/"));
}

BOOST_FIXTURE_TEST_CASE(each_setting_that_is_refused_has_words_of_its_own, InIndonesian) {
  std::set<std::string> said;
  for (const auto* field : {"/url", "/user", "secret", "/authorities", "/activity", "/timeout_s", "/page", "/program",
                            "/arguments", "name", "target_minutes"})
    said.insert(ui::application_sentence(base::fail(base::Fault::invalid, "for the log", field)));
  BOOST_TEST(said.size() == 11u);
  for (const auto& words : said) BOOST_TEST(words.ends_with("Tidak ada yang disimpan."), words);
  BOOST_TEST(
      !has(ui::application_sentence(base::fail(base::Fault::unavailable, "for the log")), "Tidak ada yang disimpan"));
}

BOOST_AUTO_TEST_SUITE_END()
