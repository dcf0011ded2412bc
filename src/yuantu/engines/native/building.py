"""How are the C sources compiled, with which compiler, for which instruction sets?

Only the standard library is imported: the build hook runs this file before anything is installed. The compiler is
`$CC`, else cc, gcc or clang on PATH, else the PyPI package `ziglang`, which is a whole C compiler. With
YUANTU_NATIVE=0, or without any compiler, nothing is built: every kernel has a slower twin in numpy.

Run it to build in place: `python -m yuantu.engines.native.building` (`--needs` prints what to install beforehand).
"""

import functools
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "built"
ZIG = "ziglang>=0.13,<0.18"
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
# Nothing that lets a compiler change a sum: the twins in numpy must come to the same bits.
FLAGS = (
    "-std=c11",
    "-O3",
    "-shared",
    "-fvisibility=hidden",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-ffp-contract=off",
    "-w",
)
AVX2 = ("-mavx2", "-mfma", "-mbmi", "-mbmi2", "-mpopcnt", "-mlzcnt")
AVX512 = (
    *AVX2,
    "-mavx512f",
    "-mavx512bw",
    "-mavx512cd",
    "-mavx512dq",
    "-mavx512vl",
    "-mprefer-vector-width=512",
)
X86 = platform.machine().lower() in {"x86_64", "amd64"}
LEVELS: dict[str, tuple[str, ...]] = (
    {"baseline": (), "avx2": AVX2, "avx512": AVX512} if X86 else {"baseline": ()}
)
PROBE = "#include <stdint.h>\n#include <math.h>\nint32_t probe(double x) { return (int32_t)floor(x); }\n"


class NoCompiler(Exception):
    """No compiler is here that can make a shared library."""


def sources() -> list[Path]:
    """All that the libraries are made of, in the order of their names."""
    return sorted([*HERE.glob("*.c"), *HERE.glob("*.h")])


def fingerprint() -> str:
    """Sixteen hexadecimal digits that change with any source or flag."""
    digest = hashlib.sha256(repr((FLAGS, LEVELS)).encode())
    for source in sources():
        digest.update(source.name.encode() + b"\0" + source.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def library_file(level: str) -> Path:
    """Where the library of one instruction set lies; its name carries the fingerprint of the sources."""
    return BUILT / f"{level}-{fingerprint()}{SUFFIX}"


def wanted() -> bool:
    """Whether compiled kernels are wanted at all."""
    return os.environ.get("YUANTU_NATIVE", "") != "0"


@functools.cache
def compiler() -> tuple[str, ...] | None:
    """The command of the first compiler that works here, None if there is none."""
    named = os.environ.get("CC")
    found = (
        [shlex.split(named)] if named else [[name] for name in ("cc", "gcc", "clang") if shutil.which(name)]
    )
    if importlib.util.find_spec("ziglang"):
        found.append([sys.executable, "-m", "ziglang", "cc"])
    return next((tuple(command) for command in found if _works(command)), None)


def needs() -> list[str]:
    """What must be installed beforehand so that there is a compiler."""
    supported = platform.machine().lower() in {"x86_64", "amd64", "arm64", "aarch64"}
    return [ZIG] if wanted() and supported and compiler() is None else []


def build() -> list[Path]:
    """Compile what is missing, in place, and give the libraries. Raises `NoCompiler`; what is old is removed."""
    command = compiler() if wanted() else None
    if command is None:
        raise NoCompiler
    BUILT.mkdir(exist_ok=True)
    made = [library_file(level) for level in LEVELS]
    for level, library in zip(LEVELS, made, strict=True):
        if not library.exists():
            _compile([*command, *LEVELS[level]], sorted(HERE.glob("*.c")), library)
    for old in set(BUILT.glob(f"*{SUFFIX}")) - set(made):
        old.unlink(missing_ok=True)
    return made


def platform_tag() -> str:
    """The platform part of a wheel's name for this machine, e.g. `linux_x86_64`."""
    import sysconfig  # noqa: PLC0415 (only a wheel needs it)

    name = sysconfig.get_platform().replace("universal2", platform.machine())
    return name.replace("-", "_").replace(".", "_")


def _works(command: list[str]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "probe.c"
        source.write_text(PROBE, encoding="ascii")
        try:
            _compile(command, [source], source.with_suffix(SUFFIX))
        except (OSError, subprocess.CalledProcessError):
            return False
        return True


def _compile(command: list[str], files: list[Path], library: Path) -> None:
    position = () if sys.platform == "win32" else ("-fPIC", "-lm")
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        output = Path(folder) / library.name
        arguments = [*command, *FLAGS, *map(str, files), *position, "-o", str(output)]
        subprocess.run(arguments, check=True, capture_output=True)  # noqa: S603 (the compiler of the machine)
        output.replace(library)


def main() -> None:
    """Build in place, or say what is needed for it."""
    if "--needs" in sys.argv:
        sys.stdout.write("\n".join(needs()))
        return
    try:
        sys.stdout.write("".join(f"{library}\n" for library in build()))
    except NoCompiler:
        sys.stderr.write("no C compiler: the kernels run as numpy, several times slower\n")


if __name__ == "__main__":
    main()
