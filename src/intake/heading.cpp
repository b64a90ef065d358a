#include "intake/heading.h"

namespace siaga::intake {

std::string heading_word(std::string_view cell) {
  std::string word;
  for (const char c : cell) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    const bool counts = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || (low & 0x80) != 0;
    if (counts)
      word += low;
    else if (!word.empty() && word.back() != ' ')
      word += ' ';
  }
  if (word.ends_with(' ')) word.pop_back();
  if (const auto at = word.find("e mail"); at == 0 || (at != std::string::npos && word[at - 1] == ' '))
    word.erase(at + 1, 1);
  return word;
}

}  // namespace siaga::intake
