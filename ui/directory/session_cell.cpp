#include "ui/directory/session_cell.h"

#include "ui/format.h"
#include "ui/text.h"

namespace siaga::ui {

std::string session_cell(const Desk& desk, const protocol::OwnSession& session, std::size_t column) {
  const auto now = desk.model.hub_now();
  switch (column) {
    case 0:
      if (session.current) return tr("{} (this console)", session.console);
      return session.console.empty() ? tr("without a name") : session.console;
    case 1: return session.peer;
    case 2: return moment(session.opened_at, now, desk.zone());
    default: return moment(session.used_at, now, desk.zone());
  }
}

}  // namespace siaga::ui
