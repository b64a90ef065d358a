#include "protocol/emergency.h"
#include "protocol/json_reader.h"
#include "protocol/parts_json.h"

#include <boost/json/array.hpp>

namespace siaga::protocol {

namespace json = boost::json;

namespace {

json::array list_of(const domain::EmergencyNumbers& numbers) {
  json::array list;
  for (const auto& [label, number] : numbers) {
    json::object one;
    one["label"] = label;
    one["number"] = number;
    list.push_back(std::move(one));
  }
  return list;
}

domain::EmergencyNumbers read_numbers(ObjectReader& reader) {
  domain::EmergencyNumbers numbers;
  reader.objects("numbers", 100, [&numbers](ObjectReader& one) {
    auto label = one.text("label", 256);
    numbers.push_back({std::move(label), one.text("number", 64)});
  });
  return numbers;
}

}  // namespace

base::Result<domain::EmergencyNumbers> decode_put_numbers(std::string_view text) {
  return decode(text, ObjectReader::Unknown::refused, [](ObjectReader& reader) { return read_numbers(reader); });
}

std::string encode_put(const domain::EmergencyNumbers& numbers) {
  json::object object;
  object["numbers"] = list_of(numbers);
  return to_text(object);
}

base::Result<std::vector<domain::UnitNumbers>> decode_numbers(std::string_view text) {
  return decode(text, ObjectReader::Unknown::tolerated, [](ObjectReader& reader) {
    std::vector<domain::UnitNumbers> units;
    reader.objects("units", 10'000, [&units](ObjectReader& one) {
      const auto unit = one.id("unit");
      units.push_back({unit, read_numbers(one)});
    });
    return units;
  });
}

std::string encode_numbers(const std::vector<domain::UnitNumbers>& units) {
  json::array list;
  for (const auto& [unit, numbers] : units) {
    json::object one;
    one["unit"] = base::to_string(unit);
    one["numbers"] = list_of(numbers);
    list.push_back(std::move(one));
  }
  json::object object;
  object["units"] = std::move(list);
  return to_text(object);
}

}  // namespace siaga::protocol
