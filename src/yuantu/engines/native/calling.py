"""How does Python call a kernel safely?

A `Kernel` names a C function and the form of each argument. An array is given to C only when it has the very element
type, lies in one piece and, if C writes to it, may be written. What C then says of itself becomes an exception. The
interpreter's lock is free while C runs.
"""

import ctypes
import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.library import load

BAD_ARGUMENT, OUT_OF_MEMORY = 1, 2


@dataclass(frozen=True, slots=True)
class Reads:
    """An array that C reads, of this element type, C-contiguous; None is a null pointer if `optional`."""

    dtype: type[np.generic]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Writes:
    """An array that C writes, of this element type, C-contiguous and writable."""

    dtype: type[np.generic]


SIZE, REAL = ctypes.c_int64, ctypes.c_double
Form = Reads | Writes | type[ctypes.c_int64] | type[ctypes.c_double]


@dataclass(frozen=True)
class Kernel:
    """A C function `int32_t name(…)`: pointers for arrays, `int64_t` for SIZE, `double` for REAL.

    C cannot know how long an array is: whoever wraps a kernel checks lengths against the sizes it passes.
    """

    name: str
    forms: tuple[Form, ...]

    @functools.cached_property
    def _function(self) -> Any:
        library = load()
        if library is None:
            raise RuntimeError(f"{self.name}: no compiled library here; ask native.library.available() first")
        function = getattr(library.code, self.name)
        function.restype = ctypes.c_int32
        function.argtypes = [
            ctypes.c_void_p if isinstance(form, Reads | Writes) else form for form in self.forms
        ]
        return function

    def __call__(self, *arguments: NDArray[Any] | float | None) -> None:
        """Run it. Raises `TypeError` for an unfit array, `ValueError` or `MemoryError` for what C reports."""
        if len(arguments) != len(self.forms):
            raise TypeError(f"{self.name}: {len(arguments)} arguments for {len(self.forms)}")
        status = self._function(*map(self._passed, self.forms, arguments))
        if status == OUT_OF_MEMORY:
            raise MemoryError(self.name)
        if status:
            raise ValueError(f"{self.name}: the kernel refused its arguments (code {status})")

    def _passed(self, form: Form, argument: Any) -> Any:
        if not isinstance(form, Reads | Writes):
            return argument
        if argument is None and isinstance(form, Reads) and form.optional:
            return None
        if not isinstance(argument, np.ndarray) or argument.dtype != form.dtype:
            raise TypeError(f"{self.name}: an array of {form.dtype.__name__} is needed, not {argument!r:.60}")
        if not argument.flags.c_contiguous or (isinstance(form, Writes) and not argument.flags.writeable):
            raise TypeError(
                f"{self.name}: the array must lie in one piece, and be writable where it is written"
            )
        return argument.ctypes.data
