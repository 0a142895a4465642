# Run by cpack over what will be packed: what Debian wants otherwise than a plain install has it.

set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
find_program(GZIP gzip REQUIRED)
file(GLOB pages ${share}/man/man1/*.1)
# Debian also wants the changelog in small letters.
file(RENAME ${share}/doc/camlint/CHANGELOG.md ${share}/doc/camlint/changelog)
execute_process(COMMAND ${GZIP} -9 -n ${pages} ${share}/doc/camlint/changelog COMMAND_ERROR_IS_FATAL ANY)
if(EXISTS ${share}/zsh/site-functions)
  file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
endif()
