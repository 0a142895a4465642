#include "submit/credentials.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "submit/command_output.hpp"
#include "submit/error.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

constexpr int exit_usage = 2;
constexpr std::string_view shared_variable = "MINIMAX_API_KEY";
constexpr std::size_t largest_key = 4096;

[[noreturn]] void fail(const std::string& message) { throw SubmitError(exit_usage, message); }

/// Every variable that may hold somebody's key.
std::vector<std::string> all_variables() {
    std::vector<std::string> names;
    for (const Provider& provider : providers()) {
        for (const std::string_view name : provider.key_variables) {
            if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
        }
    }
    return names;
}

/// No other process may read this one's memory, and none is written to disk.
void protect() {
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

/// Overwrites the values too: /proc/PID/environ shows the memory that a process started with.
void clear_environment() {
    for (const std::string& name : all_variables()) {
        if (char* value = std::getenv(name.c_str())) explicit_bzero(value, std::strlen(value));
        unsetenv(name.c_str());
    }
}

/// What is between white space; never printed, whatever is wrong with it.
std::string key_in(std::string_view text, const std::string& where) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t last = text.find_last_not_of(blanks) + 1;
    const std::string_view key = first < last ? text.substr(first, last - first) : std::string_view{};
    if (key.empty()) fail(where + " has no key");
    const auto is_plain = [](char byte) { return byte > ' ' && byte < '\x7f'; };
    if (!std::ranges::all_of(key, is_plain)) {
        fail(where + " has no key alone; expected printable ASCII without blanks");
    }
    return std::string(key);
}

struct Descriptor {
    int number;

    ~Descriptor() {
        if (number >= 0) close(number);
    }
};

std::string key_of_file(const std::string& path) {
    const std::string name = "--api-key-file " + quote(path);
    // Never waits: what is no regular file is not read.
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    struct stat status {};
    if (file.number < 0 || fstat(file.number, &status) != 0) {
        fail(fmt::format("cannot read {}: {}", name, std::strerror(errno)));
    }
    if (!S_ISREG(status.st_mode)) fail(name + " is not a regular file");
    if (status.st_uid != geteuid()) fail(name + " belongs to another user");
    if ((status.st_mode & 077) != 0) {
        fail(fmt::format("{} may be used by others (mode {:03o}); make it yours alone: chmod 600 {}", name,
                         status.st_mode & 0777, quote(path)));
    }
    std::array<char, largest_key + 1> bytes{};
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t count = read(file.number, bytes.data() + size, bytes.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail(fmt::format("cannot read {}: {}", name, std::strerror(errno)));
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
    }
    if (size > largest_key) fail(fmt::format("{} has more than {} bytes", name, largest_key));
    std::string key = key_in({bytes.data(), size}, name);
    explicit_bzero(bytes.data(), bytes.size());
    return key;
}

std::string key_of_command(const KeySources& sources) {
    const std::string name = "credential-command " + quote(sources.command.front());
    const CommandOutput output = output_of({.arguments = sources.command,
                                            .without = all_variables(),
                                            .most = largest_key,
                                            .patience = sources.command_patience});
    if (!output.error.empty()) fail(fmt::format("{} {}", name, output.error));
    return key_in(output.text, name);
}

/// What to say of a key that is there and is somebody else's.
std::string refusal(const Provider& provider, const std::vector<std::string>& variables) {
    const char* shared = std::getenv(std::string(shared_variable).c_str());
    if (shared == nullptr || *shared == '\0' ||
        std::ranges::find(variables, shared_variable) != variables.end()) {
        return {};
    }
    return fmt::format("; {} is not used for {}: keys belong to one host", shared_variable, provider.name);
}

std::string no_key(const Provider& provider, const std::vector<std::string>& variables) {
    return fmt::format(
        "no key for {}; expected --api-key-file FILE, credential-command in the user's own configuration{}{}",
        provider.name, variables.empty() ? "" : fmt::format(", or set {}", fmt::join(variables, " or ")),
        refusal(provider, variables));
}

std::string search(const KeySources& sources) {
    if (!sources.file.empty()) return key_of_file(sources.file);
    if (!sources.command.empty()) return key_of_command(sources);
    const std::vector<std::string> variables = key_variables(*sources.provider, sources.has_own_address);
    for (const std::string& name : variables) {
        const char* value = std::getenv(name.c_str());
        if (value != nullptr && *value != '\0') return key_in(value, name);
    }
    throw SubmitError(exit_authentication, no_key(*sources.provider, variables));
}

}  // namespace

std::vector<std::string> key_variables(const Provider& provider, bool has_own_address) {
    std::vector<std::string> names(provider.key_variables.begin(), provider.key_variables.end());
    if (has_own_address && std::ranges::find(names, shared_variable) == names.end()) {
        names.emplace_back(shared_variable);
    }
    return names;
}

std::string find_key(const KeySources& sources) {
    protect();
    return search(sources);
}

void forget_keys() { clear_environment(); }

std::string take_key(const KeySources& sources) {
    std::string key = find_key(sources);
    forget_keys();
    return key;
}

}  // namespace camlint
