# Warnings for camlint's own targets.

# At -O3 GCC 12 warns of texts of more bytes than there can be, where one std::string is put before another.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  set(CAMLINT_FALSE_WARNINGS -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
endif()

add_library(camlint_warnings INTERFACE)
target_compile_options(
  camlint_warnings
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wold-style-cast
            -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
            # A table's row names the fields that it sets; the others have their defaults.
            -Wno-missing-field-initializers
            ${CAMLINT_FALSE_WARNINGS}
            $<$<BOOL:${CAMLINT_WERROR}>:-Werror>)
