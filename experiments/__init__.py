"""An experiment as a document: a link, a preset, a figure in a lesson and a test are all one of these.

>>> from experiments import END, Experiment
>>> experiment, messages = Experiment.from_query("surface=himmelblau&start=0,0&run=adam(lr=0.05)")
>>> adam, = experiment.run()
"""

from experiments.constrained import ConstrainedExperiment
from experiments.defaults import defaults, missing
from experiments.entry import Entry
from experiments.experiment import END, Experiment
from experiments.kinds import kind_of_link
from experiments.message import Message
from experiments.roots import RootExperiment

__all__ = [
    "END", "ConstrainedExperiment", "Entry", "Experiment", "Message", "RootExperiment", "defaults", "kind_of_link",
    "missing",
]  # fmt: skip
