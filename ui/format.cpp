#include "ui/format.h"

#include "base/zone.h"
#include "console/link.h"
#include "ui/text.h"

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace siaga::ui {
namespace {

using namespace std::chrono;

std::string with_mark(std::string figure) {
  // TRANSLATORS: the mark between whole numbers and decimals.
  const auto mark = tr("decimal mark|.");
  const auto bar = mark.find('|');
  if (const auto dot = figure.find('.'); dot != std::string::npos)
    figure.replace(dot, 1, bar == std::string::npos ? mark : mark.substr(bar + 1));
  return figure;
}

/// What a form's field must hold, by the member that the hub names, with or without the pointer's slash.
std::optional<std::string> wrong_member(std::string_view field) {
  if (field.starts_with('/')) field.remove_prefix(1);
  if (field == "name") return tr("A name of 1 to 120 characters is needed.");
  if (field == "email") return tr("An e-mail address like nama@contoh.id or an NRP is needed to sign in.");
  if (field == "nrp") return tr("An NRP has up to 18 digits.");
  if (field == "phone") return tr("The phone number is too long.");
  if (field == "post") return tr("The post is too long.");
  if (field == "emergency") return tr("A unit needs a number for emergencies, like 112.");
  if (field == "emergency_numbers")
    return tr("A unit needs one to eight numbers for emergencies, each with digits and who is called there.");
  if (field == "parent") return tr("A unit can't be a part of itself.");
  if (field == "deputy_for") return tr("There is nobody whom they could act for. Nothing was given.");
  if (field == "day") return tr("The day of a move lies ahead.");
  if (field == "until") return tr("A role ends after it begins.");
  return std::nullopt;
}

}  // namespace

std::string grouped(std::uint64_t figure) {
  auto digits = std::to_string(figure);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), "\u00a0");
  return digits;
}

std::string one_decimal(double figure) { return with_mark(fmt::format("{:.1f}", figure)); }

std::string megabytes(std::uint64_t bytes) { return one_decimal(static_cast<double>(bytes) / 1e6); }

std::string seconds(microseconds length) {
  const double figure = static_cast<double>(std::max<microseconds::rep>(length.count(), 0)) / 1e6;
  return tr("{} s", one_decimal(figure));
}

std::string spoken(microseconds length) {
  const auto whole = duration_cast<std::chrono::seconds>(std::max(length, microseconds{0})).count();
  if (whole < 60) return tr("{} sec", whole);
  if (whole < 3600) return tr("{} min", whole / 60);
  if (whole < 48 * 3600) return tr("{} h {} m", whole / 3600, whole % 3600 / 60);
  return tr("{} days", whole / 86400);
}

std::string media_time(nanoseconds at, bool hundredths) {
  const auto count = std::max<nanoseconds::rep>(duration_cast<milliseconds>(at).count(), 0) / 10;
  const auto whole = count / 100;
  auto text = whole < 3600 ? fmt::format("{:02}:{:02}", whole / 60, whole % 60)
                           : fmt::format("{}:{:02}:{:02}", whole / 3600, whole % 3600 / 60, whole % 60);
  if (hundredths) text += fmt::format(".{:02}", count % 100);
  return text;
}

std::string metres(double length) {
  const double rounded = length < 100 ? length : std::round(length / 10) * 10;
  if (rounded < 1000) return fmt::format("{:.0f} m", rounded);
  return tr("{} km", one_decimal(length / 1000));
}

std::string coordinates(const domain::Position& position) {
  return fmt::format("{:.5f}, {:.5f}", position.lat, position.lon);
}

std::string moment(base::Instant at, base::Instant now, const std::string& zone) {
  const bool english = tr("language|en") == "language|en";
  const auto full = base::date_time_with_zone(at, zone, english);
  const auto today = base::date_time_with_zone(now, zone, english);
  const auto clock = base::clock_time_with_zone(at, zone);
  const auto day = full.size() > clock.size() ? full.substr(0, full.size() - clock.size()) : std::string{};
  return today.starts_with(day) ? clock : full;
}

std::string short_name(std::string_view name) {
  const auto space = name.find(' ');
  if (space == std::string_view::npos) return std::string(name);
  std::string out(name.substr(0, space));
  const auto last = name.rfind(' ');
  if (last + 1 < name.size()) {
    // One character may be several bytes.
    std::size_t end = last + 2;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
    out += " " + std::string(name.substr(last + 1, end - last - 1)) + ".";
  }
  return out;
}

std::optional<std::string> phone_skew(const domain::Sos& sos) {
  const auto skew = round<std::chrono::seconds>(sos.sent_at - sos.received_at);
  if (std::abs(skew.count()) < 2) return std::nullopt;
  const auto length = spoken(abs(skew));
  return skew.count() < 0 ? tr("phone clock −{}", length) : tr("phone clock +{}", length);
}

std::string outcome(domain::Outcome outcome) {
  switch (outcome) {
    case domain::Outcome::helped: return tr("Helped");
    case domain::Outcome::false_alarm: return tr("False alarm");
    case domain::Outcome::drill: return tr("Drill");
    case domain::Outcome::other: return tr("Other");
  }
  return {};
}

std::optional<std::string> recording_trouble(const domain::Recording& recording) {
  if (!recording.examination || recording.examination->part) return std::nullopt;  // it may still become whole
  const auto& found = *recording.examination;
  if (!found.readable) {
    const auto why = found.trouble == "cut-off"             ? tr("it breaks off")
                     : found.trouble == "unsupported"       ? tr("its format isn't supported")
                     : found.trouble == "too-large-picture" ? tr("its picture is too large")
                     : found.trouble == "timeout"           ? tr("looking into it took too long")
                     : found.trouble == "probe"             ? tr("looking into it failed")
                     : found.trouble == "no-decoder"        ? tr("the hub lacks the decoder for it")
                                                            : tr("it isn't a recording");
    return tr("recording unreadable: {}; kept as evidence", why);
  }
  if (!domain::meets_r1(found)) return tr("no valid recording ({})", seconds(found.duration.value_or(milliseconds{0})));
  if (found.trouble == "timeout") return tr("looking into it took too long: its length isn't known");
  if (found.video.empty()) return tr("sound only, no picture");
  return std::nullopt;
}

std::string sentence(const base::Error& error) {
  using base::Fault;
  switch (error.fault) {
    case Fault::unauthenticated:
      if (error.field == console::Link::earlier_session)
        return tr("This was asked for in the session before, and answered after it had ended.");
      return tr("Login or password is wrong, or the session has ended. Sign in again.");
    case Fault::forbidden:
      if (error.field == "role") return tr("This role isn't yours to give or take there.");
      if (error.field == "above" || error.field == "email")
        return tr("They hold a role that isn't yours to give: their login, sessions and moves aren't yours to change.");
      if (error.field == "second_factor")
        return tr("Your role for this waits for a second factor: set it up under “Account”. Nothing was changed.");
      if (error.field == "password") return tr("The password is wrong. Nothing was changed.");
      if (error.field == "self") return tr("This is your own account: another administrator must do it.");
      if (error.field == "unit") return tr("Your role doesn't reach this unit. Nothing was changed.");
      return tr("Your roles don't allow this. Nothing was changed. Whoever gives roles can help.");
    case Fault::not_found: return tr("It isn't there any more, or belongs to another unit.");
    case Fault::conflict:
      if (error.field == "owner") return tr("Somebody else has it. Look at the timeline.");
      if (error.field == "unowned") return tr("Nobody has it yet: claim it first (Enter).");
      if (error.field == "closed") return tr("It is closed already.");
      if (error.field == "email") return tr("Somebody has this e-mail or NRP already. Nothing was changed.");
      if (error.field == "move") return tr("Another move of theirs is still to come: drop it first.");
      if (error.field == "closed_account") return tr("Their account is closed: open it first.");
      if (error.field == "deputy_role")
        return tr(
            "Whoever is absent must hold this role there themselves on the deputy's first day. Nothing was given.");
      if (error.field == "no_factor") return tr("There is no second factor.");
      if (error.field == "last_administrator")
        return tr("The last administrator stays: give somebody else this role first.");
      return tr("Meanwhile it has changed. Look again, then decide.");
    case Fault::invalid:
      if (const auto why = wrong_member(error.field)) return *why;
      return tr("The hub didn't accept the text. Write 1 to {} characters.", domain::longest_text);
    case Fault::too_large: return tr("That is too long.");
    case Fault::too_many:
      if (error.field == "letters")
        return tr(
            "Twenty letters of yours wait for their case: record those cases first, or wait. What no case names is "
            "forgotten after a week. Nothing was sent.");
      return tr("Too many attempts. Wait a minute, then try again.");
    case Fault::storage_full: return tr("The hub's storage is full. Alarms still arrive. Call the administrator.");
    case Fault::unavailable:
      return tr(
          "The hub can't be reached now. What was sent may have arrived all the same: look before you send it "
          "again.");
    case Fault::timeout:
      return tr(
          "The hub didn't answer in time. What was sent may have arrived all the same: look before you send it "
          "again.");
    case Fault::untrusted: return tr("The hub's certificate isn't the known one. Nothing was sent.");
    case Fault::unsupported: return tr("The hub doesn't offer this. It may be older than this console.");
    case Fault::checksum:
    case Fault::corrupt: return tr("What arrived is damaged. Try again; if it stays so, call the administrator.");
    case Fault::internal: break;
  }
  return tr("A fault of the program. Please report it: {}", error.detail);
}

std::string secret_groups(std::string_view secret) {
  std::string out;
  for (std::size_t at = 0; at < secret.size(); at += 4) {
    if (at > 0) out += at % 16 == 0 ? "\n" : " ";
    out += secret.substr(at, 4);
  }
  return out;
}

std::string fingerprint_groups(std::string_view fingerprint) {
  std::string out;
  int pairs = 0;
  for (std::size_t at = 0; at + 1 < fingerprint.size();) {
    if (fingerprint[at] == ':' || fingerprint[at] == ' ') {
      ++at;
      continue;
    }
    if (pairs > 0) out += pairs % 8 == 0 ? "\n" : pairs % 2 == 0 ? "  " : "";
    out += fingerprint.substr(at, 2);
    at += 2;
    ++pairs;
  }
  return out;
}

}  // namespace siaga::ui
