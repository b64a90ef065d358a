// Private: OpenSSL's handles as unique_ptr, adopted at the call that returns them.
// Owner: whoever called. Thread: a handle belongs to one at a time.
#pragma once

#include "net/heavy.h"

#include <memory>
#include <string>

namespace siaga::net {

/// Frees with the function that OpenSSL has for the type.
template <auto release>
struct Released {
  template <class T>
  void operator()(T* handle) const {
    release(handle);
  }
};

using X509Handle = std::unique_ptr<X509, Released<&X509_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, Released<&X509_EXTENSION_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Released<&EVP_PKEY_free>>;
using BioHandle = std::unique_ptr<BIO, Released<&BIO_free_all>>;

/// "AB:CD:…": SHA-256 of the certificate's DER, in pairs. Throws when OpenSSL can't digest (a bug of the machine).
std::string fingerprint_of(X509* certificate);

}  // namespace siaga::net
