// FindingsPane: where applications and the logbook differ: each application with when it was last read and a button to
// read it now, and below it what was found, the newest first. What is chosen stands beside it (FindingForm).
// Fetched when it is opened, whenever the feed says that something has changed, and each second while an application is
// being read. Owner: UserIdView. Thread: UI.
#pragma once

#include "ui/desk.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table.h"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace siaga::ui {

class FindingsPane : public Surface {
 public:
  FindingsPane(wxWindow* parent, Desk& desk);

  void refresh();
  /// Another person, or nobody: nothing of before stays.
  void forget();
  void focus_first();
  /// Those that wait for somebody, whatever was shown before.
  void show_open() { choose(Show::open); }
  /// Those that wait, those that were accepted, then all.
  void next_show();
  bool has_focus() const;
  /// Once a second.
  void tick();
  /// The application of the chosen finding, else the first one that may be read.
  void read_again();
  const protocol::FindingView* chosen() const;
  bool is_empty() const { return page_.items.empty(); }

  /// False: what was written about the chosen one isn't sent yet, and it stays chosen.
  std::function<bool()> may_leave = [] { return true; };
  /// Another row, or the chosen one has changed.
  std::function<void()> on_chosen = [] {};
  /// How many wait for somebody.
  std::function<void(std::uint64_t)> on_count = [](std::uint64_t) {};

 private:
  using Show = console::UserIdClient::Findings;
  struct RunLine {
    base::Id application;
    Label* words;
    KeyButton* read;
  };

  void choose(Show show);
  void fetch(std::optional<base::Id> after, bool more);
  void came(base::Result<protocol::FindingPage> page, bool more);
  void show_rows(bool same);
  void pick(std::size_t row);
  void select_chosen();
  void fetch_more();
  void show_runs();
  void make_runs();
  void begin_reading(const base::Id& application);
  void show_empty();
  std::string cell(std::size_t row, std::size_t column) const;
  std::string empty_words() const;

  Desk& desk_;
  Show show_ = Show::open;
  protocol::FindingPage page_;
  std::vector<protocol::FindingView> fresh_;  ///< of pages that are being fetched
  std::size_t wanted_ = 0;                    ///< as many as are shown, so that no row goes away
  std::optional<base::Id> chosen_;
  std::string fault_;
  bool known_ = false, under_way_ = false, again_ = false;
  bool anew_ = true;         ///< what comes is another list
  std::uint64_t asked_ = 0;  ///< an answer to an earlier question is dropped
  std::array<KeyButton*, 3> shows_{};
  wxBoxSizer* runs_;
  std::vector<RunLine> lines_;
  Table* table_;
  Surface* empty_;
  Label* empty_words_;
};

}  // namespace siaga::ui
