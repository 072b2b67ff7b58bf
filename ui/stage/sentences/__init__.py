"""What a formula means, in one plain sentence: read from its shape, so that no method has to say it."""

from ui.stage.sentences.reader import Reader
from ui.stage.sentences.said import Said, spoken

__all__ = ["Reader", "Said", "spoken"]
