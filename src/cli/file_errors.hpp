#pragma once
// Errors about files that several threads work on, told in the order of the files.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cli/error.hpp"

namespace camlint {

class FileErrors {
public:
    explicit FileErrors(std::size_t files) : of_files_(files) {}
    FileErrors(const FileErrors&) = delete;
    FileErrors& operator=(const FileErrors&) = delete;
    /// A run that something else ends still tells what it met.
    ~FileErrors() { (void)tell(); }

    /// Of a file that no other thread works on.
    void add(std::size_t file, std::string why) { of_files_[file].push_back(std::move(why)); }

    /// Prints what was not told yet, when all threads are done; gives how many that were.
    std::size_t tell() {
        std::size_t told = 0;
        for (std::vector<std::string>& of_file : of_files_) {
            for (const std::string& error : std::exchange(of_file, {})) {
                print_error(error);
                told += 1;
            }
        }
        return told;
    }

private:
    std::vector<std::vector<std::string>> of_files_;
};

}  // namespace camlint
