#include "cli/read_file.hpp"

#include <optional>

#include <fmt/format.h>

#include "document/csv_row.hpp"
#include "text/space.hpp"

namespace camlint {
namespace {

constexpr Phrase record_too_large{"invalid-document.record-size",
                                  "this record is larger than {bytes} bytes and was not read",
                                  "此记录超过 {bytes} 字节，未读取"};

void read_records(Input& input, const std::string& name, const Carrier& carrier, const Hints& hints,
                  const TakeDocument& take) {
    const Reader read = carrier.open(hints);
    const char delimiter = carrier.unit == Unit::row ? delimiter_of(hints) : '\0';
    Document document;
    Origin origin;
    const SizeOf size_of = [&](std::string_view bytes, bool ended) {
        const std::size_t mark = start_of({.name = name, .bytes = bytes, .origin = origin});
        const std::size_t size = row_size(bytes.substr(mark), delimiter, ended);
        return size == std::string_view::npos ? size : mark + size;
    };
    const auto next = [&] {
        return carrier.unit == Unit::row ? input.next_record(size_of) : input.next_line();
    };
    while (const std::optional<Record> record = next()) {
        const Source source{.name = name, .bytes = record->bytes, .origin = origin};
        if (read_record(read, source, record->is_cut, document)) take(document, source);
        origin.byte += record->bytes.size();
        origin.line += carrier.unit == Unit::row ? count_line_ends(record->bytes) : 1;
        if (!record->is_cut) continue;
        origin.byte += input.skip_line();
        origin.line += carrier.unit == Unit::row ? 1 : 0;
    }
}

}  // namespace

Document too_large(std::string_view beginning, std::size_t most) {
    Document document;
    document.problems.push_back(
        {.span = {0, beginning.size()},
         .message = {record_too_large, {{"bytes", static_cast<std::int64_t>(most)}}}});
    return document;
}

std::vector<std::string> tell_problems(const Document& document, const Source& source,
                                       const Positions& positions, Language language) {
    std::vector<std::string> lines;
    for (const Problem& problem : document.problems) {
        const Position at = positions.at(problem.span.begin);
        lines.push_back(fmt::format("cannot read all of {}: {}:{}: {}", source.name, at.line, at.column,
                                    problem.message.in(language)));
    }
    return lines;
}

Hints hints_of(Input& input, const std::string& name, const ReadOptions& options) {
    return {.file_name = name,
            .head = input.head(),
            .prompt_column = options.prompt_column,
            .prompt_fields = options.prompt_fields};
}

const Carrier& carrier_for(const Hints& hints, const ReadOptions& options) {
    return options.carrier != nullptr ? *options.carrier : carrier_of(hints);
}

bool read_record(const Reader& read, const Source& source, bool is_cut, Document& into) {
    if (is_cut) {
        into = too_large(source.bytes, largest_record);
        return true;
    }
    if (is_blank(source.bytes.substr(start_of(source)))) return false;
    read(source, into);
    return true;
}

void read_file(Input& input, const std::string& name, const ReadOptions& options, const TakeDocument& take) {
    const Hints hints = hints_of(input, name, options);
    const Carrier& carrier = carrier_for(hints, options);
    if (carrier.unit != Unit::file) return read_records(input, name, carrier, hints, take);
    const Reader read = carrier.open(hints);
    const Source source{.name = name, .bytes = input.all(options.largest_document), .origin = {}};
    Document document;
    read(source, document);
    take(document, source);
}

}  // namespace camlint
