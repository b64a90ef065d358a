// Prepared statements that nobody uses right now, by their text. Two users of one text at a time get one each.
// Private to store. Owner: a Database. Thread: that of the Database.
#pragma once

#include "store/database.h"

#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace siaga::store {

struct Database::Cache {
  /// Ownership goes to the caller; null when there is none.
  sqlite3_stmt* take(const std::string& sql) {
    const auto found = idle.find(sql);
    if (found == idle.end() || found->second.empty()) return nullptr;
    auto* statement = found->second.back().release();
    found->second.pop_back();
    return statement;
  }
  void give_back(const std::string& sql, sqlite3_stmt* statement) { idle[sql].emplace_back(statement); }

  std::unordered_map<std::string, std::vector<Statement::Handle>> idle;
};

}  // namespace siaga::store
