// Office: what the parts of the directory share: the units, and what the signed-in person may do in them.
// Owner: DirectoryView, which fills it. A value; thread: UI.
#pragma once

#include "domain/access.h"
#include "domain/emergency.h"
#include "ui/directory/unit_tree.h"

#include <map>

namespace siaga::ui {

struct Office {
  UnitTree tree;
  domain::Standing mine;
  std::map<base::Id, domain::EmergencyNumbers> numbers{};  ///< by unit; empty from an older hub
};

}  // namespace siaga::ui
