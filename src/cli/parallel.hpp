#pragma once
// One piece of work for each of many things, by several threads.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace camlint {

/// The threads that `jobs` asks for, 0 for one per core; at least 1.
[[nodiscard]] inline std::size_t threads_for(int jobs) {
    return jobs > 0 ? static_cast<std::size_t>(jobs) : std::max(1U, std::thread::hardware_concurrency());
}

/// Calls `work` for 0 to `count` - 1, each once, by `jobs` threads (0 for one per core), each of which has a
/// desk of its own to work with. What a call throws ends the rest and is thrown again.
template <typename Desk>
void in_parallel(std::size_t count, int jobs, const std::function<void(std::size_t, Desk&)>& work) {
    const std::size_t wanted = threads_for(jobs);
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr error;
    const auto take = [&] {
        try {
            Desk desk;
            for (std::size_t i = next++; i < count; i = next++) work(i, desk);
        } catch (...) {
            const std::lock_guard lock(mutex);
            error = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> threads;
        const std::size_t most = std::min(wanted, std::max<std::size_t>(1, count));
        try {
            for (std::size_t i = 1; i < most; ++i) threads.emplace_back(take);
        } catch (const std::system_error&) {
            // No more threads are to be had; those that there are do all of it.
        }
        take();
    }
    if (error) std::rethrow_exception(error);
}

/// The same without desks.
inline void in_parallel(std::size_t count, int jobs, const std::function<void(std::size_t)>& work) {
    struct Nothing {};
    in_parallel<Nothing>(count, jobs, [&](std::size_t i, Nothing&) { work(i); });
}

}  // namespace camlint
