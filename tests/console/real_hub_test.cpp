// The console's link against the real hub: the walk of an SOS, a cut, a restart, a restored database.
#include "base/file.h"
#include "control_room.h"

using namespace siaga;
using namespace siaga::test;
using console::LinkStatus;
using console::QueueFilter;

BOOST_FIXTURE_TEST_SUITE(real_hub, ControlRoom)

BOOST_AUTO_TEST_CASE(the_walk_of_an_sos) {
  sign_in(*link, model);
  BOOST_TEST(model.session()->person.name == "Sari Wulandari");
  Phone phone{hub};
  const auto sos = phone.raise();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 1; }));
  BOOST_TEST(model.must_sound());
  BOOST_TEST(!model.find(sos)->reporter.name.empty());
  BOOST_REQUIRE(model.find(sos)->sos.nearest);
  BOOST_TEST(model.place(model.find(sos)->sos.nearest->place) != nullptr);

  link->shown(sos);
  BOOST_REQUIRE(ui.until([&] { return model.find(sos)->sos.first_shown_at.has_value(); }));
  const auto claimed = command([&](auto done) { link->claim(sos, done); });
  BOOST_REQUIRE(ui.until([&] { return model.find(sos)->owner_name == "Sari Wulandari"; }));
  BOOST_TEST(model.link().complete_to >= claimed.seq);
  BOOST_TEST(!model.must_sound());
  command([&](auto done) { link->note(sos, "sudah ditelepon", done); });
  command([&](auto done) { link->respond(sos, "patroli jalan", done); });
  BOOST_REQUIRE(ui.until([&] { return model.count(QueueFilter::answered) == 1; }));
  command([&](auto done) { link->close(sos, domain::Outcome::helped, "aman", done); });
  BOOST_REQUIRE(ui.until([&] { return model.find(sos)->sos.is_closed(); }));
  BOOST_TEST(model.find(sos)->timeline.size() == 6u);

  std::optional<base::Result<void>> details;
  link->fetch_details(sos, [&](base::Result<void> outcome) { details = outcome; });
  BOOST_REQUIRE(ui.until([&] { return details.has_value(); }));
  BOOST_TEST(details->has_value());
  BOOST_TEST(model.find(sos)->timeline.size() == 6u);
}

BOOST_AUTO_TEST_CASE(history_after_a_new_sign_in) {
  sign_in(*link, model);
  const auto sos = Phone{hub}.raise();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 1; }));
  command([&](auto done) { link->claim(sos, done); });
  command([&](auto done) { link->close(sos, domain::Outcome::drill, "latihan", done); });
  link->sign_out();
  sign_in(*link, model);
  BOOST_TEST(!model.find(sos));
  bool there = false;
  link->fetch_history(QueueFilter::answered, std::nullopt, [&](auto page) { there = page.has_value(); });
  BOOST_REQUIRE(ui.until([&] { return there; }));
  BOOST_REQUIRE(model.find(sos));
  BOOST_TEST(!model.find(sos)->reporter.name.empty());
}

BOOST_AUTO_TEST_CASE(a_mute_is_journaled_and_lifted) {
  sign_in(*link, model);
  Phone{hub}.raise();
  BOOST_REQUIRE(ui.until([&] { return model.must_sound(); }));
  command([&](auto done) { link->mute(std::chrono::minutes{5}, "telepon dengan 112", done); });
  BOOST_REQUIRE(ui.until([&] { return !model.must_sound(); }));
  BOOST_TEST(model.mute()->reason == "telepon dengan 112");
  BOOST_TEST(model.mute()->by_name == "Sari Wulandari");
  command([&](auto done) { link->unmute(done); });
  BOOST_TEST(ui.until([&] { return model.must_sound(); }));
}

BOOST_AUTO_TEST_CASE(thirty_alarms_during_a_cut) {
  sign_in(*link, model);
  Phone phone{hub};
  BOOST_REQUIRE(ui.until([&] { return model.link().last_heartbeat.has_value(); }));
  wire.cut();
  std::vector<base::Id> raised;
  for (int i = 0; i < 30; ++i) raised.push_back(phone.raise());
  BOOST_REQUIRE(ui.until([&] { return model.link().state == LinkStatus::State::broken; }));
  wire.mend();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() >= 30; }));
  raised.push_back(phone.raise());
  BOOST_REQUIRE(ui.until([&] { return arrived.size() >= 31; }));
  BOOST_TEST((arrived == raised));
  BOOST_TEST(model.link().alarms_after_break == 30u);
  BOOST_TEST(model.link().fetched_after_break >= 30u);
}

BOOST_AUTO_TEST_CASE(a_recording_plays_from_the_cache) {
  sign_in(*link, model);
  Phone phone{hub};
  const auto sos = phone.raise();
  const std::string bytes(300'000, 'v');
  const auto id = phone.upload(sos, bytes);
  BOOST_REQUIRE(ui.until([&] { return model.find(sos) && model.find(sos)->recordings.size() == 1; }));
  BOOST_TEST((model.find(sos)->recordings[0].id == id));
  const auto recording = link->open_recording(id);
  std::string read;
  while (true) {
    std::string piece(64 << 10, '\0');
    const auto got = recording->read(read.size(), std::as_writable_bytes(std::span{piece}));
    BOOST_REQUIRE(got);
    if (*got == 0) break;
    read += piece.substr(0, *got);
  }
  BOOST_TEST((read == bytes));
  BOOST_TEST(recording->final_size().value() == bytes.size());
  BOOST_TEST(ui.until([&] { return model.find(sos)->recordings[0].size == bytes.size(); }));
}

BOOST_AUTO_TEST_CASE(a_forgotten_password_needs_no_session) {
  const console::Link::Hub known{"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()};
  std::optional<base::Result<protocol::SignInOptions>> options;
  link->fetch_sign_in_options(known, [&](base::Result<protocol::SignInOptions> answer) { options = answer; });
  BOOST_REQUIRE(ui.until([&] { return options.has_value(); }));
  BOOST_TEST(!options->value().mail);
  std::vector<std::string> fields;
  const auto note = [&](const base::Result<void>& done) { fields.push_back(done ? "" : done.error().field); };
  link->request_reset(known, DemoHub::supervisor, note);
  BOOST_REQUIRE(ui.until([&] { return fields.size() == 1; }));
  link->confirm_reset(known, {DemoHub::supervisor, "000000", "sebuah kalimat sendiri"}, note);
  BOOST_REQUIRE(ui.until([&] { return fields.size() == 2; }));
  BOOST_TEST(fields[0] == "mail");
  BOOST_TEST(fields[1] == "code");
  bool refused = false;
  const console::Link::Hub stranger{known.address, std::string(64, '0')};
  link->fetch_sign_in_options(stranger, [&](base::Result<protocol::SignInOptions> answer) {
    refused = !answer && answer.error().fault == base::Fault::untrusted;
  });
  BOOST_TEST(ui.until([&] { return refused; }));
}

BOOST_AUTO_TEST_CASE(an_auditor_takes_the_journal_away_and_a_supervisor_may_not) {
  sign_in(*link, model);
  std::optional<base::Result<std::filesystem::path>> outcome;
  const auto fetch = [&] {
    outcome.reset();
    link->fetch_journal(
        {scratch.path(), 1}, [](std::uint64_t, std::uint64_t) {},
        [&](base::Result<std::filesystem::path> file) { outcome = std::move(file); });
  };
  fetch();
  BOOST_REQUIRE(ui.until([&] { return outcome.has_value(); }));
  BOOST_REQUIRE(!*outcome);
  BOOST_TEST((outcome->error().fault == base::Fault::forbidden));
  link->sign_out();
  std::optional<base::Result<void>> signed_in;
  link->sign_in({"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()}, "auditor@contoh.id", DemoHub::password,
                [&](base::Result<void> answer) { signed_in = answer; });
  BOOST_REQUIRE(ui.until([&] { return signed_in && *signed_in; }));
  fetch();
  std::optional<base::Error> second;
  link->fetch_journal(
      {scratch.path()}, [](std::uint64_t, std::uint64_t) {},
      [&](const base::Result<std::filesystem::path>& file) {
        if (!file) second = file.error();
      });
  BOOST_REQUIRE(ui.until([&] { return outcome.has_value() && second; }));
  BOOST_TEST((second->fault == base::Fault::conflict));  // one at a time
  BOOST_REQUIRE(outcome->has_value());
  BOOST_TEST((**outcome).extension() == ".siaga-export");
  const auto text = base::read_file(**outcome).value();
  BOOST_TEST(text.starts_with("siaga-export-v1\n"));
  BOOST_TEST(text.find("\nend\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(
    a_forgotten_password_is_set_anew_where_an_authority_is_believed) {  // --ca: no fingerprint is known
  const console::Link::Hub believed{"127.0.0.1:" + std::to_string(wire.port()), std::nullopt,
                                    hub.core().folder.tls() / "cert.pem"};
  const auto outcome_of = [this](const std::function<void(std::function<void(base::Result<void>)>)>& ask) {
    std::optional<base::Result<void>> answer;
    ask([&](base::Result<void> outcome) { answer = std::move(outcome); });
    BOOST_REQUIRE(ui.until([&] { return answer.has_value(); }));
    return *answer;
  };
  const auto enter = [&](const std::string& login, const std::string& password) {
    return outcome_of([&](auto done) { link->sign_in(believed, login, password, done); });
  };
  BOOST_REQUIRE(enter("administrator@contoh.id", DemoHub::password));
  std::string code;
  link->directory().fetch_people(DemoHub::supervisor, std::nullopt, [&](base::Result<protocol::PeoplePage> page) {
    link->directory().make_password_code(page.value().items.at(0).person.id,
                                         [&](base::Result<protocol::PasswordCode> made) { code = made.value().code; });
  });
  BOOST_REQUIRE(ui.until([&] { return !code.empty(); }));
  link->sign_out();

  const protocol::ConfirmReset wish{DemoHub::supervisor, code, "sebuah kalimat sendiri"};
  const auto confirm = [&](auto done) { link->confirm_reset(believed, wish, done); };
  const auto request = [&](auto done) { link->request_reset(believed, DemoHub::supervisor, done); };
  {
    const DemoHub impostor;
    wire.cut();
    wire.mend(impostor.port());
    BOOST_TEST((outcome_of(request).error().fault == base::Fault::untrusted));
    BOOST_TEST((outcome_of(confirm).error().fault == base::Fault::untrusted));
    wire.cut();
  }
  wire.mend(hub.port());
  BOOST_TEST(outcome_of(request).error().field == "mail");  // it sends none
  BOOST_TEST(outcome_of(confirm).has_value());
  BOOST_TEST((enter(DemoHub::supervisor, DemoHub::password).error().fault == base::Fault::unauthenticated));
  BOOST_TEST(enter(DemoHub::supervisor, "sebuah kalimat sendiri").has_value());
}

BOOST_AUTO_TEST_CASE(a_restarted_hub_is_found_again_without_loss) {
  sign_in(*link, model);
  restart_hub([] {});
  Phone phone{hub};
  const auto sos = phone.raise();
  BOOST_REQUIRE(ui.until([&] { return model.find(sos) != nullptr; }));
  BOOST_TEST(model.losses().empty());
}

BOOST_AUTO_TEST_CASE(a_restored_older_database_is_shown_as_a_possible_loss) {
  sign_in(*link, model);
  restart_hub([&] { hub.copy_database(); });
  std::vector<base::Id> raised;
  {
    Phone phone{hub};
    for (int i = 0; i < 5; ++i) raised.push_back(phone.raise());
  }
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 5 && model.link().state == LinkStatus::State::connected; }));
  const auto seen = model.link().complete_to;
  restart_hub([&] { hub.restore_database(); });
  BOOST_REQUIRE(ui.until([&] { return model.losses().size() == 1; }));
  BOOST_TEST(model.losses()[0].last == seen);
  BOOST_TEST(model.losses()[0].first < seen);
  BOOST_REQUIRE(ui.until([&] { return model.find(raised.back()) == nullptr; }));
  const auto loss = model.losses()[0];
  command([&](auto done) { link->confirm_loss(loss, done); });
  BOOST_TEST(model.losses().empty());
}

BOOST_AUTO_TEST_CASE(what_came_after_a_restored_backup_is_shown_as_a_possible_loss) {
  sign_in(*link, model);
  const auto before = Phone{hub}.raise();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 1; }));
  const auto kept = hub.back_up();
  const auto after = Phone{hub}.raise();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 2; }));
  const auto seen = model.link().complete_to;
  const auto shown_at = clock.now();
  BOOST_REQUIRE(ui.until([&] { return model.link().last_heartbeat > shown_at; }));  // a cursor is remembered with it
  restart_hub([&] { hub.restore_backup(); });
  // Its certificate is another one, and nobody is signed in there: a person compares and signs in.
  sign_in(*link, model);
  BOOST_REQUIRE(ui.until([&] { return model.losses().size() == 1; }));
  BOOST_TEST(model.losses()[0].first == kept + 1);
  BOOST_TEST(model.losses()[0].last == seen);
  BOOST_TEST(model.find(before) != nullptr);
  BOOST_TEST(model.find(after) == nullptr);
}

BOOST_AUTO_TEST_CASE(who_saw_no_more_than_a_restored_backup_has_lost_nothing) {
  sign_in(*link, model);
  const auto before = Phone{hub}.raise();
  BOOST_REQUIRE(ui.until([&] { return arrived.size() == 1; }));
  link->sign_out();
  hub.back_up();
  restart_hub([&] { hub.restore_backup(); });
  sign_in(*link, model);
  BOOST_REQUIRE(ui.until([&] { return model.find(before) != nullptr; }));
  BOOST_TEST(model.losses().empty());
}

BOOST_AUTO_TEST_CASE(the_first_person_of_a_hub_is_asked_for_only_where_nobody_is_known) {
  std::optional<base::Result<bool>> open;
  const console::Link::Hub here{"127.0.0.1:" + std::to_string(wire.port()), hub.fingerprint()};
  link->ask_first_start(here, [&](base::Result<bool> answer) { open = std::move(answer); });
  BOOST_REQUIRE(ui.until([&] { return open.has_value(); }));
  BOOST_TEST(!open->value());
  std::optional<base::Result<void>> made;
  link->first_start(here, {}, [&](base::Result<void> answer) { made = std::move(answer); });
  BOOST_REQUIRE(ui.until([&] { return made.has_value(); }));
  BOOST_TEST((made->error().fault == base::Fault::not_found));
}

BOOST_AUTO_TEST_SUITE_END()
