#pragma once
// The structs of the Language Server Protocol that are used here, with its own names for fields. Only two are
// called otherwise, as text/ and diagnostic/ have the names: ClientPosition (Position), ClientDiagnostic.
// from_json throws RequestError where a field is missing or of another type.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/message.hpp"

namespace camlint {

/// Counts lines from 0, and units of the negotiated encoding from 0.
struct ClientPosition {
    std::size_t line = 0;
    std::size_t character = 0;

    auto operator<=>(const ClientPosition&) const = default;
};

struct Range {
    ClientPosition start;
    ClientPosition end;

    auto operator<=>(const Range&) const = default;
};

struct Location {
    std::string uri;
    Range range;
};

struct TextEdit {
    Range range;
    std::string newText;
};

struct MarkupContent {
    std::string value;  ///< Markdown
};

/// Of textDocument/didChange; without a range all of the document.
struct TextDocumentContentChangeEvent {
    std::optional<Range> range;
    std::string text;
};

struct TextDocumentItem {
    std::string uri;
    std::string languageId;
    std::int64_t version = 0;
    std::string text;
};

enum class DiagnosticTag : int { Unnecessary = 1, Deprecated = 2 };

struct DiagnosticRelatedInformation {
    Location location;
    std::string message;
};

struct ClientDiagnostic {
    Range range;
    int severity = 0;  ///< 1 error, 2 warning, 3 information
    std::string code;
    std::string codeDescription;  ///< its href
    std::string message;
    std::vector<DiagnosticTag> tags;
    std::vector<DiagnosticRelatedInformation> relatedInformation;
    Json data;
};

void to_json(Json& json, const ClientPosition& position);
void to_json(Json& json, const Range& range);
void to_json(Json& json, const Location& location);
void to_json(Json& json, const TextEdit& edit);
void to_json(Json& json, const MarkupContent& content);
void to_json(Json& json, const DiagnosticRelatedInformation& information);
void to_json(Json& json, const ClientDiagnostic& diagnostic);

void from_json(const Json& json, ClientPosition& position);
void from_json(const Json& json, Range& range);
void from_json(const Json& json, TextDocumentContentChangeEvent& change);
void from_json(const Json& json, TextDocumentItem& item);

/// The member `name`, an object; null where it is not there or something else.
[[nodiscard]] const Json& member(const Json& json, std::string_view name);

/// A member of params that has to be there. Throws RequestError.
[[nodiscard]] const Json& required(const Json& params, std::string_view name);
[[nodiscard]] std::string required_text(const Json& params, std::string_view name);

/// The uri of params' textDocument. Throws RequestError.
[[nodiscard]] std::string document_uri(const Json& params);

}  // namespace camlint
