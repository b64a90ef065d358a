// LogbookClient: what a console asks of the logbook of user IDs (R39, R40), and what document control does to it.
// Nothing is kept here: the hub has the logbook, and a page is as old as its answer.
// Owner: the link, which carries the requests. Thread: the UI thread; each answer comes back there, none after the link
// is gone. Every change carries an id made here, so one that arrives twice is one. Errors: the hub's (Error::field
// names what stands in the way; protocol/logbook.h), and unavailable when it wasn't reached within 10 s, 2 minutes for
// exports and their files.
#pragma once

#include "console/user_id_client.h"
#include "protocol/logbook.h"

#include <optional>
#include <string>
#include <vector>

namespace siaga::console {

class LogbookClient {
 public:
  using Request = UserIdClient::Request;
  using Answer = UserIdClient::Answer;
  using Send = UserIdClient::Send;
  template <class T>
  using Done = UserIdClient::Done<T>;

  /// `console`: the name under which commands are journaled.
  LogbookClient(Send send, const base::Clock& clock, std::string console);

  static constexpr std::size_t page_size = 100;
  /// The newest entry first, after this cursor of the page before.
  void fetch_page(const protocol::LogbookFilter& filter, std::optional<std::uint64_t> after,
                  Done<protocol::LogbookPage> done);
  /// All entries of one user ID.
  void fetch_history(const base::Id& user_id, Done<protocol::LogbookHistory> done);

  // Document control.
  /// `book_no`: the entry that it is about; it stays as it was.
  void correct(const base::Id& user_id, std::uint64_t book_no, const std::string& text, Done<void> done);
  void hold(const base::Id& user_id, const std::string& reason, Done<void> done);
  void release(const base::Id& user_id, const std::string& reason, Done<void> done);
  /// `minutes`: the letter of the berita acara. At most DisposeCommand::most.
  void dispose(const std::vector<base::Id>& user_ids, const std::string& text, const base::Id& minutes,
               Done<void> done);
  /// Before they are printed as a berita acara to be signed: paper that leaves the console is an event.
  void tell_draft(const std::vector<base::Id>& user_ids, Done<void> done);
  /// The newest first.
  void fetch_sign_offs(Done<std::vector<protocol::SignOffView>> done);
  /// Both days belong to the period.
  void sign_off(base::Day from, base::Day to, const std::string& text, Done<protocol::SignOffView> done);

  /// Whoever may read. Its `command` and `console` are filled in here.
  void make_export(protocol::ExportCommand wish, Done<protocol::ExportView> done);
  /// One file of an export, for an hour.
  void fetch_file(const base::Id& made, const std::string& name, Done<std::string> done);

 private:
  void post(const std::string& path, std::string json, Done<void> done);

  Send send_;
  const base::Clock& clock_;
  std::string console_;
};

}  // namespace siaga::console
