// FileField: the file of a letter or proof, read and sent once for each choice. Owner: a form. Thread: UI.
#pragma once

#include "console/letter_files.h"
#include "ui/desk.h"
#include "ui/widgets/path_field.h"

#include <functional>
#include <optional>
#include <string>

namespace siaga::ui {

class FileField : public Surface {
 public:
  /// `files` outlives it.
  FileField(wxWindow* parent, Desk& desk, console::LetterFiles& files, const std::string& caption);

  void clear();
  bool is_empty() const;
  void focus() { path_->focus(); }
  /// The next case needs a letter of its own, with the same bytes.
  void forget_sent();
  /// Reads the file, sends it to the hub and answers with the letter's id; nothing when no file was chosen. Errors:
  /// those of LetterFiles and of the hub; a retry sends the same letter.
  void send(std::function<void(base::Result<std::optional<base::Id>>)> done);

 private:
  Desk& desk_;
  console::LetterFiles& files_;
  PathField* path_;
  std::string sent_path_;            ///< what `sent_` holds
  std::optional<base::Id> sent_;     ///< kept by the hub
  std::optional<base::Id> sending_;  ///< the id for what is in the field, so that a retry is the same
};

}  // namespace siaga::ui
