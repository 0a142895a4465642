#include "lsp/code_actions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "diagnostic/rule.hpp"
#include "lsp/diagnostics.hpp"
#include "text/display.hpp"
#include "text/message.hpp"
#include "text/uri.hpp"

namespace camlint {
namespace {

constexpr std::string_view quick_fix = "quickfix";
constexpr std::string_view fix_all = "source.fixAll.camlint";

/// Of how many findings anything is offered: a menu is read by people, and each of its rows is worked out.
constexpr std::size_t most_findings = 100;

constexpr Phrase fix_all_title{"editor.fix-all", "fix all that camlint can fix safely",
                               "修复 camlint 能安全修复的所有问题"};
constexpr Phrase baseline_title{"editor.add-to-baseline", "add this {rule} to the baseline",
                                "将此 {rule} 加入基线"};
constexpr Phrase term_title{"editor.allow-term", "allow {term} in this project", "允许本项目使用 {term}"};

/// Whether a kind is asked for: kinds are names with dots, and one means all below it.
bool is_wanted(const Json& only, std::string_view kind) {
    if (!only.is_array()) return true;
    return std::ranges::any_of(only, [kind](const Json& row) {
        if (!row.is_string()) return false;
        const std::string wanted = row.get<std::string>();
        return wanted.empty() || kind == wanted || kind.starts_with(wanted + ".");
    });
}

/// Whether they share a byte, or an empty one lies in the other or at its beginning.
bool overlaps(Span a, Span b) {
    if (a.begin == b.begin) return true;
    return a.begin < b.begin ? b.begin < a.end : a.begin < b.end;
}

/// Findings about a label that a project may well have put there on purpose. Others say what a label was
/// meant to be, and allowing it would hide that.
constexpr std::array<std::string_view, 2> allowable{"unknown-command", "synonym-command"};

class Offer {
public:
    Offer(const Session& session, const TextDocument& document, const Json& params, const OpenText& open)
        : session_(session), document_(document), context_(member(params, "context")), open_(open) {
        const Span asked = document.to_span(required(params, "range").get<Range>());
        if (is_wanted(member(context_, "only"), quick_fix)) offer_for(asked);
        if (is_wanted(member(context_, "only"), fix_all)) offer_fix_all();
    }

    [[nodiscard]] Json take() { return std::move(actions_); }

private:
    void offer_for(Span asked) {
        find_terms(asked);
        std::size_t count = 0;
        const std::vector<Diagnostic> findings = session_.workspace.lint(buffer_of(document_));
        // Behind a finding its end is meant, but only where no other one begins.
        const auto is_inside = [asked](const Diagnostic& finding) { return overlaps(finding.span, asked); };
        const bool has_inside = std::ranges::any_of(findings, is_inside);
        for (const Diagnostic& finding : findings) {
            if (has_inside ? !is_inside(finding) : finding.span.end != asked.begin) continue;
            if (++count > most_findings) return;
            const Json mended = Json::array({told(finding)});
            for (const Fix& fix : finding.fixes) {
                const bool is_safe = fix.safety == Safety::safe;
                add(fix.title.in(session_.language), quick_fix, mended, edit_here(fix.edits), is_safe);
            }
            offer_term(finding, mended);
            offer_baseline(finding, mended);
        }
    }

    /// As the client has it, if it does: it knows its own diagnostic by that.
    [[nodiscard]] Json told(const Diagnostic& finding) const {
        const Json own = to_client(session_, document_, finding);
        const Range range = document_.to_client(finding.span);
        const Json& given = member(context_, "diagnostics");
        if (given.is_array()) {
            for (const Json& one : given) {
                if (member(one, "code") != own["code"] || !member(one, "range").is_object()) continue;
                if (member(one, "range").get<Range>() == range) return one;
            }
        }
        return own;
    }

    void offer_term(const Diagnostic& finding, const Json& mended) {
        if (std::ranges::find(allowable, finding.rule->name) == allowable.end()) return;
        const auto found = terms_.find({finding.span.begin, finding.span.end});
        if (found == terms_.end()) return;
        const std::string& term = found->second;
        const auto change = session_.workspace.allow_term(document_.path(), term, open_);
        if (!change || !can_make(*change)) return;
        const Message title{term_title, {{"term", Quoted{term}}}};
        add(title.in(session_.language), quick_fix, mended, edit_there(*change), false);
    }

    /// All in one go: a document is read as a whole.
    void find_terms(Span asked) {
        for_each_prompt(session_, document_, asked, [&](const PromptView& view) {
            const Syntax syntax = view.syntax();
            for (const Label& label : syntax.labels) {
                const Span span = view.host(label.span);
                if (span.begin > asked.end || asked.begin > span.end) continue;
                terms_.try_emplace({span.begin, span.end}, syntax.text_of(label.span));
            }
        });
    }

    void offer_baseline(const Diagnostic& finding, const Json& mended) {
        const auto change = session_.workspace.add_to_baseline(buffer_of(document_), finding, open_);
        if (!change || !can_make(*change)) return;
        const Message title{baseline_title, {{"rule", std::string(finding.rule->name)}}};
        add(title.in(session_.language), quick_fix, mended, edit_there(*change), false);
    }

    void offer_fix_all() {
        const std::vector<Edit> edits = session_.workspace.fix(buffer_of(document_), Safety::safe);
        if (edits.empty()) return;
        add(Message{fix_all_title}.in(session_.language), fix_all, Json(), edit_here(edits), false);
    }

    /// A client that knows document changes alone has no way to make a file.
    [[nodiscard]] bool can_make(const FileChange& change) const {
        const Abilities& abilities = session_.abilities;
        return !change.is_new || abilities.has_file_creation || !abilities.has_document_changes;
    }

    [[nodiscard]] Json edit_here(const std::vector<Edit>& edits) const {
        return workspace_edit(document_, edits, false, document_.version());
    }

    [[nodiscard]] Json edit_there(const FileChange& change) const {
        TextDocumentItem item{.uri = path_uri(change.path), .text = change.text};
        const TextDocument other(std::move(item), change.path, session_.abilities.encoding);
        return workspace_edit(other, change.edits, change.is_new, nullptr);
    }

    [[nodiscard]] Json workspace_edit(const TextDocument& document, const std::vector<Edit>& edits,
                                      bool is_new, const Json& version) const {
        Json list = Json::array();
        for (const Edit& edit : edits) list.emplace_back(document.to_client(edit));
        // Some clients can make files and do not say that they know what that takes.
        const Abilities& abilities = session_.abilities;
        if (!abilities.has_document_changes && !(is_new && abilities.has_file_creation)) {
            return {{"changes", {{document.uri(), std::move(list)}}}};
        }
        Json changes = Json::array();
        if (is_new) {
            changes.push_back({{"kind", "create"},
                               {"uri", document.uri()},
                               {"options", {{"overwrite", false}, {"ignoreIfExists", true}}}});
        }
        changes.push_back(
            {{"textDocument", {{"uri", document.uri()}, {"version", version}}}, {"edits", std::move(list)}});
        return {{"documentChanges", std::move(changes)}};
    }

    void add(std::string title, std::string_view kind, Json diagnostics, Json edit, bool is_preferred) {
        // Editors' menus begin in capitals.
        if (title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
        Json action{{"title", printable(title)}, {"kind", kind}};
        if (!diagnostics.is_null()) action["diagnostics"] = std::move(diagnostics);
        if (is_preferred) action["isPreferred"] = true;
        action["edit"] = std::move(edit);
        actions_.push_back(std::move(action));
    }

    const Session& session_;
    const TextDocument& document_;
    const Json& context_;
    const OpenText& open_;
    std::map<std::pair<std::size_t, std::size_t>, std::string>
        terms_;  ///< labels by where they begin and end
    Json actions_ = Json::array();
};

}  // namespace

Json code_action_kinds() { return {quick_fix, fix_all}; }

Json code_actions(const Session& session, const TextDocument& document, const Json& params,
                  const OpenText& open) {
    // Without literals a client takes commands alone, and there are none.
    if (!session.abilities.has_code_action_literals) return Json::array();
    return Offer(session, document, params, open).take();
}

}  // namespace camlint
