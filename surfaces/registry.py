"""A file in a family's folder is a surface: nothing else has to be edited to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, TypeVar

from surfaces.surface import did_you_mean

T = TypeVar("T")
HERE = Path(__file__).parent


class Registry(Mapping[str, T], Generic[T]):
    """key -> what the file `<family>/<key>.py` declares; a file is imported when its key is first asked for.

    `presets` are further keys for known things with other knob values; they are found but not listed. `made` turns a
    declaration into what is given out.
    """

    def __init__(
        self, what: str, families: tuple[str, ...], presets: Mapping[str, tuple[str, dict]] | None = None,
        made: Callable[[Any], T] = lambda declared: declared,
    ) -> None:  # fmt: skip
        self.what = what  # the name each file gives to what it declares: "surface"
        self.families = families
        self.presets = presets or {}
        self.made = made
        self._loaded: dict[str, T] = {}

    @cached_property
    def files(self) -> dict[str, str]:
        """key -> family, in reading order."""
        return {path.stem: family for family in self.families for path in sorted((HERE / family).glob("[a-z]*.py"))}

    def __getitem__(self, key: str) -> T:
        if key not in self._loaded:
            self._loaded[key] = self._load(key)
        return self._loaded[key]

    def _load(self, key: str) -> T:
        if key in self.presets:
            base, values = self.presets[key]
            surface: Any = self[base]
            return surface(**values)
        if key not in self.files:
            known = [*self.files, *self.presets]
            raise KeyError(f"there is no {self.what} called {key!r}" + did_you_mean(str(key), known))
        family = self.files[key]
        declared = getattr(import_module(f"surfaces.{family}.{key}"), self.what)
        return self.made(replace(declared, key=key, family=family))

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)
