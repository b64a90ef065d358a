#include "ui/awake.h"

#ifdef __linux__
#include "base/file.h"
#include "base/log.h"

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include <functional>
#endif

namespace siaga::ui {

#ifdef __linux__
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
  void operator()(GVariant* value) const { g_variant_unref(value); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

struct Answer {
  Held<GDBusConnection> bus;
  Held<GVariant> value;
  Held<GUnixFDList> descriptors;
};
using Then = std::function<void(Answer)>;

struct Call {
  const char* name;
  const char* path;
  const char* interface;
  const char* method;
  GVariant* arguments;  ///< floating; the call takes it
  Then then;
  Held<GDBusConnection> bus{};
};

void answered(GObject* source, GAsyncResult* result, gpointer data) {
  const std::unique_ptr<Call> call(static_cast<Call*>(data));
  GError* error = nullptr;
  GUnixFDList* descriptors = nullptr;
  GVariant* value =
      g_dbus_connection_call_with_unix_fd_list_finish(G_DBUS_CONNECTION(source), &descriptors, result, &error);
  const Held<GError> trouble(error);
  if (!value) {
    base::log::info("awake.not_offered", {{"by", call->name}, {"why", trouble->message}});
    return;
  }
  call->then({std::move(call->bus), Held<GVariant>(value), Held<GUnixFDList>(descriptors)});
}

void connected(GObject*, GAsyncResult* result, gpointer data) {
  std::unique_ptr<Call> call(static_cast<Call*>(data));
  GError* error = nullptr;
  call->bus.reset(g_bus_get_finish(result, &error));
  const Held<GError> trouble(error);
  if (!call->bus) {
    g_variant_unref(g_variant_ref_sink(call->arguments));
    base::log::info("awake.no_bus", {{"why", trouble->message}});
    return;
  }
  auto* bus = call->bus.get();
  auto* asked = call.release();  // owned by the answer
  g_dbus_connection_call_with_unix_fd_list(bus, asked->name, asked->path, asked->interface, asked->method,
                                           asked->arguments, nullptr, G_DBUS_CALL_FLAGS_NONE, 5000, nullptr, nullptr,
                                           answered, asked);
}

void ask(GBusType bus, Call call) {
  g_bus_get(bus, nullptr, connected, std::make_unique<Call>(std::move(call)).release());
}

constexpr const char* screensaver = "org.freedesktop.ScreenSaver";

}  // namespace

struct Awake::Wishes {
  Held<GDBusConnection> session;
  guint32 cookie = 0;
  base::Descriptor logind;  ///< closing it lets the machine sleep again

  ~Wishes() {
    if (session)
      g_dbus_connection_call(session.get(), screensaver, "/org/freedesktop/ScreenSaver", screensaver, "UnInhibit",
                             g_variant_new("(u)", cookie), nullptr, G_DBUS_CALL_FLAGS_NONE, 1000, nullptr, nullptr,
                             nullptr);
  }
};

Awake::Awake(const std::string& reason) : wishes_(std::make_shared<Wishes>()) {
  const std::weak_ptr<Wishes> weak = wishes_;
  Call hold{screensaver,
            "/org/freedesktop/ScreenSaver",
            screensaver,
            "Inhibit",
            g_variant_new("(ss)", "Siaga", reason.c_str()),
            [weak](Answer answer) {
              const auto wishes = weak.lock();
              if (!wishes) return;  // the bus drops it with our connection at the latest
              g_variant_get(answer.value.get(), "(u)", &wishes->cookie);
              wishes->session = std::move(answer.bus);
            }};
  ask(G_BUS_TYPE_SESSION, std::move(hold));
  Call sleep{"org.freedesktop.login1",
             "/org/freedesktop/login1",
             "org.freedesktop.login1.Manager",
             "Inhibit",
             g_variant_new("(ssss)", "sleep:idle", "Siaga", reason.c_str(), "block"),
             [weak](Answer answer) {
               if (!answer.descriptors || g_unix_fd_list_get_length(answer.descriptors.get()) < 1) return;
               base::Descriptor held(g_unix_fd_list_get(answer.descriptors.get(), 0, nullptr));
               if (const auto wishes = weak.lock()) wishes->logind = std::move(held);
             }};
  ask(G_BUS_TYPE_SYSTEM, std::move(sleep));
}
#else
struct Awake::Wishes {};
Awake::Awake(const std::string&) {}
#endif

Awake::~Awake() = default;

}  // namespace siaga::ui
