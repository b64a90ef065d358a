#include "ui/logbook/book_words.h"

#include "console/link.h"
#include "domain/logbook.h"
#include "domain/retention.h"
#include "ui/format.h"
#include "ui/text.h"
#include "ui/user_id/case_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace siaga::ui {
namespace {

using protocol::Event;
using protocol::EventKind;
using protocol::LogbookEntry;
using protocol::LogbookHistory;
using protocol::LogbookRow;
using Sign = CaseStep::Sign;

std::string numbers_of(const LogbookRow& row) {
  return row.first_book_no == row.last_book_no ? tr("No. {}", grouped(row.first_book_no))
                                               : tr("No. {}–{}", grouped(row.first_book_no), grouped(row.last_book_no));
}

std::string link_words(const protocol::LogbookLink& link) {
  return link.user_name.empty() ? tr("a user ID that was disposed of") : link.user_name;
}

std::string said(const std::string& who, const std::string& text) { return text.empty() ? who : who + " · " + text; }

/// What only the logbook has; nothing for a step of a case.
std::optional<std::string> book_words_of(const Event& event) {
  switch (event.kind) {
    case EventKind::case_attempted: return tr("Attempt {} began", event.body.attempt.value_or(0));
    case EventKind::logbook_corrected: return tr("Correction of No. {}", grouped(event.body.corrects.value_or(0)));
    case EventKind::logbook_held: return tr("Held beyond its two years");
    case EventKind::logbook_released: return tr("No longer held");
    case EventKind::logbook_disposed: return tr("Disposed of, with a berita acara");
    case EventKind::finding_opened: return tr("Application and logbook differ");
    case EventKind::finding_accepted: return tr("A difference was accepted");
    default: return std::nullopt;
  }
}

/// The team, and what the spreadsheet said that it came with.
std::string listing_words(const Event& event) {
  const auto listing = domain::read_listing_text(event.body.text.value_or(""));
  auto words = listing.team;
  const auto add = [&words](const std::string& line) { words += (words.empty() ? "" : "\n") + line; };
  if (!listing.requested_by.empty()) add(tr("Requested by {}, says the spreadsheet", listing.requested_by));
  if (!listing.notes.empty()) add(tr("The spreadsheet's notes: {}", listing.notes));
  return words;
}

CaseStep step_of_entry(const LogbookEntry& entry, const protocol::UserIdCaseView& view) {
  const auto& event = entry.event;
  if (entry.erased)
    return {Sign::open, tr("Erased: its particulars were disposed of"),
            tr("Its number and the proof that it was here hold."), event.at};
  if (event.kind == EventKind::user_id_listed)
    return {Sign::told, tr("Listed in the logbook"), said(actor_of(event, view), listing_words(event)), event.at};
  if (const auto words = book_words_of(event))
    return {Sign::told, *words, said(actor_of(event, view), event.body.text.value_or("")), event.at};
  if (auto step = step_of(event, view)) return *step;
  return {Sign::told, tr("Another entry"), said(actor_of(event, view), event.body.text.value_or("")), event.at};
}

}  // namespace

std::string title_of(const LogbookRow& row) {
  if (row.status == protocol::LogbookStatus::disposed) return tr("{}, disposed of", numbers_of(row));
  return row.user_id.agent + " · " + row.user_id.user_name;
}

std::string status_words(protocol::LogbookStatus status) {
  switch (status) {
    case protocol::LogbookStatus::active: return tr("Active");
    case protocol::LogbookStatus::inactive: return tr("Inactive");
    case protocol::LogbookStatus::disposed: break;
  }
  return tr("Disposed of");
}

std::string sla_words(const LogbookRow& row) {
  if (!row.sla_seconds) return {};
  const auto margin = std::chrono::seconds{*row.sla_seconds};
  return margin.count() < 0 ? tr("{} after the deadline", spoken(-margin))
                            : tr("{} before the deadline", spoken(margin));
}

std::string act_words(const protocol::LogbookAct& act, base::Instant now, const std::string& zone) {
  const auto at = minute_words(act.at, now, zone);
  const auto by = act.by.empty() ? tr("the hub") : act.by;
  return act.on_behalf_of.empty() ? tr("{} by {}", at, by) : tr("{} by {}, ordered by {}", at, by, act.on_behalf_of);
}

std::string closed_by(const LogbookRow& row) {
  if (!row.deactivated) return {};
  if (!row.deactivated->by.empty()) return row.deactivated->by;
  return row.the_case ? tr("the hub") : tr("says the spreadsheet");
}

std::string keeping_words(const LogbookRow& row) {
  if (row.held) return tr("Held: {}", *row.held);
  return row.keep_until ? tr("until {}", day_words(*row.keep_until)) : std::string{};
}

std::vector<std::pair<std::string, std::string>> facts_of(const LogbookRow& row, base::Instant now) {
  std::vector<std::pair<std::string, std::string>> facts;
  const auto fact = [&](const std::string& caption, const std::string& words) {
    if (!words.empty()) facts.emplace_back(caption, words);
  };
  const auto act = [&](const std::optional<protocol::LogbookAct>& one) {
    return one ? act_words(*one, now, row.zone) : std::string{};
  };
  const auto day = [](const std::optional<base::Day>& one) { return one ? day_words(*one) : std::string{}; };
  fact(tr("Status"), status_words(row.status));
  fact(tr("Team"), row.user_id.team);
  fact(tr("Letter's date"), day(row.letter_date));
  fact(tr("Last working day"), day(row.last_day));
  const bool says_who = row.told && !row.told->requested_by.empty() && !row.requested;
  fact(tr("Requested"),
       says_who ? tr("{}, {}", row.told->requested_by, tr("says the spreadsheet")) : act(row.requested));
  const bool told = row.deactivated && row.deactivated->by.empty() && !row.the_case;
  fact(tr("Deactivated at"),
       told ? tr("{}, {}", minute_words(row.deactivated->at, now, row.zone), closed_by(row)) : act(row.deactivated));
  if (row.attempts > 0)
    fact(tr("Attempts"),
         row.failed > 0 ? tr("{}, {} of them failed", row.attempts, row.failed) : std::to_string(row.attempts));
  fact(tr("Seen again"), row.confirmed_at ? minute_words(*row.confirmed_at, now, row.zone) : std::string{});
  fact(tr("SLA 1×24 hours"), sla_words(row));
  fact(tr("Made at"), act(row.made));
  if (row.replaces) fact(tr("Replaces"), link_words(*row.replaces));
  if (row.replaced_by) fact(tr("Replaced by"), link_words(*row.replaced_by));
  fact(tr("Kept"), keeping_words(row));
  fact(tr("Disposed of"), row.disposed_at ? minute_words(*row.disposed_at, now, row.zone) : std::string{});
  fact(tr("Entries"), numbers_of(row));
  return facts;
}

std::vector<BookEntry> entries_of(const LogbookHistory& history) {
  protocol::UserIdCaseView view;
  view.one.zone = history.row.zone;
  view.people = history.people;
  std::vector<BookEntry> entries;
  for (const auto& entry : history.entries) {
    if (entry.event.body.case_kind)
      view.one.kind = domain::case_kind(*entry.event.body.case_kind).value_or(domain::CaseKind::deactivate);
    entries.push_back({entry.book_no, step_of_entry(entry, view)});
  }
  for (const auto& note : history.row.notes) {
    const auto about = std::ranges::find(entries, note.corrects, &BookEntry::book_no);
    if (about == entries.end()) continue;
    auto& detail = about->step.detail;
    detail +=
        (detail.empty() ? "" : "\n") + tr("Corrected in No. {}: {} ({})", grouped(note.book_no), note.text, note.by);
  }
  return entries;
}

bool may_go(const LogbookRow& row, base::Instant now) {
  return row.keep_until && !row.held && !row.disposed_at && *row.keep_until < domain::day_of(now, row.zone);
}

std::string written(base::Day day) {
  return fmt::format("{:02}-{:02}-{}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                     static_cast<int>(day.year()));
}

std::string total_words(std::uint64_t total, bool more) {
  if (more) return tr("more than {} user IDs", grouped(total));
  return tr_n("{} user ID", "{} user IDs", total, grouped(total));
}

std::string book_sentence(const base::Error& error) {
  auto field = std::string_view{error.field};
  if (field.starts_with('/')) field.remove_prefix(1);
  if (error.fault == base::Fault::conflict) {
    if (field == "disposed") return tr("It was disposed of: nothing of it can be changed any more.");
    if (field == "held") return tr("Somebody was quicker: it is held already, or no longer. Look again, then decide.");
    if (field == "keeping") return tr("Its two years aren't over, or it is active: it can't be disposed of yet.");
  }
  if (error.fault == base::Fault::invalid) {
    if (field == "text") return tr("A reason is needed, at most 2000 characters.");
    if (field == "book_no") return tr("This user ID has no such entry. Nothing was recorded.");
    if (field == "to") return tr("The period ends today at the latest, and not before it begins. Nothing was signed.");
  }
  return sentence(error);
}

std::string disposal_sentence(const base::Error& error, const std::vector<std::string>& names) {
  constexpr std::string_view place = "user_ids/";
  auto field = std::string_view{error.field};
  if (field.starts_with('/')) field.remove_prefix(1);
  if (field.starts_with(place)) {
    std::size_t at = names.size();
    const auto digits = field.substr(place.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), at);
    const auto name = at < names.size() ? names[at] : tr("One of them");
    return tr("{} must stay: its two years aren't over, or it is held. Nothing was disposed of.", name);
  }
  if (field == "minutes")
    return tr("The berita acara can't be taken: attach a file of your own again. Nothing was disposed of.");
  if (error.fault == base::Fault::not_found) return tr("The berita acara's file isn't there. Nothing was disposed of.");
  if (error.fault == base::Fault::too_large)
    return tr("The file is larger than 20 MB. Nothing was sent; take a smaller one.");
  if (error.fault == base::Fault::unsupported) return tr("The file is neither PDF nor JPEG nor PNG. Nothing was sent.");
  return book_sentence(error);
}

std::string export_sentence(const base::Error& error) {
  if (error.fault == base::Fault::checksum)
    return tr(
        "{} was changed on its way: its SHA-256 isn't the one that the hub told. It wasn't saved; export again, "
        "and tell whoever looks after the network when it comes again.",
        error.field);
  if (error.fault == base::Fault::corrupt)
    return tr("The hub gave a file a name that isn't one. It wasn't fetched; tell whoever looks after the hub.");
  if (error.fault == base::Fault::too_many) return tr("Other exports are being made. Try again in a minute.");
  if (error.fault == base::Fault::not_found)
    return tr("The hub keeps an export for an hour, and this one has gone. Export again.");
  if (error.fault == base::Fault::storage_full && error.field.empty())
    return tr("The hub's disk has no room for an export. Tell whoever looks after the hub.");
  if (!error.field.empty() && error.fault != base::Fault::invalid)
    return tr("{} can't be written there. Choose another folder.", error.field);
  return book_sentence(error);
}

std::string journal_sentence(const base::Error& error) {
  if (error.field == console::Link::journal_cancelled) return tr("Stopped. Nothing of the journal was saved.");
  if (error.field.ends_with(".siaga-export"))
    return error.fault == base::Fault::storage_full
               ? tr("There is no room for {} in this folder. Nothing of it was kept; choose another folder.",
                    error.field)
               : tr("{} can't be written there. Nothing of it was kept; choose another folder.", error.field);
  if (error.fault == base::Fault::conflict) return tr("The journal is being fetched already: wait for it, or stop it.");
  if (error.fault == base::Fault::unavailable || error.fault == base::Fault::timeout)
    return tr("The link broke before the whole journal was here. Nothing of it was kept; export it again.");
  if (error.fault == base::Fault::corrupt || error.fault == base::Fault::too_many ||
      error.fault == base::Fault::storage_full)
    return export_sentence(error);
  return book_sentence(error);
}

}  // namespace siaga::ui
