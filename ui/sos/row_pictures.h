// RowPictures: the small pictures of the queue's rows, as drawn. Only so many are kept, those drawn last; one that has
// gone is made again from its preview when its row is seen. Owner: the rows. Thread: UI.
#pragma once

#include "console/model.h"

#include <wx/bitmap.h>

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>

namespace siaga::ui {

struct RowPicture {
  base::Id sos;
  base::Id recording{};                    ///< that it was made of
  std::optional<domain::SeenPart> part{};  ///< of a recording that grew
  wxBitmap picture{};                      ///< as it came
  wxBitmap drawn{};                        ///< with the loudness over it
  std::size_t loudness = 0;                ///< how many values of it are drawn
  /// When its preview was asked for last: a row is drawn every second, and a hub that fails isn't asked as often.
  std::chrono::steady_clock::time_point asked{};
};

class RowPictures {
 public:
  static constexpr std::size_t most = 200;  ///< about 5 MB; a screen shows a tenth of them

  /// Counts as drawn last. Nothing: there is none. Valid until the next call.
  RowPicture* find(const base::Id& sos);
  /// In the place of the SOS's former one.
  RowPicture& keep(RowPicture picture);
  /// Those of SOS that the model has forgotten go.
  void follow(const console::Model& model);
  std::size_t size() const { return pictures_.size(); }

 private:
  std::list<RowPicture> pictures_;  ///< drawn last first
};

}  // namespace siaga::ui
