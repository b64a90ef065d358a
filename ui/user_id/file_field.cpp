#include "ui/user_id/file_field.h"

#include "ui/text.h"
#include "ui/widgets/field.h"

#include <wx/dnd.h>
#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {
namespace {

class Drop : public wxFileDropTarget {
 public:
  explicit Drop(wxTextCtrl& field) : field_(field) {}
  bool OnDropFiles(wxCoord, wxCoord, const wxArrayString& files) override {
    if (!files.empty()) field_.ChangeValue(files.front());
    return !files.empty();
  }

 private:
  wxTextCtrl& field_;
};

}  // namespace

FileField::FileField(wxWindow* parent, Desk& desk, console::LetterFiles& files, const std::string& caption)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), files_(files) {
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  auto* text = new wxBoxSizer(wxVERTICAL);
  path_ = add_text_field(*this, *text, caption, 4096, [] {});
  path_->SetHint(wx(tr("PDF, JPEG or PNG, at most 20 MB")));
  path_->SetDropTarget(new Drop(*path_));  // the field owns it
  row->Add(text, 1, wxEXPAND | wxRIGHT, 8);
  row->Add(new KeyButton(this, theme(), "", {.text = tr("Choose…")}, [this] { choose(); }), 0, wxALIGN_BOTTOM);
  SetSizer(row);
}

void FileField::clear() {
  path_->ChangeValue("");
  forget_sent();
}

void FileField::forget_sent() {
  sent_path_.clear();
  sent_.reset();
  sending_.reset();
}

std::string FileField::path() const { return words_of(*path_); }
bool FileField::is_empty() const { return path().empty(); }

void FileField::choose() {
  wxFileDialog dialog(this, wx(tr("Choose a letter or proof")), "", "",
                      wx(tr("Letters")) + " (PDF, JPEG, PNG)|*.pdf;*.PDF;*.jpg;*.JPG;*.jpeg;*.JPEG;*.png;*.PNG",
                      wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() == wxID_OK) path_->ChangeValue(dialog.GetPath());
}

void FileField::send(std::function<void(base::Result<std::optional<base::Id>>)> done) {
  const auto wanted = path();
  if (wanted.empty()) return done(std::optional<base::Id>{});
  if (sent_ && sent_path_ == wanted) return done(sent_);
  if (sent_path_ != wanted) sending_.reset();
  sent_.reset();
  sent_path_ = wanted;
  if (!sending_) sending_ = desk_.link.user_ids().new_id();
  files_.read(std::filesystem::path(wanted), [self = wxWeakRef<FileField>(this), wanted, id = *sending_,
                                              done = std::move(done)](base::Result<console::LetterFile> file) {
    if (!self) return;
    if (!file) return done(file.error());
    auto& client = self->desk_.link.user_ids();
    client.send_letter(id, file->name, std::move(file->bytes), [self, wanted, id, done](base::Result<void> kept) {
      if (!self) return;
      if (!kept) return done(kept.error());
      if (self->sent_path_ == wanted) self->sent_ = id;
      done(std::optional(id));
    });
  });
}

}  // namespace siaga::ui
