// login and the password; status of what was sent.
#include "base/file.h"
#include "base/zone.h"
#include "field/account.h"
#include "field/calls.h"
#include "field/command_parts.h"
#include "field/text.h"
#include "net/blocking.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace siaga::field {

namespace asio = net::asio;
using base::Result;

namespace {

constexpr std::size_t newest_shown = 20;
constexpr std::uint64_t largest_authorities = 512 * 1024;

/// No echo while it lives.
class Hidden {
 public:
  Hidden() : is_terminal_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    auto quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  ~Hidden() {
    if (is_terminal_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  bool is_terminal() const { return is_terminal_; }

 private:
  termios before_{};
  bool is_terminal_;
};

/// The certificate first, without a secret; the password only over a connection that is pinned to it, or whose
/// certificate an authority vouches for.
asio::awaitable<Result<Account>> enter(asio::any_io_executor executor, Account account, std::string password,
                                       std::optional<std::string> code) {
  if (account.fingerprint.empty() && account.authorities.empty()) {
    auto stranger = make_client(executor, account);
    if (!stranger) co_return stranger.error();
    net::ClientRequest request;
    request.target = "/healthz";
    const auto answer = co_await (*stranger)->request(std::move(request));
    if (!answer) co_return answer.error();
    account.fingerprint = (*stranger)->presented_fingerprint();
  }
  auto client = make_client(executor, account);
  if (!client) co_return client.error();
  auto signing = sign_in(**client, account.login, std::move(password), "siaga-field", std::move(code));
  const auto view = co_await std::move(signing);
  if (!view) co_return view.error();
  account.token = view->token;
  account.name = view->person.name;
  account.zone = view->unit.zone;
  account.fingerprint = (*client)->presented_fingerprint();
  co_return account;
}

asio::awaitable<Result<protocol::SosStatus>> ask_status(asio::any_io_executor executor, Account account, base::Id sos) {
  auto client = make_client(executor, account);
  if (!client) co_return client.error();
  co_return co_await read_status(**client, account.token, sos);
}

std::string line_of(const protocol::SosStatus& status, const std::string& zone) {
  const auto time = [&](base::Instant at) { return base::clock_time_with_zone(at, zone); };
  auto line = tr("received by the hub {}", time(status.received_at));
  if (status.first_shown_at) line += ", " + tr("shown at the desk {}", time(*status.first_shown_at));
  if (status.owner_name) line += ", " + tr("handled by {}", *status.owner_name);
  if (status.response) line += ", " + tr("response: {}", *status.response);
  if (status.closed_at) line += ", " + tr("closed {}", time(*status.closed_at));
  return line;
}

Result<std::vector<base::Id>> wanted_ids(const Surroundings& here, const options::variables_map& wanted) {
  if (wanted.count("subject")) {
    const auto id = base::parse_id(wanted["subject"].as<std::string>());
    if (!id) return id.error();
    return std::vector{*id};
  }
  const auto outbox = Outbox::open(here.state_folder);
  if (!outbox) return outbox.error();
  const auto entries = outbox->entries();
  if (!entries) return entries.error();
  std::vector<base::Id> ids;
  for (auto entry = entries->rbegin(); entry != entries->rend() && ids.size() < newest_shown; ++entry)
    ids.push_back(entry->alarm.id);
  return ids;
}

}  // namespace

Result<std::string> read_password(const Surroundings& here, bool from_stdin) {
  if (here.password && !from_stdin) return *here.password;
  const Hidden hidden;
  if (hidden.is_terminal()) std::cerr << tr("Password: ") << std::flush;
  std::string password;
  if (!std::getline(std::cin, password)) return base::fail(base::Fault::invalid, "no password was given");
  if (hidden.is_terminal()) std::cerr << '\n';
  return password;
}

int login(const Surroundings& here, const options::variables_map& wanted) {
  if (!wanted.count("hub") || !wanted.count("login")) {
    here.complain(tr("login needs --hub and --login."));
    return 2;
  }
  Account account;
  account.hub = wanted["hub"].as<std::string>();
  account.login = wanted["login"].as<std::string>();
  // What was pinned at the first sign-in stays pinned: a changed certificate is refused.
  if (const auto known = load_account(here.state_folder); known && known->hub == account.hub) {
    account.fingerprint = known->fingerprint;
    account.authorities = known->authorities;
  }
  if (wanted.count("pin") && wanted.count("ca")) {
    here.complain(tr("Give --pin or --ca, not both."));
    return 2;
  }
  if (wanted.count("pin")) {
    account.fingerprint = wanted["pin"].as<std::string>();
    account.authorities.clear();
  }
  if (wanted.count("ca")) {
    const auto file = wanted["ca"].as<std::string>();
    auto authorities = base::read_file(file, largest_authorities);
    if (!authorities) {
      here.complain(tr("{} can't be read: {}", file, authorities.error().detail));
      return 1;
    }
    account.authorities = std::move(*authorities);
  }
  std::optional<std::string> code;
  if (wanted.count("code")) code = wanted["code"].as<std::string>();
  auto password = read_password(here, wanted.count("password-stdin") > 0);
  if (!password) return refuse(here, password.error());
  net::Runtime runtime{1};
  auto entering = enter(runtime.executor(), std::move(account), std::move(*password), std::move(code));
  const auto entered = net::run_blocking(runtime.executor(), std::move(entering));
  if (!entered) return refuse(here, entered.error());
  if (const auto saved = save_account(here.state_folder, *entered); !saved) return refuse(here, saved.error());
  here.say(tr("Signed in as {}. The hub's certificate: {}", entered->name, entered->fingerprint));
  return 0;
}

int status(const Surroundings& here, const options::variables_map& wanted) {
  const auto account = load_account(here.state_folder);
  if (!account) return refuse(here, base::fail(base::Fault::unauthenticated, account.error().detail));
  const auto ids = wanted_ids(here, wanted);
  if (!ids) return refuse(here, ids.error());
  if (ids->empty()) here.say(tr("No SOS was sent from here yet."));
  net::Runtime runtime{1};
  int exit = 0;
  for (const auto& id : *ids) {
    const auto answer = net::run_blocking(runtime.executor(), ask_status(runtime.executor(), *account, id));
    if (!answer) exit = answer.error().fault == base::Fault::unauthenticated ? 3 : 1;
    here.say(base::to_string(id) + "  " + (answer ? line_of(*answer, account->zone) : sentence_of(answer.error())));
  }
  return exit;
}

}  // namespace siaga::field
