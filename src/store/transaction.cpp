#include "store/transaction.h"

#include "base/log.h"

namespace siaga::store {

namespace {

void run_quietly(Database& database, std::string_view sql) {
  try {
    if (database.in_transaction()) database.run(sql);
  } catch (const StoreFailure& failure) {
    base::log::error("store.rollback_failed", {{"detail", failure.what()}});
  }
}

}  // namespace

Transaction::Transaction(Database& database) : database_(database) { database_.run("begin immediate"); }

Transaction::~Transaction() {
  if (open_) run_quietly(database_, "rollback");
}

void Transaction::commit() {
  database_.run("commit");
  open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) { database_.run("savepoint job"); }

Savepoint::~Savepoint() {
  if (!open_) return;
  run_quietly(database_, "rollback to job");
  run_quietly(database_, "release job");
}

void Savepoint::release() {
  database_.run("release job");
  open_ = false;
}

ReadTransaction::ReadTransaction(Database& database) : database_(database) { database_.run("begin"); }

ReadTransaction::~ReadTransaction() { run_quietly(database_, "commit"); }

}  // namespace siaga::store
