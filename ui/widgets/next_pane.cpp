#include "ui/widgets/next_pane.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace siaga::ui {

void enter_next_pane(std::initializer_list<Pane> panes) {
  std::vector<Pane> shown;
  std::ranges::copy_if(panes, std::back_inserter(shown),
                       [](const Pane& pane) { return pane.window->IsShownOnScreen(); });
  if (shown.empty()) return;
  auto* focus = wxWindow::FindFocus();
  const auto here =
      std::ranges::find_if(shown, [focus](const Pane& pane) { return focus && pane.window->IsDescendant(focus); });
  const auto& next = here == shown.end() || here + 1 == shown.end() ? shown.front() : *(here + 1);
  if (next.enter)
    next.enter();
  else
    next.window->SetFocus();
}

}  // namespace siaga::ui
