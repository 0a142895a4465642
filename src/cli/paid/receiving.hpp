#pragma once
// Callbacks while requests are sent: a receiver that is known to work before anything is paid for.

#include <memory>

#include "cli/paid/screen.hpp"
#include "cli/paid/service.hpp"
#include "submit/ledger.hpp"
#include "submit/receiver.hpp"
#include "submit/wire.hpp"

namespace camlint {

/// Makes sure that a challenge at the public URL is answered by a receiver of this ledger: by one that runs
/// already
/// ('camlint callback serve'; null then), else by a new one. Throws SubmitError (2) where none answers.
[[nodiscard]] std::unique_ptr<Receiver> receive(const ServiceFlags& flags, Wire& wire, Ledger& ledger,
                                                Screen& screen);

/// Whether the public URL echoes a challenge. `own` is served meanwhile; null for none.
[[nodiscard]] bool echoes(Wire& wire, const std::string& address, Receiver* own);

}  // namespace camlint
