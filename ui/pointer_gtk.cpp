#include "ui/pointer_gtk.h"

#include <wx/window.h>

#include <memory>
#include <utility>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

namespace siaga::ui::native {

#ifdef __WXGTK__
void when_pointed_at(wxWindow& window, std::function<void()> then) {
  using Callback = std::function<void()>;
  auto* widget = static_cast<GtkWidget*>(window.GetHandle());
  if (GTK_IS_SCROLLED_WINDOW(widget))
    if (GtkWidget* child = gtk_bin_get_child(GTK_BIN(widget))) widget = child;
  gtk_widget_add_events(widget,
                        GDK_POINTER_MOTION_MASK | GDK_ENTER_NOTIFY_MASK | GDK_LEAVE_NOTIFY_MASK | GDK_SCROLL_MASK);
  const auto handler = +[](GtkWidget*, GdkEvent* event, gpointer data) -> gboolean {
    const auto type = event->type;
    if (type == GDK_MOTION_NOTIFY || type == GDK_ENTER_NOTIFY || type == GDK_LEAVE_NOTIFY || type == GDK_SCROLL)
      (*static_cast<Callback*>(data))();
    return FALSE;
  };
  auto owned = std::make_unique<Callback>(std::move(then));  // the closure's from here on
  g_signal_connect_data(
      widget, "event", G_CALLBACK(handler), owned.release(),
      [](gpointer data, GClosure*) { std::unique_ptr<Callback>{static_cast<Callback*>(data)}; }, GConnectFlags(0));
}
#else
void when_pointed_at(wxWindow& window, std::function<void()> then) {
  for (const auto& type : {wxEVT_MOTION, wxEVT_ENTER_WINDOW, wxEVT_LEAVE_WINDOW, wxEVT_MOUSEWHEEL})
    window.Bind(type, [then](wxMouseEvent& event) {
      then();
      event.Skip();
    });
}
#endif

}  // namespace siaga::ui::native
