// The file of one record's proof (c2sp.org/tlog-proof): what was recorded, how it leads to a root, who signed that.
// Thread: any.
#pragma once

#include "verify/examination.h"

namespace siaga::verify {

/// `wish.key` is name+id+base64.
Verdict examine_record_proof(std::string_view bytes, const Wish& wish);

}  // namespace siaga::verify
