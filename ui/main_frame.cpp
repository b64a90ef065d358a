#include "ui/main_frame.h"

#include "base/zone.h"
#include "ui/accessibility.h"
#include "ui/account/account_view.h"
#include "ui/directory/directory_view.h"
#include "ui/format.h"
#include "ui/logbook/logbook_view.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/user_id_view.h"

#include <wx/choice.h>
#include <wx/display.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>

#include <algorithm>

namespace siaga::ui {
namespace {

using State = console::LinkStatus::State;
using namespace std::chrono_literals;
constexpr auto notice_stays = 15s;

bool is_text(const wxWindow* window) {
  const auto* text = dynamic_cast<const wxTextCtrl*>(window);
  return text && text->IsEditable();
}

/// These use Enter and Space themselves.
bool takes_enter(const wxWindow* window) {
  return dynamic_cast<const wxButton*>(window) || dynamic_cast<const wxChoice*>(window);
}

}  // namespace

MainFrame::MainFrame(Desk& desk, const Options& options)
    : wxFrame(nullptr, wxID_ANY, "Siaga"), desk_(desk), second_(this) {
  SetMinSize(wxSize(1024, 640));
  const auto sign = desk.theme.icon("siaga", "text", 64);
  if (sign.IsOk()) SetIcon(sign.GetIcon(wxSize(64, 64)));
  const wxRect screen = wxDisplay(0u).GetClientArea();
  if (options.size)
    SetSize(wxRect(screen.GetPosition(), *options.size));
  else
    SetSize(screen);
  sign_in_ = new SignInPage(this, desk, options);
  page_ = new Surface(this, desk.theme, {.fill = "bg"});
  build_desk();
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(sign_in_, 1, wxEXPAND);
  all->Add(page_, 1, wxEXPAND);
  SetSizer(all);

  connections_.push_back(desk_.model.session_changed.connect([this] { show_page(); }));
  connections_.push_back(desk_.model.link_changed.connect([this] { show_bars(); }));
  connections_.push_back(desk_.model.losses_changed.connect([this] { show_bars(); }));
  connections_.push_back(desk_.model.used_after_leaving.connect([this](const std::string& when) { show_used(when); }));
  connections_.push_back(
      desk_.model.deadline_warned.connect([this](const console::DeadlineWarning& warning) { show_due(warning); }));
  const auto show_waiting = [this](auto&&...) { show_alarm_bar(); };
  connections_.push_back(desk_.model.sos_arrived.connect(show_waiting));
  connections_.push_back(desk_.model.sos_changed.connect(show_waiting));
  connections_.push_back(desk_.model.queue_reset.connect(show_waiting));
  connections_.push_back(desk_.notice.connect([this](const std::string& text, bool bad) { show_notice(text, bad); }));
  connections_.push_back(sos_->full_screen_changed.connect([this](bool on) {
    for (auto* each : {static_cast<wxWindow*>(strip_), static_cast<wxWindow*>(rail_), status_line_}) each->Show(!on);
    ShowFullScreen(on);
    page_->Layout();
  }));
  Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) { on_key(event); });
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) {
    desk_.tick.emit();
    show_bars();
    show_alarm_bar();
    if (std::chrono::steady_clock::now() > notice_until_) notice_->set("");
    // A hidden control takes the keyboard with it: a reader of the screen shall hear within a second where it is.
    if (desk_.model.session() && IsActive() && !native::has_focused_control(*this)) focus_view();
  });
  native::before_lost_key(*this, [this] {
    if (desk_.model.session()) focus_view();
  });
  second_.Start(1000);
  native::keep_focus_visible(*this);
  show_page();
  sign_in_->try_saved();
}

MainFrame::~MainFrame() { second_.Stop(); }

void MainFrame::build_desk() {
  const auto act = [this](Command command) { perform(command); };
  strip_ = new LinkStrip(page_, desk_, [this] { perform(Command::silence); });
  silence_ = new SilencePanel(page_, desk_);
  silence_->on_left = [this] { focus_view(); };
  dead_link_ = new Banner(page_, desk_.theme, Banner::Tone::danger);
  quiet_ = &dead_link_->offer({.text = tr("Stop the sound"), .key = cap_of(Command::silence)},
                              [this] { perform(Command::silence); });
  loss_ = new Banner(page_, desk_.theme, Banner::Tone::danger);
  loss_->offer({.text = tr("I have seen it"), .key = cap_of(Command::seen_loss)},
               [this] { perform(Command::seen_loss); });
  storage_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  certificate_soon_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  certificate_now_ = new Banner(page_, desk_.theme, Banner::Tone::danger);
  used_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  used_->offer({.text = tr("To the findings")}, [this] {
    perform(Command::user_ids);
    perform(Command::show_findings);
  });
  due_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  due_->offer({.text = tr("To the queue")}, [this] {
    perform(Command::user_ids);
    auto* user_ids = dynamic_cast<UserIdView*>(view_beside_alarms());
    if (!user_ids) return;
    user_ids->show_case(due_case_, due_in_);
    if (user_ids->shows_all(due_in_)) due_->hush();
  });
  session_limit_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  new_role_ = new Banner(page_, desk_.theme, Banner::Tone::amber);
  set_up_factor_ = &new_role_->offer({.text = tr("Set it up now")}, [this] {
    go_to(Command::account);
    if (auto* account = dynamic_cast<AccountView*>(view_beside_alarms())) account->begin_enrolment();
  });
  sign_in_again_ = &new_role_->offer({.text = tr("Sign in again"), .key = cap_of(Command::sign_out)},
                                     [this] { perform(Command::sign_out); });
  rail_ = new Rail(page_, desk_, act);
  sos_ = new SosView(page_, desk_);
  alarm_bar_ = new Banner(page_, desk_.theme, Banner::Tone::danger);
  alarm_bar_->offer({.text = tr("To the alarms"), .key = cap_of(Command::arrivals)},
                    [this] { perform(Command::arrivals); });
  keys_ = new KeyList(page_, desk_.theme, [this] { show_keys(false); });
  keys_->Hide();
  lock_ = new LockPanel(page_, desk_, [this] { perform(Command::sign_out); });
  guard_ = std::make_unique<ScreenGuard>(desk_, *lock_);
  connections_.push_back(guard_->changed.connect([this] { show_lock(); }));
  status_line_ = make_status_line();

  middle_ = new wxBoxSizer(wxHORIZONTAL);
  middle_->Add(sos_, 1, wxEXPAND);
  middle_->Add(keys_, 1, wxEXPAND);
  auto* beside = new wxBoxSizer(wxVERTICAL);
  for (auto* bar :
       {dead_link_, loss_, certificate_now_, storage_, session_limit_, certificate_soon_, new_role_, due_, used_})
    beside->Add(bar, 0, wxEXPAND);
  beside->Add(middle_, 1, wxEXPAND);
  beside->Add(alarm_bar_, 0, wxEXPAND);
  // No bar moves the rail: where a hand aims at the lock, signing out must not come.
  auto* body = new wxBoxSizer(wxHORIZONTAL);
  body->Add(rail_, 0, wxEXPAND);
  body->Add(beside, 1, wxEXPAND);
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(strip_, 0, wxEXPAND);
  all->Add(silence_, 0, wxEXPAND);
  all->Add(body, 1, wxEXPAND);
  all->Add(lock_, 0, wxEXPAND);
  all->Add(status_line_, 0, wxEXPAND);
  page_->SetSizer(all);
}

wxWindow* MainFrame::make_status_line() {
  auto* line = new Surface(page_, desk_.theme, {.fill = "strip", .border = "line", .edge_top = true});
  notice_ = new Label(line, "", {"digits"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(notice_, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, 16);
  row->Add(new Label(line, tr("F1 all keys"), {"dim", "small"}), 0, wxALIGN_CENTRE_VERTICAL | wxLEFT | wxRIGHT, 16);
  line->SetSizer(row);
  line->SetMinSize(wxSize(-1, 28));
  return line;
}

void MainFrame::show_page() {
  const bool in = desk_.model.session().has_value();
  sign_in_->Show(!in);
  page_->Show(in);
  Layout();
  if (!in) {
    person_.reset();
    on_sound_.disconnect();
    alarm_.reset();
    awake_.reset();
    sign_in_->begin(desk_.model.session_end());
    return;
  }
  if (!alarm_) {
    alarm_ = std::make_unique<Alarm>(*this, desk_);
    on_sound_ = alarm_->fault_changed.connect([this](bool fault) {
      strip_->set_sound_fault(fault);
      if (fault)
        desk_.complain(
            tr("This machine makes no sound: check loudspeaker and cable. Alarms stand in red all the same."));
    });
    awake_ = std::make_unique<Awake>(tr("Alarms must stay visible."));
  }
  const bool other = person_ != desk_.model.session()->person.id;
  person_ = desk_.model.session()->person.id;
  if (other)
    for (auto* bar : {due_, used_}) bar->hush();
  if (other || !may_see(view_)) go_to(first_view());
  show_bars();
  show_alarm_bar();  // what they may see has perhaps changed
}

/// What this person is here for.
Command MainFrame::first_view() const {
  if (may_see(Command::queue)) return Command::queue;
  if (desk_.model.may(domain::Action::confirm_user_ids)) return Command::user_ids;
  for (const auto view : {Command::directory, Command::user_ids})
    if (may_see(view)) return view;
  return Command::account;
}

bool MainFrame::may_see(Command view) const {
  if (view == Command::queue) return desk_.model.may(domain::Action::read_sos);
  if (view == Command::user_ids || view == Command::logbook) return desk_.model.may(domain::Action::read_user_ids);
  return view == Command::account || desk_.model.may(domain::Action::read_accounts);
}

void MainFrame::go_to(Command view) {
  sos_->leave_full_screen();
  make_view(view);
  view_ = view;
  keys_->Hide();
  show_view();
  if (auto* beside = view_beside_alarms()) beside->open();
  focus_view();
}

void MainFrame::make_view(Command view) {
  if (view == Command::queue || views_.contains(view)) return;
  View* made = nullptr;
  if (view == Command::user_ids)
    made = new UserIdView(page_, desk_);
  else if (view == Command::logbook)
    made = new LogbookView(page_, desk_);
  else if (view == Command::directory)
    made = new DirectoryView(page_, desk_);
  else
    made = new AccountView(page_, desk_);
  made->MoveAfterInTabOrder(sos_);
  middle_->Add(made, 1, wxEXPAND);
  views_[view] = made;
}

View* MainFrame::view_beside_alarms() const {
  const auto found = views_.find(view_);
  return found == views_.end() ? nullptr : found->second;
}

void MainFrame::show_view() {
  const bool covered = keys_->IsShown();
  const bool locked = guard_->is_locked();
  sos_->Show(locked ? may_see(Command::queue) : !covered && view_ == Command::queue);
  for (const auto& [which, view] : views_) view->Show(!locked && !covered && view_ == which);
  rail_->mark_here(sos_->IsShown() ? Command::queue : view_);  // behind the lock another one may be open
  show_alarm_bar();
  page_->Layout();
}

void MainFrame::show_lock() {
  const bool locked = guard_->is_locked();
  if (locked) keys_->Hide();
  sos_->set_locked(locked);
  for (auto* each : {static_cast<wxWindow*>(strip_), static_cast<wxWindow*>(silence_), static_cast<wxWindow*>(rail_),
                     static_cast<wxWindow*>(dead_link_), static_cast<wxWindow*>(loss_), static_cast<wxWindow*>(due_),
                     static_cast<wxWindow*>(used_), static_cast<wxWindow*>(new_role_)})
    each->Enable(!locked);
  show_view();
  if (page_->IsShown()) focus_view();
}

/// To look at the alarms, or to leave; a view that was open stays as it was behind the lock.
bool MainFrame::perform_locked(Command command) {
  if (command == Command::sign_out) {
    sign_out();
  } else if (guard_->lets(command)) {
    if (may_see(Command::queue)) sos_->perform(command);
  } else {
    desk_.complain(tr("The screen is locked: type the password first."));
    lock_->take_keyboard();
  }
  return true;
}

void MainFrame::focus_view() {
  if (guard_->is_locked()) return lock_->take_keyboard();
  if (auto* beside = view_beside_alarms()) return beside->focus_first();
  sos_->focus_queue();
}

/// The queue and its band show it themselves.
void MainFrame::show_alarm_bar() {
  const auto waiting = desk_.model.queue(console::QueueFilter::unanswered);
  const auto loud = std::ranges::count_if(waiting, [](const auto* matter) { return matter->sos.needs_owner(); });
  if (loud == 0 || sos_->IsShown() || !may_see(Command::queue)) return alarm_bar_->hush();
  const auto count = static_cast<std::uint64_t>(loud);
  const auto& first = *waiting.front();
  alarm_bar_->say(tr_n("{} SOS WITHOUT AN OWNER", "{} SOS WITHOUT AN OWNER", count, count),
                  fmt::format("{} · {}", first.reporter.name, place_words(first.sos, desk_.model)),
                  base::short_duration(running_time(first, desk_.model.hub_now())));
}

void MainFrame::show_notice(const std::string& text, bool bad) {
  const auto now = std::chrono::steady_clock::now();
  if (text.empty() && notice_is_bad_ && now <= notice_until_) return;
  notice_is_bad_ = bad;
  notice_->mark("bad", bad);
  notice_->set(text);
  notice_->SetToolTip(wx(text));
  notice_until_ = now + notice_stays;
}

KeyScope MainFrame::key_scope() const {
  return view_ == Command::user_ids  ? KeyScope::user_ids
         : view_ == Command::logbook ? KeyScope::logbook
                                     : KeyScope::usual;
}

void MainFrame::on_key(wxKeyEvent& event) {
  guard_->touched();
  const auto* focus = FindFocus();
  const bool chooses = dynamic_cast<const wxChoice*>(focus) != nullptr;  // its letters and arrows choose
  const auto scope = desk_.model.session() ? key_scope() : KeyScope::usual;
  const auto command = command_of(event, is_text(focus) || chooses, scope);
  const bool is_enter = command && (*command == Command::claim || *command == Command::deactivate);
  const bool theirs = takes_enter(focus) && command && (is_enter || *command == Command::play);
  if (!command || theirs) return event.Skip();
  const bool signed_in = desk_.model.session().has_value();
  if (!signed_in && *command != Command::theme) return event.Skip();
  if (!perform(*command)) event.Skip();
}

bool MainFrame::perform(Command command) {
  if (guard_->is_locked()) return perform_locked(command);
  switch (command) {
    case Command::lock: guard_->lock(); return true;
    case Command::theme:
      desk_.theme.toggle();
      desk_.settings.theme = desk_.theme.is_dark() ? console::Theme::dark : console::Theme::light;
      desk_.save_settings();
      return true;
    case Command::help: show_keys(!keys_->IsShown()); return true;
    case Command::cancel: cancel(); return true;
    case Command::sign_out: sign_out(); return true;
    case Command::silence:
      if (alarm_ && alarm_->dead_link_sounds())
        alarm_->silence_dead_link();
      else
        silence_->open();
      show_bars();
      return true;
    case Command::sound_again: silence_->lift(); return true;
    case Command::seen_loss: confirm_loss(); return true;
    case Command::user_ids:
    case Command::logbook:
    case Command::directory:
    case Command::account:
      if (may_see(command)) go_to(command);
      return true;
    default: return perform_in_view(command);
  }
}

void MainFrame::confirm_loss() {
  if (desk_.model.losses().empty()) return;
  const auto loss = desk_.model.losses().front();
  desk_.link.confirm_loss(loss, [this](base::Result<protocol::Receipt> kept) {
    if (!kept) desk_.complain(sentence(kept.error()));
  });
}

bool MainFrame::perform_in_view(Command command) {
  // From anywhere to the alarms.
  if (command == Command::arrivals || command == Command::queue) {
    if (!may_see(Command::queue)) return true;
    if (keys_->IsShown() || view_ != Command::queue) go_to(Command::queue);
    return sos_->perform(command);
  }
  if (keys_->IsShown()) return true;  // nothing is done to what can't be seen
  auto* beside = view_beside_alarms();
  if (!beside) return sos_->perform(command);
  const bool taken = beside->perform(command);
  if (const auto* user_ids = dynamic_cast<const UserIdView*>(beside)) {
    if (command == Command::show_findings && user_ids->shows_findings()) used_->hush();
    const bool goes = command == Command::show_action || command == Command::show_running;
    if (goes && user_ids->shows_all(due_in_)) due_->hush();
  }
  return taken;
}

void MainFrame::cancel() {
  if (keys_->IsShown()) return show_keys(false);
  if (silence_->leave()) return;
  if (auto* beside = view_beside_alarms())
    beside->cancel();
  else if (!sos_->cancel())
    sos_->focus_queue();
}

void MainFrame::show_keys(bool on) {
  if (on) {
    sos_->leave_full_screen();
    before_keys_ = FindFocus();
    keys_->show_for(key_scope());
  }
  keys_->Show(on);
  show_view();
  if (on)
    keys_->SetFocus();
  else if (before_keys_)
    before_keys_->SetFocus();
  else
    focus_view();
}

std::size_t MainFrame::mine_unclosed() const {
  const auto all = desk_.model.queue(console::QueueFilter::all);
  return static_cast<std::size_t>(std::ranges::count_if(all, [this](const console::Matter* matter) {
    return !matter->sos.is_closed() && matter->sos.owner && desk_.is_me(*matter->sos.owner);
  }));
}

void MainFrame::sign_out() {
  const auto mine = mine_unclosed();
  const auto now = std::chrono::steady_clock::now();
  if (guard_->is_locked() && now > leaving_until_) {
    leaving_until_ = now + notice_stays;
    desk_.complain(
        tr("Who signs out here leaves this console without alarms until somebody signs in, and what was "
           "written and not sent is lost. Press {} again to sign out all the same.",
           cap_of(Command::sign_out)));
    return;
  }
  if (mine > 0 && now > leaving_until_) {
    leaving_until_ = now + notice_stays;
    desk_.complain(tr_n("You still have {} SOS that isn't closed. Press {} again to sign out all the same.",
                        "You still have {} SOS that aren't closed. Press {} again to sign out all the same.", mine,
                        mine, cap_of(Command::sign_out)));
    return;
  }
  if (!desk_.settings.hubs.empty()) {
    const auto& hub = desk_.settings.hubs.front();
    desk_.secrets.erase(hub.address, hub.login, [](base::Result<void>) {});  // absent or locked: the token dies anyway
  }
  const auto link = desk_.model.link();
  desk_.link.sign_out();
  if (link.state == State::refused && link.pinned_fingerprint && link.presented_fingerprint)
    sign_in_->show_refusal(*link.pinned_fingerprint, *link.presented_fingerprint);
}

}  // namespace siaga::ui
