// The operator's certificate is exchanged under a running hub: nobody is dropped, and a bad one changes nothing.
#include "base/file.h"
#include "hub/hub.h"
#include "hub/identity.h"
#include "hub_fixture.h"

namespace siaga::test {

namespace {

struct CertificateFixture : HubFixture {
  CertificateFixture() {
    stop();
    write(make(clock.now()));
    start([this](hub::HubOptions& options) {
      options.certificate = folder.path() / "cert.pem";
      options.key = folder.path() / "key.pem";
    });
  }
  static net::TlsIdentity make(base::Instant begin) { return net::make_identity("hub", {"127.0.0.1"}, begin).value(); }
  void write(const net::TlsIdentity& identity) {
    base::write_atomically(folder.path() / "cert.pem", identity.certificate_pem).value();
    base::write_atomically(folder.path() / "key.pem", identity.key_pem).value();
  }
  std::string metric(const std::string& name) {
    const auto text = Visitor{*this, "nobody"}.get("/metrics").body;
    const auto at = text.find("\nsiaga_" + name + " ");
    return at == std::string::npos ? ""
                                   : text.substr(at + 8 + name.size(), text.find('\n', at + 1) - at - 8 - name.size());
  }
  static std::string seconds(base::Instant at) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count());
  }

  ScratchFolder folder;
};

std::optional<base::Instant> told(FeedReader& reader) {
  while (true) {
    const auto frame = reader.next().value();
    if (const auto* heartbeat = std::get_if<protocol::HeartbeatFrame>(&frame)) return heartbeat->certificate_expires_at;
  }
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(certificate, CertificateFixture)

BOOST_AUTO_TEST_CASE(new_files_are_shown_to_new_connections_and_open_ones_go_on) {
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, desk.snapshot().as_of};
  const auto before = hub().fingerprint();
  BOOST_TEST((told(reader).value() == clock.now() + std::chrono::hours{24 * 825}));

  const auto next = make(clock.now() + std::chrono::hours{24 * 10});
  write(next);
  hub().look_at_certificate(false);
  BOOST_TEST(hub().fingerprint() == net::fingerprint(next).value());
  BOOST_TEST(hub().fingerprint() != before);
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u, "over the connection that was open");
  Visitor newcomer{*this, "budi@contoh.id"};  // pins the new one
  BOOST_TEST(newcomer.get("/api/v1/snapshot").status == 200u);
  while (told(reader) != net::expires_at(next).value()) {
  }
  BOOST_TEST(metric("certificate_expires_seconds") == seconds(net::expires_at(next).value()));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_shown_is_refused_and_the_old_one_stays) {
  Visitor desk{*this, "sari@contoh.id"};
  const auto before = hub().fingerprint();
  const auto good = make(clock.now());
  const auto stays = [&](const char* why) {
    hub().look_at_certificate(false);
    BOOST_TEST(hub().fingerprint() == before, why);
    hub().look_at_certificate(true);
    BOOST_TEST(hub().fingerprint() == before, why);
    BOOST_TEST((Visitor{*this, "budi@contoh.id"}.get("/api/v1/snapshot").status == 200u), why);
  };
  base::write_atomically(folder.path() / "cert.pem", good.certificate_pem).value();
  stays("the key is still the old one's");
  write({"nonsense", good.key_pem});
  stays("no certificate");
  write({good.certificate_pem, ""});
  stays("no key");
  write(make(clock.now() - std::chrono::hours{24 * 826}));
  stays("its last day is over");
  std::filesystem::remove(folder.path() / "key.pem");
  stays("no file");
  write(good);
  hub().look_at_certificate(false);
  BOOST_TEST(hub().fingerprint() == net::fingerprint(good).value());
}

BOOST_AUTO_TEST_CASE(files_that_stay_are_not_read_again) {
  hub::IdentityFiles files{folder.path() / "cert.pem", folder.path() / "key.pem"};
  BOOST_TEST(!files.look(clock.now(), false).value().has_value());
  BOOST_TEST(files.look(clock.now(), true).value().has_value());
  write(make(clock.now()));
  BOOST_TEST(files.look(clock.now(), false).value().has_value());
  BOOST_TEST(!files.look(clock.now(), false).value().has_value());
}

BOOST_FIXTURE_TEST_CASE(our_own_certificate_is_pinned_and_nobody_is_told_of_its_dates, HubFixture) {
  Visitor desk{*this, "sari@contoh.id"};
  FeedReader reader{*this, desk, desk.snapshot().as_of};
  BOOST_TEST(!told(reader).has_value());
  const auto before = hub().fingerprint();
  hub().look_at_certificate(true);
  BOOST_TEST(hub().fingerprint() == before);
}

BOOST_FIXTURE_TEST_CASE(our_own_certificate_is_exchanged_by_hand_and_named_to_whoever_did_it, HubFixture) {
  const auto before = hub().fingerprint();
  stop();
  const auto key = base::read_file(data() / "tls" / "key.pem").value();
  {
    auto offline = hub::open_offline(data()).value();
    const auto exchanged = hub::exchange_own_identity(offline.folder, "127.0.0.1", clock.now()).value();
    BOOST_TEST(exchanged.before == before);
    BOOST_TEST(exchanged.after != before);
    BOOST_TEST(base::read_file(data() / "tls" / "key.pem").value() != key, "a key that was taken opens nothing more");
    // As a crash in between leaves it: a key whose certificate is gone.
    std::filesystem::remove(data() / "tls" / "cert.pem");
    const auto anew = hub::exchange_own_identity(offline.folder, "127.0.0.1", clock.now()).value();
    BOOST_TEST(anew.before == "");
    BOOST_TEST(anew.after != exchanged.after);
  }
  std::filesystem::remove(data() / "tls" / "cert.pem");
  start();
  BOOST_TEST(hub().fingerprint() != before);
  Visitor desk{*this, "sari@contoh.id"};
  BOOST_TEST(desk.get("/api/v1/snapshot").status == 200u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace siaga::test
