#pragma once
// A folder of a test's own, gone when the test ends.

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace camlint::test {

class Folder {
public:
    Folder() {
        // mkdtemp puts something random in place of six of this letter.
        std::string pattern =
            (std::filesystem::temp_directory_path() / "camlint.").string() + std::string(6, 'X');
        if (mkdtemp(pattern.data()) == nullptr) std::abort();
        path_ = pattern;
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    [[nodiscard]] const std::string& path() const { return path_; }
    /// How many entries it has.
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
    }

private:
    std::string path_;
};

}  // namespace camlint::test
