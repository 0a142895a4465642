#pragma once
// The project behind the language server: reads files, configurations and the baseline for it, and lints
// texts that are in no file yet. One thread; relative paths start from the current folder, which it sets.

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/baseline_file.hpp"
#include "cli/flags.hpp"
#include "cli/project.hpp"
#include "cli/stamp.hpp"
#include "lsp/workspace.hpp"

namespace camlint {

class Editor {
public:
    /// What the command line says; a client's preferences are stronger.
    explicit Editor(Flags flags);

    /// Holds as long as the editor.
    [[nodiscard]] Workspace workspace();

private:
    void load(const Preferences& preferences);
    void open_project(Flags flags);
    void open_known();
    void complain(const std::string& text);
    [[nodiscard]] std::vector<std::string> complaints();
    [[nodiscard]] Language language();

    [[nodiscard]] const Plan& plan_of(const std::string& path);
    [[nodiscard]] ReadOptions read_options(const Buffer& buffer);
    [[nodiscard]] std::vector<Diagnostic> lint(const Buffer& buffer);
    void read(const Buffer& buffer, const TakeUnit& take);
    [[nodiscard]] std::vector<Edit> mend(const Buffer& buffer, const Linter& linter, Safety least);
    [[nodiscard]] std::vector<Edit> format(const Buffer& buffer);
    [[nodiscard]] std::vector<std::string> files();
    [[nodiscard]] std::optional<std::string> bytes(const std::string& path);
    [[nodiscard]] std::optional<FileChange> add_to_baseline(const Buffer& buffer, const Diagnostic& finding,
                                                            const OpenText& open);
    [[nodiscard]] std::optional<FileChange> allow_term(const std::string& path, std::string_view term,
                                                       const OpenText& open);
    [[nodiscard]] bool depends_on(const std::string& path) const;
    [[nodiscard]] bool is_stale(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> watched() const;

    Flags flags_;
    Preferences preferences_;
    std::unique_ptr<Project> project_;
    std::unique_ptr<Project> bare_;           ///< without configurations, for files whose plan has mistakes
    std::unique_ptr<BaselineFile> baseline_;  ///< null where there is none
    std::string baseline_path_;               ///< empty for none; it may be named and not be there
    Stamp known_;                             ///< of the baseline as it was read
    std::vector<std::string> complaints_;
    std::set<std::string> complained_;  ///< of since the last load
};

}  // namespace camlint
