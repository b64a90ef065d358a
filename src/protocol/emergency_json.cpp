#include "protocol/emergency.h"
#include "protocol/fields_json.h"

namespace siaga::protocol {

namespace json = boost::json;

namespace {

json::array list_of_numbers(const domain::EmergencyNumbers& numbers) {
  return list_of(numbers, [](const auto& labelled) {
    json::object one;
    one["label"] = labelled.label;
    one["number"] = labelled.number;
    return one;
  });
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
  return decode_strictly(text, [](ObjectReader& reader) { return read_numbers(reader); });
}

std::string encode_put(const domain::EmergencyNumbers& numbers) {
  json::object object;
  object["numbers"] = list_of_numbers(numbers);
  return to_text(object);
}

base::Result<std::vector<domain::UnitNumbers>> decode_numbers(std::string_view text) {
  return decode_tolerantly(text, [](ObjectReader& reader) {
    std::vector<domain::UnitNumbers> units;
    reader.objects("units", 10'000, [&units](ObjectReader& one) {
      const auto unit = one.id("unit");
      units.push_back({unit, read_numbers(one)});
    });
    return units;
  });
}

std::string encode_numbers(const std::vector<domain::UnitNumbers>& units) {
  json::object object;
  object["units"] = list_of(units, [](const domain::UnitNumbers& of) {
    json::object one;
    one["unit"] = base::to_string(of.unit);
    one["numbers"] = list_of_numbers(of.numbers);
    return one;
  });
  return to_text(object);
}

}  // namespace siaga::protocol
