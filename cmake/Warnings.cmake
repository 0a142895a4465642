# Warnings for camlint's own targets.

add_library(camlint_warnings INTERFACE)
target_compile_options(
  camlint_warnings
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wold-style-cast
            -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
            # A table's row names the fields that it sets; the others have their defaults.
            -Wno-missing-field-initializers
            $<$<BOOL:${CAMLINT_WERROR}>:-Werror>)
