// What an officer asks of the hub, one request each. No retries here: who calls knows how long to go on.
// Errors: net's, and the hub's problem for any status that isn't 2xx. Thread: the client's executor.
#pragma once

#include "net/http_client.h"
#include "protocol/command.h"
#include "protocol/view.h"

#include <optional>
#include <string>

namespace siaga::field {

/// With the token, if any.
net::asio::awaitable<base::Result<net::ClientResponse>> ask(net::HttpClient& client, std::string token,
                                                            net::ClientRequest request);

/// `code`: of the second factor, when there is one. Errors also: unauthenticated with field "code": it is asked for.
net::asio::awaitable<base::Result<protocol::SessionView>> sign_in(net::HttpClient& client, std::string login,
                                                                  std::string password, std::string device,
                                                                  std::optional<std::string> code = {});
/// `sent_at` of the command should be now: the hub tells the phone's clock from it.
net::asio::awaitable<base::Result<protocol::SosStatus>> raise(net::HttpClient& client, std::string token,
                                                              domain::RaiseSos command);
net::asio::awaitable<base::Result<protocol::SosStatus>> read_status(net::HttpClient& client, std::string token,
                                                                    base::Id sos);
net::asio::awaitable<base::Result<void>> withdraw(net::HttpClient& client, std::string token, base::Id sos,
                                                  base::Id command, std::string device);
net::asio::awaitable<base::Result<void>> send_position(net::HttpClient& client, std::string token,
                                                       domain::Position position);

/// Whether sending the same again later may help.
bool may_pass(const base::Error& error);

}  // namespace siaga::field
