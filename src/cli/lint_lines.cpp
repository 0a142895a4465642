#include "cli/lint_lines.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "cli/error.hpp"
#include "cli/parallel.hpp"

namespace camlint {
namespace {

/// How much a thread takes at once: enough that taking turns costs nothing, little enough for its cache.
constexpr std::size_t batch_size = std::size_t{128} * 1024;

/// A line of a batch; where it lies in the batch's bytes.
struct BatchLine {
    Span bytes;
    Origin origin;
    bool is_cut = false;
};

struct Batch {
    std::size_t number = 0;
    std::string bytes;
    std::vector<BatchLine> lines;

    void clear() {
        bytes.clear();
        lines.clear();
    }
    [[nodiscard]] Source source(std::size_t line, std::string_view name) const {
        return {.name = name, .bytes = slice(bytes, lines[line].bytes), .origin = lines[line].origin};
    }
};

struct Found {
    std::size_t line = 0;
    std::vector<Diagnostic> findings;
};

class LineLinter {
public:
    LineLinter(Input& input, const std::string& name, const Linter& linter, const Sink& sink,
               FileFacts& facts)
        : name_(name), linter_(linter), sink_(sink), input_(input), facts_(facts) {}

    /// What one thread does until no line is left.
    void work(const Reader& read) {
        Desk desk{.read = read};
        while (take(desk.batch)) {
            lint(desk, desk.batch.number == 0 ? 0 : 1);
            if (!hand_on(desk)) return;
        }
    }

    /// Lets the other threads end where one has failed.
    void give_up() {
        const std::lock_guard lock(turn_mutex_);
        has_failed_ = true;
        turn_changed_.notify_all();
    }

    void rethrow() const {
        if (unreadable_) std::rethrow_exception(unreadable_);
    }

private:
    /// What a thread works with.
    struct Desk {
        const Reader& read;
        Batch batch = {};
        Document document = {};
        Workbench bench = {};
        std::vector<Diagnostic> findings = {};
        std::vector<Found> found = {};
        std::size_t first_prompt = 0;  ///< the number that was taken for the batch's first prompt
        std::size_t prompts = 0;
    };

    /// The next lines; false where there are none.
    bool take(Batch& batch) {
        batch.clear();
        const std::lock_guard lock(input_mutex_);
        try {
            while (!unreadable_ && batch.bytes.size() < batch_size) {
                const std::optional<Record> line = input_.next_line();
                if (!line) break;
                const std::size_t begin = batch.bytes.size();
                batch.bytes += line->bytes;
                batch.lines.push_back(
                    {.bytes = {begin, batch.bytes.size()}, .origin = origin_, .is_cut = line->is_cut});
                origin_.byte += line->bytes.size();
                origin_.line += 1;
                if (line->is_cut) origin_.byte += input_.skip_line();
            }
        } catch (const UnreadableError&) {
            unreadable_ = std::current_exception();  // told when what was read before is linted
        }
        batch.number = next_batch_++;
        return !batch.lines.empty();
    }

    void lint(Desk& desk, std::size_t first_prompt) const {
        desk.found.clear();
        desk.first_prompt = first_prompt;
        desk.prompts = 0;
        for (std::size_t i = 0; i < desk.batch.lines.size(); ++i) {
            const Source source = desk.batch.source(i, name_);
            if (!read_record(desk.read, source, desk.batch.lines[i].is_cut, desk.document)) continue;
            linter_.lint(source, desk.document, first_prompt + desk.prompts, desk.bench, desk.findings);
            desk.prompts += desk.document.prompts.size();
            if (!desk.findings.empty()) desk.found.push_back({i, std::move(desk.findings)});
        }
    }

    /// Waits for the batch's turn; false where another thread has failed meanwhile.
    bool hand_on(Desk& desk) {
        std::unique_lock lock(turn_mutex_);
        turn_changed_.wait(lock, [&] { return has_failed_ || turn_ == desk.batch.number; });
        if (has_failed_) return false;
        // What is wrong with a default is told for the first prompt of a file: whether one came before is
        // known now.
        if (desk.first_prompt > 0 && facts_.prompts == 0 && desk.prompts > 0) lint(desk, 0);
        for (auto& [line, findings] : desk.found) {
            for (Diagnostic& finding : findings) finding.prompt += facts_.prompts - desk.first_prompt;
            facts_.findings += count_findings(findings);
            sink_(findings, desk.batch.source(line, name_));
        }
        facts_.prompts += desk.prompts;
        turn_ += 1;
        turn_changed_.notify_all();
        return true;
    }

    const std::string& name_;
    const Linter& linter_;
    const Sink& sink_;

    std::mutex input_mutex_;  // guards what follows
    Input& input_;
    Origin origin_;
    std::size_t next_batch_ = 0;
    std::exception_ptr unreadable_;

    std::mutex turn_mutex_;  // guards what follows, and the sink
    std::condition_variable turn_changed_;
    FileFacts& facts_;
    std::size_t turn_ = 0;
    bool has_failed_ = false;
};

}  // namespace

void lint_lines(Input& input, const std::string& name, std::span<const Reader> readers, const Linter& linter,
                const Sink& sink, FileFacts& facts) {
    LineLinter lines(input, name, linter, sink, facts);
    in_parallel(readers.size(), static_cast<int>(readers.size()), [&](std::size_t thread) {
        try {
            lines.work(readers[thread]);
        } catch (...) {
            lines.give_up();
            throw;
        }
    });
    lines.rethrow();
}

}  // namespace camlint
