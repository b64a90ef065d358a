#include "ui/sos/row_pictures.h"

#include <algorithm>
#include <utility>

namespace siaga::ui {

RowPicture* RowPictures::find(const base::Id& sos) {
  const auto found = std::ranges::find(pictures_, sos, &RowPicture::sos);
  if (found == pictures_.end()) return nullptr;
  pictures_.splice(pictures_.begin(), pictures_, found);
  return &pictures_.front();
}

RowPicture& RowPictures::keep(RowPicture picture) {
  if (auto* former = find(picture.sos)) return *former = std::move(picture);
  pictures_.push_front(std::move(picture));
  if (pictures_.size() > most) pictures_.pop_back();
  return pictures_.front();
}

void RowPictures::follow(const console::Model& model) {
  std::erase_if(pictures_, [&model](const RowPicture& each) { return model.find(each.sos) == nullptr; });
}

}  // namespace siaga::ui
