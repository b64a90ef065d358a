# siaga_library(NAME sources…), siaga_program(NAME sources…) and siaga_test(FOLDER sources…):
# our warnings, our sanitizers, includes from the root of src/.

add_library(siaga_flags INTERFACE)
target_compile_options(siaga_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  $<IF:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>,-Wshadow=local,-Wshadow>
  # g++ 12 at -O2 sees both where there is neither: in coroutine frames, and in moved variants.
  $<$<CONFIG:Release>:-Wno-mismatched-new-delete> $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
if(SIAGA_SANITIZE STREQUAL "address")
  target_compile_options(siaga_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
  target_link_options(siaga_flags INTERFACE -fsanitize=address,undefined)
elseif(SIAGA_SANITIZE STREQUAL "thread")
  target_compile_options(siaga_flags INTERFACE -fsanitize=thread -Wno-tsan)
  target_compile_definitions(siaga_flags INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  target_link_options(siaga_flags INTERFACE -fsanitize=thread)
elseif(SIAGA_SANITIZE STREQUAL "fuzz")
  # Warnings are g++'s part: clang 14 has other opinions.
  target_compile_options(siaga_flags INTERFACE
    -w -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(siaga_flags INTERFACE -fsanitize=address,undefined)
endif()

# Ten files are compiled as one where a folder has many and the same headers make each of them slow: always under the
# sanitizers, and with SIAGA_UNITY. The price: a name in an anonymous namespace stands once in such a folder, and who
# changes one file compiles ten.
option(SIAGA_UNITY "Compile the files of the larger folders ten at once: a first build takes half the time" OFF)
set(siaga_together "^(base|domain|net|store|proof|verify|media|protocol|hub|console|field|ui|(base|domain|net|store|media|protocol|hub|console|field|ui)_tests)$")
function(siaga_compile_together target name)
  if(NOT name MATCHES "${siaga_together}")
    return()
  endif()
  if(SIAGA_SANITIZE MATCHES "address|thread")
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
    target_compile_options(${target} PRIVATE -w)  # warnings are the release build's part
  elseif(SIAGA_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
    # A fixture in an anonymous namespace is one "header's" type when its file is included. Likewise a local name may be
    # one that another file has for itself: of shadows only those of locals are looked for (siaga_flags).
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()

function(siaga_library name)
  add_library(siaga_${name} STATIC ${ARGN})
  target_include_directories(siaga_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(siaga_${name} PRIVATE siaga_flags)
  siaga_compile_together(siaga_${name} ${name})
endfunction()

function(siaga_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE siaga_flags)
endfunction()

# One executable a folder, named after it: tests/net → net_tests.
# ctest runs it as a whole; `net_tests --run_test=…` picks one case.
function(siaga_test folder)
  add_executable(${folder}_tests ${ARGN})
  # It asks Boost.Test for its main before the header comes, which in a file of ten came earlier.
  set_source_files_properties(main.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_include_directories(${folder}_tests PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${folder}_tests PRIVATE BOOST_TEST_DYN_LINK SIAGA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${folder}_tests PRIVATE siaga_flags siaga_test_support siaga_${folder} Boost::unit_test_framework)
  # What they test is optimised; the tests themselves run long enough in no place to pay for it.
  target_compile_options(${folder}_tests PRIVATE $<$<CONFIG:Release>:-O0>)
  siaga_compile_together(${folder}_tests ${folder}_tests)
  add_test(NAME ${folder} COMMAND ${folder}_tests)
  set_tests_properties(${folder} PROPERTIES TIMEOUT 900)
endfunction()
