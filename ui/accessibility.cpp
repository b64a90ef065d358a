#include "ui/accessibility.h"

#include "ui/text.h"

#include <wx/window.h>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#endif

namespace siaga::ui {

#ifdef __WXGTK__
namespace {

/// Lists and text areas sit inside a scrolled window; the combo's button inside the combo.
GtkWidget* met_by_people(GtkWidget* widget) {
  if (GTK_IS_SCROLLED_WINDOW(widget))
    if (GtkWidget* child = gtk_bin_get_child(GTK_BIN(widget))) return child;
  return widget;
}

void name_buttons_inside(GtkWidget* widget, gpointer name) {
  if (GTK_IS_TOGGLE_BUTTON(widget))
    atk_object_set_name(gtk_widget_get_accessible(widget), static_cast<const char*>(name));
  else if (GTK_IS_CONTAINER(widget))
    gtk_container_forall(GTK_CONTAINER(widget), name_buttons_inside, name);
}

AtkObject* accessible(wxWindow& window) {
  auto* widget = static_cast<GtkWidget*>(window.GetHandle());
  return gtk_widget_get_accessible(met_by_people(widget));
}

}  // namespace

void set_accessible_name(wxWindow& window, const std::string& name) {
  AtkObject* object = accessible(window);
  const char* old = atk_object_get_name(object);
  if (old && name == old) return;  // a running figure need not wake the screen reader
  atk_object_set_name(object, name.c_str());
  auto* widget = static_cast<GtkWidget*>(window.GetHandle());
  if (GTK_IS_COMBO_BOX(widget))
    gtk_container_forall(GTK_CONTAINER(widget), name_buttons_inside, const_cast<char*>(name.c_str()));
}

void set_accessible_hint(wxWindow& window, const std::string& hint) {
  atk_object_set_description(accessible(window), hint.c_str());
}

void set_accessible_role(wxWindow& window, AccessibleRole role) {
  atk_object_set_role(accessible(window), role == AccessibleRole::slider  ? ATK_ROLE_SLIDER
                                          : role == AccessibleRole::image ? ATK_ROLE_IMAGE
                                                                          : ATK_ROLE_INFO_BAR);
}
#else
void set_accessible_name(wxWindow& window, const std::string& name) { window.SetName(wx(name)); }
void set_accessible_hint(wxWindow&, const std::string&) {}
void set_accessible_role(wxWindow&, AccessibleRole) {}
#endif

}  // namespace siaga::ui
