#include "ui/post.h"

#include "base/log.h"

#include <wx/app.h>

#include <exception>

namespace siaga::ui {

base::Post make_post() {
  return [](std::function<void()> work) {
    if (!wxTheApp) return;
    wxTheApp->CallAfter([work = std::move(work)] {
      if (!wxTheApp->GetTopWindow()) return;
      try {
        work();
      } catch (const std::exception& failure) {
        base::log::error("ui.post_failed", {{"what", failure.what()}});
      }
    });
  };
}

}  // namespace siaga::ui
