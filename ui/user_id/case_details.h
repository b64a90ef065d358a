// CaseDetails: one case beside the list: its timeline, why its deadline is where it is, what the application tells of
// activity after the last working day, its letters, and what can be done now. Owner: UserIdView. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/user_id/case_rights.h"
#include "ui/user_id/case_timeline.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace siaga::ui {

class CaseDetails : public Surface {
 public:
  CaseDetails(wxWindow* parent, Desk& desk, console::LetterFiles& files);
  ~CaseDetails() override;

  /// A row of the list; the rest of it is being fetched.
  void show(const protocol::UserIdCaseView& view);
  /// All of it.
  void show_whole(protocol::UserIdCaseView view);
  /// Nothing is chosen; `hint`: what will stand here.
  void show_nothing(const std::string& hint);
  const std::optional<protocol::UserIdCaseView>& shown() const { return view_; }
  /// Once a second: the next attempt comes nearer.
  void tick();
  /// The first password that waits for this person, asked for once.
  void show_password();
  /// Opens the newest letter with the system's viewer.
  void open_letter();

  /// A button was pressed.
  std::function<void(Command)> on_command = [](Command) {};

 private:
  void fill();
  void fill_cards(base::Instant now);
  void fill_letters();
  void fill_buttons(base::Instant now);
  void fetch_letter(const protocol::LetterView& letter, bool save);
  void keep_letter(const protocol::LetterView& letter, std::string bytes, const std::filesystem::path& file, bool open);
  void fit();

  Desk& desk_;
  console::LetterFiles& files_;
  std::optional<protocol::UserIdCaseView> view_;
  bool whole_ = false;
  Label *title_, *subtitle_, *hint_;
  CaseTimeline* timeline_;
  Surface *why_, *activity_, *password_, *letters_;
  Label *why_head_, *why_words_, *activity_head_, *activity_words_, *password_head_, *password_words_, *password_note_;
  std::string first_password_;  ///< while this case is shown
  wxSizer* letter_lines_;
  std::vector<base::Id> letters_shown_;
  std::map<Command, KeyButton*> buttons_;
  wxSizer* button_row_;
  std::filesystem::path opened_;  ///< folder of the letters that were opened; gone with this
};

}  // namespace siaga::ui
