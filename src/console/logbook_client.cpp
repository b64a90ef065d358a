#include "console/logbook_client.h"

#include "console/answers.h"
#include "net/http_client.h"
#include "protocol/command.h"

#include <utility>

namespace siaga::console {
namespace {

const std::string book_path = "/api/v1/logbook";

std::string path_in_book(const base::Id& user_id, const char* verb = nullptr) {
  auto path = book_path + "/" + base::to_string(user_id);
  if (verb) path.append("/").append(verb);
  return path;
}

}  // namespace

LogbookClient::LogbookClient(Send send, const base::Clock& clock, std::string console)
    : send_(std::move(send)), clock_(clock), console_(std::move(console)) {}

void LogbookClient::fetch_page(const protocol::LogbookFilter& filter, std::optional<std::uint64_t> after,
                               Done<protocol::LogbookPage> done) {
  auto target = book_path + "?limit=" + std::to_string(page_size);
  if (const auto query = protocol::query_of(filter); !query.empty()) target += "&" + query;
  if (after) target += "&after=" + std::to_string(*after);
  send_({Request::Verb::get, std::move(target)}, decoded(&protocol::decode_logbook_page, std::move(done)));
}

void LogbookClient::fetch_history(const base::Id& user_id, Done<protocol::LogbookHistory> done) {
  send_({Request::Verb::get, path_in_book(user_id)}, decoded(&protocol::decode_logbook_history, std::move(done)));
}

void LogbookClient::correct(const base::Id& user_id, std::uint64_t book_no, const std::string& text, Done<void> done) {
  const protocol::CorrectCommand command{base::make_id(clock_.now()), console_, book_no, text};
  post(path_in_book(user_id, "correct"), protocol::encode(command), std::move(done));
}

void LogbookClient::hold(const base::Id& user_id, const std::string& reason, Done<void> done) {
  const protocol::TextCommand command{base::make_id(clock_.now()), console_, reason};
  post(path_in_book(user_id, "hold"), protocol::encode(command), std::move(done));
}

void LogbookClient::release(const base::Id& user_id, const std::string& reason, Done<void> done) {
  const protocol::TextCommand command{base::make_id(clock_.now()), console_, reason};
  post(path_in_book(user_id, "release"), protocol::encode(command), std::move(done));
}

void LogbookClient::dispose(const std::vector<base::Id>& user_ids, const std::string& text, const base::Id& minutes,
                            Done<void> done) {
  const protocol::DisposeCommand command{base::make_id(clock_.now()), console_, user_ids, text, minutes};
  post(book_path + "/dispose", protocol::encode(command), std::move(done));
}

void LogbookClient::tell_draft(const std::vector<base::Id>& user_ids, Done<void> done) {
  const protocol::DraftCommand command{base::make_id(clock_.now()), console_, user_ids};
  post(book_path + "/dispose/draft", protocol::encode(command), std::move(done));
}

void LogbookClient::fetch_sign_offs(Done<std::vector<protocol::SignOffView>> done) {
  send_({Request::Verb::get, book_path + "/sign-offs"}, decoded(&protocol::decode_sign_offs, std::move(done)));
}

void LogbookClient::sign_off(base::Day from, base::Day to, const std::string& text, Done<protocol::SignOffView> done) {
  const protocol::SignOffCommand command{base::make_id(clock_.now()), console_, from, to, text};
  send_({Request::Verb::post, book_path + "/sign-off", protocol::encode(command)},
        decoded(&protocol::decode_sign_off_view, std::move(done)));
}

void LogbookClient::make_export(protocol::ExportCommand wish, Done<protocol::ExportView> done) {
  wish.command = base::make_id(clock_.now());
  wish.console = console_;
  Request request{Request::Verb::post, book_path + "/exports", protocol::encode(wish)};
  request.takes_long = true;
  send_(std::move(request), decoded(&protocol::decode_export_view, std::move(done)));
}

void LogbookClient::fetch_file(const base::Id& made, const std::string& name, Done<std::string> done) {
  Request request{Request::Verb::get,
                  book_path + "/exports/" + base::to_string(made) + "/" + net::encode_component(name)};
  request.takes_long = true;
  send_(std::move(request), std::move(done));
}

void LogbookClient::post(const std::string& path, std::string json, Done<void> done) {
  send_({Request::Verb::post, path, std::move(json)}, without_body(std::move(done)));
}

}  // namespace siaga::console
