// An officer's upload over a wire that misbehaves: it goes on where it was and arrives whole.
#include "field/piece_size.h"
#include "field/upload.h"
#include "hub/uploads.h"
#include "officer.h"
#include "support/fault_wire.h"

using namespace siaga;
using namespace siaga::test;

namespace {

/// Has three bytes until it is released.
class HeldClip final : public field::Clip {
 public:
  explicit HeldClip(const std::filesystem::path& file) : whole_(field::open_clip(file).value()) {}
  void release() { released_ = true; }
  std::uint64_t available() const override { return released_ ? whole_->available() : 3; }
  bool is_whole() const override { return released_; }
  base::Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
    return whole_->read(offset, count);
  }

 private:
  std::unique_ptr<field::Clip> whole_;
  std::atomic<bool> released_{false};
};

struct BadRoad : Officer {
  BadRoad() { account.hub = "127.0.0.1:" + std::to_string(faulty.port()); }

  static std::string noise(std::size_t count) {
    const auto bytes = base::random_bytes(count);
    return {bytes.begin(), bytes.end()};
  }
  std::uint64_t size_at_the_hub(const field::OutboxEntry& entry) {
    std::error_code code;
    const auto size = std::filesystem::file_size(hub.core().folder.media(entry.clip->recording), code);
    return code ? 0 : size;
  }

  /// As when nothing was heard of the phone for a day.
  void abandon(const base::Id& recording) {
    std::promise<std::optional<store::recording_table::Row>> found;
    hub.core().readers.submit([&](store::Database* database, const base::Error&) {
      found.set_value(database ? store::recording_table::find(*database, recording) : std::nullopt);
    });
    auto upload = hub.core().uploads.of(found.get_future().get().value());
    BOOST_REQUIRE(
        net::run_blocking(runtime.executor(), hub.core().uploads.finish(upload, hub::Uploads::End::abandoned)));
  }

  FaultWire faulty{hub.port()};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(fault_upload, BadRoad)

BOOST_AUTO_TEST_CASE(it_arrives_whole_whatever_happens_on_the_way) {
  const auto bytes = noise(3'000'000);  // a minute's work for a trickle: it is under way while all of this happens
  const auto entry = pressed(bytes);
  const auto alarm = alarm_of(entry);
  faulty.set(FaultWire::Mode::trickle);
  auto running = begin(*alarm);
  BOOST_REQUIRE(soon([&] { return size_at_the_hub(entry) > 0; }));
  auto links = faulty.connections();
  faulty.reset();
  BOOST_REQUIRE(soon([&] { return faulty.connections() > links; }));
  links = faulty.connections();
  faulty.half_close();
  BOOST_REQUIRE(soon([&] { return faulty.connections() > links; }));
  faulty.set(FaultWire::Mode::black_hole);
  auto direct = direct_client();  // what others do meanwhile isn't held up
  auto beside = entry.alarm;
  beside.id = base::make_id(clock.now());
  BOOST_REQUIRE(net::run_blocking(runtime.executor(), field::raise(*direct, account.token, beside)));
  faulty.set(FaultWire::Mode::delay);
  links = faulty.connections();
  faulty.reset();
  BOOST_REQUIRE(soon([&] { return faulty.connections() > links; }));
  faulty.set(FaultWire::Mode::pass);
  BOOST_TEST(end_of(running).has_value());
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
  const auto views = at_the_hub();
  const auto is_mine = [&](const protocol::SosView& view) { return view.sos.id == entry.alarm.id; };
  BOOST_REQUIRE(std::ranges::count_if(views, is_mine) == 1);
  const auto mine = std::ranges::find_if(views, is_mine);
  BOOST_REQUIRE(mine->recordings.size() == 1u);
  BOOST_TEST((mine->recordings[0].sha256 == base::sha256(bytes)));
}

BOOST_AUTO_TEST_CASE(a_link_that_died_without_a_word_is_left_after_the_hubs_silence) {
  const auto bytes = noise(2'000'000);
  const auto entry = pressed(bytes);
  auto direct = direct_client();
  BOOST_REQUIRE(net::run_blocking(runtime.executor(), field::raise(*direct, account.token, entry.alarm)));
  const auto clip = field::open_clip(entry.clip->file).value();
  const auto client = field::make_client(runtime.executor(), account).value();
  field::Upload upload{*client, account.token,        {entry.alarm.id, entry.clip->recording, "clip.mp4", "video/mp4"},
                       *clip,   [] { return false; }, std::chrono::milliseconds{400}};
  faulty.set(FaultWire::Mode::black_hole);
  auto lost = net::asio::co_spawn(runtime.executor(), upload.run(), net::asio::use_future);
  BOOST_REQUIRE((lost.wait_for(std::chrono::seconds{30}) == std::future_status::ready));  // and not only after a minute
  BOOST_TEST((lost.get().error().fault == base::Fault::timeout));
  faulty.set(FaultWire::Mode::pass);
  BOOST_REQUIRE(soon([&] { return net::run_blocking(runtime.executor(), upload.run()).has_value(); }));
  BOOST_TEST((bytes_at_the_hub(entry.clip->recording) == bytes));
}

BOOST_AUTO_TEST_CASE(what_the_hub_has_ended_is_sent_whole_as_another_recording) {
  const auto entry = pressed("abcde");
  auto direct = direct_client();
  BOOST_REQUIRE(net::run_blocking(runtime.executor(), field::raise(*direct, account.token, entry.alarm)));
  HeldClip clip{entry.clip->file};
  const auto client = field::make_client(runtime.executor(), account).value();
  const auto one_attempt = [&](field::Upload& upload) { return net::run_blocking(runtime.executor(), upload.run()); };
  const field::Upload::Plan plan{entry.alarm.id, entry.clip->recording, "clip.mp4", "video/mp4"};
  field::Upload upload{*client, account.token, plan, clip, [] { return false; }};
  auto running = net::asio::co_spawn(runtime.executor(), upload.run(), net::asio::use_future);
  BOOST_REQUIRE(soon([&] { return size_at_the_hub(entry) == 3; }));
  abandon(entry.clip->recording);
  clip.release();
  BOOST_TEST((running.get().error().fault == base::Fault::unavailable));
  BOOST_TEST(one_attempt(upload).has_value());
  field::Upload started_anew{*client, account.token, plan, clip, [] { return false; }};
  BOOST_TEST(one_attempt(started_anew).has_value());
  const auto views = at_the_hub();
  const auto mine = std::ranges::find(views, entry.alarm.id, [](const auto& view) { return view.sos.id; });
  BOOST_REQUIRE((mine != views.end() && mine->recordings.size() == 2u));
  BOOST_TEST((mine->recordings[0].sha256 == base::sha256("abc")));
  BOOST_TEST((mine->recordings[1].sha256 == base::sha256("abcde")));
}

BOOST_AUTO_TEST_CASE(pieces_grow_with_the_link_and_shrink_with_it) {
  using namespace std::chrono_literals;
  field::PieceSize piece{8s};
  const auto first = piece.bytes();
  piece.took(1s);
  BOOST_TEST(piece.bytes() == 2 * first);
  piece.took(3s);
  BOOST_TEST(piece.bytes() == 2 * first);
  piece.took(5s);
  BOOST_TEST(piece.bytes() == first);
  for (int i = 0; i < 20; ++i) piece.took(1ms);
  BOOST_TEST(piece.bytes() == field::PieceSize::most);
  for (int i = 0; i < 20; ++i) piece.timed_out();
  BOOST_TEST(piece.bytes() == field::PieceSize::least);
}

BOOST_AUTO_TEST_SUITE_END()
