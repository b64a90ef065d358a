// SosRows: the rows of a list of SOS for wxDataViewCtrl: a virtual model, cells made only for what is seen.
// Columns are native cells (bitmap, markup), so that screen readers read them. Owner: the list. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/sos/row_pictures.h"

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
  /// Something about it is different; nothing when it has no row.
  void changed(const base::Id& sos);
  /// The first picture that was seen of this recording; ignored unless it is the SOS's newest one.
  void set_poster(const base::Id& sos, const base::Id& recording, const wxBitmap& picture);
  /// The row that is looked into by keys; nothing: none.
  void mark_glance(const std::optional<base::Id>& sos);
  const std::optional<base::Id>& glanced() const { return glanced_; }
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
  wxBitmap blank_of(const domain::Recording* newest) const;
  wxBitmap draw_poster(const console::Matter& matter, const RowPicture* known) const;

  Desk& desk_;
  bool compact_;
  int row_height_ = 64;
  std::vector<base::Id> order_;
  std::optional<base::Id> glanced_;
  mutable RowPictures pictures_;
  mutable std::map<base::Id, std::string> places_;  ///< as last drawn
  mutable std::map<std::string, wxBitmap> bars_;
  mutable std::map<std::string, wxBitmap> blanks_;
  base::Connection on_preview_;
};

}  // namespace siaga::ui
