#pragma once
// A process's mark on what it works on. It is a locked file beside the ledger: the system lets go of the
// lock when the process dies, however it dies, and no process id that is used again can be mistaken for it.

#include <string>
#include <string_view>

namespace camlint {

class Owner {
public:
    /// Makes and locks a file of a random name in `folder`, which is made where it is missing (mode 0700).
    /// Throws LedgerError.
    explicit Owner(const std::string& folder);
    ~Owner();
    Owner(const Owner&) = delete;
    Owner& operator=(const Owner&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }

    /// Whether the process of another owner is still there. False removes what it left behind.
    [[nodiscard]] bool is_alive(std::string_view other) const;

private:
    std::string folder_;
    std::string name_;
    int file_ = -1;
};

}  // namespace camlint
