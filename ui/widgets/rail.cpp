#include "ui/widgets/rail.h"

#include "ui/accessibility.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/sizer.h>

namespace siaga::ui {
namespace {
constexpr int rail_width = 84;
constexpr int rail_gap = 4;
constexpr int rail_edge = 8;
}  // namespace

Rail::Rail(wxWindow* parent, Desk& desk, std::function<void(Command)> perform)
    : Surface(parent, desk.theme, {.fill = "strip", .border = "line", .edge_right = true}),
      desk_(desk),
      perform_(std::move(perform)) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  SetSizer(all);
  all->AddSpacer(12);
  sos_ = add("siren", "SOS", Command::queue);
  count_ = add_badge("badge-danger");
  user_ids_ = add("id-card", tr("User ID"), Command::user_ids);
  cases_ = add_badge("badge-amber");
  logbook_ = add("history", tr("Logbook"), Command::logbook);
  directory_ = add("list", tr("Directory"), Command::directory);
  all->AddStretchSpacer();
  account_ = add("user", tr("Account"), Command::account);
  add("circle-help", tr("Keys"), Command::help);
  theme_ = add("sun", tr("Light"), Command::theme);
  add("shield-alert", tr("Lock"), Command::lock);
  add("log-out", tr("Sign out"), Command::sign_out);
  all->AddSpacer(8);
  SetMinSize(wxSize(native::by_text(*this, rail_width), -1));
  const auto recount = [this](auto&&...) { show_count(); };
  connections_.push_back(desk_.model.sos_arrived.connect(recount));
  connections_.push_back(desk_.model.sos_changed.connect(recount));
  connections_.push_back(desk_.model.queue_reset.connect(recount));
  connections_.push_back(desk_.model.case_counts_changed.connect([this] { show_cases(); }));
  connections_.push_back(desk_.model.session_changed.connect([this] { show_views(); }));
  const auto show_theme = [this] {
    auto content = theme_->content();
    content.icon = desk_.theme.is_dark() ? "sun" : "moon";
    content.text = desk_.theme.is_dark() ? tr("Light") : tr("Dark");
    theme_->set(content);
  };
  connections_.push_back(desk_.theme.changed.connect(show_theme));
  show_theme();
  show_views();
}

void Rail::mark_here(Command view) {
  sos_->mark("here", view == Command::queue);
  user_ids_->mark("here", view == Command::user_ids);
  logbook_->mark("here", view == Command::logbook);
  directory_->mark("here", view == Command::directory);
  account_->mark("here", view == Command::account);
}

void Rail::show_views() {
  sos_->Show(desk_.model.may(domain::Action::read_sos));
  user_ids_->Show(desk_.model.may(domain::Action::read_user_ids));
  logbook_->Show(desk_.model.may(domain::Action::read_user_ids));
  directory_->Show(desk_.model.may(domain::Action::read_accounts));
  show_count();
  show_cases();
}

KeyButton* Rail::add(const char* icon, const std::string& text, Command command) {
  auto* button = new KeyButton(this, theme(), "rail", {.text = text, .icon = icon, .icon_size = 20, .below = true},
                               [this, command] { perform_(command); });
  button->SetToolTip(wx(cap_of(command)));
  GetSizer()->Add(button, 0, wxEXPAND | wxLEFT | wxRIGHT, rail_edge);
  if (command != Command::queue && command != Command::user_ids) GetSizer()->AddSpacer(rail_gap);
  return button;
}

Label* Rail::add_badge(const char* looks) {
  auto* badge = new Label(this, "0", {looks, "digits"});
  badge->SetMinSize(wxSize(-1, badge->GetBestSize().y));
  GetSizer()->Add(badge, 0, wxALIGN_CENTRE_HORIZONTAL);
  GetSizer()->AddSpacer(2 * rail_gap);
  return badge;
}

void Rail::show_badge(Label& badge, const KeyButton& button, std::uint64_t count) {
  badge.set(std::to_string(count));
  GetSizer()->GetItem(&badge)->SetFlag(wxALIGN_CENTRE_HORIZONTAL |
                                       (button.IsShown() ? wxRESERVE_SPACE_EVEN_IF_HIDDEN : 0));
  badge.Show(count > 0 && button.IsShown());
}

void Rail::show_count() {
  const auto waiting = desk_.model.count(console::QueueFilter::unanswered);
  show_badge(*count_, *sos_, waiting);
  set_accessible_name(*sos_, waiting > 0 ? tr("SOS, {} not responded", waiting) : "SOS");
  Layout();
}

void Rail::show_cases() {
  const auto& counts = desk_.model.case_counts();
  const auto pressing = counts ? counts->pressing : 0;
  show_badge(*cases_, *user_ids_, pressing);
  set_accessible_name(*user_ids_, pressing > 0
                                      ? tr_n("User ID, {} to act on", "User ID, {} to act on", pressing, pressing)
                                      : tr("User ID"));
  Layout();
}

}  // namespace siaga::ui
