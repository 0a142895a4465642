#include "capi/refusal.hpp"

#include <cstring>
#include <new>

#include "cli/error.hpp"
#include "text/utf8.hpp"

namespace camlint {

camlint_status tell(camlint_error* error, camlint_status status, std::string_view message) noexcept {
    if (error == nullptr) return status;
    const std::string_view fitting = clip(message, sizeof error->message - 1);
    error->status = status;
    std::memset(error->message, 0, sizeof error->message);
    if (!fitting.empty()) std::memcpy(error->message, fitting.data(), fitting.size());
    return status;
}

camlint_status tell_exception(camlint_error* error) noexcept {
    try {
        throw;
    } catch (const Refusal& refusal) {
        return tell(error, refusal.status(), refusal.what());
    } catch (const Error& wrong) {  // what the command line says of a flag's value
        return tell(error, CAMLINT_BAD_OPTION, wrong.what());
    } catch (const std::bad_alloc&) {
        return tell(error, CAMLINT_NO_MEMORY, "out of memory");
    } catch (const std::exception& defect) {
        return tell(error, CAMLINT_INTERNAL, defect.what());
    } catch (...) {
        return tell(error, CAMLINT_INTERNAL, "an error of no known kind");
    }
}

}  // namespace camlint
