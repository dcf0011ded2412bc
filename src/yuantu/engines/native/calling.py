"""How does Python call a kernel safely?

A `Kernel` names a C function and the form of each argument. An array is given to C only when it has the very element
type, lies in one piece and, if C writes to it, may be written. Many arguments go as a `Record`, a struct of C. What C
then says of itself becomes an exception. The interpreter's lock is free while C runs.
"""

import ctypes
import functools
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yuantu.engines.native.library import load

BAD_ARGUMENT, OUT_OF_MEMORY = 1, 2


@dataclass(frozen=True, slots=True)
class Reads:
    """An array that C reads, of this element type, C-contiguous."""

    dtype: type[np.generic]


@dataclass(frozen=True, slots=True)
class Writes:
    """An array that C writes, of this element type, C-contiguous and writable."""

    dtype: type[np.generic]


@dataclass(frozen=True, slots=True)
class ReadsSeveral:
    """A list of arrays that C reads, passed as an array of their addresses; one array may stand in several places.

    `dtypes` are the element types that are allowed.
    """

    dtypes: tuple[type[np.generic], ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A record as C sees it, and what must live as long as it does."""

    record: "Record"
    words: NDArray[np.uint64]
    kept: tuple[Any, ...]


class Record:
    """A C struct whose members all have eight bytes: `int64_t fields`, then these, in their order."""

    def __init__(self, name: str, **fields: "Form") -> None:
        self.name = name
        self.fields = fields

    def pack(self, **values: Any) -> Packed:
        """Fill it. Raises `TypeError` for a missing, unknown or unfit value."""
        if values.keys() != self.fields.keys():
            raise TypeError(f"{self.name}: {', '.join(values.keys() ^ self.fields.keys())}")
        kept: list[Any] = []
        words = [1 + len(self.fields)]
        for field, form in self.fields.items():
            words.append(self._word(f"{self.name}.{field}", form, values[field], kept))
        return Packed(self, np.array(words, dtype=np.uint64), tuple(kept))

    def _word(self, place: str, form: "Form", value: Any, kept: list[Any]) -> int:
        if form is SIZE or form is REAL:
            return int.from_bytes(struct.pack("<q" if form is SIZE else "<d", value), "little")
        kept.append(value)
        if isinstance(form, ReadsSeveral):
            addresses = np.array([_address(place, one, form.dtypes) for one in value] or [0], dtype=np.uint64)
            kept.append(addresses)
            return int(addresses.ctypes.data)
        return int(_passed(place, form, value))


SIZE, REAL = ctypes.c_int64, ctypes.c_double
Form = Reads | Writes | ReadsSeveral | Record | type[ctypes.c_int64] | type[ctypes.c_double]


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
        function.argtypes = [form if form in (SIZE, REAL) else ctypes.c_void_p for form in self.forms]
        return function

    def __call__(self, *arguments: Any) -> None:
        """Run it. Raises `TypeError` for an unfit array, `ValueError` or `MemoryError` for what C reports."""
        if len(arguments) != len(self.forms):
            raise TypeError(f"{self.name}: {len(arguments)} arguments for {len(self.forms)}")
        passed = [_passed(self.name, *pair) for pair in zip(self.forms, arguments, strict=True)]
        status = self._function(*passed)
        if status == OUT_OF_MEMORY:
            raise MemoryError(self.name)
        if status:
            raise ValueError(f"{self.name}: the kernel refused its arguments (code {status})")


def _passed(place: str, form: Form, argument: Any) -> Any:
    if isinstance(form, Reads | Writes):
        return _address(place, argument, (form.dtype,), isinstance(form, Writes))
    if isinstance(form, Record):
        if not isinstance(argument, Packed) or argument.record is not form:
            raise TypeError(f"{place}: a packed {form.name} is needed")
        return argument.words.ctypes.data
    return argument


def _address(place: str, array: Any, dtypes: Sequence[type[np.generic]], written: bool = False) -> int:
    if not isinstance(array, np.ndarray) or array.dtype not in dtypes:
        names = " or ".join(dtype.__name__ for dtype in dtypes)
        raise TypeError(f"{place}: an array of {names} is needed, not {array!r:.60}")
    if not array.flags.c_contiguous or (written and not array.flags.writeable):
        raise TypeError(f"{place}: the array must lie in one piece, and be writable where it is written")
    return int(array.__array_interface__["data"][0])
