#include "domain/recording.h"

namespace siaga::domain {

bool meets_r1(const Examination& examination) {
  if (examination.part) return true;
  return examination.readable && (!examination.duration || *examination.duration >= shortest_valid_recording);
}

}  // namespace siaga::domain
