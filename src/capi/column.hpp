#pragma once
// A buffer that grows, and that Arrow can take as it is: begins at a multiple of 64 bytes and ends with
// zeros up to one. Knows nothing of what is in it.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace camlint {

template <typename Value>
class Column {
    static_assert(std::is_trivially_copyable_v<Value>);

public:
    void add(Value value) {
        if (size_ == capacity_) grow(size_ + 1);
        values_.get()[size_++] = value;
    }

    void add(const Value* values, std::size_t count) {
        if (count == 0) return;
        if (capacity_ - size_ < count) grow(size_ + count);
        std::memcpy(values_.get() + size_, values, count * sizeof(Value));
        size_ += count;
    }

    void add(const Column& more) { add(more.values_.get(), more.size_); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] Value back() const { return values_.get()[size_ - 1]; }

    /// All of it, not null, padded.
    [[nodiscard]] const Value* finish() {
        if (capacity_ == 0) grow(1);
        const std::size_t padded = (size_ + alignment) / alignment * alignment;  // of values, so of bytes
        std::memset(values_.get() + size_, 0, (std::min(padded, capacity_) - size_) * sizeof(Value));
        return values_.get();
    }

    [[nodiscard]] const Value* values() const { return values_.get(); }

private:
    static constexpr std::size_t alignment = 64;

    struct Free {
        void operator()(Value* values) const { ::operator delete (values, std::align_val_t{alignment}); }
    };

    void grow(std::size_t least) {
        const std::size_t wanted = std::max({least, capacity_ + capacity_ / 2, std::size_t{64}});
        if (wanted > std::numeric_limits<std::ptrdiff_t>::max() / sizeof(Value) - alignment)
            throw std::bad_alloc();
        const std::size_t capacity = (wanted + alignment - 1) / alignment * alignment;
        std::unique_ptr<Value, Free> values(
            static_cast<Value*>(::operator new (capacity * sizeof(Value), std::align_val_t{alignment})));
        if (size_ > 0) std::memcpy(values.get(), values_.get(), size_ * sizeof(Value));
        values_ = std::move(values);
        capacity_ = capacity;
    }

    std::unique_ptr<Value, Free> values_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;  ///< a multiple of 64
};

}  // namespace camlint
