# A package for Debian and its kin, by `cpack` in a release build: one binary without debugging symbols.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME camlint)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for camera directives in text-to-video prompts")
set(CPACK_PACKAGE_DESCRIPTION
    "camlint reads prompts for MiniMax Hailuo, as plain text or inside of request
bodies, tables, Markdown, workflows and shell scripts, and tells which camera
directives, such as [Push in], will not do what they say.")
# There is no address to write to, and the field must hold one.
set(CPACK_PACKAGE_CONTACT "The camlint authors <nobody@camlint.invalid>")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The library is to be found once it is there.
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/cmake/debian/triggers)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/DebianLayout.cmake)
# A new folder may have rights that depend on who builds.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
