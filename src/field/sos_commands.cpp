// sos, sos --withdraw, resume.
#include "base/zone.h"
#include "field/account.h"
#include "field/command_parts.h"
#include "field/text.h"
#include "net/blocking.h"

namespace siaga::field {

namespace asio = net::asio;
using base::Fault;
using base::Result;

namespace {

constexpr int camera_seconds = 30;
const base::SystemClock machine_clock;

Result<OutboxEntry> entry_of(const Surroundings& here, const options::variables_map& wanted, const Account& account) {
  OutboxEntry entry;
  const auto now = machine_clock.now();
  entry.alarm.id = base::make_id(now);
  if (wanted.count("id")) {
    const auto id = base::parse_id(wanted["id"].as<std::string>());
    if (!id) return id.error();
    entry.alarm.id = *id;
  }
  entry.alarm.pressed_at = now;
  entry.alarm.drill = wanted.count("drill") > 0;
  entry.hub = account.hub;
  entry.login = account.login;
  if (wanted.count("at")) {
    const auto position = parse_position(wanted["at"].as<std::string>(), now);
    if (!position) return position.error();
    entry.alarm.position = *position;
  }
  const auto recording = base::make_id(now);
  if (wanted.count("camera")) {
    entry.clip = ClipPlan{recording, here.state_folder / "recordings" / (base::to_string(recording) + ".mp4"),
                          "video/mp4", true};
  } else if (wanted.count("video")) {
    const auto file = std::filesystem::absolute(wanted["video"].as<std::string>());
    entry.clip = ClipPlan{recording, file, content_type_of(file), wanted.count("live") > 0};
  }
  return entry;
}

Result<std::unique_ptr<Clip>> begin_clip(const OutboxEntry& entry, const options::variables_map& wanted) {
  if (!entry.clip) return std::unique_ptr<Clip>{};
  if (wanted.count("camera")) {
    media::DemoCamera::Options camera;
    const int seconds = wanted.count("seconds") ? wanted["seconds"].as<int>() : camera_seconds;
    camera.length = std::chrono::seconds{std::max(1, seconds)};
    return record_clip(entry.clip->file, std::move(camera));
  }
  return entry.clip->live ? open_paced_clip(entry.clip->file) : open_clip(entry.clip->file);
}

int finish(const Surroundings& here, const Result<void>& outcome) {
  if (outcome) return 0;
  here.complain(tr("What wasn't acknowledged is kept: siaga-field resume."));
  return refuse(here, outcome.error());
}

int run_alarm(const Surroundings& here, const Account& account, Outbox& outbox, OutboxEntry entry,
              std::unique_ptr<Clip> clip, Alarm::Terms terms) {
  net::Runtime runtime{1};
  Alarm alarm{runtime.executor(), machine_clock, account, outbox, std::move(entry), std::move(clip), here.say, terms};
  const auto outcome = net::run_blocking(runtime.executor(), alarm.run());
  runtime.stop();
  return finish(here, outcome);
}

/// The recording of an entry of an earlier run: what is on the disk is all there will be.
std::unique_ptr<Clip> reopen_clip(const Surroundings& here, Outbox& outbox, const OutboxEntry& entry) {
  if (!entry.clip || entry.clip_settled) return nullptr;
  auto clip = open_clip(entry.clip->file);
  if (clip) return std::move(*clip);
  here.complain(tr("The recording is gone: {}", entry.clip->file.string()));
  if (const auto noted = outbox.note_clip_settled(entry.alarm.id); !noted) here.complain(sentence_of(noted.error()));
  return nullptr;
}

Result<Account> account_of(const Surroundings& here) {
  auto account = load_account(here.state_folder);
  if (!account) return base::fail(Fault::unauthenticated, account.error().detail);
  return account;
}

bool belongs_to(const OutboxEntry& entry, const Account& account) {
  return entry.hub == account.hub && entry.login == account.login;
}

}  // namespace

int sos(const Surroundings& here, const options::variables_map& wanted) {
  const auto account = account_of(here);
  if (!account) return refuse(here, account.error());
  auto outbox = Outbox::open(here.state_folder);
  if (!outbox) return refuse(here, outbox.error());
  auto entry = entry_of(here, wanted, *account);
  if (!entry) return refuse(here, entry.error());
  auto clip = begin_clip(*entry, wanted);
  if (!clip) here.complain(sentence_of(clip.error()));  // the alarm goes out, with or without a recording
  if (!clip) entry->clip.reset();
  if (const auto kept = outbox->find(entry->alarm.id); kept) {
    entry = kept;  // a retry by hand is the same alarm
  } else if (const auto added = outbox->add(*entry); !added) {
    return refuse(here, added.error());
  }
  here.say(tr("SOS sent {} (id {})", base::clock_time_with_zone(entry->alarm.pressed_at, account->zone),
              base::to_string(entry->alarm.id)));
  Alarm::Terms terms;
  terms.follow = !wanted.count("no-follow");
  return run_alarm(here, *account, *outbox, *entry, clip ? std::move(*clip) : nullptr, terms);
}

int withdraw_sos(const Surroundings& here, const std::string& id_text) {
  const auto account = account_of(here);
  if (!account) return refuse(here, account.error());
  const auto id = base::parse_id(id_text);
  if (!id) return refuse(here, id.error());
  auto outbox = Outbox::open(here.state_folder);
  if (!outbox) return refuse(here, outbox.error());
  auto entry = outbox->find(*id);
  if (!entry) return refuse(here, entry.error());
  if (!belongs_to(*entry, *account)) return refuse(here, base::fail(Fault::forbidden, "sent by another account"));
  if (!entry->withdraw_command) {
    const auto command = base::make_id(machine_clock.now());
    if (const auto noted = outbox->note_withdrawn(*id, command); !noted) return refuse(here, noted.error());
    entry->withdraw_command = command;
  }
  Alarm::Terms terms;
  terms.follow = false;
  return run_alarm(here, *account, *outbox, *entry, nullptr, terms);
}

int resume(const Surroundings& here) {
  const auto account = account_of(here);
  if (!account) return refuse(here, account.error());
  auto outbox = Outbox::open(here.state_folder);
  if (!outbox) return refuse(here, outbox.error());
  const auto entries = outbox->entries();
  if (!entries) return refuse(here, entries.error());
  net::Runtime runtime{1};
  std::vector<std::unique_ptr<Alarm>> alarms;
  std::vector<std::future<Result<void>>> outcomes;
  Alarm::Terms terms;
  terms.follow = false;
  for (const auto& entry : *entries) {
    if (entry.is_settled()) continue;
    if (!belongs_to(entry, *account)) {
      here.complain(tr("{} waits for {} to sign in.", base::to_string(entry.alarm.id), entry.login));
      continue;
    }
    here.say(tr("Going on with {}", base::to_string(entry.alarm.id)));
    alarms.push_back(std::make_unique<Alarm>(runtime.executor(), machine_clock, *account, *outbox, entry,
                                             reopen_clip(here, *outbox, entry), here.say, terms));
    // All at once: a slow recording must not hold back another alarm.
    outcomes.push_back(asio::co_spawn(runtime.executor(), alarms.back()->run(), asio::use_future));
  }
  if (alarms.empty()) here.say(tr("Everything was acknowledged."));
  int exit = 0;
  for (auto& outcome : outcomes) exit = std::max(exit, finish(here, outcome.get()));
  runtime.stop();
  return exit;
}

}  // namespace siaga::field
