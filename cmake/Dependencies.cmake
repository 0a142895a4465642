# What camlint is built with: the system's package where there is one, else a download by name and
# version. scripts/setup installs the packages on Debian and Ubuntu.

include(FetchContent)
find_package(Threads REQUIRED)

# The projects' own tests and installs are not wanted here.
set(PEGTL_BUILD_TESTS OFF CACHE INTERNAL "")
set(PEGTL_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(JSON_BuildTests OFF CACHE INTERNAL "")
set(UTF8PROC_ENABLE_TESTING OFF CACHE INTERNAL "")

FetchContent_Declare(pegtl GIT_REPOSITORY https://github.com/taocpp/PEGTL.git GIT_TAG 3.2.7 SYSTEM
                     FIND_PACKAGE_ARGS 3.2)
FetchContent_Declare(fmt GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 9.1.0 SYSTEM
                     FIND_PACKAGE_ARGS)
FetchContent_Declare(nlohmann_json GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.2 SYSTEM
                     FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(CLI11 GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.3.2 SYSTEM
                     FIND_PACKAGE_ARGS 2.1)
FetchContent_Declare(utf8proc GIT_REPOSITORY https://github.com/JuliaStrings/utf8proc.git GIT_TAG v2.8.0 SYSTEM
                     FIND_PACKAGE_ARGS MODULE)
FetchContent_Declare(tomlplusplus GIT_REPOSITORY https://github.com/marzer/tomlplusplus.git GIT_TAG v3.3.0 SYSTEM
                     FIND_PACKAGE_ARGS 3.3)
FetchContent_MakeAvailable(pegtl fmt nlohmann_json CLI11 utf8proc tomlplusplus)

if(NOT TARGET utf8proc::utf8proc)
  add_library(utf8proc::utf8proc ALIAS utf8proc)
endif()

if(CAMLINT_TESTS)
  FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.4.0 SYSTEM
                       FIND_PACKAGE_ARGS)
  # RapidCheck has no releases.
  FetchContent_Declare(rapidcheck GIT_REPOSITORY https://github.com/emil-e/rapidcheck.git GIT_TAG master SYSTEM
                       FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2 rapidcheck)
endif()
