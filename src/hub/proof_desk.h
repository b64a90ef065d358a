// The log's proofs, for whoever sees the journal: checkpoints, keys, that a record is in it, that it only grew; and its
// export, for document control and auditors.
// Thread: the session's executor.
#pragma once

#include "hub/call.h"

namespace siaga::hub::proof_desk {

Answer checkpoint(Call& call);   // GET /api/v1/checkpoint
Answer checkpoints(Call& call);  // GET /api/v1/checkpoints
Answer keys(Call& call);         // GET /api/v1/proofs/keys
Answer inclusion(Call& call);    // GET /api/v1/proofs/inclusion
Answer consistency(Call& call);  // GET /api/v1/proofs/consistency
Answer journal(Call& call);      // GET /api/v1/journal/export

}  // namespace siaga::hub::proof_desk
