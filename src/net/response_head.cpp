#include "net/response_head.h"

#include "net/heavy.h"
#include "net/request_head.h"

#include <array>
#include <chrono>

namespace siaga::net {
namespace {

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

bool is_ours(std::string_view name) {
  for (const std::string_view ours : {"Content-Length", "Connection", "Transfer-Encoding", "Date"})
    if (boost::beast::iequals(name, ours)) return true;
  return false;
}

}  // namespace

std::string http_date(base::Instant at) {
  constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  std::string text{days[std::chrono::weekday{day}.c_encoding()]};
  text += ", " + two_digits(unsigned{date.day()}) + " ";
  text += months[unsigned{date.month()} - 1];
  text += " " + std::to_string(int{date.year()}) + " " + two_digits(static_cast<unsigned>(time.hours().count())) + ":" +
          two_digits(static_cast<unsigned>(time.minutes().count())) + ":" +
          two_digits(static_cast<unsigned>(time.seconds().count())) + " GMT";
  return text;
}

base::Result<std::string> format_head(const Response& response, const Framing& framing, base::Instant now) {
  if (response.status < 200 || response.status > 599)
    return base::fail(base::Fault::internal, "an answer's status must be 200 to 599");
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason.data(), reason.size());
  head += "\r\nDate: " + http_date(now) + "\r\n";
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || !is_field_value(value) || is_ours(name))
      return base::fail(base::Fault::internal, "an illegal header in an answer", name);
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (framing.announce_length) head += "Content-Length: " + std::to_string(framing.length) + "\r\n";
  head += framing.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

}  // namespace siaga::net
