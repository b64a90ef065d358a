#define BOOST_TEST_MODULE ui
#include <boost/test/unit_test.hpp>

#include <wx/app.h>
#include <wx/init.h>

namespace {

/// wx without a window: catalogues need its paths, and a console's application opens no display.
class Toolkit {
 public:
  Toolkit() {
    wxApp::SetInitializerFunction(
        []() -> wxAppConsole* { return std::make_unique<Console>().release(); });  // wx owns it
    ready_ = std::make_unique<wxInitializer>();
    BOOST_REQUIRE(ready_->IsOk());
  }

 private:
  class Console : public wxAppConsole {
    int OnRun() override { return 0; }
  };
  std::unique_ptr<wxInitializer> ready_;
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(Toolkit);
