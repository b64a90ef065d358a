// What the routes of user IDs share: who decides, as of now, and what becomes of it. Private to user_id_desk.cpp and
// user_id_records.cpp.
// Thread: the session's executor; decisions on the store thread, maybe twice.
#pragma once

#include "hub/account.h"
#include "hub/call.h"
#include "hub/case_book.h"

#include <functional>
#include <string>

namespace siaga::hub {

/// Who decides, by what they may do now and not when their request began.
struct Decider {
  const Account& by;
  case_book::Hand hand;
  base::Instant at;  ///< the hub's clock, which deadlines are counted by; the journal's may be ahead of it
};

/// What a PUT made of a thing, and whether it is new.
struct KeptThing {
  std::string body;
  bool is_new = false;
};
using DecideThing = std::function<base::Result<KeptThing>(store::Ledger&, const Decider&)>;
/// 201 or 200 with the thing.
Answer keep_thing(Call& call, DecideThing decide);

Decider decider_of(const Account& by, base::Instant at);

/// The letter or proof that a command names. Errors: invalid with `field`: not theirs, or another case's.
base::Result<store::letter_table::Row> own_letter(store::Database& database, const base::Id& letter, const Account& by,
                                                  const std::string& field);

}  // namespace siaga::hub
