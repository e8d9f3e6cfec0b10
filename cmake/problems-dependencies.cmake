# What ravine::problems is built with. Also installed: whoever links the static library needs these too.
