"""The planner: a week in the order that the rules like best, and the smallest way out of a flag."""

from .arranging import Arrangement, Move, arrange
from .cost import Cost
from .settlement import Settlement, settle

__all__ = ["Arrangement", "Cost", "Move", "Settlement", "arrange", "settle"]
