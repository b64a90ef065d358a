#include "ui/user_id/user_id_picker.h"

#include "ui/format.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/field.h"

#include <wx/sizer.h>

#include <utility>

namespace siaga::ui {
namespace {

constexpr int typing_rests = 200;  // ms
constexpr int rows_shown = 2;      // more by scrolling: the form's buttons stay in sight

}  // namespace

UserIdPicker::UserIdPicker(wxWindow* parent, Desk& desk, const std::string& caption)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), soon_(this) {
  auto* all = new wxBoxSizer(wxVERTICAL);
  search_ = add_text_field(*this, *all, caption, 120, [this] {
    if (!found_.empty()) choose_row(list_->selected().value_or(0));
  });
  search_->SetHint(wx(tr("Name, user ID or e-mail")));
  search_->Bind(wxEVT_TEXT, [this](wxCommandEvent& event) {
    event.Skip();  // the form hears that something is mended
    chosen_.reset();
    state_->set("");
    list_->select(std::nullopt);
    on_chosen();
    soon_.StartOnce(typing_rests);
  });
  state_ = new Label(this, "", {"dim", "small"}, wxST_NO_AUTORESIZE | wxST_ELLIPSIZE_END);
  search_->Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
    if (event.GetKeyCode() == WXK_DOWN && !found_.empty())
      list_->SetFocus();
    else
      event.Skip();
  });
  list_ = new Table(this, tr("User IDs found"), {{"", 0, true}}, 2,
                    [this](std::size_t row, std::size_t) { return cell(row); });
  list_->SetMinSize(wxSize(-1, rows_shown * (GetCharHeight() * 2 + 10)));
  list_->on_selected = [this](std::size_t row) { choose_row(row); };
  all->Add(state_, 0, wxEXPAND | wxTOP, 4);
  all->Add(list_, 0, wxEXPAND | wxTOP, 4);
  list_->Hide();
  SetSizer(all);
  Bind(wxEVT_TIMER, [this](wxTimerEvent&) { ask(); });
}

void UserIdPicker::clear() {
  question_.drop();
  soon_.Stop();
  found_.clear();
  chosen_.reset();
  search_->ChangeValue("");
  state_->set("");
  list_->show(0);
  list_->Hide();
}

bool UserIdPicker::is_typed() const { return chosen_.has_value() || !search_->IsEmpty(); }

void UserIdPicker::ask() {
  question_.drop();
  const auto text = words_of(*search_);
  if (text.empty()) return show({});
  question_.ask([&client = desk_.link.user_ids(), text,
                 application = application_](auto done) { client.search(text, application, std::move(done)); },
                [this](base::Result<std::vector<domain::UserId>> found) {
                  if (found) return show(std::move(*found));
                  state_->set(tr("Not known: {}", sentence(found.error())));
                });
}

void UserIdPicker::show(std::vector<domain::UserId> found) {
  found_ = std::move(found);
  list_->show(found_.size());
  list_->Show(!found_.empty());
  const bool nothing = found_.empty() && !search_->IsEmpty();
  state_->set(nothing ? tr("No user ID begins so. It may be closed, or not in the logbook yet.") : "");
  GetParent()->Layout();
}

std::string UserIdPicker::cell(std::size_t row) const {
  if (row >= found_.size()) return {};
  const auto& one = found_[row];
  auto below = one.user_name + " · " + one.team;
  if (one.state == domain::UserIdState::inactive) below += " · " + tr("inactive");
  return "<b>" + escaped(one.agent) + "</b>\n<span color=\"" + desk_.theme.hex("text_dim") + "\">" + escaped(below) +
         "</span>";
}

void UserIdPicker::choose_row(std::size_t row) {
  if (row >= found_.size()) return;
  if (list_->selected() != row) list_->select(row);
  choose(found_[row]);
}

void UserIdPicker::choose(domain::UserId user_id) {
  question_.drop();
  soon_.Stop();
  chosen_ = std::move(user_id);
  state_->set("✔ " + chosen_->agent + " · " + chosen_->user_name);
  state_->mark("dim", false);
  on_chosen();
}

std::string UserIdPicker::searched() const { return words_of(*search_); }

}  // namespace siaga::ui
