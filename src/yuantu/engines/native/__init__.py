"""What runs as compiled code, and how is it called?

C sources lie beside this file, one per family of kernels. `building` compiles them in place, `library` loads what was
built for the instruction set of this machine, `calling` checks arrays before C sees them, `threads` divides work.

A room above writes its kernels as `*.c` here and small typed wrappers in its own room, each beside a twin in numpy
that gives the same answer where no library was built. After a change of a C source: `make native`, or in a checkout
without an environment of its own `python -m yuantu.engines.native.building`. A library that does not fit the sources
beside it is not loaded.
"""
