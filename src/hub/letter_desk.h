// Resignation letters and pictures that prove what was done: PDF, JPEG or PNG by their first bytes, whatever they are
// called, of at most 20 MB. Sent before the case or attempt that names them; kept as media/aa/<id>.letter.
// Thread: the session's executor; bytes are written on the disk pool.
#pragma once

#include "hub/call.h"

#include <optional>
#include <string_view>

namespace siaga::hub::letter_desk {

inline constexpr std::size_t letter_bytes = 20'000'000;

Answer put(Call& call);  // PUT /api/v1/letters/{id}?name=surat.pdf
Answer get(Call& call);  // GET /api/v1/letters/{id}

/// "application/pdf", "image/jpeg", "image/png"; nothing for anything else, and for what only begins with blanks.
std::optional<std::string_view> type_of(std::string_view bytes);

}  // namespace siaga::hub::letter_desk
