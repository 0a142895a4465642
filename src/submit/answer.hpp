#pragma once
// What the API answers, as far as camlint reads it. Total: any bytes give an answer, at worst an unreadable
// one. Ids are text, whatever JSON type they come in, with all their digits.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace camlint {

struct Answer {
    bool readable = false;             ///< a JSON object
    std::optional<std::int64_t> code;  ///< base_resp.status_code
    std::string message;               ///< base_resp.status_msg
    std::string task_id;               ///< empty where there is none that can be one
    std::string status;                ///< of a task, as it is spelt
    std::string file_id;
    std::string download_url;
    std::string backup_download_url;
    std::optional<std::int64_t> bytes;  ///< of a file
    std::string challenge;              ///< of a callback
};

/// Of create, query, file and callback alike. What a gateway wraps in `data` or `data.resp_data` (an object,
/// or JSON in a string) is looked into first, then what is around it; but the innermost base_resp counts,
/// also where its code cannot be read. An answer that says one of these names twice, or whose wrapped text
/// has lost its end, is not readable.
[[nodiscard]] Answer read_answer(std::string_view body);

/// What a task's status means, by its lower-case form: "success"; anything that begins with "fail"; all else
/// is still running, whatever it says.
enum class Progress : std::uint8_t { running, succeeded, failed };
[[nodiscard]] Progress progress_of(std::string_view status);

/// An id that can be put into an address and a table: 1 to 128 letters, digits, '-', '_', '.' or ':', and not
/// these signs alone: ".." would be another path.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace camlint
