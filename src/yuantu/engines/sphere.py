"""Which places are on the Earth, and where do they stand as vectors?"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def plain_degrees(values: ArrayLike) -> Floats:
    """A plain float64 array in one piece; what is masked (a NULL of the columns engine) becomes NaN."""
    if type(values) is np.ndarray:  # the common case need not load the module of masked arrays
        return np.ascontiguousarray(values, dtype=np.float64)
    return np.ascontiguousarray(np.ma.filled(np.ma.asarray(values, dtype=np.float64), np.nan))


def on_earth(lon_deg: Floats, lat_deg: Floats) -> NDArray[np.bool_]:
    """Whether a longitude lies in -180 to 180 and a latitude in -90 to 90; NaN does not."""
    on: NDArray[np.bool_] = (np.abs(lon_deg) <= 180.0) & (np.abs(lat_deg) <= 90.0)
    return on


def unit_vectors(lon_deg: Floats, lat_deg: Floats) -> Floats:
    """Degrees (n,) as vectors of length one, (3, n)."""
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
