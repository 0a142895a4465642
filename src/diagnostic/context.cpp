#include "diagnostic/context.hpp"

#include "catalog/models.hpp"

namespace camlint {

Request request_of(const Prompt& prompt, const Defaults& defaults) {
    Request request{.model = defaults.model,
                    .model_span = std::nullopt,
                    .duration = defaults.duration.value_or(default_duration)};
    const Field* model = prompt.field("model");
    if (model != nullptr && model->value.kind == ValueKind::string) {
        request.model = model->value.text;
        request.model_span = model->value.span;
    }
    if (const Field* duration = prompt.field("duration")) {
        const int seconds = to_int(duration->value, request.duration);
        if (seconds > 0) request.duration = seconds;
    }
    return request;
}

}  // namespace camlint
