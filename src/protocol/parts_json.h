// The pieces that commands, events and views share, to and from JSON. Private to protocol/. Thread: any.
#pragma once

#include "domain/person.h"
#include "domain/place.h"
#include "domain/position.h"
#include "domain/recording.h"
#include "protocol/json_reader.h"

#include <boost/json/object.hpp>

#include <string>

namespace siaga::protocol {

std::string to_text(const boost::json::object& object);
boost::json::string to_json(std::string_view text);

boost::json::object to_json(const domain::Position& position);
boost::json::object to_json(const domain::NearestPlace& nearest);
boost::json::object to_json(const domain::Person& person);
boost::json::object to_json(const domain::Unit& unit);
boost::json::object to_json(const domain::Place& place);
boost::json::object to_json(const domain::Examination& examination);

domain::Position read_position(ObjectReader& reader);
domain::NearestPlace read_nearest(ObjectReader& reader);
domain::Person read_person(ObjectReader& reader);
domain::Unit read_unit(ObjectReader& reader);
domain::Place read_place(ObjectReader& reader);
domain::Examination read_examination(ObjectReader& reader);

}  // namespace siaga::protocol
