#include "ui/print_file.h"

#include <wx/toplevel.h>
#include <wx/window.h>

#include <memory>
#include <utility>

#ifdef __WXGTK__
#include <gtk/gtkunixprint.h>
#endif

namespace siaga::ui {

#ifdef __WXGTK__
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class Object>
using Held = std::unique_ptr<Object, Unref>;

/// One job, from the dialog to the queue; GTK's closures own it.
struct FileJob {
  std::filesystem::path file;
  std::string title;
  std::function<void(FilePrint, const std::string&)> done;
};

std::string taken(GError* trouble) {
  std::string words = trouble ? trouble->message : "unknown";
  g_clear_error(&trouble);
  return words;
}

void job_ended(GtkPrintJob*, gpointer data, const GError* trouble) {
  static_cast<FileJob*>(data)->done(trouble ? FilePrint::failed : FilePrint::sent, trouble ? trouble->message : "");
}

void send_to(GtkPrintUnixDialog* dialog, GtkPrinter* printer, std::unique_ptr<FileJob> job) {
  const Held<GtkPrintSettings> settings{gtk_print_unix_dialog_get_settings(dialog)};
  const Held<GtkPrintJob> sent{
      gtk_print_job_new(job->title.c_str(), printer, settings.get(), gtk_print_unix_dialog_get_page_setup(dialog))};
  GError* trouble = nullptr;
  if (!gtk_print_job_set_source_file(sent.get(), job->file.c_str(), &trouble))
    return job->done(FilePrint::failed, taken(trouble));
  // GTK holds the job until it has ended.
  gtk_print_job_send(sent.get(), &job_ended, job.release(),
                     [](gpointer data) { std::unique_ptr<FileJob>{static_cast<FileJob*>(data)}; });
}

void answered(GtkDialog* dialog, int response, gpointer data) {
  std::unique_ptr<FileJob> job{static_cast<FileJob*>(data)};
  auto* chooser = GTK_PRINT_UNIX_DIALOG(dialog);
  GtkPrinter* printer = gtk_print_unix_dialog_get_selected_printer(chooser);
  if (response == GTK_RESPONSE_OK && printer)
    send_to(chooser, printer, std::move(job));
  else
    job->done(FilePrint::cancelled, "");
  gtk_widget_destroy(GTK_WIDGET(dialog));
}

}  // namespace

void print_file(wxWindow& parent, const std::filesystem::path& pdf, const std::string& title,
                std::function<void(FilePrint, const std::string&)> done) {
  auto* window = wxGetTopLevelParent(&parent);
  GtkWidget* dialog = gtk_print_unix_dialog_new(
      title.c_str(), window ? GTK_WINDOW(static_cast<GtkWidget*>(window->GetHandle())) : nullptr);
  auto* chooser = GTK_PRINT_UNIX_DIALOG(dialog);
  gtk_print_unix_dialog_set_manual_capabilities(chooser, GTK_PRINT_CAPABILITY_GENERATE_PDF);
  const Held<GtkPrintSettings> settings{gtk_print_settings_new()};
  gtk_print_settings_set(settings.get(), GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_settings_set(settings.get(), GTK_PRINT_SETTINGS_OUTPUT_DIR, pdf.parent_path().c_str());
  const auto copy = "cetak-" + pdf.stem().string();  // printed into a file it doesn't hit the original
  gtk_print_settings_set(settings.get(), GTK_PRINT_SETTINGS_OUTPUT_BASENAME, copy.c_str());
  gtk_print_unix_dialog_set_settings(chooser, settings.get());
  auto job = std::make_unique<FileJob>(FileJob{pdf, title, std::move(done)});
  g_signal_connect(dialog, "response", G_CALLBACK(answered), job.release());
  gtk_window_present(GTK_WINDOW(dialog));
}

#else
void print_file(wxWindow&, const std::filesystem::path&, const std::string&,
                std::function<void(FilePrint, const std::string&)> done) {
  done(FilePrint::failed, "printing isn't offered here");
}
#endif

}  // namespace siaga::ui
