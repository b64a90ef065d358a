#include "ui/logbook/export_form.h"

#include "base/log.h"
#include "ui/accessibility.h"
#include "ui/directory/role_words.h"
#include "ui/format.h"
#include "ui/logbook/book_words.h"
#include "ui/print_file.h"
#include "ui/text.h"

#include <wx/dirdlg.h>
#include <wx/sizer.h>
#include <wx/stdpaths.h>
#include <wx/weakref.h>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace siaga::ui {
namespace {

constexpr int longest_line = 120;
constexpr int journal_format = 3;                 // behind the report's
constexpr std::size_t head_at = 1, known_at = 6;  // rows of the form: of the report alone, of the log alone
constexpr int whole_gauge = 1000;

/// "10482", or as people write it, "10 482". Nothing when it is no number.
std::optional<std::uint64_t> written_size(std::string text) {
  std::erase(text, ' ');
  std::uint64_t size = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), size);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || size == 0) return std::nullopt;
  return size;
}

}  // namespace

ExportForm::ExportForm(wxWindow* parent, Desk& desk, console::LetterFiles& files)
    : CaseForm(parent, desk), files_(files), look_(desk.post) {
  format_ = add_choice(tr("Format"));
  for (const auto* name : {"PDF", "XLSX", "CSV"}) format_->Append(name);  // as LogbookFormat counts them
  format_->SetSelection(0);
  format_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
    if (!is_sending()) show_kind();  // else once it has ended
  });
  title_ = add_line(tr("Title"), longest_line);
  std::tie(number_, revision_) = add_two_lines(tr("Document number"), tr("Revision"), longest_line);
  std::tie(effective_, prepared_) = add_two_lines(tr("In force from"), tr("Prepared by"), longest_line);
  std::tie(checked_, approved_) = add_two_lines(tr("Checked by"), tr("Approved by"), longest_line);
  effective_->SetHint(wx(tr("e.g. 31-12-2026")));
  controlled_ = new wxCheckBox(this, wxID_ANY, wx(tr("Controlled copy")));
  controlled_->SetValue(true);
  add(controlled_);
  known_ = add_line(tr("Size of a checkpoint that the checker has (may be empty)"), longest_line);
  add(make_folder_line());
  folder_->ChangeValue(wxStandardPaths::Get().GetDocumentsDir());
  progress_ = new wxGauge(this, wxID_ANY, whole_gauge);
  set_accessible_name(*progress_, tr("How much of the journal is here"));
  add(progress_);
  set_primary(tr("Export"));
  print_ = add_second(tr("Print…"), [this] { print(); });
  print_->SetToolTip(wx(cap_of(Command::book_print)));
  stop_ = add_second(tr("Stop"), [this] { this->desk().link.cancel_journal(); });
  show_transfer(false);
}

wxWindow* ExportForm::make_folder_line() {
  auto* line = new Surface(this, theme(), {.fill = "bg"});
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  auto* text = new wxBoxSizer(wxVERTICAL);
  folder_ = add_text_field(*line, *text, tr("Save into the folder"), 4096, [this] { submit(); });
  row->Add(text, 1, wxEXPAND | wxRIGHT, 8);
  row->Add(new KeyButton(line, theme(), "", {.text = tr("Choose…")}, [this] { choose_folder(); }), 0, wxALIGN_BOTTOM);
  line->SetSizer(row);
  return line;
}

void ExportForm::choose_folder() {
  wxDirDialog dialog(this, wx(tr("Folder for the export")), folder_->GetValue());
  if (dialog.ShowModal() == wxID_OK) folder_->ChangeValue(dialog.GetPath());
}

void ExportForm::begin(const protocol::LogbookFilter& filter, const std::string& count) {
  if (is_sending()) return;
  filter_ = filter;
  sla_.reset();
  count_ = count;
  is_outdated_ = false;
  if (title_->IsEmpty()) title_->ChangeValue(wx(tr("Logbook of user IDs")));
  offer_journal(desk().model.may(domain::Action::export_journal));
  show_kind();
  end_sending();
}

void ExportForm::begin_sla(const protocol::SlaSpan& months, const std::string& span) {
  if (is_sending()) return;
  filter_ = {};
  sla_ = months;
  count_ = span;
  is_outdated_ = false;
  if (title_->IsEmpty()) title_->ChangeValue(wx(tr("SLA report of closed user IDs")));
  offer_journal(false);
  show_kind();
  end_sending();
}

void ExportForm::offer_journal(bool offered) {
  const bool there = static_cast<int>(format_->GetCount()) > journal_format;
  if (offered && !there) {
    format_->Append(wx(tr("Whole journal, as proof (.siaga-export)")));
  } else if (!offered && there) {
    format_->Delete(journal_format);
    if (format_->GetSelection() == wxNOT_FOUND) format_->SetSelection(0);
  }
}

void ExportForm::ended(const std::string& words, bool failed) {
  end_sending();
  show_kind();
  if (failed)
    complain(words);
  else
    say(words);
}

bool ExportForm::is_journal() const { return format_->GetSelection() == journal_format; }

void ExportForm::show_kind() {
  const bool journal = is_journal();
  for (auto at = head_at; at < known_at; ++at) fields().Show(at, !journal);
  fields().Show(known_at, journal);
  print_->Show(!journal);
  if (journal)
    set_head(
        tr("Take the whole journal out"),
        tr("One file for a machine without network, where siaga-verify tells whether anything was altered, removed "
           "or added. It has every event that you may see, whatever the filter shows, and the others as hashes. "
           "That you take it is in the journal too."));
  else if (sla_)
    set_head(tr("Export the SLA report"), tr("{}. That you export it is in the journal too.", count_));
  else
    set_head(tr("Export the logbook"),
             tr("What the filter shows: {}. That you export it is in the journal too.", count_));
}

void ExportForm::focus_first() { format_->SetFocus(); }

protocol::ExportCommand ExportForm::wish() const {
  protocol::ExportCommand wish;
  wish.format = prints_ ? protocol::LogbookFormat::pdf : static_cast<protocol::LogbookFormat>(format_->GetSelection());
  wish.title = words_of(*title_);
  wish.number = words_of(*number_);
  wish.revision = words_of(*revision_);
  wish.effective = written_day(words_of(*effective_));
  wish.prepared = words_of(*prepared_);
  wish.checked = words_of(*checked_);
  wish.approved = words_of(*approved_);
  wish.controlled = controlled_->GetValue();
  wish.filter = filter_;
  wish.sla = sla_;
  return wish;
}

void ExportForm::print() {
  if (is_sending()) return;
  if (is_journal()) {
    format_->SetSelection(0);
    show_kind();
  }
  make(true);
}

void ExportForm::with_folder(std::function<void()> then) {
  into_ = words_of(*folder_);
  const auto& session = desk().model.session();
  const auto who = session ? session->person.id : base::Id{};
  say(tr("Looking at the folder…"));
  look_.begin([folder = into_] { return console::look_at_folder(folder); },
              [this, who, then = std::move(then)](const base::Result<void>& there) {
                const auto& now = desk().model.session();
                if (!now || now->person.id != who) return ended("");  // nothing goes out in another person's name
                if (there) return then();
                auto* focus = FindFocus();
                if (IsShownOnScreen() && (!focus || IsDescendant(focus))) folder_->SetFocus();
                ended(there.error().fault == base::Fault::timeout
                          ? tr("This folder doesn't answer: is its drive or network away? Nothing was exported.")
                          : tr("This folder isn't there. Nothing was exported."),
                      true);
              });
}

void ExportForm::make(bool prints) {
  if (!begin_sending()) return;
  if (is_journal()) return begin_journal();
  if (is_outdated_)
    return complain(
        sla_ ? tr("The report shows something else by now: begin again ({}).", cap_of(Command::book_export))
             : tr("The filter shows something else by now: begin again ({}).", cap_of(Command::book_export)));
  if (!effective_->IsEmpty() && !written_day(words_of(*effective_))) {
    effective_->SetFocus();
    return complain(tr("Write the date like 31-12-2026, or leave it empty."));
  }
  prints_ = prints;
  with_folder([this, wish = wish()] { send(wish); });
}

void ExportForm::send(const protocol::ExportCommand& wish) {
  say(tr("The hub makes the report…"));
  desk().link.logbook().make_export(wish,
                                    [self = wxWeakRef<ExportForm>(this)](base::Result<protocol::ExportView> view) {
                                      if (!self) return;
                                      if (!view) return self->ended(export_sentence(view.error()), true);
                                      self->fetch(*view);
                                    });
}

void ExportForm::fetch(const protocol::ExportView& view) {
  if (view.files.empty()) return complain(export_sentence(base::fail(base::Fault::corrupt, "an export of no files")));
  console::ExportFetch wish;
  wish.view = view;
  wish.folder = into_;
  wish.on_file = [self = wxWeakRef<ExportForm>(this)](const std::string& name) {
    if (self) self->say(tr("Fetching {}…", name));
  };
  wish.done = [self = wxWeakRef<ExportForm>(this),
               view](const base::Result<std::vector<std::filesystem::path>>& files) {
    if (!self) return;
    if (!files) return self->ended(export_sentence(files.error()), true);
    self->finished(view, *files);
  };
  console::fetch_export(desk().link.logbook(), files_, std::move(wish));
}

void ExportForm::finished(const protocol::ExportView& view, const std::vector<std::filesystem::path>& files) {
  ended(tr("Saved in {}: {}.\nTo check it: siaga-verify {}", into_.string(), files.front().filename().string(),
           files.back().filename().string()));
  desk().say(sla_ ? tr("The SLA report was exported: {}", files.front().filename().string())
                  : tr_n("{} user ID exported.", "{} user IDs exported.", view.rows, grouped(view.rows)));
  if (prints_) print_made(files.front());
}

void ExportForm::begin_journal() {
  console::Link::JournalWish wish{words_of(*folder_), written_size(words_of(*known_))};
  if (!known_->IsEmpty() && !wish.known_size) {
    known_->SetFocus();
    return complain(tr("A checkpoint's size is a whole number like 10482. Write it so, or leave it empty."));
  }
  with_folder([this, wish = std::move(wish)] { fetch_journal(wish); });
}

void ExportForm::fetch_journal(const console::Link::JournalWish& wish) {
  got_ = 0;
  progress_->SetValue(0);
  show_transfer(true);
  say(tr("The hub makes the file. For a journal of some years this takes a minute."));
  const wxWeakRef<ExportForm> weak(this);
  desk().link.fetch_journal(
      wish,
      [weak](std::uint64_t got, std::uint64_t whole) {
        if (weak) weak->show_progress(got, whole);
      },
      [weak](const base::Result<std::filesystem::path>& file) {
        if (weak) weak->journal_came(file);
      });
}

void ExportForm::show_progress(std::uint64_t got, std::uint64_t whole) {
  if (!is_sending()) return;
  got_ = got;
  progress_->SetValue(
      whole == 0 ? 0 : static_cast<int>(static_cast<double>(got) / static_cast<double>(whole) * whole_gauge));
  say(tr("Fetching: {} of {} MB.", megabytes(got), megabytes(whole)));
}

void ExportForm::show_transfer(bool shown) {
  progress_->Show(shown);
  stop_->Show(shown);
  Layout();
}

void ExportForm::journal_came(const base::Result<std::filesystem::path>& file) {
  show_transfer(false);
  if (!file) {
    const auto& field = file.error().field;
    if (field == console::Link::earlier_session) return ended("");
    return ended(journal_sentence(file.error()), field != console::Link::journal_cancelled);
  }
  const auto name = file->filename().string();
  ended(tr("Saved in {}: {} ({} MB).\nTo check it, on any machine: siaga-verify {}", file->parent_path().string(), name,
           megabytes(got_), name));
  desk().say(tr("The whole journal was saved: {}", name));
}

void ExportForm::print_made(const std::filesystem::path& pdf) {
  print_file(*this, pdf, words_of(*title_),
             [self = wxWeakRef<ExportForm>(this), name = pdf.filename().string()](FilePrint outcome,
                                                                                  const std::string& detail) {
               if (outcome == FilePrint::failed) base::log::warning("logbook.not_printed", {{"why", detail}});
               if (!self) return;
               if (outcome == FilePrint::sent) return self->desk().say(tr("{} was sent to the printer.", name));
               self->desk().complain(outcome == FilePrint::cancelled
                                         ? tr("Not printed; {} is kept in the folder.", name)
                                         : tr("The printer didn't take it; {} is kept in the folder.", name));
             });
}

}  // namespace siaga::ui
