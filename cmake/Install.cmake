# What is installed, and where: the program, its manual, completions for shells, the library with its header, and
# the papers. The component `program` is the program alone, `library` the library alone.
#
# The manual and the completions are printed by the program that was just built; where it cannot run
# here, there are none.

include(GNUInstallDirs)

install(TARGETS camlint RUNTIME COMPONENT program)
set(CAMLINT_PRINTER camlint)
if(TARGET camlint-submit)
  install(TARGETS camlint-submit RUNTIME COMPONENT submit)
  set(CAMLINT_PRINTER camlint-submit)  # knows the flags of both
endif()
install(TARGETS camlint_library LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(FILES include/camlint.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
# The file finds its prefix from where it lies, so that --prefix may say another one.
file(RELATIVE_PATH CAMLINT_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" CAMLINT_PC_PREFIX "${CAMLINT_PC_PREFIX}")
configure_file(cmake/camlint.pc.in generated/camlint.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/generated/camlint.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
        COMPONENT development)
install(FILES README.md CHANGELOG.md docs/editors.md docs/camera-moves.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
        COMPONENT papers)
install(DIRECTORY docs/moves DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT papers)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT papers)

# camlint_printed(FOLDER FILE ARGUMENT...): installs what `camlint ARGUMENT...` prints as FOLDER/FILE.
function(camlint_printed folder file)
  set(output ${CMAKE_BINARY_DIR}/printed/${file})
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CAMLINT_PRINTER} ${ARGN} > ${output}
    DEPENDS ${CAMLINT_PRINTER}
    COMMENT "Printing ${file}"
    VERBATIM)
  set_property(TARGET camlint_printed_files APPEND PROPERTY SOURCES ${output})
  install(FILES ${output} DESTINATION ${folder} COMPONENT papers)
endfunction()

if(NOT CMAKE_CROSSCOMPILING)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/printed/bash)
  add_custom_target(camlint_printed_files ALL)
  camlint_printed(${CMAKE_INSTALL_MANDIR}/man1 camlint.1 man)
  camlint_printed(${CMAKE_INSTALL_DATADIR}/bash-completion/completions bash/camlint completions bash)
  camlint_printed(${CMAKE_INSTALL_DATADIR}/zsh/site-functions _camlint completions zsh)
  camlint_printed(${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d camlint.fish completions fish)
endif()
