// A certificate authority as an organisation has one. Owner and thread: the test's.
#pragma once

#include "base/file.h"
#include "net/tls.h"
#include "support/scratch_folder.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace siaga::test {

/// Made and used by the openssl program, in a folder of its own.
class Authority {
 public:
  Authority() {
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=Authority -days 30 "
        "-addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem");
  }

  net::TlsIdentity issue(const std::string& names, const std::string& days = "-days 30") const {
    base::write_atomically(folder_.path() / "names", "subjectAltName=" + names).value();
    run("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=hub -keyout hub.key -out hub.csr");
    run("x509 -req -in hub.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out hub.pem " + days);
    return {read("hub.pem"), read("hub.key")};
  }
  std::filesystem::path certificate() const { return folder_.path() / "ca.pem"; }

 private:
  void run(const std::string& command) const {
    const auto whole = "cd " + folder_.path().string() + " && openssl " + command + " 2>openssl.log";
    BOOST_REQUIRE(std::system(whole.c_str()) == 0);
  }
  std::string read(const char* name) const { return base::read_file(folder_.path() / name).value(); }

  ScratchFolder folder_;
};

}  // namespace siaga::test
