#include "lsp/server.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "lsp/diagnostics.hpp"
#include "lsp/initialize.hpp"
#include "lsp/methods.hpp"
#include "text/display.hpp"

namespace camlint {

void Server::receive(std::string_view body) {
    try {
        ClientMessage message = parse_message(body);
        if (message.method == "$/cancelRequest") return cancel(member(message.params, "id"));
        waiting_ += body.size();
        queue_.push_back({std::move(message), body.size()});
    } catch (const BadMessage& error) {
        state_.out.error(error.id(), error.failure(), error.what());
    }
}

void Server::fault(std::string_view what) { state_.out.error(nullptr, Failure::parse_error, what); }

void Server::cancel(const Json& id) {
    if (state_.scan && state_.scan->id() == id) {
        state_.scan->cancel(state_, Failure::request_cancelled, "cancelled");
        return state_.scan.reset();
    }
    const auto row = std::ranges::find_if(
        queue_, [&](const Waiting& one) { return one.message.is_request() && one.message.id == id; });
    if (row == queue_.end()) return;
    waiting_ -= row->size;
    queue_.erase(row);
    state_.out.error(id, Failure::request_cancelled, "cancelled");
}

bool Server::step() {
    if (exit_code_) return false;
    if (!queue_.empty()) {
        const Waiting next = std::move(queue_.front());
        queue_.pop_front();
        waiting_ -= next.size;
        work_on(next.message);
        return true;
    }
    if (!state_.changed.empty()) {
        publish(state_.changed.extract(state_.changed.begin()).value());
        return true;
    }
    if (!state_.scan) return false;
    try {
        if (!state_.scan->step(state_)) state_.scan.reset();
    } catch (const std::exception& error) {
        state_.scan->cancel(state_, Failure::internal_error, error.what());
        state_.scan.reset();
    }
    return true;
}

void Server::publish(const std::string& uri) {
    const auto document = state_.documents.find(uri);
    if (document == state_.documents.end()) return;
    try {
        state_.out.notify("textDocument/publishDiagnostics",
                          published_diagnostics(state_.session, document->second));
        state_.tell_complaints();
    } catch (const std::exception& error) {
        constexpr int is_error = 1;
        state_.out.notify("window/logMessage", {{"type", is_error}, {"message", error.what()}});
    }
}

/// Nothing that a message says ends the server.
void Server::work_on(const ClientMessage& message) {
    const auto fail = [&](Failure failure, std::string_view text) {
        if (message.is_request()) state_.out.error(message.id, failure, text);
    };
    try {
        if (message.is_answer()) return take_answer(message);
        if (message.is_request()) return answer(message);
        take(message);
    } catch (const RequestError& error) {
        fail(error.failure(), error.what());
    } catch (const std::exception& error) {
        fail(Failure::internal_error, error.what());
    }
}

void Server::answer(const ClientMessage& request) {
    if (phase_ == Phase::shut) {
        throw RequestError(Failure::invalid_request, "the server has been shut down; it waits for 'exit'");
    }
    if (request.method == "initialize") {
        if (phase_ != Phase::fresh) {
            throw RequestError(Failure::invalid_request, "the server has been initialized already");
        }
        Json result = initialize(state_, request.params);
        const Json& process = member(request.params, "processId");
        if (process.is_number_unsigned() && process <= std::numeric_limits<int>::max()) client_ = process;
        phase_ = Phase::running;
        return state_.out.result(request.id, std::move(result));
    }
    if (phase_ == Phase::fresh) {
        throw RequestError(Failure::server_not_initialized, "the server waits for 'initialize'");
    }
    if (request.method == "shutdown") {
        phase_ = Phase::shut;
        if (state_.scan) state_.scan->cancel(state_, Failure::server_cancelled, "the server shuts down");
        state_.scan.reset();
        return state_.out.result(request.id, nullptr);
    }
    const Method* method = find_method(request.method);
    if (method == nullptr || method->take != nullptr) {
        throw RequestError(Failure::method_not_found, fmt::format("no method {}", quote(request.method)));
    }
    if (method->begin != nullptr) return method->begin(state_, request.id, request.params);
    state_.out.result(request.id, method->answer(state_, request.params));
}

void Server::take(const ClientMessage& notification) {
    if (notification.method == "exit") {
        exit_code_ = phase_ == Phase::shut ? 0 : 1;
        return;
    }
    if (phase_ != Phase::running) return;
    if (notification.method == "initialized") return begin_session(state_);
    const Method* method = find_method(notification.method);
    if (method != nullptr && method->take != nullptr) method->take(state_, notification.params);
}

/// Of all that the server asks, only the answer with settings says something.
void Server::take_answer(const ClientMessage& answer) {
    if (phase_ != Phase::running || state_.settings_asked == 0 || answer.id != state_.settings_asked) return;
    state_.settings_asked = 0;
    const Json& list = answer.params;
    if (!answer.answer_error.empty() || !list.is_array() || list.empty()) return;
    take_settings(state_, list.front());
    state_.reload();
}

}  // namespace camlint
