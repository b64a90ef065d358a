// ApplicationDraft: what stands in the form of an application, as it is typed, and what it comes to. Pure; thread: UI.
#pragma once

#include "console/application_client.h"

#include <string>

namespace siaga::ui {

/// By what the hub shows the application who it is.
enum class Proof { none, secret, password };  ///< secret: a bearer token, or what a program reads; password: and a user

struct ApplicationDraft {
  std::string name{};
  base::Id unit{};  ///< nil: everybody's
  domain::ConnectorKind connector = domain::ConnectorKind::manual;
  std::string target{};  ///< R41, minutes; empty: none
  Proof proof = Proof::none;
  std::string secret{};  ///< empty: as it is
  std::string url{};     // SCIM
  std::string user{};
  std::string activity{};
  std::string authorities{};
  std::string page{};
  std::string program{};    // command
  std::string arguments{};  ///< one a line
  std::string timeout{};    ///< seconds; of both
  friend bool operator==(const ApplicationDraft&, const ApplicationDraft&) = default;
};

/// As the hub has it. Errors: invalid: its settings can't be shown here, and keeping what is shown would lose them.
base::Result<ApplicationDraft> draft_of(const protocol::ApplicationView& view);
/// Another connector was chosen: what it usually has, where nothing was said yet.
void choose_connector(ApplicationDraft& draft, domain::ConnectorKind connector);
/// What is to be kept in the place of `was` (its id; a new one has no secret). Errors: invalid, `field` as the hub's
/// (console/application_client.h): a figure that is none, a secret that is needed and not there.
base::Result<console::ApplicationClient::Wish> wish_of(const ApplicationDraft& draft,
                                                       const protocol::ApplicationView& was);

}  // namespace siaga::ui
