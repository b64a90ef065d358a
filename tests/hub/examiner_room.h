// A hub whose siaga-probe is a script, a phone with one recording, and a desk that waits for what is found in it.
// Thread: the test's.
#pragma once

#include "hub/hub.h"
#include "hub_fixture.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace siaga::test {

/// A probe that does what `text` says, and `ready` when it is asked to prepare itself.
inline std::filesystem::path probe_script(const std::filesystem::path& folder, const std::string& text,
                                          const std::string& ready = "exit 0") {
  const auto path = folder / "probe";
  std::ofstream{path} << "#!/bin/sh\nif [ \"$1\" = prepare ]; then " << ready << "; fi\n" << text << "\n";
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

struct ExaminerRoom : HubFixture {
  /// The hub with this probe instead of none.
  void restart(const std::string& text) {
    stop();
    start([&](hub::HubOptions& options) { options.probe = probe_script(scratch.path(), text); });
  }
  /// `bytes` in a file that a script may read.
  std::string file(const std::string& name, const std::string& bytes) {
    const auto path = scratch.path() / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path.string();
  }
  void record(Visitor& phone) {
    phone.raise(sos);
    BOOST_REQUIRE(phone.create_upload(sos, recording, 4).status == 201u);
    BOOST_REQUIRE(phone.append(recording, 0, "clip").status == 204u);
  }
  /// What was said of the recording: at first, or the first that `wanted` takes.
  domain::Examination examined(Visitor& desk) {
    return examined(desk, [](const domain::Examination&) { return true; });
  }
  template <class Wanted>
  domain::Examination examined(Visitor& desk, Wanted wanted) {
    FeedReader reader{*this, desk, protocol::Cursor{desk.snapshot().as_of.epoch, 0}};
    for (std::size_t seen = 0;; ++seen) {
      while (seen == reader.events().size()) BOOST_REQUIRE(reader.next());
      const auto& event = reader.events()[seen];
      const bool is_its = event.kind == protocol::EventKind::recording_examined && event.body.recording == recording;
      if (is_its && wanted(*event.body.examination)) return *event.body.examination;
    }
  }
  net::ClientResponse get(Visitor& visitor, const std::string& what, net::Headers headers = {}) {
    return visitor.send(net::Verb::get, "/api/v1/recordings/" + base::to_string(recording) + what, {},
                        std::move(headers));
  }

  ScratchFolder scratch;
  base::Id sos = make_id();
  base::Id recording = make_id();
};

}  // namespace siaga::test
