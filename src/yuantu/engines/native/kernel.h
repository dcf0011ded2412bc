/* What every kernel shares: how it is exported and how it says that it failed. */
#ifndef YUANTU_KERNEL_H
#define YUANTU_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* A kernel returns one of these; `calling.py` turns all but DONE into exceptions. */
enum { DONE = 0, BAD_ARGUMENT = 1, OUT_OF_MEMORY = 2 };

#endif
