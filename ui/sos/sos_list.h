// SosList: a native list of SOS, used for the queue and for the band of new arrivals. Rows never move under the hand:
// while the pointer is over the list or a key was just used in it, new rows are added below and nothing else changes
// its place. Owner: SosView. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/sos/sos_rows.h"

#include <wx/timer.h>

#include <chrono>
#include <functional>
#include <set>
#include <vector>

namespace siaga::ui {

class SosList : public wxDataViewCtrl {
 public:
  /// `width`: pixels that it will have; its columns fit from the first row on.
  SosList(wxWindow* parent, Desk& desk, bool compact, const std::string& name, int width);

  /// The order that is due; it is shown at once, or when the hand has left.
  void arrange(std::vector<base::Id> order);
  /// Something about this row changed.
  void row_changed(const base::Id& sos);
  /// Marks the row without telling anybody; nothing: no row.
  void mark(const std::optional<base::Id>& sos);
  void set_poster(const base::Id& sos, const base::Id& recording, const wxBitmap& picture) {
    rows_->set_poster(sos, recording, picture);
  }
  /// Marks the row that is looked into by keys, and brings it into sight; nothing: none.
  void mark_glance(const std::optional<base::Id>& sos);
  /// Once a second: figures run, and an order that was held back may come.
  void tick();
  std::size_t size() const { return rows_->order().size(); }
  const base::Id* first() const { return rows_->at(0); }
  const std::vector<base::Id>& order() const { return rows_->order(); }
  bool shows(const base::Id& sos) const { return rows_->row_of(sos).has_value(); }
  /// With large text the words need the room.
  static bool has_posters(const wxWindow& window);
  /// Pixels that `rows` of them take: the bar is the tallest cell (sos_rows.cpp), and GTK adds a line of 2.
  int height_of(int rows) const { return rows * (row_height_ - 4); }

  std::function<void(const base::Id&)> on_selected = [](const base::Id&) {};
  /// The row on which the pointer has come to rest; nothing: it has left the rows.
  std::function<void(const std::optional<base::Id>&)> on_pointed = [](const std::optional<base::Id>&) {};
  /// The rows that were really painted.
  std::function<void(const base::Id&)> on_painted = [](const base::Id&) {};
  /// The end of the list is near: time to fetch older ones.
  std::function<void()> on_end_near = [] {};
  /// What was held back under the hand is shown now.
  std::function<void()> on_caught_up = [] {};

 private:
  bool hand_is_on() const;
  void show_order(std::vector<base::Id> order);
  void report_painted();
  void fit_columns(int width);
  void watch_pointer();
  std::optional<base::Id> row_under_pointer() const;

  Desk& desk_;
  wxObjectDataPtr<SosRows> rows_;
  std::vector<base::Id> due_;
  std::optional<base::Id> marked_;
  std::set<base::Id> painted_;
  std::chrono::steady_clock::time_point touched_{};
  int row_height_ = 64;
  wxTimer pointer_rests_;
  bool quiet_ = false;  ///< our own selecting isn't a person's
  base::Connection on_theme_;
};

}  // namespace siaga::ui
