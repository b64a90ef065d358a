// Prints a PDF as it is: the system's print dialog beside the work (an alarm shows itself meanwhile), then the very
// bytes to the printer that was chosen, so that paper bears what the file bears. Only printers that take PDF are
// offered. Where the toolkit isn't GTK nothing can be printed here, and that is said. Owner: whoever prints. Thread:
// UI; `done` comes there, once.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

class wxWindow;

namespace siaga::ui {

enum class FilePrint {
  sent,       ///< the printer's queue has it
  cancelled,  ///< no printer was chosen
  failed,     ///< `detail` says why, for the log
};
/// `title`: of the job. The file stays until `done`.
void print_file(wxWindow& parent, const std::filesystem::path& pdf, const std::string& title,
                std::function<void(FilePrint outcome, const std::string& detail)> done);

}  // namespace siaga::ui
