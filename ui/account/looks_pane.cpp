#include "ui/account/looks_pane.h"

#include "ui/format.h"
#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {

namespace {

std::string deed_words(const protocol::Look& look) {
  using enum protocol::Look::What;
  switch (look.what) {
    case changed: return tr("changed your record, or closed or opened your account");
    case code_made: return tr("made a code for a new password of yours");
    case factor_removed: return tr("removed your second factor");
    case viewed: break;
  }
  return tr("looked, at {}", look.console.empty() ? tr("a console without a name") : look.console);
}

}  // namespace

LooksPane::LooksPane(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  about_ = new Label(this,
                     tr("Who opened your record or your photo stands here, once for each time they were signed in; and "
                        "who changed your record or how you sign in."),
                     {"dim", "small"});
  state_ = new Label(this, "", {"dim"});
  table_ = new Table(
      this, tr("Who looked at your data"),
      {{tr("Time"), 150, false}, {tr("Who"), 0, false, 2}, {tr("Post"), 150, false}, {tr("What"), 0, false, 3}}, 1,
      [this](std::size_t row, std::size_t column) { return cell(row, column); });
  table_->on_end_near = [this] {
    if (next_ && !under_way_) fetch(next_);
  };
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(about_, 0, wxEXPAND | wxBOTTOM, 8);
  all->Add(state_, 0);
  all->Add(table_, 1, wxEXPAND);
  SetSizer(all);
  Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
    event.Skip();
    CallAfter([this] { wrap(); });
  });
}

void LooksPane::wrap() {
  about_->wrap_to(GetClientSize().x * 9 / 10);  // wx measures without the sheet's font
  about_->InvalidateBestSize();                 // GTK measured it before it was wrapped
  Layout();
}

void LooksPane::open() {
  if (looks_.empty()) state_->set(tr("Fetching…"));
  state_->Show(looks_.empty());
  fetch(std::nullopt);
}

void LooksPane::forget() {
  looks_.clear();
  next_.reset();
  table_->show(0);
}

void LooksPane::fetch(std::optional<std::uint64_t> before) {
  under_way_ = true;
  desk_.link.account().fetch_looks(
      before, [self = wxWeakRef<LooksPane>(this), first = !before](base::Result<protocol::LooksPage> page) {
        if (!self) return;
        self->under_way_ = false;
        if (page) return self->show(std::move(*page), first);
        self->state_->set(tr("Not known: {}", sentence(page.error())));
        self->state_->Show();
        self->Layout();
      });
}

void LooksPane::show(protocol::LooksPage page, bool first) {
  if (first) looks_.clear();
  for (auto& look : page.items) looks_.push_back(std::move(look));
  next_ = page.next;
  state_->set(tr("Nobody has looked yet."));
  state_->Show(looks_.empty());
  if (first)
    table_->show(looks_.size());
  else
    table_->grow(looks_.size());
  Layout();
}

std::string LooksPane::cell(std::size_t row, std::size_t column) const {
  if (row >= looks_.size()) return {};
  const auto& look = looks_[row];
  switch (column) {
    case 0: return moment(look.at, desk_.model.hub_now(), desk_.zone());
    case 1: return look.name.empty() ? tr("somebody whose name was erased") : look.name;
    case 2: return look.post;
    default: return deed_words(look);
  }
}

}  // namespace siaga::ui
