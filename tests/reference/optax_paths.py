"""Paths of optax optimisers in double precision."""

import jax
import jax.numpy as jnp
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)


def path(optimiser, shape=(2,), drawn=None):
    """The path of an optax optimiser that only needs gradients; `drawn(state, point)` is what to compare."""

    def walk(surface, start, steps):
        update = jax.jit(optimiser.update)
        x = jnp.array(start).reshape(shape)
        state, points = optimiser.init(x), [np.array(start)]
        for _ in range(steps):
            g = jnp.array(surface.grad(np.asarray(x).ravel())).reshape(shape)
            change, state = update(g, state, x)
            x = optax.apply_updates(x, change)
            points.append(np.asarray(x if drawn is None else drawn(state, x)).ravel())
        return np.array(points)

    return walk


def path_with_function(optimiser, **how):
    """The path of an optax optimiser that asks for the function itself; `how[name](f)` makes what it is given."""

    def walk(surface, start, steps):
        def f(p):
            return surface.kernels.value(p[0], p[1], *surface.values.values())

        given = {name: make(f) for name, make in how.items()}

        @jax.jit
        def step(x, state):
            value, g = jax.value_and_grad(f)(x)
            extra = {"value": value, "grad": g} if "value_fn" in given else {}
            change, state = optimiser.update(g, state, x, **extra, **given)
            return optax.apply_updates(x, change), state

        x = jnp.array(start)
        state, points = optimiser.init(x), [np.array(start)]
        for _ in range(steps):
            x, state = step(x, state)
            points.append(np.asarray(x))
        return np.array(points)

    return walk


def path_of_fast_and_slow(optimiser):
    """The path of the fast point of `optax.lookahead`."""

    def walk(surface, start, steps):
        both = optax.LookaheadParams.init_synced(jnp.array(start))
        state, points = optimiser.init(both), [np.array(start)]
        update = jax.jit(optimiser.update)
        for _ in range(steps):
            change, state = update(jnp.array(surface.grad(np.asarray(both.fast))), state, both)
            both = optax.apply_updates(both, change)
            points.append(np.asarray(both.fast))
        return np.array(points)

    return walk
