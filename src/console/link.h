// The console's connection to the hub: signs in, reads the snapshot, follows the feed, reconnects for ever, sends
// commands. Each answer comes back on the UI thread; the state that a command changes shows only when its event
// arrives by the feed (style.md, "The walk of an SOS").
// Owner: the application. Thread: called on the UI thread; works on one network thread of its own, and reaches the
// model only through `post`. Commands that can't be delivered fail with Fault::unavailable within 10 s, except
// `shown`, which is resent until the hub has it.
#pragma once

#include "base/post.h"
#include "base/result.h"
#include "console/account_client.h"
#include "console/application_client.h"
#include "console/directory_client.h"
#include "console/logbook_client.h"
#include "console/model.h"
#include "console/recording_cache.h"
#include "console/user_id_client.h"
#include "protocol/command.h"
#include "protocol/second_factor.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class Link {
 public:
  struct Options {
    std::string console_name;              ///< "KONSOL-2"; shown to others
    std::filesystem::path cache_folder;    ///< recordings; emptied of old ones at start, at most 4 GiB
    std::filesystem::path state_folder{};  ///< what last_seen.h keeps; empty: default_state_folder() of settings.h
    std::string device{};                  ///< settings.h; each hub is shown another token made of it. Empty: none
  };

  Link(Options options, const base::Clock& clock, base::Post post, Model& model);
  ~Link();  ///< ends the network thread within a second

  /// `field` of the error (unauthenticated) for what was asked in a session that has ended meanwhile: its answer is for
  /// nobody who sits here now.
  static constexpr std::string_view earlier_session = "earlier_session";

  using Done = std::function<void(base::Result<protocol::Receipt>)>;

  struct Hub {
    std::string address;                            ///< "127.0.0.1:7443"
    std::optional<std::string> pinned_fingerprint;  ///< nothing at the first connection
    /// A file as of authorities.h, believed instead of a pin; empty: none. It is read with each sign-in, beside the UI
    /// thread; one that can't be used fails whatever was asked, with that file's error, before anything is sent.
    std::filesystem::path authorities{};
  };
  /// Whether it can be used, before a person believes it. Errors: authorities.h.
  void check_authorities(const std::filesystem::path& file, std::function<void(base::Result<void>)> done);
  /// Asks the hub for its certificate's fingerprint only, for a person to compare before the first sign-in.
  void fetch_fingerprint(const std::string& address, std::function<void(base::Result<std::string>)> done);
  /// On success the feed starts and model.session() is set. Errors: unauthenticated, too_many, unavailable, untrusted
  /// (`field` holds the presented fingerprint), forbidden (this person may not work at a console: they can't follow the
  /// feed); and for the second factor: unauthenticated with field "code" (the password was right: sign in with a code),
  /// forbidden with field "second_factor" (signed in as far as enrolling: begin_second_factor, or sign_out; for those
  /// who have no desk, too).
  void sign_in(const Hub& hub, const std::string& login, const std::string& password,
               std::function<void(base::Result<void>)> done);
  /// The same with what the authenticator app shows, or a recovery code.
  void sign_in_with_code(const Hub& hub, const std::string& login, const std::string& password, const std::string& code,
                         std::function<void(base::Result<void>)> done);
  /// Whether the hub knows nobody yet and waits for its first person.
  void ask_first_start(const Hub& hub, std::function<void(base::Result<bool>)> done);
  /// Makes them; they then sign in as everybody does. Errors: forbidden (`field` "code"), too_many (wrong codes),
  /// not_found (it knows somebody by now), invalid (`field`: the member), unavailable, untrusted.
  void first_start(const Hub& hub, const protocol::FirstStart& wished, std::function<void(base::Result<void>)> done);
  /// Goes on with a saved token.
  void resume(const Hub& hub, const std::string& token, std::function<void(base::Result<void>)> done);
  void sign_out();

  /// For nobody in particular: whether the hub can set a forgotten password anew (R30). Errors of these three: those of
  /// sign_in but forbidden.
  void fetch_sign_in_options(const Hub& hub, std::function<void(base::Result<protocol::SignInOptions>)> done);
  /// Asks for a code by mail. Success doesn't mean that the address is known.
  void request_reset(const Hub& hub, const std::string& email, std::function<void(base::Result<void>)> done);
  /// Sets the password with the code. Errors also: conflict (`field` "code": wrong, too old, used), invalid (`field`
  /// "password_…": against the rules; the code is still good).
  void confirm_reset(const Hub& hub, const protocol::ConfirmReset& wish, std::function<void(base::Result<void>)> done);

  // Enrolling, after forbidden "second_factor". Errors: forbidden with field "password" or "code"; too_many; conflict;
  // the link's own.
  void begin_second_factor(const std::string& password,
                           std::function<void(base::Result<protocol::SecondFactorOffer>)> done);
  /// The codes for paper. The desk opens with enter_desk(), once the person has kept them.
  void confirm_second_factor(const std::string& code, std::function<void(base::Result<protocol::RecoveryCodes>)> done);
  /// Whether who enrols may work at a console; others have their factor for their phone, and sign_out() here.
  bool enrols_for_desk() const;
  /// model.session() is set and the feed starts. Nothing happens unless somebody has just enrolled for a desk.
  void enter_desk();

  void claim(const base::Id& sos, Done done);
  void release(const base::Id& sos, Done done);
  void take_over(const base::Id& sos, const std::string& reason, Done done);
  void respond(const base::Id& sos, const std::string& text, Done done);
  void note(const base::Id& sos, const std::string& text, Done done);
  void close(const base::Id& sos, domain::Outcome outcome, const std::string& report, Done done);
  /// This console has drawn the alarm. Without answer: it is resent until kept.
  void shown(const base::Id& sos);
  void mute(std::chrono::minutes length, const std::string& reason, Done done);
  void unmute(Done done);
  void confirm_loss(const Loss& loss, Done done);

  /// Older and answered ones (R3): the page is applied to the model, `next` goes to `done`.
  void fetch_history(QueueFilter filter, std::optional<base::Id> before,
                     std::function<void(base::Result<std::optional<base::Id>>)> done);
  /// Full timeline of one SOS, applied to the model.
  void fetch_details(const base::Id& sos, std::function<void(base::Result<void>)> done);

  /// One poster frame of an examined recording, a JPEG. Errors: the hub's; corrupt.
  void fetch_poster(const base::Id& recording, std::size_t number, std::function<void(base::Result<std::string>)> done);
  /// How loud it is over its length, 0 to 255. Errors: the same.
  void fetch_loudness(const base::Id& recording, std::function<void(base::Result<std::vector<std::uint8_t>>)> done);

  /// People, units, roles and one's own account. Lives as long as the link.
  DirectoryClient& directory();
  /// Password, second factor, photo, and who looked. Lives as long as the link.
  AccountClient& account();
  /// User IDs and their cases. Lives as long as the link.
  UserIdClient& user_ids();
  /// The applications that user IDs are for. Lives as long as the link.
  ApplicationClient& applications();
  /// The logbook of user IDs. Lives as long as the link.
  LogbookClient& logbook();

  /// The journal as a file that siaga-verify checks (GET /api/v1/journal/export): what this person may see as records,
  /// the rest as hashes.
  struct JournalWish {
    std::filesystem::path folder;               ///< where it is to lie
    std::optional<std::uint64_t> known_size{};  ///< of a checkpoint that whoever checks it has
  };
  /// `field` of the error (conflict) when it was taken back.
  static constexpr std::string_view journal_cancelled = "cancelled";
  /// One at a time. `progress`: bytes of how many. Errors of `done`: FileFetch's (console/file_fetch.h), and
  /// unauthenticated with `earlier_session`; conflict while another one is under way.
  void fetch_journal(const JournalWish& wish, std::function<void(std::uint64_t got, std::uint64_t whole)> progress,
                     std::function<void(base::Result<std::filesystem::path>)> done);
  /// Nothing of it stays, and its `done` says so. The end of the session does the same.
  void cancel_journal();

  /// The bytes of a recording, cached on disk; the same object for the same id and form while anybody holds it.
  std::shared_ptr<CachedRecording> open_recording(const base::Id& recording,
                                                  RecordingForm form = RecordingForm::original);

 private:
  struct Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace siaga::console
