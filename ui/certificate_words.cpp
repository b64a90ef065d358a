#include "ui/certificate_words.h"

#include "base/zone.h"
#include "ui/format.h"
#include "ui/text.h"

namespace siaga::ui {
namespace {

using namespace std::chrono;
constexpr days warn_ahead{21};

std::string what_to_do() {
  return tr("Ask the administrator to put a new one in its place: the hub takes it by itself, and nobody is dropped.");
}

/// "3 Des 2026"
std::string day_of(base::Instant at, const std::string& zone) {
  const bool english = tr("language|en") == "language|en";
  const auto full = base::date_time_with_zone(at, zone, english);
  return full.substr(0, full.size() - base::clock_time_with_zone(at, zone).size() - 1);
}

}  // namespace

std::optional<CertificateWarning> certificate_warning(base::Instant expires_at, base::Instant now,
                                                      const std::string& zone) {
  const auto left = expires_at - now;
  if (left > warn_ahead) return std::nullopt;
  CertificateWarning warning;
  if (left <= microseconds{0}) {
    warning.head = tr("THE HUB'S CERTIFICATE ENDED {}", moment(expires_at, now, zone));
    warning.rest = tr("Phones and consoles that look at its date can't connect any more; this one still can.") + " " +
                   what_to_do();
    warning.urgent = true;
    return warning;
  }
  if (left <= days{1}) {
    warning.head = tr("THE HUB'S CERTIFICATE ENDS {} (in {})", moment(expires_at, now, zone), spoken(left));
    warning.urgent = true;
  } else {
    const auto whole = static_cast<std::uint64_t>(floor<days>(left).count());
    warning.head = tr_n("The hub's certificate ends {} ({} day left)", "The hub's certificate ends {} ({} days left)",
                        whole, day_of(expires_at, zone), whole);
  }
  warning.rest = tr("From then on phones and consoles that look at its date can't connect.") + " " + what_to_do();
  return warning;
}

}  // namespace siaga::ui
