#include "cli/config_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "cli/pattern.hpp"
#include "cli/place.hpp"
#include "config/toml.hpp"
#include "text/display.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

/// The bytes of a regular file, one more than the most at most; nothing, with the reason, where there are
/// none. Never waits: what is no regular file is not read.
std::optional<std::string> read_bytes(const std::string& path, std::string& why) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status {};
    std::optional<std::string> bytes;
    if (file < 0 || fstat(file, &status) != 0) {
        why = std::strerror(errno);
    } else if (!S_ISREG(status.st_mode)) {
        why = "not a regular file";
    } else {
        bytes.emplace();
        std::array<char, 16384> block{};
        ssize_t size = 1;
        while (size > 0 && bytes->size() <= largest_configuration) {
            size = read(file, block.data(), block.size());
            if (size > 0) bytes->append(block.data(), static_cast<std::size_t>(size));
        }
        if (size < 0) {
            why = std::strerror(errno);
            bytes.reset();
        }
    }
    if (file >= 0) close(file);
    return bytes;
}

bool is_below(const std::string& path, const std::string& folder) {
    return path.starts_with(folder.ends_with('/') ? folder : folder + '/');
}

/// Follows `extends` from file to file.
class Chain {
public:
    Chain(std::deque<std::string>& names, std::vector<Mistake>& mistakes)
        : names_(names), mistakes_(mistakes) {}

    std::unique_ptr<LoadedConfiguration> load(const std::string& path, const std::string& shown) {
        const std::size_t before = mistakes_.size();
        std::optional<Next> next = Next{.path = path, .shown = shown, .from = {.file = keep(shown)}};
        while (next) next = read(*next);
        if (mistakes_.size() > before) return nullptr;
        Setting merged = std::move(layers_.back());
        for (std::size_t i = layers_.size() - 1; i-- > 0;) {
            merged = merge(std::move(merged), std::move(layers_[i]));
        }
        loaded_->configuration = Configuration(std::move(merged), mistakes_);
        return mistakes_.size() > before ? nullptr : std::move(loaded_);
    }

private:
    struct Next {
        std::string path;
        std::string shown;
        Spot from;  ///< what asks for it
    };

    std::string_view keep(const std::string& name) {
        const auto row = std::ranges::find(names_, name);
        return row == names_.end() ? names_.emplace_back(name) : *row;
    }

    void fail(const Spot& at, std::string message) { mistakes_.push_back({at, std::move(message)}); }

    std::optional<Next> read(const Next& next) {
        std::error_code error;
        const fs::path path = fs::absolute(next.path, error);
        const std::string canonical = fs::weakly_canonical(path, error).string();
        const std::string folder = fs::weakly_canonical(path.parent_path(), error).string();
        if (loaded_->files.empty()) {
            root_ = repository_above(folder);
            if (root_.empty()) root_ = folder;
        } else if (!is_below(canonical, root_)) {
            fail(next.from,
                 fmt::format("'extends' leads out of {}: {}", quote(shown_path(root_)), quote(next.shown)));
            return {};
        }
        if (turns_back(canonical, next)) return {};
        std::string why;
        const auto bytes = read_bytes(canonical, why);
        if (!bytes) {
            const std::string name = next.from.line == 0 ? "it" : quote(next.shown);
            fail(next.from, fmt::format("cannot read {}: {}", name, why));
            return {};
        }
        loaded_->files.push_back({.path = canonical, .shown = next.shown, .folder = folder});
        auto layer = read_configuration(*bytes, keep(next.shown), mistakes_);
        if (!layer) return {};
        layers_.push_back(*std::move(layer));
        const Setting* extended = extended_by(layers_.back());
        if (extended == nullptr) return {};
        const fs::path target = fs::path(folder) / extended->text;
        return Next{.path = target.string(),
                    .shown = shown_path(target.lexically_normal().string()),
                    .from = extended->place};
    }

    bool turns_back(const std::string& canonical, const Next& next) {
        const auto& files = loaded_->files;
        const auto first = std::ranges::find(files, canonical, &ConfigFile::path);
        if (first == files.end()) return false;
        std::string chain;
        for (auto file = first; file != files.end(); ++file) chain += file->shown + " -> ";
        fail(next.from, fmt::format("'extends' goes round in a circle: {}{}", chain, first->shown));
        return true;
    }

    std::deque<std::string>& names_;
    std::vector<Mistake>& mistakes_;
    std::unique_ptr<LoadedConfiguration> loaded_ = std::make_unique<LoadedConfiguration>();
    std::vector<Setting> layers_;
    std::string root_;
};

}  // namespace

const std::string& LoadedConfiguration::folder_of(const Spot& spot) const {
    const auto file = std::ranges::find(files, spot.file, &ConfigFile::shown);
    return file == files.end() ? files.front().folder : file->folder;
}

bool LoadedConfiguration::means(const Setting* patterns, const std::string& path) const {
    if (patterns == nullptr) return false;
    const std::string relative = relative_to(path, folder_of(patterns->place));
    return std::ranges::any_of(
        patterns->elements, [&](const Setting& pattern) { return matches_pattern(pattern.text, relative); });
}

std::unique_ptr<LoadedConfiguration> load_configuration(const std::string& path, const std::string& shown,
                                                        std::deque<std::string>& names,
                                                        std::vector<Mistake>& mistakes) {
    return Chain(names, mistakes).load(path, shown);
}

std::string shown_path(const std::string& path) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    return error ? path : fs::path(path).lexically_proximate(here).string();
}

}  // namespace camlint
