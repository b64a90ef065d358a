// The pieces that commands, events and views share, to and from JSON: each is written and read in one place.
// Private to protocol/. Thread: any; pure functions.
// Errors: of reading, in the reader (json_reader.h); a value made after a fault is meaningless and never handed on.
#pragma once

#include "domain/access.h"
#include "domain/person.h"
#include "domain/place.h"
#include "domain/position.h"
#include "domain/recording.h"
#include "protocol/json_reader.h"

#include <boost/json/object.hpp>

#include <string>

namespace siaga::protocol {

/// Without white space.
std::string to_text(const boost::json::object& object);
/// A string_view as a member's value; Boost.JSON's own view is another type.
boost::json::string to_json(std::string_view text);

boost::json::object to_json(const domain::Position& position);
boost::json::object to_json(const domain::NearestPlace& nearest);
boost::json::object to_json(const domain::Person& person);
boost::json::object to_json(const domain::Unit& unit);
boost::json::object to_json(const domain::Place& place);
boost::json::object to_json(const domain::Grant& grant);
boost::json::object to_json(const domain::Examination& examination);

// The reader stands on the piece itself. Members that are optional in openapi.yaml may be missing.
domain::Position read_position(ObjectReader& reader);
domain::NearestPlace read_nearest(ObjectReader& reader);
domain::Person read_person(ObjectReader& reader);
domain::Unit read_unit(ObjectReader& reader);
domain::Place read_place(ObjectReader& reader);
domain::Grant read_grant(ObjectReader& reader);
domain::Examination read_examination(ObjectReader& reader);

}  // namespace siaga::protocol
