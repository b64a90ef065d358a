#include "property.h"

#include <cstdio>
#include <cstdlib>

namespace siaga::fuzz {

void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", what);
  std::abort();
}

}  // namespace siaga::fuzz
