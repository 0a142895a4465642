# What camlint is built with: the system's package where there is one, else a download by name and
# version. scripts/setup installs the packages on Debian and Ubuntu.

include(FetchContent)
find_package(Threads REQUIRED)

# Some of the versions below ask for a CMake older than version 4 admits.
set(CMAKE_POLICY_VERSION_MINIMUM 3.5)

# The projects' own tests and installs are not wanted here.
set(PEGTL_BUILD_TESTS OFF CACHE INTERNAL "")
set(PEGTL_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(JSON_BuildTests OFF CACHE INTERNAL "")
set(UTF8PROC_ENABLE_TESTING OFF CACHE INTERNAL "")

FetchContent_Declare(pegtl GIT_REPOSITORY https://github.com/taocpp/PEGTL.git GIT_TAG 3.2.7
                     FIND_PACKAGE_ARGS 3.2)
FetchContent_Declare(fmt GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 9.1.0
                     FIND_PACKAGE_ARGS)
FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.2
                     FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(CLI11 GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.3.2
                     FIND_PACKAGE_ARGS 2.1)
FetchContent_Declare(utf8proc GIT_REPOSITORY https://github.com/JuliaStrings/utf8proc.git GIT_TAG v2.8.0
                     FIND_PACKAGE_ARGS MODULE)
FetchContent_Declare(tomlplusplus GIT_REPOSITORY https://github.com/marzer/tomlplusplus.git GIT_TAG v3.3.0
                     FIND_PACKAGE_ARGS 3.3)
FetchContent_MakeAvailable(pegtl fmt nlohmann_json CLI11 utf8proc tomlplusplus)

if(NOT TARGET utf8proc::utf8proc)
  add_library(utf8proc::utf8proc ALIAS utf8proc)
endif()

# Their headers may cause no warnings here. The argument SYSTEM would say so, but CMake 3.25 passes it on to
# git as a second tag.
function(camlint_system_headers)
  foreach(target IN LISTS ARGN)
    get_target_property(real ${target} ALIASED_TARGET)
    if(real)
      get_target_property(folders ${real} INTERFACE_INCLUDE_DIRECTORIES)
      set_target_properties(${real} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${folders}")
    endif()
  endforeach()
endfunction()
camlint_system_headers(taocpp::pegtl fmt::fmt-header-only nlohmann_json::nlohmann_json CLI11::CLI11
                       utf8proc::utf8proc tomlplusplus::tomlplusplus)

# The headers of fmt alone make every source that formats compile all of it: half of a build. What versions other than 9
# want to have compiled once is not known here.
if(NOT fmt_VERSION OR (fmt_VERSION VERSION_GREATER_EQUAL 9 AND fmt_VERSION VERSION_LESS 10))
  add_library(camlint_fmt STATIC ${CMAKE_SOURCE_DIR}/cmake/fmt.cpp)
  target_include_directories(camlint_fmt SYSTEM
                             PUBLIC $<TARGET_PROPERTY:fmt::fmt-header-only,INTERFACE_INCLUDE_DIRECTORIES>)
else()
  add_library(camlint_fmt INTERFACE)
  target_link_libraries(camlint_fmt INTERFACE fmt::fmt-header-only)
endif()

if(CAMLINT_TESTS)
  FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.4.0
                       FIND_PACKAGE_ARGS)
  # RapidCheck has no releases; this is what Debian packs.
  FetchContent_Declare(rapidcheck GIT_REPOSITORY https://github.com/emil-e/rapidcheck.git GIT_TAG 08b5058
                       FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2 rapidcheck)
endif()
