// Transactions and savepoints that are rolled back unless somebody said otherwise.
// Owner: a local variable. Thread: that of the Database. Errors: StoreFailure; the destructors never throw.
#pragma once

#include "store/database.h"

namespace siaga::store {

/// `begin immediate` … commit() or rollback.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// Durable when it returns.
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// One job's part of a transaction: release() keeps it.
class Savepoint {
 public:
  explicit Savepoint(Database& database);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();
  void release();

 private:
  Database& database_;
  bool open_ = true;
};

/// Everything that is read while it lives belongs to one moment: WAL's snapshot of the first read.
class ReadTransaction {
 public:
  explicit ReadTransaction(Database& database);
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction();

 private:
  Database& database_;
};

}  // namespace siaga::store
