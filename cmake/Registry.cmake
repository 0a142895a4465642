# camlint_registry(FOLDER TYPE NAMESPACE TEMPLATE): fills TEMPLATE (a .cpp.in) with a declaration of, and
# a pointer to, one TYPE of NAMESPACE for each .cpp of FOLDER. The object is named like its file. The
# result goes to generated/ under the template's name without ".in".

function(camlint_registry folder type namespace template)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  list(SORT files)
  set(DECLARATIONS "")
  set(POINTERS "")
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND DECLARATIONS "extern const ${type} ${name};\n")
    string(APPEND POINTERS "        &${namespace}::${name},\n")
  endforeach()
  get_filename_component(output ${template} NAME_WLE)
  configure_file(${CMAKE_SOURCE_DIR}/${template} ${CMAKE_BINARY_DIR}/generated/${output} @ONLY)
endfunction()
