"""Where the refusal's threshold should lie: how many questions are answered and refused rightly at each value.

The threshold is `answers.least_support`, the share of what is asked that the evidence must meet. Everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.bootstrap import services
from app.settings import Settings
from eval.dataset import Case
from eval.metrics import answer_measures
from eval.runner import InProcess

THRESHOLDS = tuple(step / 20 for step in range(1, 13))  # 0.05 to 0.60: above that most questions would be refused


@dataclass(frozen=True, slots=True)
class Level:
    """What a threshold gives, each a share from 0 to 1.

    Attributes:
        answered: questions with an answer that are answered.
        touched: those whose answer quotes evidence.
        refused: questions without an answer that are refused.
        score: the mean of `touched` and `refused`: as bad to answer what the papers do not say as to miss what they do.
    """

    threshold: float
    answered: float
    touched: float
    refused: float

    @property
    def score(self) -> float:
        """See above."""
        return (self.touched + self.refused) / 2


def calibrate(cases: Sequence[Case], settings: Settings, progress: Callable[[int], None]) -> list[Level]:
    """Return what each threshold gives on questions with known answers.

    Args:
        cases: the questions.
        settings: of the program; each threshold takes the place of theirs.
        progress: called with 1 after each threshold.
    """
    levels = []
    for threshold in THRESHOLDS:
        answers = settings.answers.model_copy(update={"least_support": threshold})
        with services(settings.model_copy(update={"answers": answers})) as given:
            door = InProcess(given)
            measured = [answer_measures(case, door.ask(case.question, case.history)) for case in cases]
        shares = (_mean(measured, name) for name in ("not_refused", "evidence_touched", "refused_rightly"))
        levels.append(Level(threshold, *shares))
        progress(1)
    return levels


def best_level(levels: Sequence[Level]) -> Level:
    """Return the level with the best score; the lowest threshold of several."""
    return max(levels, key=lambda level: (level.score, -level.threshold))


def _mean(measured: Sequence[dict[str, float]], name: str) -> float:
    values = [one[name] for one in measured if name in one]
    return sum(values) / len(values) if values else 0.0
