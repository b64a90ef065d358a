// Whatever somebody does to an export, the auditor is told what and where.
#include "log_maker.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

namespace siaga::test {

using verify::Finding;
using verify::Verdict;

namespace {

/// Ten events, the fourth erased, the last three not shown; two keys, two checkpoints on the way.
struct Exported {
  LogMaker log;
  std::string bytes;
  std::vector<std::string> lines;

  Exported() {
    for (int i = 1; i <= 5; ++i) log.add("{\"text\":\"kejadian " + std::to_string(i) + " — selesai\"}");
    log.rotate('2');
    for (int i = 6; i <= 10; ++i) log.add("{\"text\":\"kejadian " + std::to_string(i) + "\"}");
    log.erase(4);
    bytes = log.exported({.first = 1, .last = 7, .stops = {3, 6}});
    for (std::size_t begin = 0; begin < bytes.size();) {
      const auto end = bytes.find('\n', begin) + 1;
      lines.push_back(bytes.substr(begin, end - begin));
      begin = end;
    }
  }

  static std::string join(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line;
    return text;
  }
  /// Which record a line holds; 0 for none.
  static std::uint64_t seq_of(const std::string& line) {
    const auto record = proof::read_record(std::string_view{line}.substr(0, line.size() - 1));
    return record ? record->leaf.seq : 0;
  }
  std::size_t line_of(std::uint64_t seq) const {
    const auto found = std::ranges::find(lines, seq, &Exported::seq_of);
    return static_cast<std::size_t>(found - lines.begin());
  }
  std::string with_line(std::size_t at, const std::string& line) const {
    auto changed = lines;
    changed[at] = line;
    return join(changed);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(exported, Exported)

BOOST_AUTO_TEST_CASE(a_whole_one_is_whole) {
  const auto verdict = verdict_of(bytes);
  BOOST_TEST(verify::sentence(verdict, verify::Language::indonesian) == "utuh s/d cap #10, 18 Nov 2026 18:06 WIB");
  BOOST_TEST(verify::exit_code(verdict) == 0);
  BOOST_TEST(verdict.shown == 6u);
  BOOST_TEST(verdict.erased == 1u);
  BOOST_TEST(verdict.hidden == 3u);
  BOOST_TEST(verdict.fingerprint == proof::fingerprint(log.key().verifier()));
  BOOST_TEST(!verdict.is_compared);
  BOOST_TEST(bytes == log.exported({.first = 1, .last = 7, .stops = {3, 6}}));  // the same again, byte for byte
}

BOOST_AUTO_TEST_CASE(a_part_from_the_middle_is_whole) {
  for (std::uint64_t first = 1; first <= 10; ++first)
    for (auto last = first; last <= 10; ++last) {
      const auto verdict = verdict_of(log.exported({.first = first, .last = last}));
      BOOST_TEST(verdict.is_whole(), first << "–" << last);
      BOOST_TEST(verdict.shown + verdict.erased == last - first + 1);
    }
}

BOOST_AUTO_TEST_CASE(each_byte_that_is_flipped_is_found_and_named) {
  std::size_t offset = 0;
  std::set<Finding> findings;
  for (std::size_t number = 0; number < lines.size(); ++number) {
    const auto seq = seq_of(lines[number]);
    for (std::size_t i = 0; i < lines[number].size(); ++i, ++offset) {
      auto bad = bytes;
      bad[offset] = static_cast<char>(bad[offset] ^ (i % 2 == 0 ? '\x01' : '\x20'));
      const auto verdict = verdict_of(bad);
      findings.insert(verdict.finding);
      BOOST_TEST_CONTEXT("line " << number + 1 << " byte " << i << ": " << verify::sentence(verdict, {})) {
        BOOST_REQUIRE(!verdict.is_whole());
        BOOST_REQUIRE(verify::exit_code(verdict) != 0);
        if (seq == 0 || i + 1 == lines[number].size()) continue;
        BOOST_REQUIRE((verdict.finding == Finding::record_altered || verdict.finding == Finding::unreadable_line));
        BOOST_REQUIRE(verdict.first == seq);
        BOOST_REQUIRE(verdict.line == number + 1);
      }
    }
  }
  for (const auto expected : {Finding::record_altered, Finding::unreadable_line, Finding::keys_broken,
                              Finding::checkpoint_altered, Finding::hashes_altered, Finding::head_altered,
                              Finding::lines_altered, Finding::seal_altered, Finding::not_ours})
    BOOST_TEST(findings.contains(expected), static_cast<int>(expected));
}

BOOST_AUTO_TEST_CASE(what_is_read_in_many_pieces_at_once_comes_out_in_order) {
  LogMaker large;
  const std::string long_text(9'000, 'x');
  for (int i = 1; i <= 1'500; ++i)
    large.add("{\"text\":\"" + long_text.substr(static_cast<std::size_t>(i)) + std::to_string(i) + "\"}");
  large.erase(777);
  auto text = large.exported();
  BOOST_TEST(text.size() > (9u << 20));  // a batch is half of one
  const auto whole = verdict_of(text);
  BOOST_TEST(whole.is_whole(), verify::sentence(whole, {}));
  BOOST_TEST(whole.shown == 1'499u);
  BOOST_TEST(whole.erased == 1u);
  std::uint64_t seq = 0;
  for (std::size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1) {
    if (!text.substr(begin, 2).starts_with("r ") && !text.substr(begin, 2).starts_with("x ")) continue;
    if (++seq % 149 != 0) continue;
    const auto at = text.find('\n', begin) - 3;
    text[at] ^= 1;
    const auto verdict = verdict_of(text);
    text[at] ^= 1;
    BOOST_TEST((verdict.finding == Finding::record_altered));
    BOOST_TEST(verdict.first == seq);
    BOOST_TEST(verdict.line == static_cast<std::uint64_t>(
                                   std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n')) +
                                   1);
  }
  BOOST_TEST(seq == 1'500u);
}

BOOST_AUTO_TEST_CASE(each_line_that_is_removed_is_missed) {
  for (std::size_t number = 0; number < lines.size(); ++number) {
    auto fewer = lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(number));
    const auto verdict = verdict_of(join(fewer));
    BOOST_TEST_CONTEXT("without line " << number + 1 << ": " << verify::sentence(verdict, {})) {
      BOOST_TEST(!verdict.is_whole());
      if (const auto seq = seq_of(lines[number]); seq != 0) {
        const bool stands_before_hashes = lines[number + 1].starts_with("t ");
        BOOST_TEST((verdict.finding == (stands_before_hashes ? Finding::hashes_altered : Finding::record_missing)));
        BOOST_TEST(verdict.first == seq);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(an_end_that_is_cut_off_is_missed) {
  for (std::size_t number = 0; number < lines.size(); ++number) {
    const std::vector<std::string> kept(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(number));
    BOOST_TEST(!verdict_of(join(kept)).is_whole(), number);
    BOOST_TEST(!verdict_of(join(kept) + lines[number].substr(0, lines[number].size() / 2)).is_whole(), number);
  }
  const auto cut = verdict_of(bytes.substr(0, bytes.find("\nr 6 ") + 1));
  BOOST_TEST((cut.finding == Finding::cut_off));
  BOOST_TEST(cut.last == 5u);
  BOOST_TEST((verdict_of(bytes.substr(0, bytes.size() - 1)).finding == Finding::seal_altered));
}

BOOST_AUTO_TEST_CASE(each_line_that_is_added_is_found) {
  for (std::size_t number = 0; number <= lines.size(); ++number) {
    for (const auto& added : {lines[line_of(2)], lines[line_of(4)], std::string{"t 0 "} + std::string(64, '0') + "\n",
                              std::string{"\n"}, std::string{"| \n"}, std::string{"end\n"}}) {
      auto more = lines;
      more.insert(more.begin() + static_cast<std::ptrdiff_t>(number), added);
      BOOST_TEST(!verdict_of(join(more)).is_whole(), number << " " << added);
    }
  }
  auto twice = lines;
  twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(line_of(2) + 1), lines[line_of(2)]);
  const auto verdict = verdict_of(join(twice));
  BOOST_TEST((verdict.finding == Finding::record_added));
  BOOST_TEST(verdict.first == 2u);
  BOOST_TEST((verdict_of(bytes + "more\n").finding == Finding::added_at_end));
}

BOOST_AUTO_TEST_CASE(two_records_that_change_places_are_found) {
  auto swapped = lines;
  std::swap(swapped[line_of(1)], swapped[line_of(2)]);
  const auto verdict = verdict_of(join(swapped));
  BOOST_TEST((verdict.finding == Finding::record_missing));
  BOOST_TEST(verdict.first == 1u);
}

BOOST_AUTO_TEST_CASE(a_record_that_is_rewritten_with_its_hash_leads_to_no_checkpoint) {
  auto forged = log;
  auto leaf = log.leaf(5);
  leaf.actor.bytes[0] ^= 1;
  const auto hash = base::to_hex(proof::leaf_hash(leaf));
  auto line = lines[line_of(5)];
  line.replace(line.find(base::to_hex(log.leaf(5).actor.bytes)), 32, base::to_hex(leaf.actor.bytes));
  line.replace(line.find(base::to_hex(proof::leaf_hash(log.leaf(5)))), 64, hash);
  const auto verdict = verdict_of(with_line(line_of(5), line));
  BOOST_TEST((verdict.finding == Finding::hashes_altered));
  BOOST_TEST(verdict.first == 4u);  // between the checkpoints of 3 and 6
  BOOST_TEST(verdict.last == 6u);
}

BOOST_AUTO_TEST_CASE(a_record_that_is_passed_off_as_erased_is_found) {
  auto erased = log;
  erased.erase(2);
  const auto other = erased.exported({.first = 1, .last = 7, .stops = {3, 6}});
  BOOST_TEST(verdict_of(other).is_whole());  // the hub itself may say so
  const auto at = other.find("\nx 2 ") + 1;
  const auto verdict = verdict_of(with_line(line_of(2), other.substr(at, other.find('\n', at) + 1 - at)));
  BOOST_TEST((verdict.finding == Finding::lines_altered));
}

BOOST_AUTO_TEST_CASE(an_export_that_somebody_else_signed_is_found) {
  LogMaker other{"aa", 'x'};
  for (int i = 1; i <= 10; ++i) other.add("{}");
  const auto foreign = other.exported();
  const auto at = foreign.find("\ncheckpoint ") + 1;
  const auto theirs = foreign.substr(at, foreign.find("end\n") - at);
  auto mixed = bytes;
  const auto mine = mixed.rfind("\ncheckpoint ") + 1;
  mixed.replace(mine, mixed.find("end\n", mine) - mine, theirs);
  BOOST_TEST((verdict_of(mixed).finding == Finding::checkpoint_of_other_key));
  LogMaker stranger{"bb", 'x'};
  for (int i = 1; i <= 10; ++i) stranger.add("{}");
  mixed.replace(mine, theirs.size(),
                "checkpoint 2026-11-22T16:47:00.000000Z\n| " + std::string{"siaga-hub/bb\n| 1\n| "} +
                    base::to_base64(std::string(32, 'x')) + "\n| \n| \xe2\x80\x94 a AAAAAAA=\n");
  const auto verdict = verdict_of(mixed);
  BOOST_TEST((verdict.finding == Finding::checkpoint_of_other_log));
  BOOST_TEST(verdict.name == "siaga-hub/bb");
}

BOOST_AUTO_TEST_CASE(files_that_travel_with_it_are_held_against_it) {
  const auto pdf = base::sha256("a report");
  const auto manifest = log.exported({.first = 1, .last = 1, .files = {{"logbook.pdf", pdf}}});
  verify::Wish wish;
  wish.digest_of_file = [&](const std::string& name) -> base::Result<base::Sha256> {
    BOOST_TEST(name == "logbook.pdf");
    return pdf;
  };
  BOOST_TEST(verdict_of(manifest, wish).files == 1u);
  wish.digest_of_file = [](const std::string&) -> base::Result<base::Sha256> { return base::sha256("a rep0rt"); };
  BOOST_TEST((verdict_of(manifest, wish).finding == Finding::file_altered));
  wish.digest_of_file = [](const std::string&) -> base::Result<base::Sha256> {
    return base::fail(base::Fault::not_found, "gone");
  };
  BOOST_TEST((verdict_of(manifest, wish).finding == Finding::file_missing));
  auto outside = manifest;
  outside.replace(outside.find("logbook.pdf"), 11, "../book.pdf");
  BOOST_TEST((verdict_of(outside).finding == Finding::unreadable_line));
}

BOOST_AUTO_TEST_CASE(what_is_none_is_told) {
  for (const std::string& text : {std::string{}, std::string{"\n"}, std::string{"hello\n"}, std::string(1000, '\0')})
    BOOST_TEST((verdict_of(text).finding == Finding::not_ours));
  BOOST_TEST((verdict_of("siaga-export-v1\n").finding == Finding::cut_off));
  const auto trouble = verify::examine(
      [](std::size_t) -> base::Result<std::string> { return base::fail(base::Fault::internal, "disk"); }, {});
  BOOST_TEST((trouble.finding == Finding::unreadable));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(many_pieces_are_as_good_as_one) {
  LogMaker log;
  for (int i = 0; i < 30'000; ++i) log.add("{\"n\":" + std::to_string(i) + "}");
  const auto bytes = log.exported();
  BOOST_TEST(bytes.size() > 7u << 20);
  const auto verdict = verdict_of(bytes);
  BOOST_TEST(verdict.is_whole());
  BOOST_TEST(verdict.shown == 30'000u);
  auto bad = bytes;
  const auto at = bad.find("{\"n\":22221}");
  bad[at + 5] = '3';
  const auto found = verdict_of(bad);
  BOOST_TEST((found.finding == Finding::record_altered));
  BOOST_TEST(found.first == 22'222u);
}

}  // namespace siaga::test
