// What an application that speaks SCIM answers, and what a connector's program prints.
#include "connect/command_target.h"
#include "connect/scim_text.h"

#include "property.h"

#include <algorithm>

using namespace siaga;

namespace {

bool is_plain(const std::string& text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void check_user(const domain::ApplicationUser& user) {
  fuzz::must(!user.id.empty() && user.id.size() <= 1024 && is_plain(user.id), "an id can be asked for");
  fuzz::must(!user.user_name.empty() && user.user_name.size() <= 512 && is_plain(user.user_name),
             "a user name can be shown");
  fuzz::must(user.name.size() <= 512 && is_plain(user.name), "a name can be shown");
  fuzz::must(user.email.size() <= 512 && is_plain(user.email), "an address can be shown");
}

void check_page(std::string_view text, const std::string& activity) {
  const auto page = connect::scim::read_page(text, activity);
  fuzz::must(page || page.error().fault == base::Fault::corrupt, "a page is understood or not");
  if (!page) return;
  for (const auto& user : page->users) check_user(user);
}

void check_single(std::string_view text, const std::string& activity) {
  const auto user = connect::scim::read_user(text, activity);
  if (!user) return;
  check_user(*user);
  const auto off = connect::scim::switched_off(text);
  fuzz::must(off.has_value(), "a user that was read can be put");
  const auto again = connect::scim::read_user(*off, activity);
  fuzz::must(again && again->id == user->id && again->user_name == user->user_name && !again->active,
             "it is put as it was, but inactive");
}

}  // namespace

/// The attribute with the activity, a line break, the answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [activity, text] = fuzz::first_line(fuzz::text_of(data, size));
  check_page(text, std::string{activity});
  check_single(text, std::string{activity});
  for (const bool with_detail : {true, false}) {
    const auto words = connect::scim::complaint(text, with_detail);
    fuzz::must(words.size() <= 220 && is_plain(words), "an error's words are short");
  }
  const auto encoded = connect::scim::percent_encoded(connect::scim::by_user_name(std::string{activity}));
  fuzz::must(encoded.find_first_of("\"/?#& \r\n") == std::string::npos, "a name stays within its filter");
  const auto answer = connect::read_command_answer(text, {});
  if (answer)
    for (const auto& user : answer->users) check_user(user);
  return 0;
}
