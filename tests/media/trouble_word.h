// media::Trouble as the clip set's manifest writes it.
#pragma once

#include "media/player.h"

#include <string>

namespace siaga::test {

inline std::string word_of(media::Trouble trouble) {
  switch (trouble) {
    case media::Trouble::none: return "none";
    case media::Trouble::unreadable: return "unreadable";
    case media::Trouble::unsupported: return "unsupported";
    case media::Trouble::too_large_picture: return "too_large_picture";
    case media::Trouble::plays_when_complete: return "plays_when_complete";
    case media::Trouble::cut_off: return "cut_off";
    case media::Trouble::no_decoder: return "no_decoder";
  }
  return "?";
}

}  // namespace siaga::test
