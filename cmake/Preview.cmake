# The page that `camlint preview` fills: web/ bundled into one file beside the program. Nothing else needs it, so that
# nothing else needs Node.js; `make preview-data` builds it.

set(CAMLINT_PREVIEW_PAGE ${CMAKE_BINARY_DIR}/share/camlint/preview.html)
find_program(CAMLINT_NODE node)
find_program(CAMLINT_NPM npm)
if(CAMLINT_NODE AND CAMLINT_NPM)
  set(folder ${CMAKE_BINARY_DIR}/node-web)
  set(lists ${CMAKE_SOURCE_DIR}/web/package.json ${CMAKE_SOURCE_DIR}/web/package-lock.json ${CMAKE_SOURCE_DIR}/web/.npmrc)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS web/src/*.js)
  add_custom_command(
    OUTPUT ${folder}/installed
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${CMAKE_COMMAND} -E copy ${lists} ${folder}
    COMMAND ${CAMLINT_NPM} ci --silent --prefix ${folder}
    COMMAND ${CMAKE_COMMAND} -E touch ${folder}/installed
    DEPENDS ${lists}
    WORKING_DIRECTORY ${CMAKE_BINARY_DIR}
    COMMENT "Installing what the preview's page is made of"
    VERBATIM)
  add_custom_command(
    OUTPUT ${CAMLINT_PREVIEW_PAGE}
    COMMAND ${CAMLINT_NODE} ${CMAKE_SOURCE_DIR}/web/build.mjs ${folder} ${CAMLINT_PREVIEW_PAGE}
    DEPENDS ${folder}/installed ${sources} web/build.mjs web/page.html web/page.css
    COMMENT "Bundling the preview's page"
    VERBATIM)
  add_custom_target(camlint_preview_data DEPENDS ${CAMLINT_PREVIEW_PAGE})
else()
  add_custom_target(
    camlint_preview_data
    COMMAND ${CMAKE_COMMAND} -E echo "the preview's page is bundled with Node.js and npm: please install them"
    COMMAND ${CMAKE_COMMAND} -E false
    VERBATIM)
endif()

# Only where it has been built.
install(FILES ${CAMLINT_PREVIEW_PAGE} DESTINATION ${CMAKE_INSTALL_DATADIR}/camlint COMPONENT preview OPTIONAL)
