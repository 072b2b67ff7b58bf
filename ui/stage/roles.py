"""What the fields of a printed method mean to a picture: read from its program, once per server."""

from __future__ import annotations

from functools import cache

from optim_core import Method
from optim_core.roles import Roles, roles_of
from tracing.program import PLAIN, Structure, trace_method
from tracing.setting import Setting
from tracing.symbols import Untraceable


@cache
def roles_in(kind: type[Method], structure: Structure, setting: Setting = PLAIN) -> Roles:
    """Role → field of a method with this structure; empty where the browser cannot run it."""
    try:
        program = trace_method(kind, structure, setting)
    except Untraceable:
        return {}
    return roles_of(kind(**dict(structure)), program.state, program.info)
