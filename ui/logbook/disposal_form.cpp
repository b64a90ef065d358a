#include "ui/logbook/disposal_form.h"

#include "domain/retention.h"
#include "ui/logbook/book_words.h"
#include "ui/logbook/disposal_sheet.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int longest_number = 60;
constexpr int longest_present = 240;
constexpr std::size_t most_named = 3;  // the rest is in the list, marked

std::string named_words(const std::vector<protocol::LogbookRow>& rows) {
  std::string words;
  for (std::size_t at = 0; at < std::min(rows.size(), most_named); ++at)
    words += (at == 0 ? "" : "\n") + title_of(rows[at]);
  const auto others = rows.size() - std::min(rows.size(), most_named);
  if (others > 0) words += "\n" + tr_n("and {} other that is marked", "and {} others that are marked", others, others);
  return words;
}

}  // namespace

DisposalForm::DisposalForm(wxWindow* parent, Desk& desk, console::LetterFiles& files) : CaseForm(parent, desk) {
  number_ = add_line(tr("Number of the berita acara"), longest_number);
  words_ = add_words(tr("Why they go"));
  present_ = add_line(tr("Witnesses (names)"), longest_present);
  file_ = new FileField(this, desk, files, tr("Signed berita acara"));
  add(file_);
  sure_ = new wxCheckBox(this, wxID_ANY, wx(tr("Nothing brings them back: dispose of them")));
  add(sure_);
  make_dangerous();
  add_second(tr("Print…"), [this] { print(); })->SetToolTip(wx(tr("The berita acara on paper, to be signed")));
}

void DisposalForm::begin(std::vector<protocol::LogbookRow> rows) {
  rows_ = std::move(rows);
  for (auto* field : {number_, present_, words_}) field->ChangeValue("");
  file_->clear();
  sure_->SetValue(false);
  end_sending();
  const auto count = rows_.size();
  set_head(tr_n("Dispose of {} user ID", "Dispose of {} user IDs", count, count),
           named_words(rows_) + "\n\n" +
               tr("Gone for ever: names, e-mails, letters, proofs, and what the entries said. What stays: the numbers "
                  "of the entries, that they were, and what proves it."));
  set_primary(tr("Dispose"));
}

bool DisposalForm::is_typed() const {
  const auto typed = [](const wxTextCtrl* field) { return !field->IsEmpty(); };
  return std::ranges::any_of(std::initializer_list<wxTextCtrl*>{number_, present_, words_}, typed) ||
         !file_->is_empty();
}

std::string DisposalForm::missing() {
  if (words_of(*number_).empty()) return number_->SetFocus(), tr("Write the number of the berita acara.");
  if (words_of(*words_).empty()) return words_->SetFocus(), tr("Say why they go.");
  if (words_of(*present_).empty()) return present_->SetFocus(), tr("Write who was present.");
  if (file_->is_empty()) return file_->focus(), tr("Attach the signed berita acara: PDF, JPEG or PNG.");
  if (!sure_->GetValue()) return sure_->SetFocus(), tr("Tick the box when they are really to go.");
  return {};
}

void DisposalForm::submit() {
  if (!begin_sending()) return;
  if (const auto words = missing(); !words.empty()) return complain(words);
  disposing_ = false;
  file_->send([self = wxWeakRef<DisposalForm>(this), mine = turn(),
               text = text()](base::Result<std::optional<base::Id>> minutes) {
    if (!self || mine != self->turn()) return;  // left meanwhile, perhaps begun anew about others
    if (!minutes) return self->complain(disposal_sentence(minutes.error(), {}));
    if (const auto words = self->missing(); !words.empty()) return self->complain(words);  // the tick was taken back
    if (*minutes) self->send(**minutes, text);
  });
}

/// As the entry keeps it, whatever language the desk speaks: it is read by auditors in two years.
std::string DisposalForm::text() const {
  return "Berita acara " + words_of(*number_) + ": " + words_of(*words_) + " · Saksi: " + words_of(*present_);
}

std::vector<std::string> DisposalForm::names() const {
  std::vector<std::string> all;
  for (const auto& row : rows_) all.push_back(row.user_id.user_name);
  return all;
}

std::vector<base::Id> DisposalForm::ids() const {
  std::vector<base::Id> all;
  for (const auto& row : rows_) all.push_back(row.user_id.id);
  return all;
}

/// The berita acara on paper, as far as it is written: it comes back signed, as a file. The journal has it first.
void DisposalForm::print() {
  if (!begin_sending()) return;
  disposing_ = false;
  const auto& session = desk().model.session();
  const auto today = domain::day_of(desk().model.hub_now(), desk().zone());
  DisposalDraft draft{words_of(*number_), words_of(*words_), words_of(*present_),
                      day_words(today) + (session ? ", " + session->person.name : ""), rows_};
  desk().link.logbook().tell_draft(ids(), [self = wxWeakRef<DisposalForm>(this), mine = turn(),
                                           draft = std::move(draft)](const base::Result<void>& told) {
    if (!self || mine != self->turn()) return;
    if (!told) return self->complain(tr("Not printed. {}", disposal_sentence(told.error(), self->names())));
    self->end_sending();
    self->desk().say(tr("It is in the journal. Choose a printer."));
    if (!print_draft(*self, draft)) self->desk().complain(tr("The printer didn't take it. Nothing was disposed of."));
  });
}

void DisposalForm::send(const base::Id& minutes, const std::string& text) {
  disposing_ = true;
  desk().link.logbook().dispose(ids(), text, minutes,
                                [self = wxWeakRef<DisposalForm>(this), mine = turn()](const base::Result<void>& kept) {
                                  if (self && mine == self->turn()) self->answered(kept);
                                });
}

void DisposalForm::answered(const base::Result<void>& kept) {
  if (!kept) return complain(disposal_sentence(kept.error(), names()));
  file_->forget_sent();
  const auto count = rows_.size();
  desk().say(tr_n("{} user ID was disposed of; its berita acara is kept.",
                  "{} user IDs were disposed of; their berita acara is kept.", count, count));
  leave(true, rows_.front().user_id.id);
}

}  // namespace siaga::ui
