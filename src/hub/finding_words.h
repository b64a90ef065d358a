// What is said of applications and their users in the logbook and in mails: Indonesian sentences, made from faults and
// findings, for people who never see the log. Pure; no thread.
#pragma once

#include "domain/reconciliation.h"
#include "hub/mail_texts.h"

#include <string>

namespace siaga::hub {

/// Why an attempt at an application came to nothing, and what to do: for `case.failed`. What the application said in
/// its own words is for the log.
std::string failure_words(const base::Error& error);

/// "masih aktif, padahal hari kerja terakhirnya sudah lewat": what is wrong.
std::string finding_words(domain::FindingKind kind);
/// Of the users, with commas between them.
std::string user_names_of(const domain::Finding& finding);
/// Whether it is among those names, in any ASCII case.
bool is_named(const std::string& names, const std::string& user_name);

/// To team leaders. `agent` may be empty; `zone`: of the times.
MailText finding_mail(const domain::Finding& finding, const std::string& agent, const std::string& application,
                      const std::string& zone);

}  // namespace siaga::hub
