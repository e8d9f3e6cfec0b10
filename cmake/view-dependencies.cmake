# What ravine::view is built with. Also installed: whoever links the static library needs these too.
find_package(PkgConfig REQUIRED)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(pango REQUIRED IMPORTED_TARGET pangocairo pangoft2 fontconfig)
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng zlib)
