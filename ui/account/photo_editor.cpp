#include "ui/account/photo_editor.h"

#include "base/file.h"
#include "ui/format.h"
#include "ui/text.h"

#include <wx/filedlg.h>
#include <wx/log.h>
#include <wx/sizer.h>
#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {
namespace {

constexpr int side = 96;
/// A camera's own picture; what becomes of it is far smaller.
constexpr std::size_t largest_file = 32u << 20;

}  // namespace

PhotoEditor::PhotoEditor(wxWindow* parent, Desk& desk) : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk) {
  photo_ = new Photo(this, desk, side);
  choose_ = new KeyButton(this, theme(), "", {.text = tr("Choose a photo…")}, [this] { choose(); });
  remove_ = new KeyButton(this, theme(), "", {.text = tr("Remove the photo")}, [this] { remove(); });
  auto* buttons = new wxBoxSizer(wxVERTICAL);
  buttons->Add(choose_, 0, wxEXPAND | wxBOTTOM, 8);
  buttons->Add(remove_, 0, wxEXPAND);
  auto* row = new wxBoxSizer(wxHORIZONTAL);
  row->Add(photo_, 0, wxRIGHT, 16);
  row->Add(buttons, 0, wxALIGN_CENTRE_VERTICAL);
  SetSizer(row);
  show("");
}

void PhotoEditor::open() {
  desk_.link.account().fetch_own_photo([self = wxWeakRef<PhotoEditor>(this)](base::Result<std::string> bytes) {
    if (self && bytes) self->show(*bytes);
    if (self && !bytes && bytes.error().fault == base::Fault::not_found) self->show("");
  });
}

void PhotoEditor::forget() { show(""); }

void PhotoEditor::show(const std::string& bytes) {
  photo_->show(bytes);
  remove_->Enable(!bytes.empty());
}

void PhotoEditor::choose() {
  wxFileDialog dialog(this, wx(tr("Choose a photo of yourself")), "", "", "*.jpg;*.jpeg;*.png;*.JPG;*.JPEG;*.PNG",
                      wxFD_OPEN | wxFD_FILE_MUST_EXIST);
  if (dialog.ShowModal() != wxID_OK) return;
  const auto content = base::read_file(std::filesystem::path{utf8(dialog.GetPath())}, largest_file);
  if (!content) return desk_.complain(tr("The file can't be read. The photo stays as it was."));
  const auto image = read_camera_picture(*content);
  auto bytes = image ? encode_photo(*image) : std::string{};
  if (bytes.empty()) return desk_.complain(tr("This is no JPEG or PNG picture. The photo stays as it was."));
  keep(std::move(bytes));
}

void PhotoEditor::keep(std::string bytes) {
  choose_->Disable();
  desk_.link.account().save_photo(bytes, [self = wxWeakRef<PhotoEditor>(this), bytes](base::Result<void> kept) {
    if (!self) return;
    self->choose_->Enable();
    if (!kept) return self->desk_.complain(sentence(kept.error()));
    self->show(bytes);
    self->desk_.say(tr("Saved. Who may read your record sees this photo."));
  });
}

void PhotoEditor::remove() {
  desk_.link.account().remove_photo([self = wxWeakRef<PhotoEditor>(this)](base::Result<void> removed) {
    if (!self) return;
    if (!removed) return self->desk_.complain(sentence(removed.error()));
    self->show("");
    self->desk_.say(tr("Removed: the hub keeps no photo of you now."));
  });
}

}  // namespace siaga::ui
