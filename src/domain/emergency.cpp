#include "domain/emergency.h"

#include <algorithm>

namespace siaga::domain {

namespace {

constexpr std::size_t most_numbers = 8;
constexpr std::ptrdiff_t longest_label = 40;
constexpr std::size_t longest_number = 32;

bool is_wrong(const EmergencyNumber& one) {
  constexpr std::string_view dialled = "0123456789+*# -()";
  const auto characters = std::ranges::count_if(one.label, [](char c) { return (c & 0xC0) != 0x80; });
  return one.label.empty() || characters > longest_label || one.number.empty() || one.number.size() > longest_number ||
         one.number.find_first_not_of(dialled) != std::string::npos;
}

}  // namespace

EmergencyNumbers usual_numbers(std::string_view first) {
  EmergencyNumbers usual{{"Darurat", "112"}, {"Polisi", "110"}, {"Ambulans", "119"}};
  return first.empty() ? usual : with_first(std::move(usual), first);
}

EmergencyNumbers with_first(EmergencyNumbers numbers, std::string_view first) {
  const auto known = std::ranges::find(numbers, first, &EmergencyNumber::number);
  if (known != numbers.end())
    std::rotate(numbers.begin(), known, known + 1);
  else if (!numbers.empty())
    numbers.front().number = first;
  return numbers;
}

base::Result<void> check_numbers(std::span<const EmergencyNumber> numbers) {
  if (numbers.empty() || numbers.size() > most_numbers || std::ranges::any_of(numbers, is_wrong))
    return base::fail(base::Fault::invalid, "one to eight numbers to dial, each with a label", "emergency_numbers");
  return {};
}

}  // namespace siaga::domain
