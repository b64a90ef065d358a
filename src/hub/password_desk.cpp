#include "hub/password_desk.h"

#include "hub/known_console.h"
#include "hub/mail_outbox.h"
#include "hub/new_password.h"
#include "hub/password_reset.h"
#include "protocol/view.h"

namespace siaga::hub::password_desk {

using base::fail;
using base::Fault;
using base::Result;
using password_reset::Allowed;

namespace {

asio::awaitable<Result<Allowed>> check_code(Core& core, protocol::ConfirmReset wish) {
  using Checked = std::optional<Allowed>;
  std::function<Result<Checked>(store::Ledger&)> decide = [wish = std::move(wish)](store::Ledger& ledger) {
    return Result<Checked>{password_reset::check(ledger, wish)};  // no error: the counted try must stay
  };
  auto checking = on_store<Checked>(core.store, store::Priority::normal, std::move(decide));
  auto checked = co_await std::move(checking);
  if (!checked) co_return checked.error();
  if (!*checked) co_return password_reset::wrong_code();
  co_return std::move(**checked);
}

}  // namespace

Answer options(Call& call) {
  protocol::SignInOptions view;
  view.mail = call.core.mail != nullptr;
  co_return json_response(200, protocol::encode(view));
}

Answer request(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto wish = protocol::decode_request_reset(*body);
  if (!wish) co_return wish.error();

  auto& core = call.core;
  if (core.mail == nullptr) co_return fail(Fault::unavailable, "this hub sends no mail: ask the administrator", "mail");
  auto beginning = begin_attempt(core, core.resets, wish->email, call.request.peer_address, wish->device);
  const auto attempt = co_await std::move(beginning);
  if (attempt.must_wait) co_return slowed_down(*attempt.must_wait);
  std::function<Result<bool>(store::Ledger&)> decide = [wish = *wish, peer = attempt.address,
                                                        code = password_reset::make_code()](store::Ledger& ledger) {
    password_reset::request(ledger, wish, peer, code);
    return Result<bool>{true};
  };
  auto deciding = on_store<bool>(core.store, store::Priority::normal, std::move(decide));
  const auto kept = co_await std::move(deciding);
  if (!kept) co_return kept.error();
  core.mail->wake();
  co_return json_response(202, "{}");
}

Answer confirm(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  auto wish = protocol::decode_confirm_reset(*body);
  if (!wish) co_return wish.error();

  auto& core = call.core;
  auto beginning = begin_attempt(core, core.resets, wish->email, call.request.peer_address, wish->device);
  const auto attempt = co_await std::move(beginning);
  if (attempt.must_wait) co_return slowed_down(*attempt.must_wait);
  auto checking = check_code(core, *wish);
  const auto allowed = co_await std::move(checking);
  if (!allowed) co_return allowed.error();
  attempt.succeeded(core.resets);

  auto hashing = hash_new_password(core, std::move(wish->password), allowed->person);
  const auto hash = co_await std::move(hashing);
  if (!hash) co_return hash.error();

  using Ended = std::vector<base::Sha256>;
  std::function<Result<Ended>(store::Ledger&)> decide = [allowed = *allowed, hash = *hash,
                                                         by_mail = core.mail != nullptr](store::Ledger& ledger) {
    return password_reset::finish(ledger, allowed, hash, by_mail);
  };
  auto deciding = on_store<Ended>(core.store, store::Priority::alarm, std::move(decide));
  const auto ended = co_await std::move(deciding);
  if (!ended) co_return ended.error();
  for (const auto& token_hash : *ended) core.sessions.end(token_hash, protocol::SessionEnd::password_changed);
  core.feed.notice().notify_all();  // their feeds look, and close
  if (core.mail != nullptr) core.mail->wake();
  co_return no_content();
}

}  // namespace siaga::hub::password_desk
