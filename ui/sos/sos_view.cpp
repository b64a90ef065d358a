#include "ui/sos/sos_view.h"

#include "ui/accessibility.h"
#include "ui/format.h"
#include "ui/player/picture.h"
#include "ui/sos/sos_words.h"
#include "ui/text.h"
#include "ui/theme_gtk.h"

#include <wx/gdicmn.h>
#include <wx/sizer.h>
#include <wx/textctrl.h>
#include <wx/weakref.h>

#include <algorithm>
#include <utility>

namespace siaga::ui {
namespace {

using console::QueueFilter;
using namespace std::chrono_literals;

constexpr int left_width = 432;
/// Enter pressed sooner after a row came under the selection was meant for the former one.
constexpr auto settled = 300ms;

constexpr std::array filters{QueueFilter::unanswered, QueueFilter::answered, QueueFilter::all};

/// Whole rows; a low screen keeps its room for the queue.
int band_rows() { return wxGetDisplaySize().y >= 900 ? 3 : 2; }

}  // namespace

SosView::SosView(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  left_ = make_left();
  details_ = new SosDetails(this, desk);
  auto* all = new wxBoxSizer(wxHORIZONTAL);
  all->Add(left_, 0, wxEXPAND);
  all->Add(details_, 1, wxEXPAND);
  SetSizer(all);

  details_->actions().give_back_focus = [this] { focus_queue(); };
  glance_->on_enter_taken = [this](bool taken) { details_->actions().lend_enter(taken); };

  auto& model = desk_.model;
  connections_.push_back(model.sos_arrived.connect([this](const base::Id& sos) { arrived(sos); }));
  connections_.push_back(model.sos_changed.connect([this](const base::Id& sos) { changed(sos); }));
  connections_.push_back(model.queue_reset.connect([this] { reset(); }));
  connections_.push_back(model.link_changed.connect([this] { show_blindness(); }));
  connections_.push_back(desk_.tick.connect([this] {
    queue_->tick();
    arrivals_->tick();
    show_awaited();  // of a row that couldn't be drawn
  }));
  connections_.push_back(details_->player().full_screen_wanted.connect([this] { set_full_screen(!full_screen_); }));
  connections_.push_back(
      details_->player().first_picture.connect([this](const base::Id& sos, const media::Frame& frame) {
        if (const auto& opened = details_->player().opened())
          queue_->set_poster(sos, *opened, poster_of(frame, SosRows::poster_size()));
      }));
  reset();
}

wxWindow* SosView::make_left() {
  auto* left = new Surface(this, theme(), {.fill = "bg", .border = "line", .edge_right = true});
  const bool roomy = SosList::has_posters(*this);
  const int width = native::by_text(*this, roomy ? left_width : left_width - SosRows::poster_size().x);
  auto* segments = new wxBoxSizer(wxHORIZONTAL);
  for (std::size_t at = 0; at < filters.size(); ++at) {
    const std::string looks = at == 0 ? "segment first" : at + 1 == filters.size() ? "segment last" : "segment";
    segments_[at] = new KeyButton(left, theme(), looks, {.text = ""}, [this, at] { choose_filter(filters[at]); });
    segments->Add(segments_[at], 0, wxEXPAND);
  }

  band_ = new Surface(left, theme(), {.fill = "bg", .border = "line", .edge_bottom = true, .edge_top = true});
  auto* strip = new Surface(band_, theme(), {.fill = "danger"});
  band_strip_ = strip;
  band_head_ = new Label(strip, "", {"on-danger", "digits"}, wxST_NO_AUTORESIZE);
  auto* line = new wxBoxSizer(wxVERTICAL);
  line->Add(band_head_, 0, wxEXPAND | wxLEFT | wxTOP | wxBOTTOM, 5);
  strip->SetSizer(line);
  band_calm_ = new Label(band_, "", {"dim"});
  arrivals_ = new SosList(band_, desk_, true, tr("New alarms"), width);
  auto* band = new wxBoxSizer(wxVERTICAL);
  band->Add(band_strip_, 0, wxEXPAND);
  band->Add(arrivals_, 1, wxEXPAND | wxRIGHT | wxBOTTOM, 1);
  band_space_ = band->AddStretchSpacer();
  band->Add(band_calm_, 0, wxALIGN_CENTRE_HORIZONTAL);
  band_space_below_ = band->AddStretchSpacer();
  band_->SetSizer(band);
  // Always the same height: an arrival must not push the queue down under the hand.
  band_->SetMinSize(wxSize(-1, native::by_text(*this, 27) + arrivals_->height_of(band_rows()) + 2));

  queue_ = new SosList(left, desk_, false, tr("SOS queue"), width);
  empty_ = new Surface(left, theme(), {.fill = "bg", .border = "line", .edge_right = true});
  set_accessible_name(*empty_, tr("SOS queue"));
  empty_words_ = new Label(empty_, "", {"dim"}, wxALIGN_CENTRE_HORIZONTAL);
  auto* empty = new wxBoxSizer(wxVERTICAL);
  empty->AddStretchSpacer(1);
  empty->Add(empty_words_, 0, wxALIGN_CENTRE_HORIZONTAL | wxLEFT | wxRIGHT, 24);
  empty->AddStretchSpacer(2);
  empty_->SetSizer(empty);

  for (auto* list : {queue_, arrivals_}) {
    list->on_selected = [this](const base::Id& sos) { select(sos, true); };
    list->on_painted = [this](const base::Id& sos) {
      const auto* matter = desk_.model.find(sos);
      if (matter && !matter->sos.is_closed()) desk_.link.shown(sos);
      if (awaited_) CallAfter([this] { show_awaited(); });
    };
  }
  queue_->on_caught_up = [this] { show_queue(); };  // it may have become empty
  queue_->on_end_near = [this] { fetch_more(); };
  glance_ = new SosGlance(left, desk_, {arrivals_, queue_}, width);

  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(segments, 0, wxALL, 12);
  all->Add(band_, 0, wxEXPAND | wxRIGHT, 1);
  all->Add(queue_, 1, wxEXPAND | wxRIGHT, 1);
  all->Add(empty_, 1, wxEXPAND);
  all->Add(glance_, 0, wxEXPAND | wxRIGHT, 1);
  left->SetSizer(all);
  left->SetMinSize(wxSize(width, -1));
  return left;
}

bool SosView::waits_in_band(const base::Id& sos) const {
  return std::find(band_order_.begin(), band_order_.end(), sos) != band_order_.end();
}

bool SosView::is_idle() const {
  if (!selected_) return true;
  const auto* matter = desk_.model.find(*selected_);
  const auto* writing = dynamic_cast<const wxTextCtrl*>(wxWindow::FindFocus());
  return (!matter || matter->sos.is_closed()) && !(writing && writing->IsEditable());
}

void SosView::arrived(const base::Id& sos) {
  const auto* matter = desk_.model.find(sos);
  if (!seen_.insert(sos).second || !matter || !matter->sos.needs_owner()) return;
  band_order_.push_back(sos);
  show_band();
  show_queue();
  show_counts();
  // Its row is drawn first: the details beside it take longer than all else.
  if (is_idle() && !awaited_) awaited_ = sos;
}

std::vector<const console::Matter*> SosView::unowned() const {
  auto open = desk_.model.queue(QueueFilter::unanswered);
  std::erase_if(open, [](const auto* matter) { return !matter->sos.needs_owner(); });
  return open;
}

void SosView::show_over_video() {
  const auto waiting = full_screen_ ? unowned() : std::vector<const console::Matter*>{};
  if (waiting.empty()) return details_->player().set_alarm("");
  const auto* first = band_order_.empty() ? nullptr : desk_.model.find(band_order_.front());
  if (!first) first = waiting.front();
  const auto& name = first->reporter.name;
  const auto key = cap_of(Command::arrivals);
  details_->player().set_alarm(waiting.size() == 1 && !band_order_.empty()
                                   ? tr("NEW ALARM: {}, {}", name, key)
                                   : tr("{} SOS WITHOUT AN OWNER · {} · {}", waiting.size(), name, key));
}

void SosView::show_awaited() {
  const auto sos = std::exchange(awaited_, std::nullopt);
  if (sos && is_idle()) select(*sos, false);
}

void SosView::changed(const base::Id& sos) {
  const auto* matter = desk_.model.find(sos);
  if (waits_in_band(sos) && (!matter || !matter->sos.needs_owner())) {
    std::erase(band_order_, sos);
    show_band();
  }
  show_calm();
  show_over_video();
  queue_->row_changed(sos);
  arrivals_->row_changed(sos);
  show_queue();
  show_counts();
  if (selected_ != sos) return;
  if (!waits_in_band(sos)) queue_->mark(selected_);  // it may just have come from the band
  details_->show(selected_);
}

void SosView::reset() {
  const bool in = desk_.model.session() && desk_.model.link().complete_to > 0;
  if (!in) seen_.clear();
  std::erase_if(band_order_, [this](const base::Id& sos) {
    const auto* matter = desk_.model.find(sos);
    return !matter || !matter->sos.needs_owner();
  });
  // The first snapshot goes to the queue, since nothing was under the hand yet; what a later one brings is new.
  for (const auto* matter : desk_.model.queue(QueueFilter::unanswered))
    if (seen_.insert(matter->sos.id).second && populated_ && matter->sos.needs_owner())
      band_order_.push_back(matter->sos.id);
  populated_ = in;
  if (generation_ != desk_.model.generation()) begin_history_anew();
  show_band();
  show_queue();
  show_counts();
  if (selected_ && !desk_.model.find(*selected_)) selected_.reset();
  if (!selected_ && filter_ == QueueFilter::unanswered)
    if (const auto* first = queue_->first()) return select(base::Id(*first), false);
  if (!selected_) glance_->select(selected_);
  details_->show(selected_);
}

void SosView::begin_history_anew() {
  generation_ = desk_.model.generation();
  history_ = {};
  if (populated_) fetch_more();
}

void SosView::show_blindness() {
  using State = console::LinkStatus::State;
  const auto state = desk_.model.link().state;
  const bool blind = state != State::connected && state != State::signed_out;
  if (blind == blind_) return;
  blind_ = blind;
  show_band();
  show_queue();
  details_->set_blind(blind);
}

std::size_t SosView::unclosed() const {
  const auto answered = desk_.model.queue(QueueFilter::answered);
  return static_cast<std::size_t>(
      std::ranges::count_if(answered, [](const console::Matter* matter) { return !matter->sos.is_closed(); }));
}

std::string SosView::empty_words() const {
  const auto& history = history_[static_cast<std::size_t>(filter_)];
  if (history.under_way) return tr("Fetching…");
  if (blind_) return tr("Not known while there is no link to the hub.\nAlarms may be waiting that don't stand here.");
  switch (filter_) {
    case QueueFilter::unanswered:
      if (!band_order_.empty()) return tr("New alarms wait above until somebody claims them.");
      if (const auto open = unclosed(); open > 0)
        return tr_n("No SOS waits for a response.\n{} is responded but not closed yet: press 2.",
                    "No SOS waits for a response.\n{} are responded but not closed yet: press 2.", open, open);
      return tr("No SOS waits for a response.\nAn alarm appears here the moment it is raised.");
    case QueueFilter::answered: return tr("No SOS has been responded to yet.");
    case QueueFilter::all: break;
  }
  return tr("No SOS has ever been raised.");
}

void SosView::show_band() {
  arrivals_->arrange(band_order_);
  const bool any = !band_order_.empty();
  band_head_->set(any ? tr_n("{} new alarm   {}", "{} new alarms   {}", band_order_.size(), band_order_.size(),
                             cap_of(Command::arrivals))
                      : "");
  band_strip_->Show(any);
  arrivals_->Show(any);
  for (auto* space : {band_space_, band_space_below_}) space->Show(!any);
  band_calm_->Show(!any);
  show_calm();
  band_->set_look({.fill = "bg", .border = any ? "danger" : "line", .edge_bottom = true, .edge_top = true});
  band_->Layout();
  show_over_video();
}

void SosView::show_calm() {
  const auto count = unowned().size();
  band_calm_->set(blind_ ? tr("Not known while there is no link to the hub.")
                  : count > 0
                      ? tr_n("{} SOS without an owner stands in the queue: {}",
                             "{} SOS without an owner stand in the queue: {}", count, count, cap_of(Command::arrivals))
                      : tr("No new alarm. They enter here."));
  band_calm_->mark("bad", blind_ || count > 0);
  band_->Layout();
}

void SosView::show_queue() {
  std::vector<base::Id> order;
  for (const auto* matter : desk_.model.queue(filter_))
    if (!waits_in_band(matter->sos.id)) order.push_back(matter->sos.id);
  queue_->arrange(std::move(order));
  const bool any = queue_->size() > 0;
  empty_words_->set(empty_words());
  if (queue_->IsShown() != any || empty_->IsShown() == any) {
    const auto* focus = wxWindow::FindFocus();
    const bool here =
        focus && (focus == empty_ || focus == queue_ || queue_->IsDescendant(const_cast<wxWindow*>(focus)));
    queue_->Show(any);
    empty_->Show(!any);
    if (here) focus_queue();
  }
  empty_words_->wrap_to(left_->GetMinSize().x - 48);
  left_->Layout();
  empty_->Layout();
  glance_->refresh();
}

void SosView::show_counts() {
  const auto unanswered = desk_.model.count(QueueFilter::unanswered);
  const auto open = unclosed();
  const std::array texts{tr("Not responded {}", unanswered), open > 0 ? tr("Responded {}", open) : tr("Responded"),
                         tr("All")};
  for (std::size_t at = 0; at < filters.size(); ++at) {
    auto content = segments_[at]->content();
    content.text = texts[at];
    content.key = std::to_string(at + 1);
    segments_[at]->set(content);
    segments_[at]->mark("here", filters[at] == filter_);
  }
  left_->Layout();
}

void SosView::choose_filter(QueueFilter filter) {
  filter_ = filter;
  show_counts();
  auto& history = history_[static_cast<std::size_t>(filter)];
  if (!history.asked) fetch_more();
  show_queue();
  queue_->mark(selected_);
}

void SosView::fetch_more() {
  auto& history = history_[static_cast<std::size_t>(filter_)];
  // What isn't answered is all in the snapshot.
  if (filter_ == QueueFilter::unanswered || history.under_way || history.all) return;
  history.asked = history.under_way = true;
  desk_.link.fetch_history(filter_, history.next,
                           [self = wxWeakRef<SosView>(this), filter = filter_,
                            generation = generation_](base::Result<std::optional<base::Id>> page) {
                             if (!self || generation != self->generation_) return;  // it was asked for anew since
                             auto& mine = self->history_[static_cast<std::size_t>(filter)];
                             mine.under_way = false;
                             if (!page) {
                               mine.asked = false;
                               self->desk_.complain(tr("The history could not be fetched. {}", sentence(page.error())));
                             } else {
                               mine.next = *page;
                               mine.all = !page->has_value();
                             }
                             self->show_queue();
                           });
}

void SosView::select(const base::Id& sos, bool by_person) {
  const bool other = selected_ != sos;
  selected_ = sos;
  if (other) {
    selected_at_ = std::chrono::steady_clock::now();
    desk_.say("");  // it was about another one
  }
  const bool in_band = waits_in_band(sos);
  queue_->mark(in_band ? std::nullopt : selected_);
  arrivals_->mark(in_band ? selected_ : std::nullopt);
  if (other || by_person) glance_->select(selected_);
  if (other || by_person) details_->show(selected_);
}

void SosView::glance(int by) {
  if (full_screen_) return;
  glance_->step(by);
  if (!glance_->by_keys()) desk_.say(tr("There is no row to look into."));
}

void SosView::claim() {
  // Who looks into a row means that row; it is opened first, and claimed by another Enter.
  if (const auto looked_into = glance_->by_keys()) return select(*looked_into, true);
  // The displayed one, and only when the person can have seen which one that is.
  if (selected_ && std::chrono::steady_clock::now() - selected_at_ < settled) return;
  details_->perform(Command::claim);
}

void SosView::focus_queue() {
  if (queue_->IsShown())
    queue_->SetFocus();
  else
    empty_->SetFocus();
}

void SosView::go_to_waiting() {
  if (!band_order_.empty()) {
    arrivals_->SetFocus();
    return select(base::Id(band_order_.front()), true);
  }
  const auto waiting = unowned();
  if (waiting.empty()) return desk_.say(tr("There is no new alarm."));
  if (filter_ != QueueFilter::unanswered) choose_filter(QueueFilter::unanswered);
  focus_queue();
  select(base::Id(waiting.front()->sos.id), true);
}

void SosView::next_pane() {
  const auto* now = wxWindow::FindFocus();
  if (arrivals_->IsDescendant(const_cast<wxWindow*>(now)) || now == arrivals_) return focus_queue();
  if (queue_->IsDescendant(const_cast<wxWindow*>(now))) return details_->player().focus();
  if (details_->player().IsDescendant(const_cast<wxWindow*>(now))) return details_->focus_note();
  if (arrivals_->IsShown()) return arrivals_->SetFocus();
  focus_queue();
}

void SosView::set_full_screen(bool on) {
  if (on == full_screen_ || (on && !selected_)) return;
  full_screen_ = on;
  glance_->let_go();
  left_->Show(!on);
  details_->set_full_screen(on);
  show_over_video();
  Layout();
  full_screen_changed.emit(on);
  // What had the keyboard may have been hidden, and keys go nowhere then.
  if (on)
    details_->player().focus();
  else
    focus_queue();
}

void SosView::set_locked(bool locked) {
  if (locked) set_full_screen(false);
  glance_->let_go();
  for (auto* each : segments_) each->Enable(!locked);
  details_->set_locked(locked);
}

bool SosView::cancel() {
  if (details_->cancel()) return true;
  if (!full_screen_) return glance_->let_go();
  set_full_screen(false);
  return true;
}

bool SosView::perform(Command command) {
  switch (command) {
    case Command::arrivals:
      set_full_screen(false);
      go_to_waiting();
      return true;
    case Command::queue:
      set_full_screen(false);
      focus_queue();
      return true;
    case Command::details: details_->player().focus(); return true;
    case Command::next_pane: next_pane(); return true;
    case Command::filter_unanswered: choose_filter(QueueFilter::unanswered); return true;
    case Command::filter_answered: choose_filter(QueueFilter::answered); return true;
    case Command::filter_all: choose_filter(QueueFilter::all); return true;
    case Command::claim: claim(); return true;
    case Command::glance_up: glance(-1); return true;
    case Command::glance_down: glance(1); return true;
    case Command::respond:
    case Command::close:
    case Command::take_over:
    case Command::note: set_full_screen(false); return details_->perform(command);
    default: return details_->perform(command);
  }
}

}  // namespace siaga::ui
