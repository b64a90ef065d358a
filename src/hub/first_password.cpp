#include "hub/first_password.h"

#include "base/digest.h"
#include "hub/case_views.h"
#include "hub/user_id_deciding.h"
#include "protocol/command.h"
#include "protocol/finding.h"
#include "store/first_password_table.h"
#include "store/user_id_table.h"

#include <algorithm>
#include <string_view>

namespace siaga::hub {

using base::fail;
using base::Fault;
using base::Result;

namespace {

constexpr std::string_view capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view smalls = "abcdefghijkmnpqrstuvwxyz";
constexpr std::string_view digits = "23456789";
constexpr std::string_view signs = "-_.!";
constexpr std::size_t password_length = 20;

/// Each of `among` as likely as the others.
char random_of(std::string_view among) {
  const auto limit = 256 - 256 % among.size();
  while (true) {
    const std::size_t byte = base::random_bytes(1).front();
    if (byte < limit) return among[byte % among.size()];
  }
}

Result<KeptThing> tell_once(store::Ledger& ledger, const Decider& decider, const base::Id& id, const SecretBox& box) {
  auto& database = ledger.database;
  const auto one = case_views::visible_case(database, decider.by, id, domain::Action::deactivate_user_ids);
  if (!one) return one.error();
  const auto row = store::first_password_table::find(database, id);
  if (!row || row->made_at + first_password_waits <= decider.at)
    return fail(Fault::not_found, "no first password waits: it was told, or a day has passed");
  if (row->reader != decider.by.person.id)
    return fail(Fault::forbidden, "it is told to the team leader under whose order it was made", "reader");
  const auto password = box.open(id, row->sealed);
  if (!password) return password.error();
  store::first_password_table::forget(database, id);
  const auto user_id = store::user_id_table::find(database, one->user_id);
  return KeptThing{protocol::encode(protocol::FirstPassword{user_id ? user_id->user_name : "", *password}), false};
}

}  // namespace

std::string make_first_password() {
  std::string all;
  for (const auto kind : {capitals, smalls, digits, signs}) all += kind;
  while (true) {
    std::string password;
    for (std::size_t at = 0; at < password_length; ++at) password += random_of(all);
    const auto has = [&password](std::string_view kind) {
      return std::ranges::any_of(password, [kind](char c) { return kind.find(c) != std::string_view::npos; });
    };
    if (has(capitals) && has(smalls) && has(digits) && has(signs)) return password;
  }
}

Answer tell_first_password(Call& call) {
  auto reading = read_json(call);
  const auto body = co_await std::move(reading);
  if (!body) co_return body.error();
  const auto command = protocol::decode_plain_command(*body);
  if (!command) co_return command.error();
  DecideThing decide = [id = call.id, box = &call.core.secret_box](store::Ledger& ledger, const Decider& decider) {
    return tell_once(ledger, decider, id, *box);
  };
  auto telling = keep_thing(call, std::move(decide));
  co_return co_await std::move(telling);
}

}  // namespace siaga::hub
