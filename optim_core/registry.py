"""A file in a folder is a method: nothing else is edited to add one."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType

import optim_core
from optim_core.knob import also_called
from optim_core.method import Method


class Methods(Mapping[str, type[Method]]):
    """All methods by key (the file's name), in the order of folders and files.

    `only` names the folders to look in, else all but those of `apart` are.
    """

    def __init__(self, only: tuple[str, ...] = (), apart: tuple[str, ...] = ()) -> None:
        self._found: dict[str, type[Method]] = {}
        for family in pkgutil.iter_modules(optim_core.__path__):
            if not family.ispkg or family.name in apart or (only and family.name not in only):
                continue
            package = import_module(f"optim_core.{family.name}")
            for file in pkgutil.iter_modules(package.__path__):
                method = method_in(import_module(f"optim_core.{family.name}.{file.name}"))
                if method is not None:
                    method.key = file.name
                    self._found[file.name] = also_called(method)

    def __getitem__(self, key: str) -> type[Method]:
        try:
            return self._found[key]
        except KeyError:
            near = get_close_matches(str(key), self._found, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(self._found)}"
            raise KeyError(f"no method {key!r}{hint}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def method_in(module: ModuleType) -> type[Method] | None:
    """The method a file declares, if it declares one."""
    own = [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]
    return next((v for v in own if issubclass(v, Method) and hasattr(v, "about")), None)
