// SHA-256 by the examples of FIPS 180-2, and names that do not come again.

#include "submit/hash.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "support/catch.hpp"
#include "support/folder.hpp"

namespace camlint::test {

TEST_CASE("SHA-256 of the standard's examples") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 of a file is that of its bytes, wherever its offset stands") {
    const Folder folder;
    const std::string bytes = std::string(200'000, 'x') + std::string("\0y", 2);
    std::ofstream(folder / "video") << bytes;
    const int file = open((folder / "video").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(file >= 0);
    CHECK(lseek(file, 1000, SEEK_SET) == 1000);
    CHECK(sha256_of_file(file) == sha256(bytes));
    CHECK(sha256_of_file(file) == sha256(bytes));
    close(file);
}

TEST_CASE("what cannot be read has no SHA-256") {
    const Folder folder;
    const int file = open(folder.path().c_str(), O_RDONLY | O_CLOEXEC);
    CHECK(sha256_of_file(file).empty());
    close(file);
    CHECK(sha256_of_file(file).empty());
}

TEST_CASE("random names have the size asked for and differ") {
    std::set<std::string> names;
    for (int i = 0; i < 1000; ++i) names.insert(random_hex(16));
    CHECK(names.size() == 1000);
    for (const std::string& name : names) {
        CHECK(name.size() == 32);
        CHECK(name.find_first_not_of("0123456789abcdef") == std::string::npos);
    }
    CHECK(random_hex(0).empty());
    CHECK(random_hex(1000).size() == 2000);  // more than one call of the system gives
}

}  // namespace camlint::test
