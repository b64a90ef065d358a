// SosRows: the rows of a list of SOS for wxDataViewCtrl: a virtual model, cells made only for what is seen.
// Columns are native cells (bitmap, markup), so that screen readers read them. Owner: the list. Thread: UI.
#pragma once

#include "ui/desk.h"

#include <wx/bmpbndl.h>
#include <wx/dataview.h>

#include <map>
#include <optional>
#include <vector>

namespace siaga::ui {

class SosRows : public wxDataViewVirtualListModel {
 public:
  enum Column : unsigned { bar, poster, words, timer };

  SosRows(Desk& desk, bool compact);

  void set(std::vector<base::Id> order);
  const std::vector<base::Id>& order() const { return order_; }
  std::optional<unsigned> row_of(const base::Id& sos) const;
  const base::Id* at(unsigned row) const { return row < order_.size() ? &order_[row] : nullptr; }
  void set_poster(const base::Id& sos, const wxBitmap& picture);
  void set_row_height(int pixels) { row_height_ = pixels; }
  /// Colours have changed.
  void forget_bitmaps() {
    bars_.clear();
    blanks_.clear();
  }

  /// The officer has come to another place than the row says.
  bool place_changed(unsigned row) const;

  void GetValueByRow(wxVariant& value, unsigned row, unsigned column) const override;
  bool SetValueByRow(const wxVariant&, unsigned, unsigned) override { return false; }
  bool IsEnabledByRow(unsigned, unsigned) const override { return true; }

  static wxSize poster_size() { return {72, 48}; }

 private:
  wxBitmap bar_of(const console::Matter& matter) const;
  wxBitmap poster_of(const console::Matter& matter) const;
  wxBitmap preview_of(const console::Matter& matter) const;

  Desk& desk_;
  bool compact_;
  int row_height_ = 64;
  std::vector<base::Id> order_;
  mutable std::map<base::Id, wxBitmap> posters_;    ///< small, so kept for the shift
  mutable std::map<base::Id, std::string> places_;  ///< as last drawn
  mutable std::map<std::string, wxBitmap> bars_;
  mutable std::map<std::string, wxBitmap> blanks_;
  base::Connection on_preview_;
};

}  // namespace siaga::ui
