#include "ui/user_id/file_field.h"

#include "ui/text.h"

#include <wx/sizer.h>
#include <wx/weakref.h>

#include <utility>

namespace siaga::ui {
FileField::FileField(wxWindow* parent, Desk& desk, console::LetterFiles& files, const std::string& caption)
    : Surface(parent, desk.theme, {.fill = "bg"}), desk_(desk), files_(files) {
  const PathField::Words words{caption, tr("PDF, JPEG or PNG, at most 20 MB"), tr("Choose a letter or proof"),
                               tr("Letters") + " (PDF, JPEG, PNG)|*.pdf;*.PDF;*.jpg;*.JPG;*.jpeg;*.JPEG;*.png;*.PNG"};
  path_ = new PathField(this, desk.theme, "bg", words, [] {});
  auto* all = new wxBoxSizer(wxVERTICAL);
  all->Add(path_, 0, wxEXPAND);
  SetSizer(all);
}

void FileField::clear() {
  path_->set("");
  forget_sent();
}

void FileField::forget_sent() {
  sent_path_.clear();
  sent_.reset();
  sending_.reset();
}

bool FileField::is_empty() const { return path_->path().empty(); }

void FileField::send(std::function<void(base::Result<std::optional<base::Id>>)> done) {
  const auto wanted = path_->path();
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
