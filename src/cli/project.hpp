#pragma once
// How each file of a run is to be linted: what the command line says, then the configuration closest to the
// file, then what is documented.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "cli/configurations.hpp"
#include "cli/flags.hpp"
#include "cli/lint_file.hpp"
#include "cli/read_file.hpp"
#include "cli/walk.hpp"
#include "lint/engine.hpp"

namespace camlint {

/// What holds for a file.
struct Plan {
    Linter linter;
    ReadOptions read;
    int threshold;  ///< least severity that fails the run; one above all of them for never
};

/// A configuration and which of its overrides mean a file.
struct Scope {
    const LoadedConfiguration* loaded = nullptr;
    std::vector<const Setting*> settings;  ///< what it says, then each override; the last word counts

    auto operator<=>(const Scope&) const = default;
};

class Project {
public:
    /// Throws Error where a flag's value is wrong.
    explicit Project(Flags flags);

    /// The files to work on, with all read that says how; warns of what is odd. Throws Error where a
    /// configuration has mistakes, so that a run ends before anything is linted.
    [[nodiscard]] Walk find_files() const;

    /// By the file's path, or the name that standard input goes by. Thread-safe; the plan lives as long as
    /// the project. Throws Error.
    [[nodiscard]] const Plan& plan_of(const std::string& path) const;

    /// The files alone. What is wrong with configurations is among `mistakes`.
    [[nodiscard]] Walk walk() const;

    /// Of the current folder, for what is in no file that is linted.
    [[nodiscard]] const Plan& plan_of_folder() const;

    /// What is said for a file.
    [[nodiscard]] Scope scope_of(const std::string& path) const;

    /// Of the messages in reports: by the flag, the configuration of the current folder, the environment.
    [[nodiscard]] Language language() const;

    /// Whether the flag or the configuration of the current folder says it.
    [[nodiscard]] bool says_language() const;

    /// Whether a configuration excludes a file.
    [[nodiscard]] bool excludes(const std::string& path) const { return configurations_.excludes(path); }

    /// The file that the current folder's configuration names, as a path; empty for none.
    [[nodiscard]] std::string configured_baseline() const;

    /// What the current folder's configuration, or a file's, says for a key; null for nothing.
    [[nodiscard]] const Setting* setting_of_folder(std::string_view key) const;
    [[nodiscard]] const Setting* setting_of(const std::string& path, std::string_view key) const;

    /// What is wrong with the configurations that have been read, in words.
    [[nodiscard]] std::vector<std::string> mistakes() const { return configurations_.mistakes(); }

    /// Whether a file is one of those configurations, or extended by one.
    [[nodiscard]] bool has_read(const std::string& path) const { return configurations_.has_read(path); }

    /// Whether what holds for a file, or for the current folder, has changed since it was read.
    [[nodiscard]] bool has_changed(const std::string& path) const;

    /// Throws Error where a configuration that has been asked for has mistakes.
    void check_configurations() const { configurations_.check(); }

private:
    [[nodiscard]] Plan plan(const Scope& scope) const;

    Flags flags_;
    mutable Configurations configurations_;
    mutable std::mutex mutex_;  // guards what follows
    mutable std::map<Scope, std::unique_ptr<Plan>> plans_;
};

/// What decides what is found: by what each setting of a scope says, then the command line. Whether there is
/// such a provider is not looked at.
[[nodiscard]] Settings settings_of(const Scope& scope, const Flags& flags);

/// The layers of rules: what each setting of a scope says, then the command line.
[[nodiscard]] std::vector<RuleLayer> rule_layers(const Scope& scope, const Flags& flags);

}  // namespace camlint
