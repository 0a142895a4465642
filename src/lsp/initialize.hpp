#pragma once
// The first exchange: what the client can do, what it wants, and what the server can do for it.

#include "lsp/server_state.hpp"

namespace camlint {

/// Takes in InitializeParams and gives an InitializeResult.
[[nodiscard]] Json initialize(ServerState& state, const Json& params);

/// Asks the client to watch configurations and for its settings, where it can.
void begin_session(ServerState& state);

/// Takes in the settings of the section `camlint`, or of an object that has it. What they leave out is as it
/// was given with initialize. What is of no use in them is told.
void take_settings(ServerState& state, const Json& settings);

/// Asks for the client's settings; false where it does not answer that.
bool ask_settings(ServerState& state);

}  // namespace camlint
