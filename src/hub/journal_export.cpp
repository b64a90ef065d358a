#include "hub/journal_export.h"

#include "domain/logbook.h"
#include "hub/log_keys.h"
#include "protocol/event_kind.h"
#include "store/journal_record.h"
#include "store/log_key_table.h"
#include "store/logbook_table.h"
#include "store/merkle_table.h"
#include "store/sign_off_table.h"
#include "store/unit_table.h"

#include <algorithm>
#include <span>

namespace siaga::hub {

using base::Result;
using SignedRow = store::checkpoint_table::Row;

namespace {

constexpr std::size_t page_bytes = 512u << 10;
constexpr std::size_t sign_offs_on_the_way = 100;
constexpr std::size_t checkpoints_on_the_way = 30;  // so a rewritten record is found between two of them

bool is_for_eyes_of(const Account& account, const proof::Leaf& leaf) {
  const auto kind = protocol::event_kind(leaf.kind);
  return kind && account.standing.sees(protocol::topic_of(*kind), leaf.unit);
}

/// Nothing for somebody who may not see all of the logbook: numbers of others are missing rightly.
std::optional<proof::BookNumbers> book_numbers(store::Database& database, const Account& account, std::uint64_t first,
                                               std::uint64_t last) {
  if (account.standing.units(domain::Action::read_user_ids)) return std::nullopt;
  const auto numbers = store::logbook_table::numbers_between(database, first, last);
  return numbers ? proof::BookNumbers{numbers->first, numbers->second} : proof::BookNumbers{};
}

std::string zone_of(store::Database& database, const Account& account) {
  const auto units = store::unit_table::all(database);
  const auto own = std::ranges::find(units, account.person.unit, &domain::Unit::id);
  return own == units.end() ? "Asia/Jakarta" : own->zone;
}

/// Of another log's checkpoints a restored hub says how it goes on from them.
std::vector<std::uint64_t> sizes_of_restores(const proof::KeyChain& chain) {
  std::vector<std::uint64_t> sizes;
  for (const auto& link : chain) {
    const auto note = proof::decode_note(link.statement.from);
    if (link.statement.kind != proof::KeyStatement::Kind::continues || !note) continue;
    if (const auto checkpoint = proof::decode_checkpoint(note->text)) sizes.push_back(checkpoint->size);
  }
  return sizes;
}

}  // namespace

JournalExport::JournalExport(base::File file, Wish wish, SignedRow upto, proof::SigningKey key)
    : file_(std::move(file)), wish_(std::move(wish)), upto_(std::move(upto)), key_(std::move(key)) {}

Result<JournalExport> JournalExport::begin(const std::filesystem::path& folder, Wish wish, SignedRow upto,
                                           proof::SigningKey key) {
  const auto path = folder / ("export-" + base::to_string(base::make_id(wish.made)));
  auto file = base::File::open(path, base::File::Mode::create);
  if (!file) return file.error();
  std::error_code code;
  std::filesystem::remove(path, code);  // its bytes live as long as the descriptor
  return JournalExport{std::move(*file), std::move(wish), std::move(upto), std::move(key)};
}

void JournalExport::plan_stops(store::Database& database, const proof::KeyChain& chain) {
  std::vector<Stop> stops;
  for (auto& row : store::checkpoint_table::between(database, wish_.first, std::min(wish_.last, upto_.size),
                                                    checkpoints_on_the_way))
    stops.push_back({row.size, std::move(row)});
  auto sizes = sizes_of_restores(chain);
  if (wish_.known) sizes.push_back(*wish_.known);
  for (const auto size : sizes) stops.push_back({size, store::checkpoint_table::find(database, size)});
  std::erase_if(stops, [this](const Stop& stop) { return stop.size == 0 || stop.size >= upto_.size; });
  std::ranges::sort(stops, {}, &Stop::size);
  for (auto& stop : stops)
    if (stops_.empty() || stops_.back().size != stop.size) stops_.push_back(std::move(stop));
  stops_.push_back({upto_.size, upto_});
}

std::string JournalExport::head(store::Database& database) {
  plan_stops(database, log_keys(database));
  proof::ExportHead head{key_.name, wish_.made, zone_of(database, *wish_.account), wish_.first, wish_.last};
  head.book = book_numbers(database, *wish_.account, wish_.first, std::min(wish_.last, upto_.size));
  return writer_.head(head, store::log_key_table::all(database));
}

bool JournalExport::is_shown(const proof::Leaf& leaf) const {
  return is_for_eyes_of(*wish_.account, leaf) && (!wish_.only_logbook || domain::is_logbook_entry(leaf.kind));
}

std::string JournalExport::hidden(store::Database& database) {
  std::string text;
  for (const auto& subtree : store::merkle_table::tree(database).cover(hidden_from_, next_))
    text += writer_.subtree(subtree);
  hidden_from_ = next_;
  return text;
}

std::string JournalExport::records(store::Database& database, std::uint64_t end) {
  std::string text;
  for (const auto& record : store::read_records(database, next_, end, page_bytes)) {
    if (is_shown(record.leaf)) {
      text += hidden(database);
      if (record.is_erased())
        text += writer_.erased(record.leaf, record.hash);
      else if (record.salt.size() != proof::salt_size)
        throw store::StoreFailure(base::Fault::corrupt, "a record of the journal has half a salt");
      else
        text += writer_.record(record.leaf, std::span<const std::uint8_t, proof::salt_size>{record.salt}, record.body,
                               record.hash);
      hidden_from_ = record.leaf.seq;
    }
    next_ = record.leaf.seq;
  }
  return text;
}

std::string JournalExport::stop_here(store::Database& database) {
  auto text = hidden(database);
  const auto stop = std::move(stops_.front());
  stops_.pop_front();
  if (stop.signed_there) text += writer_.checkpoint(stop.signed_there->at, stop.signed_there->note);
  return stops_.empty() ? text + writer_.end(key_) : text;
}

std::string JournalExport::next_part(store::Database& database) {
  if (!std::exchange(is_begun_, true)) return head(database);
  const auto end = stops_.front().size;
  if (next_ == end) return stop_here(database);
  const auto before = wish_.first - 1;
  if (next_ >= before && next_ < wish_.last) return records(database, std::min(end, wish_.last));
  next_ = next_ < before ? std::min(end, before) : end;  // not asked for
  return {};
}

Result<void> JournalExport::write(std::string_view text) {
  auto written = file_.write_at(written_, text);
  if (written) written_ += text.size();
  return written;
}

Result<bool> JournalExport::add_page(store::Database& database) {
  const auto text = next_part(database);
  if (auto written = write(text); !written) return written.error();
  return is_begun_ && stops_.empty();
}

std::string sign_files(store::Database& database, const proof::SigningKey& key, const SignedRow& upto,
                       const std::vector<NamedDigest>& files, const std::string& zone, base::Instant made) {
  proof::ExportWriter writer;
  auto text = writer.head({key.name, made, zone, 0, 0}, store::log_key_table::all(database));
  std::uint64_t begin = 0;
  auto stops = sizes_of_restores(log_keys(database));
  // An earlier printed page can be held against this one where both stop: at each sign-off, and here and there between.
  for (const auto& reviewed : store::sign_off_table::newest(database, sign_offs_on_the_way)) {
    const auto signed_then = store::checkpoint_table::after(database, reviewed.seq - 1, 1);
    if (!signed_then.empty()) stops.push_back(signed_then.front().size);
  }
  for (const auto& row : store::checkpoint_table::between(database, 0, upto.size, checkpoints_on_the_way))
    stops.push_back(row.size);
  std::erase_if(stops, [&upto](std::uint64_t size) { return size >= upto.size; });
  stops.push_back(upto.size);
  std::ranges::sort(stops);
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  const auto tree = store::merkle_table::tree(database);
  for (const auto stop : stops) {
    for (const auto& subtree : tree.cover(begin, stop)) text += writer.subtree(subtree);
    begin = stop;
  }
  text += writer.checkpoint(upto.at, upto.note);
  for (const auto& file : files) text += writer.file(file.name, file.digest);
  return text + writer.end(key);
}

}  // namespace siaga::hub
