#include "hub/profile_desk.h"

#include "domain/profile.h"
#include "hub/events.h"
#include "hub/guard.h"
#include "hub/look.h"
#include "protocol/account.h"
#include "store/person_table.h"
#include "store/profile_table.h"
#include "store/second_factor_table.h"

namespace siaga::hub::profile_desk {

using base::fail;
using base::Fault;
using base::Result;
using store::profile_table::Photo;

namespace {

base::Error no_photo() { return fail(Fault::not_found, "there is no photo of such a person"); }

net::Response picture(Photo photo) {
  auto response = net::make_response(200, photo.content_type, std::move(photo.bytes));
  response.set("Cache-Control", "private, no-store");
  response.set("Content-Security-Policy", "sandbox; default-src 'none'");
  return response;
}

/// For whoever `may` see somebody: their photo.
asio::awaitable<Result<Photo>> find_photo(Core& core, base::Id person, std::function<bool(const domain::Person&)> may) {
  std::function<Result<Photo>(store::Database&)> read =
      [person, may = std::move(may)](store::Database& database) -> Result<Photo> {
    const auto found = store::person_table::find(database, person);
    if (!found || !may(*found)) return no_photo();
    auto photo = store::profile_table::photo(database, person);
    if (!photo) return no_photo();
    return std::move(*photo);
  };
  auto reading = on_reader<Photo>(core.readers, std::move(read));
  co_return co_await std::move(reading);
}

protocol::ProfileView read_profile(store::Database& database, const domain::Person& person) {
  protocol::ProfileView view;
  view.person = person;
  view.born = store::profile_table::born(database, person.id);
  view.photo_at = store::profile_table::photo_since(database, person.id);
  view.second_factor = store::second_factor_table::is_confirmed(database, person.id);
  if (view.second_factor) view.recovery_codes = store::second_factor_table::unused_codes(database, person.id).size();
  return view;
}

/// What changed isn't in the event: only that something did.
void tell_changed(store::Ledger& ledger, const domain::Person& person) {
  protocol::EventBody body;
  body.by = person.version;
  body.as = person.version;
  ledger.journal.append(draft({person.id, protocol::EventKind::person_changed, person.id, person.unit}, body));
}

asio::awaitable<Result<bool>> change(Call& call, std::function<bool(store::Ledger&)> work) {
  std::function<Result<bool>(store::Ledger&)> decide = [session = call.session, &clock = call.core.clock,
                                                        work = std::move(work)](store::Ledger& ledger) -> Result<bool> {
    const auto by = account_now(ledger, session, clock.now());
    if (!by) return by.error();
    const bool changed = work(ledger);
    if (changed) tell_changed(ledger, (*by)->person);
    return changed;
  };
  auto deciding = on_store<bool>(call.core.store, store::Priority::normal, std::move(decide));
  co_return co_await std::move(deciding);
}

}  // namespace

Answer read(Call& call) {
  using View = protocol::ProfileView;
  std::function<Result<View>(store::Database&)> look = [person = call.person()](store::Database& database) {
    return Result<View>{read_profile(database, person)};
  };
  auto reading = on_reader<View>(call.core.readers, std::move(look));
  const auto view = co_await std::move(reading);
  if (!view) co_return view.error();
  co_return json_response(200, protocol::encode(*view));
}

Answer own_photo(Call& call) {
  std::function<bool(const domain::Person&)> anyway = [](const domain::Person&) { return true; };
  auto finding = find_photo(call.core, call.person().id, std::move(anyway));
  auto photo = co_await std::move(finding);
  if (!photo) co_return photo.error();
  co_return picture(std::move(*photo));
}

Answer photo(Call& call) {
  std::function<bool(const domain::Person&)> may = [account = call.account](const domain::Person& person) {
    return account->standing.may(domain::Action::read_people, person.unit);
  };
  auto finding = find_photo(call.core, call.id, std::move(may));
  auto found = co_await std::move(finding);
  if (!found) co_return found.error();
  journal_look(call, call.id);
  co_return picture(std::move(*found));
}

Answer put_photo(Call& call) {
  const auto kind = domain::photo_kind_of_type(call.request.header("Content-Type").value_or(""));
  if (!kind) co_return fail(Fault::unsupported, "a photo is image/jpeg or image/png", "Content-Type");
  auto reading = call.request.body.read_all(domain::largest_photo);
  auto bytes = co_await std::move(reading);
  if (!bytes) co_return bytes.error();
  if (domain::photo_kind(*bytes) != kind)
    co_return fail(Fault::invalid, "these bytes don't begin like a picture of that kind", "photo");
  Photo photo{std::string{domain::content_type(*kind)}, std::move(*bytes)};
  std::function<bool(store::Ledger&)> work = [person = call.person().id,
                                              photo = std::move(photo)](store::Ledger& ledger) {
    store::profile_table::set_photo(ledger.database, person, photo, ledger.now);
    return true;
  };
  auto changing = change(call, std::move(work));
  const auto kept = co_await std::move(changing);
  if (!kept) co_return kept.error();
  co_return no_content();
}

Answer remove_photo(Call& call) {
  std::function<bool(store::Ledger&)> work = [person = call.person().id](store::Ledger& ledger) {
    return store::profile_table::remove_photo(ledger.database, person);
  };
  auto changing = change(call, std::move(work));
  const auto removed = co_await std::move(changing);
  if (!removed) co_return removed.error();
  co_return no_content();
}

}  // namespace siaga::hub::profile_desk
