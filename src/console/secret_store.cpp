#include "console/secret_store.h"

#include <libsecret/secret.h>

#include <map>
#include <thread>
#include <utility>

namespace siaga::console {

namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Context = std::unique_ptr<GMainContext, Releaser<g_main_context_unref>>;
using Loop = std::unique_ptr<GMainLoop, Releaser<g_main_loop_unref>>;
using Cancellable = std::unique_ptr<GCancellable, Releaser<g_object_unref>>;
using KeyringError = std::unique_ptr<GError, Releaser<g_error_free>>;
using Password = std::unique_ptr<gchar, Releaser<secret_password_free>>;

/// Destroys (detaches) the source as well as letting go of it.
struct SourceEnd {
  void operator()(GSource* source) const {
    g_source_destroy(source);
    g_source_unref(source);
  }
};
using Source = std::unique_ptr<GSource, SourceEnd>;

const SecretSchema schema = {"id.siaga.Console",
                             SECRET_SCHEMA_NONE,
                             {{"hub", SECRET_SCHEMA_ATTRIBUTE_STRING}, {"login", SECRET_SCHEMA_ATTRIBUTE_STRING}},
                             0,
                             nullptr,
                             nullptr,
                             nullptr,
                             nullptr,
                             nullptr,
                             nullptr,
                             nullptr};

/// One question to the keyring. Lives on the store's thread until the keyring has answered or the store is gone.
struct Call {
  enum class Kind { load, save, erase };
  Kind kind = Kind::load;
  std::string hub;
  std::string login;
  std::string token;
  std::chrono::milliseconds limit{};
  std::function<void(base::Result<std::string>)> answer;  ///< any thread; once

  Cancellable cancel{g_cancellable_new()};
  Source timer;
  std::function<void()> forget;

  void reply(base::Result<std::string> outcome) {
    if (auto once = std::exchange(answer, nullptr)) once(std::move(outcome));
  }
  void start();
  base::Result<std::string> finish(GAsyncResult* result);
};

base::Error unavailable(const GError* error) {
  return base::fail(base::Fault::unavailable, error ? error->message : "the keyring gave no answer");
}

gboolean on_late(gpointer data) {
  auto* call = static_cast<Call*>(data);
  call->reply(base::fail(base::Fault::unavailable, "the keyring didn't answer in time"));
  g_cancellable_cancel(call->cancel.get());
  return G_SOURCE_REMOVE;
}

void on_answer(GObject*, GAsyncResult* result, gpointer data) {
  auto* call = static_cast<Call*>(data);
  call->reply(call->finish(result));
  call->forget();
}

void Call::start() {
  timer.reset(g_timeout_source_new(static_cast<guint>(limit.count())));
  g_source_set_callback(timer.get(), on_late, this, nullptr);
  g_source_attach(timer.get(), g_main_context_get_thread_default());
  const char* where = hub.c_str();
  const char* who = login.c_str();
  switch (kind) {
    case Kind::load:
      secret_password_lookup(&schema, cancel.get(), on_answer, this, "hub", where, "login", who, nullptr);
      break;
    case Kind::save:
      secret_password_store(&schema, SECRET_COLLECTION_DEFAULT, ("Siaga " + login + " @ " + hub).c_str(), token.c_str(),
                            cancel.get(), on_answer, this, "hub", where, "login", who, nullptr);
      break;
    case Kind::erase:
      secret_password_clear(&schema, cancel.get(), on_answer, this, "hub", where, "login", who, nullptr);
      break;
  }
}

base::Result<std::string> Call::finish(GAsyncResult* result) {
  GError* raw = nullptr;
  Password found;
  if (kind == Kind::load) found.reset(secret_password_lookup_finish(result, &raw));
  if (kind == Kind::save) secret_password_store_finish(result, &raw);
  if (kind == Kind::erase) secret_password_clear_finish(result, &raw);
  const KeyringError error{raw};
  if (error) return unavailable(error.get());
  if (kind == Kind::load && !found) return base::fail(base::Fault::not_found, "no saved sign-in");
  return found ? std::string{found.get()} : std::string{};
}

class Libsecret final : public SecretStore {
 public:
  Libsecret(base::Post post, std::chrono::milliseconds limit)
      : post_(std::move(post)),
        limit_(limit),
        context_(g_main_context_new()),
        loop_(g_main_loop_new(context_.get(), FALSE)),
        thread_([this] { run(); }) {}

  ~Libsecret() override {
    // By a source of the loop itself: a quit before the loop runs would be forgotten.
    on_thread([this] { g_main_loop_quit(loop_.get()); });
    thread_.join();
  }

  void load(const std::string& hub, const std::string& login,
            std::function<void(base::Result<std::string>)> done) override {
    ask(Call::Kind::load, hub, login, {}, std::move(done));
  }

  void save(const std::string& hub, const std::string& login, const std::string& token,
            std::function<void(base::Result<void>)> done) override {
    ask(Call::Kind::save, hub, login, token, without_value(std::move(done)));
  }

  void erase(const std::string& hub, const std::string& login, std::function<void(base::Result<void>)> done) override {
    ask(Call::Kind::erase, hub, login, {}, without_value(std::move(done)));
  }

 private:
  using Answer = std::function<void(base::Result<std::string>)>;

  static Answer without_value(std::function<void(base::Result<void>)> done) {
    return [done = std::move(done)](base::Result<std::string> outcome) {
      if (outcome) return done({});
      done(outcome.error());
    };
  }

  void run() {
    g_main_context_push_thread_default(context_.get());
    g_main_loop_run(loop_.get());
    for (auto& [key, call] : calls_) g_cancellable_cancel(call->cancel.get());
    calls_.clear();
    g_main_context_pop_thread_default(context_.get());
  }

  /// Not g_main_context_invoke: that one runs the work here when the thread hasn't taken its context yet.
  void on_thread(std::function<void()> work) {
    const auto run_once = [](gpointer data) -> gboolean {
      (*static_cast<std::function<void()>*>(data))();
      return G_SOURCE_REMOVE;
    };
    const auto release = [](gpointer data) {
      const std::unique_ptr<std::function<void()>> owned{static_cast<std::function<void()>*>(data)};
    };
    const std::unique_ptr<GSource, Releaser<g_source_unref>> source{g_idle_source_new()};
    g_source_set_callback(source.get(), run_once, std::make_unique<std::function<void()>>(std::move(work)).release(),
                          release);
    g_source_attach(source.get(), context_.get());
  }

  void ask(Call::Kind kind, const std::string& hub, const std::string& login, const std::string& token, Answer done) {
    auto call = std::make_shared<Call>();
    call->kind = kind;
    call->hub = hub;
    call->login = login;
    call->token = token;
    call->limit = limit_;
    call->answer = [post = post_, alive = std::weak_ptr<bool>{alive_}, done = std::move(done)](auto outcome) {
      post([alive, done, outcome = std::move(outcome)]() mutable {
        if (alive.lock()) done(std::move(outcome));
      });
    };
    on_thread([this, call] {
      calls_.emplace(call.get(), call);
      call->forget = [this, key = call.get()] { calls_.erase(key); };
      call->start();
    });
  }

  base::Post post_;
  std::chrono::milliseconds limit_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  Context context_;
  Loop loop_;
  std::map<Call*, std::shared_ptr<Call>> calls_;  // the thread's own
  std::thread thread_;
};

}  // namespace

std::unique_ptr<SecretStore> make_secret_store(base::Post post, std::chrono::milliseconds limit) {
  return std::make_unique<Libsecret>(std::move(post), limit);
}

}  // namespace siaga::console
