# camlint-submit: the program that pays. All that reaches the network is in it, so that the linter links none.

if(NOT CAMLINT_SUBMIT)
  return()
endif()
find_package(CURL 7.85)
find_package(SQLite3 3.37)
find_package(OpenSSL 3)
find_package(microhttpd)
if(NOT (CURL_FOUND AND SQLite3_FOUND AND OPENSSL_FOUND AND microhttpd_FOUND))
  if(NOT CAMLINT_SUBMIT STREQUAL "AUTO")
    message(FATAL_ERROR "camlint-submit needs libcurl, SQLite, OpenSSL and libmicrohttpd; "
                        "scripts/setup installs them, -DCAMLINT_SUBMIT=OFF leaves it out")
  endif()
  message(STATUS "camlint-submit is left out: it needs libcurl, SQLite, OpenSSL and libmicrohttpd")
  return()
endif()

file(GLOB SUBMIT_SOURCES CONFIGURE_DEPENDS src/submit/*.cpp src/cli/paid/*.cpp)
add_library(camlint_paid STATIC ${SUBMIT_SOURCES})
target_link_libraries(camlint_paid PUBLIC camlint_core PRIVATE CURL::libcurl SQLite::SQLite3 OpenSSL::Crypto
                                          microhttpd::microhttpd camlint_warnings)
target_precompile_headers(camlint_paid REUSE_FROM camlint_core)

add_executable(camlint-submit src/submit_main.cpp)
target_link_libraries(camlint-submit PRIVATE camlint_paid camlint_warnings)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_link_options(camlint-submit PRIVATE -static-libstdc++ -static-libgcc)
endif()
