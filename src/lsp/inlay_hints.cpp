#include "lsp/inlay_hints.hpp"

#include <fmt/format.h>

#include "catalog/models.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

constexpr Phrase one_length{
    "inlay-hint.length",
    "{characters} of {limit} characters; in which unit the limit counts is "
    "documented nowhere",
    "{characters} 个字符，文档规定的上限是 {limit} 个字符，按哪种单位计算没有文档说明"};
constexpr Phrase lengths{"inlay-hint.lengths",
                         "{characters} of {limit} characters, {units} UTF-16 units, {bytes} bytes; in which "
                         "unit the limit counts is documented nowhere",
                         "{characters} 个字符，{units} 个 UTF-16 单元，{bytes} 个字节；文档规定的上限是 "
                         "{limit} 个字符，按哪种单位计算没有文档说明"};
constexpr Phrase one_step{"inlay-hint.step",
                          "step {step} of {steps}: directives take effect in the order of the text",
                          "第 {step} 步，共 {steps} 步：各指令按在文中出现的顺序生效"};
constexpr Phrase several_steps{"inlay-hint.steps",
                               "steps {first} to {last} of {steps}; by the documentation commands inside one "
                               "bracket take effect at once",
                               "第 {first} 至 {last} 步，共 {steps} 步；按文档，同一括号内的指令同时生效"};

Argument number(std::string_view name, std::size_t value) {
    return {.name = name, .value = static_cast<std::int64_t>(value)};
}

Message tell_length(const Length& length) {
    const bool one_unit = length.utf16 == length.code_points && length.bytes == length.code_points;
    return {one_unit ? one_length : lengths,
            {number("characters", length.code_points), number("limit", prompt_limit),
             number("units", length.utf16), number("bytes", length.bytes)}};
}

/// Steps of one directive, counted from 1 over the whole prompt.
struct StepNumbers {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t steps = 0;  ///< of the prompt

    [[nodiscard]] std::string label() const {
        return first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
    }
    [[nodiscard]] Message tooltip() const {
        if (first == last) return {one_step, {number("step", first), number("steps", steps)}};
        return {several_steps, {number("first", first), number("last", last), number("steps", steps)}};
    }
};

/// HintList of what lies in a span of a document.
class HintList {
public:
    HintList(const Session& session, const TextDocument& document, Span asked)
        : session_(session), document_(document), asked_(asked) {}

    void add_order(const PromptView& view) {
        const Syntax syntax = view.syntax();
        const std::size_t steps = syntax.steps.size();
        if (steps < 2) return;
        for (std::size_t i = 0; i < steps;) {
            const std::size_t directive = syntax.steps[i].directive;
            StepNumbers order{.first = i + 1, .last = i + 1, .steps = steps};
            while (++i < steps && syntax.steps[i].directive == directive) order.last = i + 1;
            add(view.host(syntax.directives[directive].span).begin, order.label(), "paddingRight",
                [&order] { return order.tooltip(); });
        }
    }

    void add_length(const PromptView& view) {
        const std::size_t end = view.extent().end;
        if (!is_asked(end)) return;
        const Length length = measure(view.prompt.text);
        add(end, fmt::format("{}/{}", length.code_points, prompt_limit), "paddingLeft",
            [&length] { return tell_length(length); });
    }

    [[nodiscard]] Json take() { return std::move(hints_); }

private:
    [[nodiscard]] bool is_asked(std::size_t at) const { return asked_.begin <= at && at <= asked_.end; }

    template <typename Tell>
    void add(std::size_t at, const std::string& label, const char* padding, Tell tooltip) {
        if (!is_asked(at)) return;
        hints_.push_back({{"position", document_.to_client(at)},
                          {"label", label},
                          {"tooltip", tooltip().in(session_.language)},
                          {padding, true}});
    }

    const Session& session_;
    const TextDocument& document_;
    Span asked_;
    Json hints_ = Json::array();
};

}  // namespace

Json inlay_hints(const Session& session, const TextDocument& document, const Range& range) {
    const Span asked = document.to_span(range);
    HintList hints(session, document, asked);
    for_each_prompt(session, document, asked, [&hints](const PromptView& view) {
        if (!view.prompt.has_text) return;
        hints.add_order(view);
        hints.add_length(view);
    });
    return hints.take();
}

}  // namespace camlint
