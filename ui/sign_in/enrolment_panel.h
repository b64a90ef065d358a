// EnrolmentPanel: a person's second factor, in two steps: the code to scan with a first number back, then the ten codes
// for paper, which must be kept before it goes on.
// Owner: the sign-in page, or one's own account. Thread: UI.
#pragma once

#include "protocol/second_factor.h"
#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/qr_code.h"
#include "ui/widgets/surface.h"

#include <wx/checkbox.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include <functional>
#include <string>
#include <vector>

namespace siaga::ui {

class EnrolmentPanel : public Surface {
 public:
  /// Where it stands: at signing in, because the policy asks for it; or in one's account, by choice.
  enum class Place { sign_in, account };
  EnrolmentPanel(wxWindow* parent, Desk& desk, Place place = Place::sign_in);

  /// The first step; shows itself and takes the keyboard.
  void show_offer(const protocol::SecondFactorOffer& offer);
  /// What the last button leads to, where that isn't the desk.
  void say_onward(const std::string& where) { enter_->set({.text = where, .key = "Enter"}); }
  /// The second step alone: codes that were made anew.
  void show_paper(std::vector<std::string> codes);
  /// Whether it may still be left without having enrolled. Not while the hub looks at the code: it may be accepted
  /// already, and the recovery codes come once.
  bool may_leave() const { return offer_->IsShown() && continue_->IsEnabled(); }

  /// A sentence for the page's status line, after which it lays itself out anew; true: something is wrong.
  std::function<void(const std::string&, bool)> on_say = [](const std::string&, bool) {};
  /// Cancelled in the first step.
  std::function<void()> on_leave = [] {};
  /// The person says that the codes are kept.
  std::function<void()> on_kept = [] {};

 private:
  wxWindow* make_offer();
  wxWindow* make_paper();
  /// By the width that there is: beside the code, or below a smaller one.
  void arrange();
  void confirm();
  void wait(bool on);
  void failed(const base::Error& error);
  void copy();
  void print();
  void save();
  std::string paper_text() const;

  Desk& desk_;
  Place place_;
  wxWindow* offer_;
  QrCode* qr_;
  Label *offer_words_, *by_hand_, *secret_;
  wxBoxSizer *answer_, *beside_, *below_;
  bool is_narrow_ = false;
  wxTextCtrl* code_;
  KeyButton *continue_, *leave_;
  wxWindow* paper_;
  Label *paper_words_, *codes_;
  KeyButton* copy_;
  wxCheckBox* kept_;
  KeyButton* enter_;
  std::vector<std::string> recovery_codes_;
};

}  // namespace siaga::ui
