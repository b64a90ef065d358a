#include "console/link.h"

#include "console/link_worker.h"
#include "console/recording_previews.h"
#include "protocol/command.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace siaga::console {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

constexpr int rows_of_history = 50;

std::string path_of(const base::Id& sos, std::string_view verb = {}) {
  std::string path = "/api/v1/sos/" + base::to_string(sos);
  if (!verb.empty()) path.append("/").append(verb);
  return path;
}

std::string path_of_recording(const base::Id& recording, const std::string& what) {
  return "/api/v1/recordings/" + base::to_string(recording) + "/" + what;
}

std::string_view name_of(QueueFilter filter) {
  switch (filter) {
    case QueueFilter::unanswered: return "no";
    case QueueFilter::answered: return "yes";
    case QueueFilter::all: return "all";
  }
  return "all";
}

}  // namespace

void Link::Worker::command(const std::string& target, const std::string& json, Done done) {
  send(post_request(target, json), [done = std::move(done)](Result<net::ClientResponse> answer) {
    if (!answer) return done(answer.error());
    done(protocol::decode_receipt(answer->body));
  });
}

void Link::Worker::plain(const base::Id& sos, std::string_view verb, Done done) {
  command(path_of(sos, verb), protocol::encode(protocol::PlainCommand{command_id(), options.console_name}),
          std::move(done));
}

void Link::Worker::text(const base::Id& sos, std::string_view verb, const std::string& words, Done done) {
  command(path_of(sos, verb), protocol::encode(protocol::TextCommand{command_id(), options.console_name, words}),
          std::move(done));
}

void Link::Worker::confirmed(const Loss& loss) {
  model.confirm_loss(loss);
  if (session) asio::post(runtime.executor(), [mine = session, loss] { mine->forget_loss(loss); });
}

Link::Link(Options options, const base::Clock& clock, base::Post post, Model& model)
    : worker_(std::make_unique<Worker>(std::move(options), clock, std::move(post), model)) {}

Link::~Link() = default;

void Link::sign_out() {
  // After a refusal there is nobody to say goodbye to, but the person leaves all the same.
  if (worker_->session) worker_->say_goodbye(worker_->session->client());
  if (worker_->enrolling) worker_->say_goodbye(worker_->enrolling->client);
  worker_->end_session();
  worker_->model.apply_session(std::nullopt);
}

void Link::claim(const base::Id& sos, Done done) { worker_->plain(sos, "claim", std::move(done)); }

void Link::release(const base::Id& sos, Done done) { worker_->plain(sos, "release", std::move(done)); }

void Link::take_over(const base::Id& sos, const std::string& reason, Done done) {
  worker_->text(sos, "take-over", reason, std::move(done));
}

void Link::respond(const base::Id& sos, const std::string& text, Done done) {
  worker_->text(sos, "respond", text, std::move(done));
}

void Link::note(const base::Id& sos, const std::string& text, Done done) {
  worker_->text(sos, "note", text, std::move(done));
}

void Link::close(const base::Id& sos, domain::Outcome outcome, const std::string& report, Done done) {
  const protocol::CloseCommand body{worker_->command_id(), worker_->options.console_name, outcome, report};
  worker_->command(path_of(sos, "close"), protocol::encode(body), std::move(done));
}

void Link::shown(const base::Id& sos) {
  if (!worker_->session) return;
  asio::co_spawn(worker_->runtime.executor(), SignedIn::tell_shown(worker_->session, sos), asio::detached);
}

void Link::mute(std::chrono::minutes length, const std::string& reason, Done done) {
  const protocol::MuteCommand body{worker_->command_id(), worker_->options.console_name, length, reason};
  worker_->command("/api/v1/consoles/mute", protocol::encode(body), std::move(done));
}

void Link::unmute(Done done) {
  const protocol::PlainCommand body{worker_->command_id(), worker_->options.console_name};
  worker_->command("/api/v1/consoles/unmute", protocol::encode(body), std::move(done));
}

void Link::confirm_loss(const Loss& loss, Done done) {
  protocol::ConfirmLoss body{worker_->command_id(), worker_->options.console_name, loss.epoch, loss.first, loss.last};
  worker_->command("/api/v1/losses", protocol::encode(body),
                   [worker = worker_.get(), loss, done = std::move(done)](Result<protocol::Receipt> receipt) {
                     if (receipt) worker->confirmed(loss);
                     done(std::move(receipt));
                   });
}

void Link::fetch_history(QueueFilter filter, std::optional<base::Id> before,
                         std::function<void(Result<std::optional<base::Id>>)> done) {
  std::string target =
      "/api/v1/sos?responded=" + std::string{name_of(filter)} + "&limit=" + std::to_string(rows_of_history);
  if (before) target += "&before=" + base::to_string(*before);
  worker_->send(get_request(std::move(target)),
                [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const auto page = protocol::decode_sos_page(answer->body);
                  if (!page) return done(page.error());
                  worker->model.apply_history(*page);
                  done(page->next);
                });
}

void Link::fetch_details(const base::Id& sos, std::function<void(Result<void>)> done) {
  worker_->send(get_request(path_of(sos)),
                [worker = worker_.get(), done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const auto view = protocol::decode_sos_view(answer->body);
                  if (!view) return done(view.error());
                  worker->model.apply_details(*view);
                  done({});
                });
}

void Link::fetch_poster(const base::Id& recording, std::size_t number, std::function<void(Result<std::string>)> done) {
  worker_->send(get_request(path_of_recording(recording, "posters/" + std::to_string(number))),
                [done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  const bool is_picture = answer->header("Content-Type") == "image/jpeg";
                  if (!is_picture) return done(base::fail(Fault::corrupt, "the hub sent no picture"));
                  done(std::move(answer->body));
                });
}

void Link::fetch_loudness(const base::Id& recording, std::function<void(Result<std::vector<std::uint8_t>>)> done) {
  worker_->send(get_request(path_of_recording(recording, "loudness")),
                [done = std::move(done)](Result<net::ClientResponse> answer) {
                  if (!answer) return done(answer.error());
                  done(parse_loudness(answer->body));
                });
}

DirectoryClient& Link::directory() { return worker_->directory; }

AccountClient& Link::account() { return worker_->account; }
UserIdClient& Link::user_ids() { return worker_->user_ids; }
ApplicationClient& Link::applications() { return worker_->applications; }
LogbookClient& Link::logbook() { return worker_->logbook; }

void Link::fetch_journal(const JournalWish& wish, std::function<void(std::uint64_t, std::uint64_t)> progress,
                         std::function<void(Result<std::filesystem::path>)> done) {
  std::string target = "/api/v1/journal/export";
  if (wish.known_size) target += "?known=" + std::to_string(*wish.known_size);
  worker_->fetch_file(std::move(target), wish.folder, std::move(progress), std::move(done));
}

void Link::cancel_journal() {
  if (worker_->file_fetch) worker_->file_fetch->cancel();
}

std::shared_ptr<CachedRecording> Link::open_recording(const base::Id& recording, RecordingForm form) {
  if (worker_->shelf) return worker_->shelf->open(recording, form);
  // Nobody is signed in: an empty place that says so to its readers.
  auto nothing = std::make_shared<RecordingBytes>(worker_->options.cache_folder / "none.siaga-recording");
  nothing->fail(base::fail(Fault::unauthenticated, "nobody is signed in"));
  return nothing;
}

}  // namespace siaga::console
