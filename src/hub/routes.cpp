#include "hub/routes.h"

#include "hub/account_desk.h"
#include "hub/application_desk.h"
#include "hub/case_views.h"
#include "hub/console_desk.h"
#include "hub/directory_desk.h"
#include "hub/emergency_desk.h"
#include "hub/factor_policy_desk.h"
#include "hub/feed_session.h"
#include "hub/finding_desk.h"
#include "hub/first_password.h"
#include "hub/first_start_desk.h"
#include "hub/health_desk.h"
#include "hub/letter_desk.h"
#include "hub/logbook_desk.h"
#include "hub/logbook_exports.h"
#include "hub/logbook_views.h"
#include "hub/move_desk.h"
#include "hub/password_desk.h"
#include "hub/people_import_desk.h"
#include "hub/person_account_desk.h"
#include "hub/person_sessions_desk.h"
#include "hub/position_desk.h"
#include "hub/profile_desk.h"
#include "hub/proof_desk.h"
#include "hub/recording_desk.h"
#include "hub/second_factor_desk.h"
#include "hub/session_desk.h"
#include "hub/sla_report.h"
#include "hub/sos_desk.h"
#include "hub/sos_views.h"
#include "hub/upload_desk.h"
#include "hub/user_id_desk.h"
#include "hub/user_id_import_desk.h"

#include <array>

namespace siaga::hub {

namespace {

using domain::Action;
using net::Verb;

constexpr Gate anybody{Gate::Kind::anybody, {}};
constexpr Gate loopback{Gate::Kind::loopback, {}};
constexpr Gate signed_in{Gate::Kind::signed_in, {}};
constexpr Gate enrolling{Gate::Kind::enrolling, {}};
constexpr Gate who_may(Action action) { return Gate{Gate::Kind::signed_in, action}; }
/// Raising an alarm gives no power over others: no second factor stands before it.
constexpr Gate officers_side(Action action) { return Gate{Gate::Kind::enrolling, action}; }

constexpr std::array table{
    Route{Verb::post, "/api/v1/sessions", anybody, &session_desk::open},
    Route{Verb::get, "/api/v1/sessions/current", enrolling, &session_desk::current},
    Route{Verb::del, "/api/v1/sessions/current", enrolling, &session_desk::close},
    Route{Verb::get, "/api/v1/sessions", enrolling, &session_desk::list},
    Route{Verb::del, "/api/v1/sessions/{id}", enrolling, &session_desk::end},
    Route{Verb::get, "/api/v1/snapshot", who_may(Action::follow_feed), &sos_views::snapshot},
    Route{Verb::get, "/api/v1/feed", who_may(Action::follow_feed), &feed_session::open},
    Route{Verb::get, "/api/v1/sos", who_may(Action::read_sos), &sos_views::page},
    Route{Verb::put, "/api/v1/sos/{id}", officers_side(Action::raise_sos), &sos_desk::raise},
    Route{Verb::get, "/api/v1/sos/{id}", who_may(Action::read_sos), &sos_views::one},
    Route{Verb::get, "/api/v1/sos/{id}/status", officers_side(Action::read_own_sos), &sos_views::status},
    Route{Verb::post, "/api/v1/sos/{id}/withdraw", officers_side(Action::raise_sos), &sos_desk::withdraw},
    Route{Verb::post, "/api/v1/sos/{id}/shown", who_may(Action::handle_sos), &sos_desk::shown},
    Route{Verb::post, "/api/v1/sos/{id}/claim", who_may(Action::handle_sos), &sos_desk::claim},
    Route{Verb::post, "/api/v1/sos/{id}/release", who_may(Action::handle_sos), &sos_desk::release},
    Route{Verb::post, "/api/v1/sos/{id}/take-over", who_may(Action::take_over_sos), &sos_desk::take_over},
    Route{Verb::post, "/api/v1/sos/{id}/respond", who_may(Action::handle_sos), &sos_desk::respond},
    Route{Verb::post, "/api/v1/sos/{id}/note", who_may(Action::handle_sos), &sos_desk::note},
    Route{Verb::post, "/api/v1/sos/{id}/close", who_may(Action::handle_sos), &sos_desk::close},
    Route{Verb::post, "/api/v1/positions", officers_side(Action::raise_sos), &position_desk::report},
    Route{Verb::post, "/api/v1/consoles/mute", who_may(Action::mute_console), &console_desk::mute},
    Route{Verb::post, "/api/v1/consoles/unmute", who_may(Action::mute_console), &console_desk::unmute},
    Route{Verb::post, "/api/v1/losses", who_may(Action::confirm_loss), &console_desk::confirm_loss},
    Route{Verb::options, "/api/v1/uploads", anybody, &upload_desk::options},
    Route{Verb::post, "/api/v1/uploads", officers_side(Action::raise_sos), &upload_desk::create},
    Route{Verb::head, "/api/v1/uploads/{id}", officers_side(Action::raise_sos), &upload_desk::head},
    Route{Verb::patch, "/api/v1/uploads/{id}", officers_side(Action::raise_sos), &upload_desk::patch},
    Route{Verb::del, "/api/v1/uploads/{id}", officers_side(Action::raise_sos), &upload_desk::finish},
    Route{Verb::get, "/api/v1/recordings/{id}/content", who_may(Action::watch_recording), &recording_desk::content},
    Route{Verb::head, "/api/v1/recordings/{id}/content", who_may(Action::watch_recording), &recording_desk::content},
    Route{Verb::get, "/api/v1/recordings/{id}/play-copy", who_may(Action::watch_recording), &recording_desk::play_copy},
    Route{Verb::head, "/api/v1/recordings/{id}/play-copy", who_may(Action::watch_recording),
          &recording_desk::play_copy},
    Route{Verb::get, "/api/v1/recordings/{id}/posters/{n}", who_may(Action::watch_recording), &recording_desk::poster},
    Route{Verb::get, "/api/v1/recordings/{id}/loudness", who_may(Action::watch_recording), &recording_desk::loudness},
    Route{Verb::get, "/api/v1/units", who_may(Action::read_people), &directory_desk::units},
    Route{Verb::put, "/api/v1/units/{id}", who_may(Action::manage_units), &directory_desk::put_unit},
    Route{Verb::get, "/api/v1/people", who_may(Action::read_people), &directory_desk::people},
    Route{Verb::get, "/api/v1/people/{id}", who_may(Action::read_people), &directory_desk::person},
    Route{Verb::put, "/api/v1/people/{id}", who_may(Action::manage_people), &directory_desk::put_person},
    Route{Verb::put, "/api/v1/grants/{id}", who_may(Action::grant_roles), &directory_desk::put_grant},
    Route{Verb::del, "/api/v1/grants/{id}", who_may(Action::grant_roles), &directory_desk::end_grant},
    Route{Verb::put, "/api/v1/profile", signed_in, &directory_desk::profile},
    Route{Verb::get, "/api/v1/sign-in-options", anybody, &password_desk::options},
    Route{Verb::post, "/api/v1/password-resets", anybody, &password_desk::request},
    Route{Verb::post, "/api/v1/password-resets/confirm", anybody, &password_desk::confirm},
    Route{Verb::post, "/api/v1/second-factor/confirm", enrolling, &second_factor_desk::confirm},
    Route{Verb::post, "/api/v1/second-factor/remove", enrolling, &second_factor_desk::remove},
    Route{Verb::post, "/api/v1/second-factor", enrolling, &second_factor_desk::begin},
    Route{Verb::get, "/api/v1/second-factor-policy", who_may(Action::read_accounts), &factor_policy_desk::read},
    Route{Verb::put, "/api/v1/second-factor-policy", who_may(Action::manage_policy), &factor_policy_desk::put},
    Route{Verb::get, "/api/v1/first-start", anybody, &first_start_desk::look},
    Route{Verb::post, "/api/v1/first-start", anybody, &first_start_desk::begin},
    Route{Verb::post, "/api/v1/sessions/current/confirm", signed_in, &account_desk::confirm},
    Route{Verb::post, "/api/v1/password", signed_in, &account_desk::change_password},
    Route{Verb::post, "/api/v1/second-factor/recovery-codes", signed_in, &second_factor_desk::renew_codes},
    Route{Verb::get, "/api/v1/profile", signed_in, &profile_desk::read},
    Route{Verb::get, "/api/v1/profile/views", signed_in, &account_desk::looks},
    Route{Verb::put, "/api/v1/profile/photo", signed_in, &profile_desk::put_photo},
    Route{Verb::get, "/api/v1/profile/photo", signed_in, &profile_desk::own_photo},
    Route{Verb::del, "/api/v1/profile/photo", signed_in, &profile_desk::remove_photo},
    Route{Verb::get, "/api/v1/people/{id}/photo", who_may(Action::read_people), &profile_desk::photo},
    Route{Verb::get, "/api/v1/checkpoint", who_may(Action::read_user_ids), &proof_desk::checkpoint},
    Route{Verb::get, "/api/v1/checkpoints", who_may(Action::read_user_ids), &proof_desk::checkpoints},
    Route{Verb::get, "/api/v1/proofs/keys", who_may(Action::read_user_ids), &proof_desk::keys},
    Route{Verb::get, "/api/v1/proofs/inclusion", who_may(Action::read_user_ids), &proof_desk::inclusion},
    Route{Verb::get, "/api/v1/proofs/consistency", who_may(Action::read_user_ids), &proof_desk::consistency},
    Route{Verb::get, "/api/v1/journal/export", who_may(Action::export_journal), &proof_desk::journal},
    Route{Verb::post, "/api/v1/people-imports/preview", who_may(Action::manage_people), &people_import_desk::preview},
    Route{Verb::post, "/api/v1/people-imports", who_may(Action::manage_people), &people_import_desk::carry_out},
    Route{Verb::get, "/api/v1/emergency-numbers", signed_in, &emergency_desk::list},
    Route{Verb::put, "/api/v1/units/{id}/emergency-numbers", who_may(Action::manage_units), &emergency_desk::put},
    Route{Verb::put, "/api/v1/moves/{id}", who_may(Action::manage_people), &move_desk::plan},
    Route{Verb::del, "/api/v1/moves/{id}", who_may(Action::manage_people), &move_desk::drop},
    Route{Verb::get, "/api/v1/people/{id}/sessions", who_may(Action::read_accounts), &person_sessions_desk::list},
    Route{Verb::post, "/api/v1/people/{id}/end-sessions", who_may(Action::end_sessions), &person_sessions_desk::end},
    Route{Verb::get, "/api/v1/people/{id}/account", who_may(Action::read_accounts), &person_account_desk::look},
    Route{Verb::post, "/api/v1/people/{id}/close-account", who_may(Action::end_sessions), &person_account_desk::close},
    Route{Verb::post, "/api/v1/people/{id}/open-account", who_may(Action::end_sessions), &person_account_desk::open},
    Route{Verb::post, "/api/v1/people/{id}/password-code", who_may(Action::end_sessions),
          &person_account_desk::make_code},
    Route{Verb::post, "/api/v1/people/{id}/remove-second-factor", who_may(Action::end_sessions),
          &person_account_desk::remove_factor},
    Route{Verb::get, "/api/v1/late-mails", who_may(Action::read_accounts), &person_account_desk::late_mails},
    Route{Verb::get, "/api/v1/applications", who_may(Action::read_user_ids), &case_views::applications},
    Route{Verb::put, "/api/v1/applications/{id}", who_may(Action::manage_applications), &user_id_desk::put_application},
    Route{Verb::post, "/api/v1/applications/{id}/check", who_may(Action::manage_applications),
          &application_desk::check},
    Route{Verb::post, "/api/v1/applications/{id}/reconcile", who_may(Action::confirm_user_ids),
          &application_desk::reconcile},
    Route{Verb::get, "/api/v1/findings", who_may(Action::read_user_ids), &finding_desk::page},
    Route{Verb::post, "/api/v1/findings/{id}/open-case", who_may(Action::confirm_user_ids), &finding_desk::open_case},
    Route{Verb::post, "/api/v1/findings/{id}/accept", who_may(Action::confirm_user_ids), &finding_desk::accept},
    Route{Verb::get, "/api/v1/user-ids", who_may(Action::read_user_ids), &case_views::user_ids},
    Route{Verb::post, "/api/v1/user-ids/import/preview", who_may(Action::keep_logbook), &user_id_import_desk::preview},
    Route{Verb::post, "/api/v1/user-ids/import", who_may(Action::keep_logbook), &user_id_import_desk::carry_out},
    Route{Verb::put, "/api/v1/user-ids/{id}", who_may(Action::record_cases), &user_id_desk::put_user_id},
    Route{Verb::put, "/api/v1/letters/{id}", who_may(Action::send_letters), &letter_desk::put},
    Route{Verb::get, "/api/v1/letters/{id}", who_may(Action::read_user_ids), &letter_desk::get},
    Route{Verb::get, "/api/v1/user-id-cases", who_may(Action::read_user_ids), &case_views::page},
    Route{Verb::put, "/api/v1/user-id-cases/{id}", who_may(Action::record_cases), &user_id_desk::put_case},
    Route{Verb::get, "/api/v1/user-id-cases/{id}", who_may(Action::read_user_ids), &case_views::one},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/request", who_may(Action::record_cases), &user_id_desk::request},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/order", who_may(Action::deactivate_user_ids), &user_id_desk::order},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/attempt", who_may(Action::deactivate_user_ids),
          &user_id_desk::attempt},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/confirm", who_may(Action::confirm_user_ids), &user_id_desk::confirm},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/hand-over", who_may(Action::record_cases), &user_id_desk::hand_over},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/document", who_may(Action::record_cases), &user_id_desk::document},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/withdraw", who_may(Action::record_cases), &user_id_desk::withdraw},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/reopen", who_may(Action::confirm_user_ids), &user_id_desk::reopen},
    Route{Verb::post, "/api/v1/user-id-cases/{id}/first-password", who_may(Action::deactivate_user_ids),
          &tell_first_password},
    Route{Verb::get, "/api/v1/user-id-sla", who_may(Action::read_user_ids), &sla_report::month},
    Route{Verb::get, "/api/v1/logbook", who_may(Action::read_user_ids), &logbook_views::page},
    Route{Verb::get, "/api/v1/logbook/{id}", who_may(Action::read_user_ids), &logbook_views::one},
    Route{Verb::get, "/api/v1/logbook/sign-offs", who_may(Action::read_user_ids), &logbook_views::sign_offs},
    Route{Verb::post, "/api/v1/logbook/{id}/correct", who_may(Action::keep_logbook), &logbook_desk::correct},
    Route{Verb::post, "/api/v1/logbook/{id}/hold", who_may(Action::keep_logbook), &logbook_desk::hold},
    Route{Verb::post, "/api/v1/logbook/{id}/release", who_may(Action::keep_logbook), &logbook_desk::release},
    Route{Verb::post, "/api/v1/logbook/dispose", who_may(Action::keep_logbook), &logbook_desk::dispose},
    Route{Verb::post, "/api/v1/logbook/dispose/draft", who_may(Action::keep_logbook), &logbook_desk::draft},
    Route{Verb::post, "/api/v1/logbook/sign-off", who_may(Action::keep_logbook), &logbook_desk::sign_off},
    Route{Verb::post, "/api/v1/logbook/exports", who_may(Action::read_user_ids), &logbook_exports::make},
    Route{Verb::get, "/api/v1/logbook/exports/{id}/{name}", who_may(Action::read_user_ids), &logbook_exports::file},
    Route{Verb::get, "/api/v1/user-id-sla/report", who_may(Action::read_user_ids), &sla_report::read},
    Route{Verb::get, "/healthz", anybody, &health_desk::health},
    Route{Verb::get, "/metrics", loopback, &health_desk::metrics},
};

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace siaga::hub
