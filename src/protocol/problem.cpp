#include "protocol/problem.h"

#include "protocol/json_reader.h"
#include "protocol/parts_json.h"

#include <array>

namespace siaga::protocol {

namespace json = boost::json;
using base::Fault;

namespace {

constexpr std::string_view type_prefix = "urn:siaga:problem:";

struct ProblemRow {
  Fault fault;
  unsigned status;
  std::string_view title;
};
// The first row of a status is what an answer without a problem document is read as.
constexpr std::array problem_rows{
    ProblemRow{Fault::invalid, 400, "The request breaks the contract"},
    ProblemRow{Fault::unauthenticated, 401, "Sign in first"},
    ProblemRow{Fault::forbidden, 403, "Not allowed"},
    ProblemRow{Fault::not_found, 404, "No such thing"},
    ProblemRow{Fault::not_found, 410, "Gone"},
    ProblemRow{Fault::conflict, 409, "The state has moved on"},
    ProblemRow{Fault::too_large, 413, "Over the limit"},
    ProblemRow{Fault::unsupported, 415, "Not offered"},
    ProblemRow{Fault::checksum, 460, "The bytes differ from their checksum"},
    ProblemRow{Fault::too_many, 429, "Too many requests"},
    ProblemRow{Fault::internal, 500, "A fault of the hub"},
    ProblemRow{Fault::corrupt, 500, "Stored bytes are damaged"},
    ProblemRow{Fault::untrusted, 502, "The peer is not trusted"},
    ProblemRow{Fault::unavailable, 503, "Not available now"},
    ProblemRow{Fault::timeout, 504, "No answer in time"},
    ProblemRow{Fault::storage_full, 507, "The disk is full"},
};

const ProblemRow& row_of(Fault fault) {
  for (const auto& row : problem_rows)
    if (row.fault == fault) return row;
  return problem_rows[9];
}

}  // namespace

unsigned status_of(Fault fault) { return row_of(fault).status; }

std::string encode_problem(const base::Error& error) {
  const auto& row = row_of(error.fault);
  json::object object;
  object["type"] = std::string{type_prefix} + std::string{base::name_of(error.fault)};
  object["title"] = to_json(row.title);
  object["status"] = row.status;
  object["detail"] = error.detail;
  if (!error.field.empty()) object["field"] = error.field;
  return to_text(object);
}

base::Error decode_problem(unsigned status, std::string_view text) {
  base::Error error{Fault::internal, "the hub answered " + std::to_string(status), {}};
  for (const auto& row : problem_rows)
    if (row.status == status) {
      error.fault = row.fault;
      break;
    }
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return error;
  ObjectReader reader{*parsed, ObjectReader::Unknown::tolerated};
  const auto type = reader.optional_text("type").value_or("");
  for (const auto& row : problem_rows)
    if (type == std::string{type_prefix} + std::string{base::name_of(row.fault)}) error.fault = row.fault;
  error.detail = reader.optional_text("detail").value_or(error.detail);
  error.field = reader.optional_text("field").value_or("");
  return error;
}

}  // namespace siaga::protocol
