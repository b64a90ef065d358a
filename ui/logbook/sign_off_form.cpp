#include "ui/logbook/sign_off_form.h"

#include "domain/retention.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/logbook/sign_off_words.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"
#include "ui/widgets/spacing.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <tuple>

namespace siaga::ui {
namespace {}

SignOffForm::SignOffForm(wxWindow* parent, Desk& desk) : CaseForm(parent, desk) {
  std::tie(from_, to_) = add_two_lines(tr("From (first day)"), tr("To (last day)"), 10);
  for (auto* day : {from_, to_})
    day->Bind(wxEVT_TEXT, [this](wxCommandEvent& event) {
      event.Skip();
      count();
    });
  count_ = new Label(this, "", {"dim", "digits"});
  fields().Add(count_, 0, wxEXPAND | wxBOTTOM, 12);
  words_ = add_words(tr("What is to be written"));
  review_ = add_second(tr("Show these entries"), [this] { review(); });
  set_primary(tr("Sign off"));
  head_ = new Label(this, tr("SIGNED OFF"), {"caps"});
  all_ = new CaseTimeline(this, desk, tr("Periods that were signed off"));
  auto* all = GetSizer();
  all->Add(head_, 0, wxLEFT | wxRIGHT | wxTOP, gap);
  all->AddSpacer(8);
  all->Add(all_, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, gap);
}

void SignOffForm::begin(bool signs) {
  signs_ = signs;
  words_->ChangeValue("");
  for (auto* day : {from_, to_}) day->ChangeValue("");
  count_->set("");
  fields().ShowItems(signs);
  show_primary(signs);
  review_->Show(signs);
  end_sending();
  set_head(signs ? tr("Sign a period off") : tr("Periods signed off"),
           signs ? tr("You say that these entries were reviewed. The hub signs all that the logbook is now: nothing "
                      "before can be changed unseen.")
                 : tr("Document control reviewed these periods; the hub signed what the logbook was then."));
  fetch_all();
}

void SignOffForm::fetch_all() {
  head_->set(tr("Fetching…"));
  all_->show({}, desk().model.hub_now(), desk().zone());
  desk().link.logbook().fetch_sign_offs(
      [self = wxWeakRef<SignOffForm>(this)](base::Result<std::vector<protocol::SignOffView>> views) {
        if (!self) return;
        if (!views) return self->head_->set(tr("Not known: {}", book_sentence(views.error())));
        self->show_all(*views);
        self->propose(*views);
      });
}

void SignOffForm::show_all(const std::vector<protocol::SignOffView>& views) {
  head_->set(views.empty() ? tr("No period was signed off yet.") : tr("SIGNED OFF"));
  all_->show(sign_off_steps(views), desk().model.hub_now(), desk().zone());
  Layout();
}

void SignOffForm::propose(const std::vector<protocol::SignOffView>& views) {
  if (!from_->IsEmpty() || !to_->IsEmpty()) return;
  const auto next = next_period(views, domain::day_of(desk().model.hub_now(), desk().zone()));
  if (!next) return;
  from_->ChangeValue(wx(written(next->first)));
  to_->ChangeValue(wx(written(next->second)));
  count();
}

void SignOffForm::focus_first() {
  if (signs_)
    from_->SetFocus();
  else
    all_->SetFocus();
}

std::optional<std::pair<base::Day, base::Day>> SignOffForm::period() const {
  const auto from = written_day(words_of(*from_));
  const auto to = written_day(words_of(*to_));
  if (!from || !to) return std::nullopt;
  return std::pair{*from, *to};
}

/// What is signed is known before it is signed.
void SignOffForm::count() {
  const auto days = period();
  question_.drop();
  count_->set("");
  if (!days || days->second < days->first) return;
  protocol::LogbookFilter filter;
  filter.from = days->first;
  filter.to = days->second;
  question_.ask([&client = desk().link.logbook(),
                 filter](auto done) { client.fetch_page(filter, std::nullopt, std::move(done)); },
                [this](const base::Result<protocol::LogbookPage>& page) {
                  if (!page) return;
                  count_->set(tr("Entries about {} in this period.", total_words(page->total, page->more)));
                  Layout();
                });
}

void SignOffForm::review() {
  if (const auto days = period()) return on_review(days->first, days->second);
  from_->SetFocus();
  complain(tr("Write the first and the last day like 31-12-2026."));
}

void SignOffForm::submit() {
  if (!signs_ || !begin_sending()) return;
  const auto days = period();
  if (!days) {
    (written_day(words_of(*from_)) ? to_ : from_)->SetFocus();
    return complain(tr("Write the first and the last day like 31-12-2026."));
  }
  if (words_of(*words_).empty()) {
    words_->SetFocus();
    return complain(tr("Write what was reviewed, and how it was found."));
  }
  desk().link.logbook().sign_off(
      days->first, days->second, words_of(*words_),
      [self = wxWeakRef<SignOffForm>(this), mine = turn()](const base::Result<protocol::SignOffView>& view) {
        if (self && mine == self->turn()) self->answered(view);
      });
}

/// It stays open: what was signed stands in the list below.
void SignOffForm::answered(const base::Result<protocol::SignOffView>& view) {
  if (!view) return complain(book_sentence(view.error()));
  end_sending();
  const auto said = view->checkpoint
                        ? tr("Signed off in No. {}: {} to {}. The hub has signed {} events.", grouped(view->book_no),
                             day_words(view->from), day_words(view->to), grouped(view->checkpoint->size))
                        : tr("Signed off in No. {}: {} to {}. The hub's signature follows.", grouped(view->book_no),
                             day_words(view->from), day_words(view->to));
  desk().say(said);
  say(said);
  words_->ChangeValue("");
  for (auto* day : {from_, to_}) day->ChangeValue("");
  fetch_all();
}

}  // namespace siaga::ui
