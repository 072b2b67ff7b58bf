"""How the step size changes with time: plans that any method with a step size can follow."""

from optim_core.schedules.amos_decay import AmosDecay
from optim_core.schedules.constant import Constant
from optim_core.schedules.cosine import Cosine
from optim_core.schedules.exponential import Exponential
from optim_core.schedules.inverse_time import InverseTime
from optim_core.schedules.linear_warm_up import LinearWarmUp
from optim_core.schedules.piecewise_linear import PiecewiseLinear
from optim_core.schedules.polynomial import Polynomial
from optim_core.schedules.schedule import Schedule
from optim_core.schedules.scheduled import LR, Scheduled, can_follow, scheduled, scheduled_kind
from optim_core.schedules.step_decay import StepDecay
from optim_core.schedules.warm_restarts import WarmRestarts

ORDER = (
    Constant,
    StepDecay,
    Exponential,
    InverseTime,
    AmosDecay,
    Polynomial,
    Cosine,
    WarmRestarts,
    LinearWarmUp,
    PiecewiseLinear,
)

SCHEDULES: dict[str, type[Schedule]] = {}
for plan in ORDER:
    plan.key = plan.__module__.rpartition(".")[2]
    SCHEDULES[plan.key] = plan

__all__ = ["LR", "SCHEDULES", "Schedule", "Scheduled", "can_follow", "scheduled", "scheduled_kind"]
