// SosView: the band of new alarms, the queue with its filters, and the details beside them.
// A new alarm enters in the band and waits there until it is claimed or looked at; the focus stays where it is. What is
// shown changes by a person's hand alone, except when nothing was shown or it is closed. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/keys.h"
#include "ui/sos/sos_details.h"
#include "ui/sos/sos_glance.h"
#include "ui/sos/sos_list.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <vector>

namespace siaga::ui {

class SosView : public Surface {
 public:
  SosView(wxWindow* parent, Desk& desk);

  bool perform(Command command);
  /// Esc: closes a line, leaves full screen. True when there was something to leave.
  bool cancel();
  bool full_screen() const { return full_screen_; }
  void focus_queue();
  void leave_full_screen() { set_full_screen(false); }
  /// Queue, band, words and video stay; nothing else can be done.
  void set_locked(bool locked);

  base::Signal<bool> full_screen_changed;

 private:
  struct History {  ///< per filter: what has been fetched of it
    std::optional<base::Id> next;
    bool asked = false;
    bool under_way = false;
    bool all = false;
  };
  /// The model forgets what was fetched with each snapshot.
  void begin_history_anew();
  /// What sounds: new alarms, and released or older ones that stand in the queue.
  std::vector<const console::Matter*> unowned() const;
  /// Over a video that fills the screen: who waits for an owner.
  void show_over_video();

  wxWindow* make_left();
  /// A list that can't be known must not look empty.
  void show_blindness();
  std::string empty_words() const;
  /// Responded, and still open: somebody has to close them.
  std::size_t unclosed() const;
  void show_band();
  /// Where the band has no row: it must not deny what sounds from the queue.
  void show_calm();
  /// To what waits for an owner, in the band or in the queue.
  void go_to_waiting();
  void show_queue();
  void show_counts();
  void choose_filter(console::QueueFilter filter);
  void fetch_more();
  void select(const base::Id& sos, bool by_person);
  void show_awaited();
  void arrived(const base::Id& sos);
  void changed(const base::Id& sos);
  void reset();
  void claim();
  /// Into the recording of another row; nothing is opened, and the focus stays.
  void glance(int by);
  void next_pane();
  void set_full_screen(bool on);
  /// Nothing is shown, or something that is closed and that nobody writes about.
  bool is_idle() const;
  bool waits_in_band(const base::Id& sos) const;

  Desk& desk_;
  console::QueueFilter filter_ = console::QueueFilter::unanswered;
  std::array<History, 3> history_;
  std::uint64_t generation_ = 0;      ///< of the model, that history_ is of
  std::vector<base::Id> band_order_;  ///< oldest first
  std::optional<base::Id> selected_;
  std::optional<base::Id> awaited_;  ///< an arrival that is selected once its row has been drawn
  std::chrono::steady_clock::time_point selected_at_;
  std::set<base::Id> seen_;  ///< arrived at this desk, in whatever way
  bool populated_ = false;   ///< a snapshot has been applied
  bool full_screen_ = false;
  bool blind_ = false;  ///< no link to the hub: what isn't here may exist
  wxWindow* left_;
  Surface* band_;
  Surface* band_strip_;
  Label *band_head_, *band_calm_;
  wxSizerItem *band_space_, *band_space_below_;
  SosList* arrivals_;
  SosList* queue_;
  Surface* empty_;
  Label* empty_words_;
  SosGlance* glance_;
  std::array<KeyButton*, 3> segments_{};
  SosDetails* details_;
  std::vector<base::Connection> connections_;
};

}  // namespace siaga::ui
