#include "console/export_fetch.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace siaga::console {

using base::fail;
using base::Fault;

namespace {

constexpr std::size_t longest_name = 120;

class Fetching : public std::enable_shared_from_this<Fetching> {
 public:
  Fetching(LogbookClient& client, LetterFiles& files, ExportFetch wish)
      : client_(client), files_(files), wish_(std::move(wish)) {}

  void next() {
    if (written_.size() == wish_.view.files.size()) return wish_.done(std::move(written_));
    const auto& file = wish_.view.files[written_.size()];
    if (!is_plain_name(file.name)) return wish_.done(fail(Fault::corrupt, "a file's name isn't one", file.name));
    wish_.on_file(file.name);
    client_.fetch_file(wish_.view.id, file.name, [self = shared_from_this()](base::Result<std::string> bytes) {
      if (!bytes) return self->wish_.done(bytes.error());
      self->keep(std::move(*bytes));
    });
  }

 private:
  void keep(std::string bytes) {
    const auto& file = wish_.view.files[written_.size()];
    const auto path = wish_.folder / file.name;
    files_.write_checked(path, std::move(bytes), file.sha256,
                         [self = shared_from_this(), path, name = file.name](base::Result<void> kept) {
                           if (!kept) return self->wish_.done(fail(kept.error().fault, kept.error().detail, name));
                           self->written_.push_back(path);
                           self->next();
                         });
  }

  LogbookClient& client_;
  LetterFiles& files_;
  ExportFetch wish_;
  std::vector<std::filesystem::path> written_;
};

}  // namespace

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  };
  return !name.empty() && name.size() <= longest_name && name.front() != '.' && std::ranges::all_of(name, plain);
}

void fetch_export(LogbookClient& client, LetterFiles& files, ExportFetch wish) {
  std::make_shared<Fetching>(client, files, std::move(wish))->next();
}

}  // namespace siaga::console
