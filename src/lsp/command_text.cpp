#include "lsp/command_text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "catalog/fold.hpp"
#include "text/placeholder.hpp"

namespace camlint {
namespace {

constexpr Phrase heading{"hover.heading", "{en} · {zh} · {family}", "{zh} · {en} · {family}"};
constexpr Phrase short_heading{"hover.short-heading", "{en} · {zh}", "{zh} · {en}"};
constexpr Phrase confused{"hover.confused", "Not to be confused with {other}.", "不要与{other}混淆。"};
constexpr Phrase of_both{"hover.both", "Both at once: {name}.", "两者同时进行：{name}。"};
constexpr Phrase names_are{"hover.names",
                           "The names are documented in English ({english}) and in Chinese ({chinese}).",
                           "指令名称在英文文档（{english}）和中文文档（{chinese}）中都有说明。"};
constexpr Phrase picture_is{
    "hover.picture",
    "What the camera does is said in this project's words ({cite}) and drawn in docs/camera-moves.md.",
    "镜头的动作由本项目描述（{cite}），图示见 docs/camera-moves.md。"};

constexpr Phrase synonym{"hover.synonym",
                         "The label {label} means {commands}, one of the 15 camera commands.",
                         "标签 {label} 的意思是 {commands}，即 15 个镜头指令之一。"};
constexpr Phrase rough_synonym{
    "hover.rough-synonym",
    "The label {label} is none of the 15 camera commands; what comes nearest is {commands}.",
    "标签 {label} 不是 15 个镜头指令之一；最接近的是 {commands}。"};
constexpr Phrase modified{"hover.modified",
                          "The label {label} is {commands} with words of speed, amount or time; a command is "
                          "documented alone.",
                          "标签 {label} 是 {commands} 加上表示速度、幅度或时间的词；文档中的指令单独书写。"};
constexpr Phrase guess{"hover.guess",
                       "The label {label} is none of the 15 camera commands; it may mean {commands}.",
                       "标签 {label} 不是 15 个镜头指令之一；可能是指 {commands}。"};
constexpr Phrase wrong_axis{
    "hover.wrong-axis",
    "The label {label} names a direction that its move does not have; it may mean {commands}.",
    "标签 {label} 带有该运镜不具备的方向；可能是指 {commands}。"};
constexpr Phrase no_axis{"hover.no-axis", "The label {label} names a direction that its move does not have.",
                         "标签 {label} 带有该运镜不具备的方向。"};
constexpr Phrase aimless{"hover.no-direction",
                         "The label {label} names no direction; it may mean {commands}.",
                         "标签 {label} 没有说明方向；可能是指 {commands}。"};
constexpr Phrase unknown{"hover.unknown",
                         "The label {label} is none of the 15 camera commands, and documented nowhere.",
                         "标签 {label} 不是 15 个镜头指令之一，也没有任何文档说明。"};
constexpr Phrase meaning_is{"hover.meaning", "Source of this meaning: {cite}.", "这一含义的来源：{cite}。"};

constexpr Phrase documented_for{"hover.documented", "Camera commands are documented for {models}.",
                                "文档说明支持镜头指令的模型：{models}。"};
constexpr Phrase models_of_one{"hover.models", "{models} ({cite})", "{models}（{cite}）"};
constexpr Phrase models_of_more{"hover.more-models", "{before} and for {models} ({cite})",
                                "{before}，以及 {models}（{cite}）"};
constexpr Phrase asks_for{"hover.model", "This request asks for {model}: {support}.",
                          "此请求使用 {model}：{support}。"};
constexpr Phrase of_model{"hover.of-model", "Camera commands: {support} ({cite}).",
                          "镜头指令：{support}（{cite}）。"};

Words words_of(CommandSupport support) {
    switch (support) {
        case CommandSupport::documented: return {"they are documented", "文档说明支持"};
        case CommandSupport::not_listed:
            return {"it is not listed among the models that take them", "未列入支持镜头指令的模型"};
        case CommandSupport::not_stated:
            return {"no text says whether it takes them", "没有文档说明是否支持"};
    }
    return {};
}

constexpr Words unknown_model{"no known text documents it", "没有已知文档说明此模型"};

using Meant = std::vector<const Command*>;

/// What a label means or may mean; a missing direction leaves a choice that its reading does not make.
Meant meant_by(const Reading& reading) {
    Meant meant;
    for (const Command* target : reading.targets) {
        if (target != nullptr) meant.push_back(target);
    }
    if (reading.meaning != Meaning::no_direction || !meant.empty()) return meant;
    for (const std::string_view target : reading.synonym->targets) {
        if (!target.empty()) meant.push_back(command_named(target));
    }
    return meant;
}

const Phrase& phrase_of(const Reading& reading, bool has_commands) {
    if (reading.meaning == Meaning::wrong_axis) return has_commands ? wrong_axis : no_axis;
    if (!has_commands) return unknown;
    if (reading.meaning == Meaning::no_direction) return aimless;
    if (!reading.is_certain()) return guess;
    if (reading.modified) return modified;
    return reading.synonym == nullptr || reading.synonym->exact ? synonym : rough_synonym;
}

std::string names_of(const Markup& markup, const Reading& reading, const Meant& meant) {
    // What stands in one bracket at once is one text, a choice is several.
    if (reading.is_certain()) return markup.code(join(reading.targets, reading.language));
    std::string names;
    for (const Command* command : meant) {
        if (!names.empty()) names += list_mark(markup.language());
        names += markup.code(command->name(reading.language));
    }
    return names;
}

/// The models that document the commands, those of one source before its number.
void tell_models(Markup& markup, const Catalog& catalog) {
    std::vector<const Model*> left;
    for (const Model& model : catalog.models) {
        if (model.commands == CommandSupport::documented) left.push_back(&model);
    }
    std::string all;
    while (!left.empty()) {
        const Basis basis = left.front()->basis;
        std::string names;
        std::erase_if(left, [&](const Model* model) {
            if (!is_same(model->basis, basis)) return false;
            if (!names.empty()) names += list_mark(markup.language());
            names += markup.code(model->name);
            return true;
        });
        Message message{all.empty() ? models_of_one : models_of_more,
                        {{"models", names}, {"cite", markup.cite(basis)}}};
        if (!all.empty()) message.arguments.push_back({"before", all});
        all = message.in(markup.language());
    }
    if (!all.empty()) markup.add_item({documented_for, {{"models", all}}});
}

void tell_request(Markup& markup, const PromptView& view) {
    const std::string_view name = view.request().model;
    if (name.empty() || is_template(name)) return;
    const Model* model = view.linter.settings().catalog.model(name);
    const Words support = model == nullptr ? unknown_model : words_of(model->commands);
    markup.add_item({asks_for, {{"model", markup.code(name)}, {"support", support}}});
}

}  // namespace

Words telling_family(const Command& command, Language language) {
    const Words family = describe(command.family);
    const bool repeats = fold(family.in(language)) == fold(command.name(language));
    return repeats ? Words{} : family;
}

void tell_command(Markup& markup, const Command& command) {
    const Language language = markup.language();
    const Portrayal& move = move_of(command);
    const Words family = telling_family(command, language);
    Message names{family.empty() ? short_heading : heading,
                  {{"en", markup.strong(command.en)}, {"zh", markup.strong(command.zh)}}};
    if (!family.empty()) names.arguments.push_back({"family", family});
    markup.add_paragraph(names);
    markup.add_paragraph(markup.plain(move.what.in(language)));
    markup.add_paragraph({confused, {{"other", markup.plain(move.confused_with.in(language))}}});
}

void tell_combination(Markup& markup, const Combination& combination) {
    const Language language = markup.language();
    markup.add_paragraph({of_both, {{"name", markup.strong(combination.name.in(language))}}});
    for (const std::string_view name : combination.commands) {
        const Command& command = *command_named(name);
        markup.add_item(fmt::format("{}{}{}", markup.strong(command.name(language)),
                                    language == Language::chinese ? "：" : ": ",
                                    markup.plain(move_of(command).what.in(language))));
    }
    markup.add_paragraph({meaning_is, {{"cite", markup.cite(combination.basis)}}});
}

void tell_label(Markup& markup, const PromptView& view, std::string_view text, const Label& label) {
    const Reading& reading = label.reading;
    const Meant meant = meant_by(reading);
    const bool is_command = reading.meaning == Meaning::command && !reading.modified;
    if (!is_command) {
        Message message{phrase_of(reading, !meant.empty()), {{"label", markup.code(text)}}};
        if (!meant.empty()) {
            message.arguments.push_back({"commands", names_of(markup, reading, meant)});
        }
        markup.add_paragraph(message);
        if (reading.synonym != nullptr) {
            markup.add_paragraph({meaning_is, {{"cite", markup.cite(reading.synonym->basis)}}});
        }
    }
    for (const Command* command : meant) tell_command(markup, *command);
    if (meant.empty()) return;
    tell_models(markup, view.linter.settings().catalog);
    tell_request(markup, view);
    markup.add_item(
        {names_are,
         {{"english", markup.cite(commands_basis)}, {"chinese", markup.cite(chinese_names_basis)}}});
    markup.add_item({picture_is, {{"cite", markup.cite(moves_basis)}}});
}

void tell_support(Markup& markup, const Model& model) {
    markup.add_item({of_model, {{"support", words_of(model.commands)}, {"cite", markup.cite(model.basis)}}});
}

}  // namespace camlint
