#include "ui/theme_gtk.h"

#include "base/log.h"
#include "ui/text.h"

#include <wx/bmpbndl.h>
#include <wx/button.h>
#include <wx/dataview.h>
#include <wx/textctrl.h>
#include <wx/toplevel.h>

#include <algorithm>
#include <memory>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

namespace siaga::ui::native {

int by_text(const wxWindow& window, int pixels) {
  constexpr double usual = 17;  // the line's height at 10 points and 96 dpi
  return static_cast<int>(pixels * std::clamp(window.GetCharHeight() / usual, 0.8, 2.0) + 0.5);
}

void fit_height(wxTextCtrl& entry) { entry.SetMinSize(wxSize(-1, entry.GetCharHeight() + 20)); }

#ifdef __WXGTK__
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using Provider = std::unique_ptr<GtkCssProvider, Unref>;
struct FreePath {
  void operator()(GtkTreePath* path) const { gtk_tree_path_free(path); }
};
using TreePath = std::unique_ptr<GtkTreePath, FreePath>;

using Callback = std::function<void()>;

/// The closure owns a copy of `then` and deletes it when the widget goes.
void connect(gpointer object, const char* signal, GCallback handler, Callback then, GConnectFlags flags) {
  auto owned = std::make_unique<Callback>(std::move(then));
  g_signal_connect_data(
      object, signal, handler, owned.release(),
      [](gpointer data, GClosure*) { std::unique_ptr<Callback>{static_cast<Callback*>(data)}; }, flags);
}

GtkCssProvider* provider() {
  // One sheet a process, as long as the process.
  static const Provider sheet{gtk_css_provider_new()};
  return sheet.get();
}

void on_parsing_error(GtkCssProvider*, GtkCssSection* section, GError* error, gpointer) {
  base::log::warning("theme.rule_skipped",
                     {{"line", std::to_string(gtk_css_section_get_start_line(section) + 1)}, {"why", error->message}});
}

GtkWidget* widget_of(wxWindow& window) {
  auto* widget = static_cast<GtkWidget*>(window.GetHandle());
  if (GTK_IS_SCROLLED_WINDOW(widget))
    if (GtkWidget* child = gtk_bin_get_child(GTK_BIN(widget))) return child;
  return widget;
}

void mark(GtkWidget* widget, const char* name) {
  gtk_style_context_add_class(gtk_widget_get_style_context(widget), name);
}

GtkWidget* image_of(wxButton& button, const wxBitmapBundle& icon) {
  const wxBitmap bitmap = icon.GetBitmapFor(&button);
  const int scale = std::max(1, static_cast<int>(button.GetDPIScaleFactor()));
  cairo_surface_t* surface = gdk_cairo_surface_create_from_pixbuf(bitmap.GetPixbuf(), scale, nullptr);
  GtkWidget* image = gtk_image_new_from_surface(surface);
  cairo_surface_destroy(surface);
  return image;
}

}  // namespace

void apply_sheet(const std::string& css, bool dark) {
  g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", dark ? TRUE : FALSE, nullptr);
  static const gulong once = g_signal_connect(provider(), "parsing-error", G_CALLBACK(on_parsing_error), nullptr);
  static_cast<void>(once);
  gtk_css_provider_load_from_data(provider(), css.data(), static_cast<gssize>(css.size()), nullptr);
  gtk_style_context_add_provider_for_screen(gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider()),
                                            GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void remove_sheet() {
  gtk_style_context_remove_provider_for_screen(gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider()));
}

void when_system_theme_changes(Callback then) {
  const auto handler = +[](GObject*, GParamSpec*, gpointer data) { (*static_cast<Callback*>(data))(); };
  connect(gtk_settings_get_default(), "notify::gtk-theme-name", G_CALLBACK(handler), std::move(then), GConnectFlags{});
}

void set_class(wxWindow& window, const char* name, bool on) {
  GtkStyleContext* style = gtk_widget_get_style_context(widget_of(window));
  if (gtk_style_context_has_class(style, name) == (on ? TRUE : FALSE)) return;  // measuring anew costs a layout
  if (on)
    gtk_style_context_add_class(style, name);
  else
    gtk_style_context_remove_class(style, name);
  // Sizes are asked for before GTK's next frame, which would tell the label's layout its new font.
  g_signal_emit_by_name(widget_of(window), "style-updated");
}

void set_button_content(wxButton& button, const wxBitmapBundle& icon, const std::string& text, const std::string& key,
                        bool below, bool key_below) {
  GtkWidget* widget = widget_of(button);
  if (GtkWidget* old = gtk_bin_get_child(GTK_BIN(widget))) gtk_container_remove(GTK_CONTAINER(widget), old);
  GtkWidget* box = gtk_box_new(below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, below ? 2 : 8);
  gtk_widget_set_halign(box, GTK_ALIGN_CENTER);
  if (icon.IsOk()) gtk_box_pack_start(GTK_BOX(box), image_of(button, icon), FALSE, FALSE, 0);
  if (!text.empty()) gtk_box_pack_start(GTK_BOX(box), gtk_label_new(text.c_str()), FALSE, FALSE, 0);
  if (!key.empty()) {
    GtkWidget* cap = gtk_label_new(key.c_str());
    mark(cap, "key");
    gtk_widget_set_valign(cap, GTK_ALIGN_CENTER);
    if (key_below) {
      mark(cap, "below");
      GtkWidget* above = box;
      box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 1);
      gtk_box_pack_start(GTK_BOX(box), above, TRUE, FALSE, 0);
    }
    gtk_box_pack_start(GTK_BOX(box), cap, FALSE, FALSE, 0);
  }
  gtk_widget_show_all(box);
  gtk_container_add(GTK_CONTAINER(widget), box);
  button.InvalidateBestSize();
}

void leave_room_right(wxTextCtrl& text, int pixels) {
  GtkWidget* widget = widget_of(text);
  if (!GTK_IS_TEXT_VIEW(widget)) return;
  gtk_text_view_set_left_margin(GTK_TEXT_VIEW(widget), 0);
  gtk_text_view_set_right_margin(GTK_TEXT_VIEW(widget), pixels);
  gtk_text_view_set_top_margin(GTK_TEXT_VIEW(widget), 0);
  gtk_text_view_set_bottom_margin(GTK_TEXT_VIEW(widget), 0);
}

void frame_area(wxTextCtrl& text) {
  GtkWidget* view = widget_of(text);
  if (!GTK_IS_TEXT_VIEW(view)) return;
  constexpr int beside = 9, above = 6;  // as the sheet's entry
  gtk_text_view_set_left_margin(GTK_TEXT_VIEW(view), beside);
  gtk_text_view_set_right_margin(GTK_TEXT_VIEW(view), beside);
  gtk_text_view_set_top_margin(GTK_TEXT_VIEW(view), above);
  gtk_text_view_set_bottom_margin(GTK_TEXT_VIEW(view), above);
  auto* frame = static_cast<GtkWidget*>(text.GetHandle());
  mark(frame, "area");
  // The frame is around what gets the keys: the sheet can't ask from within (GTK 3 has no :focus-within).
  const auto entered =
      +[](GtkWidget*, GdkEvent*, gpointer around) -> gboolean { return mark(GTK_WIDGET(around), "entered"), FALSE; };
  const auto left = +[](GtkWidget*, GdkEvent*, gpointer around) -> gboolean {
    return gtk_style_context_remove_class(gtk_widget_get_style_context(GTK_WIDGET(around)), "entered"), FALSE;
  };
  g_signal_connect_object(view, "focus-in-event", G_CALLBACK(entered), frame, GConnectFlags{});
  g_signal_connect_object(view, "focus-out-event", G_CALLBACK(left), frame, GConnectFlags{});
}

void keep_focus_visible(wxTopLevelWindow& window) {
  GtkWidget* frame = widget_of(window);
  const auto show = +[](GtkWindow* changed, GParamSpec*, gpointer) {
    if (!gtk_window_get_focus_visible(changed)) gtk_window_set_focus_visible(changed, TRUE);
  };
  g_signal_connect(frame, "notify::focus-visible", G_CALLBACK(show), nullptr);
  gtk_window_set_focus_visible(GTK_WINDOW(frame), TRUE);
}

bool has_focused_control(wxTopLevelWindow& window) {
  GtkWidget* focused = gtk_window_get_focus(GTK_WINDOW(widget_of(window)));
  return focused && gtk_widget_is_drawable(focused);
}

void before_lost_key(wxTopLevelWindow& window, Callback then) {
  const auto handler = +[](GtkWidget* frame, GdkEvent* event, gpointer data) -> gboolean {
    GtkWidget* focused = gtk_window_get_focus(GTK_WINDOW(frame));
    if (event->type == GDK_KEY_PRESS && !(focused && gtk_widget_is_drawable(focused)))
      (*static_cast<Callback*>(data))();
    return FALSE;
  };
  connect(widget_of(window), "event", G_CALLBACK(handler), std::move(then), GConnectFlags(0));
}

void set_urgent(wxTopLevelWindow& window, bool urgent) {
  gtk_window_set_urgency_hint(GTK_WINDOW(widget_of(window)), urgent);
}

void put_cursor(wxDataViewCtrl& list, int row) {
  const TreePath path(gtk_tree_path_new_from_indices(row, -1));
  gtk_tree_view_set_cursor(GTK_TREE_VIEW(list.GtkGetTreeView()), path.get(), nullptr, FALSE);
}

void when_drawn(wxWindow& window, Callback then) {
  const auto handler = +[](GtkWidget*, cairo_t*, gpointer data) -> gboolean {
    (*static_cast<Callback*>(data))();
    return FALSE;
  };
  connect(widget_of(window), "draw", G_CALLBACK(handler), std::move(then), G_CONNECT_AFTER);
}
#else
void apply_sheet(const std::string&, bool) {}
void remove_sheet() {}
void when_system_theme_changes(std::function<void()>) {}
void set_class(wxWindow&, const char*, bool) {}
void set_button_content(wxButton& button, const wxBitmapBundle& icon, const std::string& text, const std::string& key,
                        bool, bool) {
  if (icon.IsOk()) button.SetBitmap(icon);
  button.SetLabel(wx(key.empty() ? text : text + "  " + key));
}
void frame_area(wxTextCtrl&) {}
void leave_room_right(wxTextCtrl&, int) {}
void keep_focus_visible(wxTopLevelWindow&) {}
bool has_focused_control(wxTopLevelWindow&) { return wxWindow::FindFocus() != nullptr; }
void before_lost_key(wxTopLevelWindow&, std::function<void()>) {}
void set_urgent(wxTopLevelWindow& window, bool urgent) {
  if (urgent) window.RequestUserAttention(wxUSER_ATTENTION_ERROR);
}
void put_cursor(wxDataViewCtrl&, int) {}
void when_drawn(wxWindow& window, std::function<void()> then) {
  window.Bind(wxEVT_IDLE, [then = std::move(then)](wxIdleEvent& event) {
    then();
    event.Skip();
  });
}
#endif

}  // namespace siaga::ui::native
