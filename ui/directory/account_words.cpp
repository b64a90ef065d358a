#include "ui/directory/account_words.h"

#include "ui/format.h"
#include "ui/text.h"

namespace siaga::ui {

std::string account_state_words(const protocol::PersonAccount& account, base::Instant now, const std::string& zone) {
  if (account.closed_at)
    return tr("Closed since {}: they can't sign in. What they did stays under their name.",
              moment(*account.closed_at, now, zone));
  const auto password = account.has_password ? tr("They have a password.") : tr("They have no password yet.");
  const auto factor = account.second_factor ? tr("They sign in with a second factor.") : tr("No second factor.");
  return tr("The account is open.") + " " + password + " " + factor;
}

std::string closing_words(const std::string& name, const protocol::PersonAccount& account) {
  auto words = tr("{} can't sign in from then on.", name);
  if (account.sessions > 0)
    words += " " + tr_n("{} session ends at once.", "{} sessions end at once.", account.sessions, account.sessions);
  if (account.roles > 0) words += " " + tr_n("{} role ends.", "{} roles end.", account.roles, account.roles);
  if (account.alarms > 0)
    words += " " + tr_n("{} SOS IS IN THEIR HANDS: somebody must take it over.",
                        "{} SOS ARE IN THEIR HANDS: somebody must take them over.", account.alarms, account.alarms);
  if (account.orders > 0)
    words += " " + tr_n("{} order of theirs for a user ID lapses: a team leader must give it anew.",
                        "{} orders of theirs for user IDs lapse: a team leader must give them anew.", account.orders,
                        account.orders);
  return words + " " + tr("What they did stays under their name. The account can be opened again, without its roles.");
}

std::string late_mail_words(const protocol::LateMails& mails, base::Instant now, const std::string& zone) {
  if (mails.waiting + mails.given_up == 0) return {};
  std::string words;
  if (mails.waiting > 0)
    words = tr_n("{} mail doesn't leave and is tried again.", "{} mails don't leave and are tried again.",
                 mails.waiting, mails.waiting);
  if (mails.given_up > 0)
    words += (words.empty() ? "" : " ") +
             tr_n("{} mail of today was given up.", "{} mails of today were given up.", mails.given_up, mails.given_up);
  if (mails.since) words += " " + tr("The oldest is from {}.", moment(*mails.since, now, zone));
  return words + " " + tr("Ask whoever keeps the mail server; until then tell codes by voice (Their account).");
}

}  // namespace siaga::ui
