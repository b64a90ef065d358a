// SignInPage: which hub, is it the right one (its fingerprint), who are you, and the second factor when the hub asks.
// Everything in one card, nothing in dialogs: the form, the first meeting with a hub, the refusal of a changed
// certificate, the first start of a hub that knows nobody, enrolling, the forgotten password. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/options.h"
#include "ui/sign_in/enrolment_panel.h"
#include "ui/sign_in/fingerprint_panel.h"
#include "ui/sign_in/first_start_panel.h"
#include "ui/sign_in/reset_panel.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <wx/checkbox.h>
#include <wx/scrolwin.h>
#include <wx/textctrl.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace siaga::ui {

class SignInPage : public Surface {
 public:
  SignInPage(wxWindow* parent, Desk& desk, const Options& options);

  /// Goes on with a saved sign-in if there is one.
  void try_saved();
  /// Ready for the next person. `why`: the hub has ended the session before.
  void begin(const std::optional<base::Error>& why = std::nullopt);
  /// The hub has turned out to be another one while we were away. `pinned` is empty where an authority is believed.
  void show_refusal(const std::string& pinned, const std::string& presented);

 private:
  /// A card that is higher than the window scrolls.
  bool Layout() override;
  wxWindow* make_form();
  wxTextCtrl* add_field(wxWindow& form, const std::string& caption, const std::string& value, long style = 0,
                        Label** shown = nullptr);
  void submit();
  /// What was asked for. Answers go by this: the fields may say something else by then.
  struct Asked {
    console::Link::Hub hub;
    std::string login{};
    bool saved = false;  ///< with a saved sign-in
  };

  /// Compared by a person, then `go_on` with that hub and no other.
  void ask_fingerprint(const std::string& where, std::function<void(const console::Link::Hub&)> go_on);
  /// `go_on` with the whole path when certificates can be read in it; else says why not.
  void choose_authority(const std::string& file, std::function<void(const std::filesystem::path&)> go_on);
  void begin_reset();
  void reset_done(const std::string& email);
  /// The hub is the right one: sign in, unless it waits for its first person.
  void enter(const console::Link::Hub& hub);
  /// Shows the first start's form if the hub is open for it; else `otherwise` is said, if it's a sentence.
  void look_for_first_start(const console::Link::Hub& hub, const std::string& otherwise);
  void open_first_start(const console::Link::Hub& hub);
  void sign_in(const console::Link::Hub& hub);
  void signed_in(const Asked& asked);
  /// The hub is believed from now on, and this login offered there.
  void remember(const console::Link::Hub& hub, const std::string& login);
  void ask_code();
  void show_code(bool on);
  void enrol(const Asked& asked);
  /// To the desk, or out again for those who have none.
  void enrolled(const Asked& asked);
  void leave_enrolment();
  void failed(const base::Error& error, const Asked& asked);
  void refuse(const std::string& where, const std::string& pinned, const std::string& presented);
  /// `unusable`: what is wrong with the authority's file; empty: it doesn't vouch for the hub.
  void refuse_unvouched(const console::Link::Hub& hub, const std::string& unusable = "");
  /// By a person's word: then it is met as for the first time.
  void forget(const std::string& where);
  void wait(const std::string& what);
  void say(const std::string& text, bool bad);
  void show_status();
  void show_form();
  std::string address() const;
  std::string login() const;
  /// At the typed address, with the fingerprint or the authority that is believed; nothing at the first meeting.
  std::optional<console::Link::Hub> known_hub() const;
  std::function<void()> leave_to_form();

  Desk& desk_;
  Options options_;
  std::optional<console::Link::Hub> met_;  ///< a person has said yes to it; it is remembered once they are signed in
  wxScrolledWindow* scroller_ = nullptr;
  base::Connection on_theme_;
  std::uint64_t choice_ = 0;  ///< an answer about an authority's file that carries an earlier one is dropped
  Surface* card_;
  wxWindow* form_;
  FingerprintPanel* fingerprint_;
  ResetPanel* reset_;
  EnrolmentPanel* enrolment_;
  Label* code_caption_ = nullptr;
  wxTextCtrl* code_ = nullptr;
  FirstStartPanel* first_start_;
  wxTextCtrl *hub_, *login_, *password_, *console_;
  wxCheckBox* keep_;
  KeyButton* enter_;
  KeyButton* demo_ = nullptr;
  KeyButton* forgotten_;
  bool is_first_ = false;  ///< they have just made themselves the first administrator
  Label* status_;
};

}  // namespace siaga::ui
