#include "ui/sign_in/authority_words.h"

#include "console/authorities.h"
#include "ui/text.h"

namespace siaga::ui {

bool is_about_trust(const base::Error& error) {
  return error.fault == base::Fault::untrusted || error.field == console::authorities_field;
}

std::string authority_sentence(const base::Error& error, const std::string& file) {
  using base::Fault;
  switch (error.fault) {
    case Fault::not_found: return tr("{} isn't there: it was moved or deleted, or its stick or drive is away.", file);
    case Fault::timeout: return tr("{} can't be read: the drive that it lies on doesn't answer.", file);
    case Fault::unsupported: return tr("{} is a folder or a device, and no file.", file);
    case Fault::too_large: return tr("{} is larger than 4 MB: that is no file of certificates.", file);
    case Fault::invalid: return tr("{} holds no certificate as PEM: it is another file, or a damaged one.", file);
    default: return tr("{} can't be read: your account may not, or its disk has a fault.", file);
  }
}

}  // namespace siaga::ui
