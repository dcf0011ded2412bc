"""Are the compiled kernels those of the sources, and called with nothing but fit arrays?"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from yuantu.engines.native import building, library, threads
from yuantu.engines.native.calling import SIZE, Kernel, Reads, Writes

SOURCE = Path(__file__).parents[2] / "src"
built = pytest.mark.skipif(
    not library.available(), reason="no library was built from these sources (make native)"
)
READ = Kernel("read_words", (Reads(np.uint64), SIZE, Writes(np.uint64)))


def run(code: str, **environment: str) -> str:
    variables = {**os.environ, "PYTHONPATH": str(SOURCE), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def fold(words: np.ndarray) -> int:
    folded = np.zeros(1, dtype=np.uint64)
    READ(words, len(words), folded)
    return int(folded[0])


def test_where_a_compiler_is_the_library_was_built_from_these_very_sources():
    if building.compiler() is None:
        pytest.skip("no C compiler here")
    assert library.available() == building.wanted(), "the sources changed: make native"


@built
@pytest.mark.parametrize("count", [0, 1, 7, 4096, 100_003])
def test_a_kernel_reads_what_python_gave_it(count):
    words = np.random.default_rng(count).integers(0, 2**63, count, dtype=np.uint64)
    assert fold(words) == int(np.bitwise_xor.reduce(words))


@built
@pytest.mark.parametrize(
    "arguments",
    [
        (np.zeros(4), 4, np.zeros(1, dtype=np.uint64)),
        (np.zeros(8, dtype=np.uint64)[::2], 4, np.zeros(1, dtype=np.uint64)),
        ([0, 0], 2, np.zeros(1, dtype=np.uint64)),
        (None, 0, np.zeros(1, dtype=np.uint64)),
        (np.zeros(4, dtype=np.uint64), 4, np.frombuffer(b"12345678", dtype=np.uint64)),
        (np.zeros(4, dtype=np.uint64), 4),
    ],
    ids=["type", "stride", "list", "none", "read-only", "one too few"],
)
def test_c_never_sees_an_array_that_does_not_fit(arguments):
    with pytest.raises(TypeError, match="read_words"):
        READ(*arguments)


@built
@pytest.mark.parametrize("level", list(building.LEVELS))
def test_every_instruction_set_of_this_machine_gives_the_same(level):
    code = "from yuantu.engines.native.library import instruction_set; print(instruction_set())"
    best = library.LEVELS.index(run(code, YUANTU_NATIVE=""))
    if library.LEVELS.index(level) > best:
        pytest.skip(f"this machine has no {level}")
    assert run(code, YUANTU_NATIVE=level) == level


def test_without_a_library_the_kernels_say_so():
    code = (
        "from yuantu.engines.native import library; print(library.available(), library.instruction_set())\n"
        "from yuantu.engines.native.calling import Kernel\n"
        "try:\n    Kernel('read_words', ())()\nexcept RuntimeError as error:\n    print(error)"
    )
    assert run(code, YUANTU_NATIVE="0").startswith("False numpy\nread_words: no compiled library")


def test_a_changed_source_makes_the_old_library_unfit(monkeypatch, tmp_path):
    before = building.library_file("baseline")
    (tmp_path / "machine.c").write_text("int other;\n", encoding="ascii")
    monkeypatch.setattr(building, "HERE", tmp_path)
    assert building.library_file("baseline").name != before.name


def test_the_sources_compile_without_a_warning(tmp_path):
    command = building.compiler()
    if command is None:
        pytest.skip("no C compiler here")
    flags = [flag for flag in building.FLAGS if flag not in {"-w", "-shared"}]
    for level, wide in building.LEVELS.items():
        for source in SOURCE.glob("yuantu/engines/native/*.c"):
            strict = ["-Wall", "-Wextra", "-Werror", "-c", str(source), "-o", str(tmp_path / "one.o")]
            done = subprocess.run(
                [*command, *wide, *flags, *strict], capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{source.name} for {level}: {done.stderr}"


@pytest.mark.parametrize(
    ("count", "parts", "step"), [(0, 2, 64), (1, 2, 64), (64, 3, 64), (1000, 3, 64), (129, 1, 64)]
)
def test_ranges_cover_every_row_once(count, parts, step):
    ranges = threads.ranges(count, parts, step)
    assert [row for first, last in ranges for row in range(first, last)] == list(range(count))
    assert len(ranges) <= parts
    assert all(last % step == 0 for _, last in ranges[:-1])


def test_threads_give_results_in_the_order_of_the_parts_and_raise_what_one_raised():
    assert threads.run(lambda one: one * one, [1, 2, 3, 4, 5]) == [1, 4, 9, 16, 25]
    with pytest.raises(ZeroDivisionError):
        threads.run(lambda one: 1 // one, [1, 0])
