#pragma once
// The server on two descriptors, standard input and output. Never looks into a message; no other file of this
// room reads or writes.

#include "lsp/server.hpp"

namespace camlint {

/// Works until the client says `exit`, ends its output, or is gone; gives the exit code: the server's, or 1
/// where the client never said `exit`. What has come by the end of input is still answered, as far as that
/// takes less than a second. Both descriptors may be blocking ones, and stay what they are. Ignores SIGPIPE,
/// in all of the process.
[[nodiscard]] int serve(Server& server, int in, int out);

}  // namespace camlint
