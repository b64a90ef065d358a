// What a list of sessions says of one: one's own, or those of somebody whom an administrator looks after. Thread: UI.
#pragma once

#include "protocol/account.h"
#include "protocol/view.h"
#include "ui/desk.h"

#include <string>

namespace siaga::ui {

/// Columns: the console or phone, its address, opened, last used.
std::string session_cell(const Desk& desk, const protocol::OwnSession& session, std::size_t column);

}  // namespace siaga::ui
