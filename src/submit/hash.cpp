#include "submit/hash.hpp"

#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "submit/error.hpp"

namespace camlint {
namespace {

std::string hex(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * size);
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 15U];
    }
    return text;
}

/// A running SHA-256. OpenSSL refuses only what cannot happen here: no memory, or no such digest.
class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) fail();
    }

    void add(const void* bytes, std::size_t size) {
        if (EVP_DigestUpdate(context_.get(), bytes, size) != 1) fail();
    }

    std::string end() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned int size = 0;
        if (EVP_DigestFinal_ex(context_.get(), bytes.data(), &size) != 1) fail();
        return hex(bytes.data(), size);
    }

private:
    [[noreturn]] static void fail() { throw std::runtime_error("OpenSSL cannot make a SHA-256"); }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
    Digest digest;
    digest.add(bytes.data(), bytes.size());
    return digest.end();
}

std::string sha256_of_file(int descriptor) {
    if (lseek(descriptor, 0, SEEK_SET) != 0) return {};
    Digest digest;
    std::vector<char> piece(std::size_t{1} << 16);
    for (;;) {
        const ssize_t size = read(descriptor, piece.data(), piece.size());
        if (size == 0) return digest.end();
        if (size > 0) {
            digest.add(piece.data(), static_cast<std::size_t>(size));
        } else if (errno != EINTR) {
            return {};
        }
    }
}

std::string random_hex(std::size_t bytes) {
    constexpr int exit_system = 2;
    std::vector<unsigned char> chance(bytes);
    for (std::size_t done = 0; done < bytes;) {
        const ssize_t size = getrandom(chance.data() + done, bytes - done, 0);
        if (size > 0) {
            done += static_cast<std::size_t>(size);
        } else if (errno != EINTR) {
            throw SubmitError(exit_system,
                              fmt::format("the system has no random numbers: {}", std::strerror(errno)));
        }
    }
    return hex(chance.data(), bytes);
}

}  // namespace camlint
