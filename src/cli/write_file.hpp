#pragma once
// Files written so that whatever happens, the old or the new content is there, whole.

#include <sys/stat.h>

#include <string>
#include <string_view>

namespace camlint {

/// A file's content and what it looked like when it was read.
struct Snapshot {
    std::string bytes;
    struct stat status {};
};

/// Reads all of a file, whatever its size, or of standard input for "-". Throws UnreadableError.
[[nodiscard]] Snapshot take_snapshot(const std::string& path);

/// Puts `bytes` in the place of a file that still is what `before` says: written to a new file beside it,
/// with its mode and owner, made durable, and renamed onto it (onto a link's target). Throws WriteError, and
/// then the file is as it was: when it has changed since, has several hard links, or cannot be written.
void replace_file(const std::string& path, const Snapshot& before, std::string_view bytes);

/// The same for a file that may not be there yet, whatever is in it.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace camlint
