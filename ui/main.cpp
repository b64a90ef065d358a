// siaga: the supervisor's console.

#include "ui/app.h"

#include <langinfo.h>

#include <clocale>
#include <cstdlib>
#include <string_view>

int main(int argc, char** argv) {
  // Texts are UTF-8 whatever the machine says; GTK and wx would cut them at the first accent otherwise.
  if (!std::setlocale(LC_ALL, "") || std::string_view(nl_langinfo(CODESET)) != "UTF-8") setenv("LC_ALL", "C.UTF-8", 1);
  // Nothing here draws by OpenGL, and GTK asks for it at its start: that loads Mesa and LLVM, 30 MB and a tenth of a second.
  setenv("GDK_GL", "disable", 0);
  wxApp::SetInstance(std::make_unique<siaga::ui::App>().release());  // wx owns it
  return wxEntry(argc, argv);
}
