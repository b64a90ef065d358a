#include "domain/recording.h"

namespace siaga::domain {

bool meets_r1(const Examination& examination) {
  return examination.readable && (!examination.duration || *examination.duration >= shortest_valid_recording);
}

}  // namespace siaga::domain
