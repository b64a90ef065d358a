#include "ui/sign_in/session_end_words.h"

#include "protocol/session_end.h"
#include "ui/text.h"

namespace siaga::ui {

std::string session_end_words(const base::Error& why) {
  using protocol::SessionEnd;
  if (why.fault == base::Fault::forbidden && why.field == "second_factor")
    return tr(
        "Your role takes a second factor from now on. Sign in again: it asks for your code, or sets the factor up.");
  if (why.fault == base::Fault::forbidden)
    return tr("You were signed out: your roles have no desk any more. If that is a mistake, call the administrator.");
  switch (protocol::session_end(why.field).value_or(SessionEnd::ended)) {
    case SessionEnd::expired: return tr("The session had reached its greatest age. Sign in again.");
    case SessionEnd::idle: return tr("The session wasn't used for too long. Sign in again.");
    case SessionEnd::password_changed:
      return tr(
          "Your password was set anew, which ended every session. If that wasn't you, call the administrator now.");
    case SessionEnd::ended: break;
  }
  if (why.field.empty()) return tr("The hub has ended the session. Sign in again.");
  return tr("The session was ended from elsewhere: by yourself, or by an administrator. Sign in again.");
}

}  // namespace siaga::ui
