# libcamlint: the linter for programs in other languages. What it exports is in include/camlint.h, and nothing else:
# its copy of what it links cannot get in the way of theirs.

file(GLOB CAPI_SOURCES CONFIGURE_DEPENDS src/capi/*.cpp)
add_library(camlint_library SHARED ${CAPI_SOURCES} include/camlint.h)
set_target_properties(
  camlint_library
  PROPERTIES OUTPUT_NAME camlint
             VERSION ${PROJECT_VERSION}
             SOVERSION 0
             DEFINE_SYMBOL "" # a macro of its own would be at odds with the precompiled headers
             LINK_DEPENDS ${CMAKE_SOURCE_DIR}/src/capi/exports.map)
target_include_directories(camlint_library PUBLIC include)
target_link_libraries(camlint_library PRIVATE camlint_core camlint_warnings)
target_precompile_headers(camlint_library REUSE_FROM camlint_core)

include(CheckLinkerFlag)
check_linker_flag(CXX "LINKER:--version-script=${CMAKE_SOURCE_DIR}/src/capi/exports.map" CAMLINT_HAS_VERSION_SCRIPTS)
if(CAMLINT_HAS_VERSION_SCRIPTS)
  target_link_options(camlint_library PRIVATE "LINKER:--version-script=${CMAKE_SOURCE_DIR}/src/capi/exports.map"
                      "LINKER:--exclude-libs,ALL")
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # As for the program: one file that needs nothing but the C library.
  target_link_options(camlint_library PRIVATE -static-libstdc++ -static-libgcc)
endif()
