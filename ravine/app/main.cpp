#include "ravine/app/command_line.hpp"

int main(int argc, char** argv) { return ravine::app::run_program(argc, argv); }
