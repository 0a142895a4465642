#pragma once
// Lists that are filled and cleared over and over, as for the records of a large file: what their elements
// own is kept, so that the next one needs no memory of its own.

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace camlint {

/// A vector whose elements outlive `clear`, emptied by their own `clear`.
template <typename Element>
class Reused {
public:
    Reused() = default;
    Reused(const Reused&) = default;
    Reused(Reused&& other) noexcept : all_(std::move(other.all_)), size_(std::exchange(other.size_, 0)) {}
    Reused& operator=(const Reused&) = default;
    Reused& operator=(Reused&& other) noexcept {
        all_ = std::move(other.all_);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }
    ~Reused() = default;

    /// One more element, as new.
    Element& add() {
        if (size_ == all_.size()) all_.emplace_back();
        return all_[size_++];
    }
    void push_back(Element element) { add() = std::move(element); }
    void clear() {
        for (Element& element : *this) element.clear();
        size_ = 0;
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] Element* begin() { return all_.data(); }
    [[nodiscard]] Element* end() { return all_.data() + size_; }
    [[nodiscard]] const Element* begin() const { return all_.data(); }
    [[nodiscard]] const Element* end() const { return all_.data() + size_; }
    /// Throws std::out_of_range.
    [[nodiscard]] const Element& at(std::size_t index) const {
        if (index >= size_) throw std::out_of_range("Reused::at");
        return all_[index];
    }
    [[nodiscard]] Element& operator[](std::size_t index) { return all_[index]; }
    [[nodiscard]] const Element& operator[](std::size_t index) const { return all_[index]; }
    [[nodiscard]] Element& front() { return all_.front(); }
    [[nodiscard]] const Element& front() const { return all_.front(); }
    [[nodiscard]] Element& back() { return all_[size_ - 1]; }
    [[nodiscard]] const Element& back() const { return all_[size_ - 1]; }

private:
    std::vector<Element> all_;
    std::size_t size_ = 0;
};

/// Strings that stay where they are until `clear`, so that views of them hold.
class TextStore {
public:
    TextStore() = default;
    TextStore(const TextStore&) = delete;  // views would go on pointing into the other one
    TextStore(TextStore&& other) noexcept
        : all_(std::move(other.all_)), size_(std::exchange(other.size_, 0)) {}
    TextStore& operator=(const TextStore&) = delete;
    TextStore& operator=(TextStore&& other) noexcept {
        all_ = std::move(other.all_);
        size_ = std::exchange(other.size_, 0);
        return *this;
    }
    ~TextStore() = default;

    std::string& emplace_back() {
        if (size_ == all_.size()) all_.push_back(std::make_unique<std::string>());
        return *all_[size_++];
    }
    void clear() {
        while (size_ > 0) all_[--size_]->clear();
    }

private:
    std::vector<std::unique_ptr<std::string>> all_;
    std::size_t size_ = 0;
};

}  // namespace camlint
