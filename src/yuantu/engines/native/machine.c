/* Which instructions may be used on this machine, and how fast does it read its memory? */
#include "kernel.h"

#if defined(__x86_64__) || defined(_M_X64)
#include <cpuid.h>

/* Extended control register 0: which registers the system saves when it changes tasks. */
static uint64_t saved_registers(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return ((uint64_t)high << 32) | low;
}

/* 0: baseline, 1: AVX2 with FMA, BMI and POPCNT, 2: AVX-512 F, BW, CD, DQ, VL besides. */
EXPORT int32_t instruction_level(void) {
    uint32_t a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
    const uint32_t needed = (1u << 12) | (1u << 23) | (1u << 27) | (1u << 28); /* FMA POPCNT OSXSAVE AVX */
    if ((c & needed) != needed) return 0;
    const uint64_t saved = saved_registers();
    if ((saved & 0x6) != 0x6) return 0;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return 0;
    const uint32_t avx2 = (1u << 3) | (1u << 5) | (1u << 8); /* BMI1 AVX2 BMI2 */
    if ((b & avx2) != avx2) return 0;
    const uint32_t avx512 = (1u << 16) | (1u << 17) | (1u << 28) | (1u << 30) | (1u << 31); /* F DQ CD BW VL */
    return (b & avx512) == avx512 && (saved & 0xe6) == 0xe6 ? 2 : 1;
}
#else
EXPORT int32_t instruction_level(void) { return 0; }
#endif

/* Exclusive or of all words: reads every byte once and does nothing else, so its time is that of the memory. */
EXPORT int32_t read_words(const uint64_t *words, int64_t count, uint64_t *folded) {
    uint64_t all = 0;
    for (int64_t at = 0; at < count; at++) all ^= words[at];
    *folded = all;
    return DONE;
}
