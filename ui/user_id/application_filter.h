// ApplicationFilter: of which application the queue of user IDs shows the cases: one's own choice, which stays while
// the console runs, whatever else is looked at and after a break of the session; another person begins with all. It
// shows itself where there is something to choose. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/desk.h"

#include <wx/choice.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace siaga::ui {

class ApplicationFilter : public wxChoice {
 public:
  ApplicationFilter(wxWindow* parent, Desk& desk);

  /// Asks the hub which there are.
  void fetch();
  /// Whoever is signed in now.
  void begin();
  /// `shown`: where the queue is.
  void show_there(bool shown);
  /// Nothing: all.
  const std::optional<base::Id>& chosen() const { return chosen_; }
  /// Of the chosen one; empty: all.
  std::string name() const;
  void next();
  /// The choice isn't to be had now: the one before stands there again, or all where that isn't listed any more. Tells
  /// nobody.
  void put_back(const std::optional<base::Id>& application);

  /// Another one was chosen, or the chosen one isn't there any more.
  std::function<void()> on_chosen = [] {};

 private:
  void offer(const std::vector<protocol::ApplicationView>& views);
  void mark_chosen();
  void take(int at);

  Desk& desk_;
  base::Id whose_{};
  std::optional<base::Id> chosen_;
  std::vector<base::Id> applications_;  ///< as listed, behind all of them
  bool is_there_ = true;
};

}  // namespace siaga::ui
