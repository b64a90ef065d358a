#include "ui/widgets/path_field.h"

#include "ui/text.h"
#include "ui/widgets/field.h"
#include "ui/widgets/key_button.h"

#include <wx/dnd.h>
#include <wx/filedlg.h>
#include <wx/sizer.h>

#include <utility>

namespace siaga::ui {
namespace {

constexpr int longest_path = 4096;

class Drop : public wxFileDropTarget {
 public:
  explicit Drop(wxTextCtrl& field) : field_(field) {}
  bool OnDropFiles(wxCoord, wxCoord, const wxArrayString& files) override {
    if (!files.empty()) field_.SetValue(files.front());
    return !files.empty();
  }

 private:
  wxTextCtrl& field_;
};

}  // namespace

PathField::PathField(wxWindow* parent, Theme& theme, const char* fill, Words words, std::function<void()> entered)
    : Surface(parent, theme, {.fill = fill}) {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  auto* text = new wxBoxSizer(wxVERTICAL);
  path_ = add_text_field(*this, *text, words.caption, longest_path, std::move(entered));
  path_->SetHint(wx(words.hint));
  path_->SetDropTarget(new Drop(*path_));  // the field owns it
  row->Add(text, 1, wxEXPAND | wxRIGHT, 8);
  auto* chooses =
      new KeyButton(this, theme, "", {.text = tr("Choose…")}, [this, words = std::move(words)] { choose(words); });
  row->Add(chooses, 0, wxALIGN_BOTTOM);
  SetSizer(row);
}

std::string PathField::path() const { return words_of(*path_); }

void PathField::set(const std::string& path) { path_->ChangeValue(wx(path)); }

void PathField::choose(const Words& words) {
  wxFileDialog dialog(this, wx(words.title), "", "", wx(words.kinds), wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() == wxID_OK) path_->SetValue(dialog.GetPath());
}

}  // namespace siaga::ui
