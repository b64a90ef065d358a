// ApplicationField: which application a user ID is in; a choice of those that this person may see. Owner: a form.
// Thread: UI. What is chosen stays while they are fetched anew.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/surface.h"

#include <wx/choice.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class ApplicationField : public Surface {
 public:
  ApplicationField(wxWindow* parent, Desk& desk);

  /// Asks the hub; the first one is chosen where none was.
  void fetch();
  std::optional<domain::Application> chosen() const;

  std::function<void()> on_chosen = [] {};
  std::function<void(const std::string& why)> on_fault = [](const std::string&) {};

 private:
  void show(const std::vector<protocol::ApplicationView>& views);

  Desk& desk_;
  wxChoice* choice_;
  std::vector<domain::Application> applications_;
};

}  // namespace siaga::ui
