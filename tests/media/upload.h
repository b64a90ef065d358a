// An upload as a test plays it: a recording whose bytes arrive when the test says so.
#pragma once

#include "media/file_source.h"

#include <memory>
#include <string>
#include <string_view>

namespace siaga::test {

struct Upload {
  /// `whole` must outlive the upload.
  explicit Upload(const std::string& whole) : bytes(whole) {}

  double share() const { return static_cast<double>(sent) / static_cast<double>(bytes.size()); }
  /// Up to this share of the bytes, 0–1; never back.
  void grow_to(double wanted) {
    const auto until =
        wanted >= 1 ? bytes.size() : static_cast<std::size_t>(static_cast<double>(bytes.size()) * wanted);
    if (until <= sent) return;
    source->append(std::string_view(bytes).substr(sent, until - sent));
    sent = until;
  }
  void finish() {
    grow_to(1);
    source->finish();
  }

  const std::string& bytes;
  std::size_t sent = 0;
  std::shared_ptr<media::GrowingFileSource> source = std::make_shared<media::GrowingFileSource>();
};

}  // namespace siaga::test
