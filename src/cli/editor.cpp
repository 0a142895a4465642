#include "cli/editor.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "catalog/near.hpp"
#include "cli/choices.hpp"
#include "cli/error.hpp"
#include "cli/fix_file.hpp"
#include "cli/input.hpp"
#include "cli/lint_file.hpp"
#include "cli/read_file.hpp"
#include "text/display.hpp"
#include "text/utf8.hpp"

namespace camlint {
namespace {

namespace fs = std::filesystem;

/// What editors call the carriers, where a document's name does not tell.
struct EditorName {
    std::string_view language_id;
    std::string_view carrier;
};
constexpr std::array editor_names{
    EditorName{"markdown", "markdown"}, EditorName{"json", "json"},      EditorName{"jsonl", "jsonl"},
    EditorName{"ndjson", "jsonl"},      EditorName{"csv", "csv"},        EditorName{"tsv", "csv"},
    EditorName{"shellscript", "shell"}, EditorName{"sh", "shell"},       EditorName{"bash", "shell"},
    EditorName{"prompt", "prompt"},     EditorName{"plaintext", "text"}, EditorName{"text", "text"},
};

bool has_telling_name(const std::string& path) {
    const std::string extension = fs::path(path).extension().string();
    return std::ranges::any_of(carriers(), [&](const Carrier& carrier) {
        return std::ranges::find(carrier.extensions, extension) != carrier.extensions.end();
    });
}

/// What the client prefers over the command line's words.
Flags with(Flags flags, const Preferences& preferences) {
    const auto set = [](std::string& flag, const std::string& preferred) {
        if (!preferred.empty()) flag = preferred;
    };
    set(flags.config, preferences.config);
    set(flags.language, preferences.language);
    set(flags.defaults.model, preferences.model);
    set(flags.defaults.resolution, preferences.resolution);
    set(flags.defaults.provider, preferences.provider);
    set(flags.duration, preferences.duration);
    set(flags.baseline, preferences.baseline);
    if (!preferences.select.empty()) flags.select = preferences.select;
    if (!preferences.ignore.empty()) flags.ignore = preferences.ignore;
    if (!flags.config.empty()) flags.no_config = false;
    return flags;
}

/// What is said of a flag, said of the setting of its name.
std::string without_dashes(std::string_view text) {
    return text.starts_with("--") ? fmt::format("the setting {}", text.substr(2)) : std::string(text);
}

Target target_of(const Buffer& buffer) {
    return {.path = buffer.path, .name = shown_path(buffer.path), .is_named = false};
}

}  // namespace

Editor::Editor(Flags flags) : flags_(std::move(flags)) {}

Workspace Editor::workspace() {
    return {
        .load = [this](const Preferences& preferences) { load(preferences); },
        .complaints = [this] { return complaints(); },
        .language = [this] { return language(); },
        .linter = [this](const std::string& path) -> const Linter& { return plan_of(path).linter; },
        .lint = [this](const Buffer& buffer) { return lint(buffer); },
        .read = [this](const Buffer& buffer, const TakeUnit& take) { read(buffer, take); },
        .fix = [this](const Buffer& buffer,
                      Safety least) { return mend(buffer, plan_of(buffer.path).linter, least); },
        .format = [this](const Buffer& buffer) { return format(buffer); },
        .files = [this] { return files(); },
        .bytes = [this](const std::string& path) { return bytes(path); },
        .add_to_baseline = [this](const Buffer& buffer, const Diagnostic& finding,
                                  const OpenText& open) { return add_to_baseline(buffer, finding, open); },
        .allow_term = [this](const std::string& path, std::string_view term,
                             const OpenText& open) { return allow_term(path, term, open); },
        .depends_on = [this](const std::string& path) { return depends_on(path); },
        .is_stale = [this](const std::string& path) { return is_stale(path); },
        .watched = [this] { return watched(); },
    };
}

void Editor::load(const Preferences& preferences) {
    preferences_ = preferences;
    complained_.clear();
    complaints_.clear();
    std::error_code error;
    if (!preferences.folder.empty()) fs::current_path(preferences.folder, error);
    if (error) {
        complain(fmt::format("cannot work in {}: {}", preferences.folder, error.message()));
        preferences_.folder.clear();
    }
    bare_ = std::make_unique<Project>(Flags{.no_config = true});
    open_project(with(flags_, preferences));
    open_known();
}

/// A setting that is wrong is told, and none of them counts then.
void Editor::open_project(Flags flags) {
    for (const UnknownName& unknown : unknown_names(flags.ignore)) {
        complain(fmt::format("'ignore' names no rule: {}{}", quote(unknown.name),
                             did_you_mean(unknown.suggestion)));
    }
    try {
        project_ = std::make_unique<Project>(std::move(flags));
        (void)project_->plan_of_folder();
        (void)project_->language();
    } catch (const Error& error) {
        complain(without_dashes(error.what()));
        project_ = std::make_unique<Project>(Flags{});
    }
}

void Editor::open_known() {
    baseline_.reset();
    Flags flags = with(flags_, preferences_);
    baseline_path_ = flags.baseline.empty() ? project_->configured_baseline() : flags.baseline;
    if (baseline_path_.empty()) return;
    known_ = stamp_of(baseline_path_);
    if (known_ == Stamp{}) return;  // not there yet: the first finding that goes into it makes it
    try {
        flags.baseline = baseline_path_;
        baseline_ = open_baseline(flags);
    } catch (const Error& error) {
        complain(error.what());
    }
}

void Editor::complain(const std::string& text) {
    if (complained_.insert(text).second) complaints_.push_back(text);
}

std::vector<std::string> Editor::complaints() {
    for (const std::string& mistake : project_->mistakes()) complain(mistake);
    return std::exchange(complaints_, {});
}

Language Editor::language() {
    try {
        const Language said = project_->language();
        const bool is_said = project_->says_language();
        return is_said ? said : find_language(preferences_.locale).value_or(said);
    } catch (const Error& error) {
        complain(error.what());
        return Language::english;
    }
}

const Plan& Editor::plan_of(const std::string& path) {
    try {
        return project_->plan_of(path);
    } catch (const Error& error) {
        complain(error.what());
        return bare_->plan_of(path);
    }
}

ReadOptions Editor::read_options(const Buffer& buffer) {
    ReadOptions options = plan_of(buffer.path).read;
    if (options.carrier != nullptr || has_telling_name(buffer.path)) return options;
    const auto row = std::ranges::find(editor_names, buffer.language_id, &EditorName::language_id);
    if (row != editor_names.end()) options.carrier = find_carrier(row->carrier);
    return options;
}

std::vector<Diagnostic> Editor::lint(const Buffer& buffer) {
    std::vector<Diagnostic> all;
    if (project_->excludes(buffer.path)) return all;
    const Linter& linter = plan_of(buffer.path).linter;
    std::optional<FileBaseline> known;
    if (baseline_ != nullptr) known = baseline_->open(buffer.path);
    const auto take = [&](std::vector<Diagnostic>& findings, const Source& source) {
        if (known) baseline_->apply(*known, findings, source);
        for (Diagnostic& finding : findings) {
            if (finding.suppression) continue;
            finding.move_by(source.origin.byte);
            all.push_back(std::move(finding));
        }
    };
    try {
        Input input(buffer.path, buffer.text);
        Workbench bench;
        (void)lint_file(target_of(buffer), input, read_options(buffer), linter, bench, take);
    } catch (const UnreadableError& error) {
        complain(error.what());
    }
    return all;
}

void Editor::read(const Buffer& buffer, const TakeUnit& take) {
    try {
        Input input(buffer.path, buffer.text);
        read_file(input, buffer.path, read_options(buffer), take);
    } catch (const UnreadableError& error) {
        complain(error.what());
    }
}

/// What the baseline silences is left as it is, and so is an excluded file.
std::vector<Edit> Editor::mend(const Buffer& buffer, const Linter& linter, Safety least) {
    if (project_->excludes(buffer.path)) return {};
    std::optional<FileBaseline> known;
    if (baseline_ != nullptr) known = baseline_->open(buffer.path);
    const auto mark = [&](std::vector<Diagnostic>& findings, const Source& source) {
        if (known) baseline_->apply(*known, findings, source);
    };
    try {
        return fix_bytes(target_of(buffer), buffer.text, read_options(buffer), linter, least, mark).edits;
    } catch (const Error& error) {
        complain(error.what());
        return {};
    }
}

std::vector<Edit> Editor::format(const Buffer& buffer) {
    Settings settings = plan_of(buffer.path).linter.settings();
    settings.selection = spelling_rules(settings.selection);
    return mend(buffer, Linter(std::move(settings)), Safety::safe);
}

/// Below the folder as the client calls it, which may be a link.
std::vector<std::string> Editor::files() {
    std::error_code error;
    const fs::path folder = fs::absolute(fs::current_path(error) / preferences_.folder, error);
    std::vector<std::string> paths;
    for (const Target& target : project_->walk().targets) {
        paths.push_back((folder / target.path).lexically_normal().string());
    }
    return paths;
}

/// A client may name anything: what is no file could be waited for without end, and "-" is the client itself.
/// A byte order mark is left out, as editors do when they open a file: it would count in positions.
std::optional<std::string> Editor::bytes(const std::string& path) {
    std::error_code error;
    if (!path.starts_with('/') || !fs::is_regular_file(path, error)) return {};
    try {
        Input input(path);
        std::string_view all = input.all(default_largest_document);
        if (all.starts_with(byte_order_mark)) all.remove_prefix(byte_order_mark.size());
        return std::string(all);
    } catch (const UnreadableError&) {
        return {};
    }
}

}  // namespace camlint
