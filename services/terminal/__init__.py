"""Reports, comparisons and the line's state as text: pleasant on a terminal, plain and unwrapped in a pipe."""

from services.terminal.comparison import print_comparison
from services.terminal.report import print_report
from services.terminal.status import print_status, watch_status

__all__ = ["print_comparison", "print_report", "print_status", "watch_status"]
