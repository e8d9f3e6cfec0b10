// An update rule of one's own. All of it is in quartic.cpp; the program needs to know no more than this.
#pragma once

// Makes the method `quartic` known by name: to Method::parse, and to definition files. Call it once.
void register_quartic();
