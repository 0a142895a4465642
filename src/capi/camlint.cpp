// The functions of camlint.h: checks what the caller gives, and lets nothing be thrown to the outside.

#include <memory>

#include <camlint.h>

#include "capi/engine.hpp"
#include "capi/given.hpp"
#include "capi/lint_texts.hpp"
#include "version.hpp"

namespace camlint {
namespace {

/// The sizes of the structs in their first version.
constexpr std::size_t first_options = sizeof(camlint_options);
constexpr std::size_t first_batch = sizeof(camlint_batch);

template <typename Object>
Object& taken(Object* object, std::string_view name) {
    if (object == nullptr) throw Refusal(CAMLINT_BAD_ARGUMENT, std::string(name) + " is NULL");
    return *object;
}

/// A result for `length` texts that `fill` adds the columns of.
template <typename Fill>
camlint_result* make_result(std::size_t length, std::uint32_t flags, const Fill& fill) {
    auto result = std::make_unique<Result>();
    fill(result->columns);
    result->length = static_cast<std::int64_t>(length);
    result->columns.show_in(*result, (flags & CAMLINT_WITH_JSON) != 0);
    return result.release();
}

}  // namespace
}  // namespace camlint

extern "C" {

const char* camlint_version(void) { return camlint::version.data(); }

int32_t camlint_abi_version(void) { return CAMLINT_ABI_VERSION; }

camlint_status camlint_open(const camlint_options* options, camlint_engine** engine, camlint_error* error) {
    return camlint::guarded(error, [&] {
        camlint::taken(engine, "engine") = nullptr;
        camlint_options held{};
        if (options != nullptr) held = camlint::given(options, camlint::first_options, "options");
        *engine = new camlint_engine(held);
    });
}

void camlint_close(camlint_engine** engine) {
    if (engine == nullptr) return;
    delete *engine;
    *engine = nullptr;
}

const camlint_names* camlint_rule_names(const camlint_engine* engine) {
    return engine == nullptr ? nullptr : &engine->rule_names.view();
}

const camlint_names* camlint_category_names(const camlint_engine* engine) {
    return engine == nullptr ? nullptr : &engine->category_names.view();
}

const camlint_names* camlint_severity_names(const camlint_engine* engine) {
    return engine == nullptr ? nullptr : &engine->severity_names.view();
}

const camlint_names* camlint_safety_names(const camlint_engine* engine) {
    return engine == nullptr ? nullptr : &engine->safety_names.view();
}

camlint_status camlint_lint(const camlint_engine* engine, const char* text, size_t size, uint32_t flags,
                            camlint_result** result, camlint_error* error) {
    return camlint::guarded(error, [&] {
        camlint::taken(result, "result") = nullptr;
        const camlint::Filling filling{.engine = camlint::taken(engine, "engine"), .flags = flags};
        camlint::check_flags(flags);
        const std::string_view checked = camlint::checked_text(text, size);
        *result = camlint::make_result(
            1, flags, [&](camlint::Columns& columns) { camlint::lint_text(checked, filling, columns); });
    });
}

camlint_status camlint_lint_batch(const camlint_engine* engine, const camlint_batch* batch,
                                  camlint_result** result, camlint_error* error) {
    return camlint::guarded(error, [&] {
        camlint::taken(result, "result") = nullptr;
        const auto held = camlint::given(batch, camlint::first_batch, "batch");
        const camlint::Filling filling{.engine = camlint::taken(engine, "engine"), .flags = held.flags};
        const camlint::Texts texts(held);
        *result = camlint::make_result(texts.size(), held.flags, [&](camlint::Columns& columns) {
            camlint::lint_texts(texts, filling, held.threads, columns);
        });
    });
}

void camlint_result_free(camlint_result** result) {
    if (result == nullptr) return;
    delete static_cast<camlint::Result*>(*result);
    *result = nullptr;
}

}  // extern "C"
