#include "protocol/account.h"
#include "protocol/fields_json.h"

#include <algorithm>
#include <array>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

constexpr std::size_t most_looks = 1000;

/// In the order of Look::What.
constexpr std::array<std::string_view, 4> deeds{"viewed", "changed", "code_made", "factor_removed"};

/// What a newer hub calls otherwise is a change; an older one tells of views alone and says nothing.
Look::What deed_of(const std::optional<std::string>& name) {
  if (!name) return Look::What::viewed;
  const auto found = std::ranges::find(deeds, *name);
  return found == deeds.end() ? Look::What::changed : static_cast<Look::What>(found - deeds.begin());
}

}  // namespace

base::Result<ConfirmPassword> decode_confirm_password(std::string_view text) {
  return decode_strictly(
      text, [](ObjectReader& reader) { return ConfirmPassword{reader.text("password", longest_password)}; });
}

base::Result<ChangePassword> decode_change_password(std::string_view text) {
  return decode_strictly(text, [](ObjectReader& reader) {
    ChangePassword command;
    command.password = reader.text("password", longest_password);
    command.new_password = reader.text("new_password", longest_password);
    return command;
  });
}

base::Result<ProfileView> decode_profile_view(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    ProfileView view;
    auto person = reader.object("person");
    view.person = read_person(person);
    view.born = reader.optional_text("born", 64);
    view.photo_at = reader.optional_instant("photo_at");
    view.second_factor = reader.flag("second_factor");
    view.recovery_codes = reader.whole("recovery_codes");
    return view;
  });
}

base::Result<LooksPage> decode_looks_page(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    LooksPage page;
    reader.objects("items", most_looks, [&page](ObjectReader& item) {
      Look look;
      look.seq = item.whole("seq");
      look.at = item.instant("at");
      look.name = item.text("name");
      look.post = item.text("post");
      look.console = item.text("console");
      look.what = deed_of(item.optional_text("what", 64));
      page.items.push_back(std::move(look));
    });
    page.next = reader.optional_whole("next");
    return page;
  });
}

std::string encode(const ConfirmPassword& command) {
  json::object object;
  object["password"] = command.password;
  return to_text(object);
}

std::string encode(const ChangePassword& command) {
  json::object object;
  object["password"] = command.password;
  object["new_password"] = command.new_password;
  return to_text(object);
}

std::string encode(const ProfileView& view) {
  json::object object;
  object["person"] = to_json(view.person);
  put(object, "born", view.born);
  put(object, "photo_at", view.photo_at);
  object["second_factor"] = view.second_factor;
  object["recovery_codes"] = view.recovery_codes;
  return to_text(object);
}

std::string encode(const LooksPage& page) {
  json::object object;
  object["items"] = list_of(page.items, [](const Look& look) {
    json::object item;
    item["seq"] = look.seq;
    item["at"] = base::to_rfc3339(look.at);
    item["name"] = look.name;
    item["post"] = look.post;
    item["console"] = look.console;
    item["what"] = json::string{deeds[static_cast<std::size_t>(look.what)]};
    return item;
  });
  if (page.next) object["next"] = *page.next;
  return to_text(object);
}

}  // namespace siaga::protocol
