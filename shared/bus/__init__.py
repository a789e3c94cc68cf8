"""The one place that knows the broker's ways: batches, hand-over, leases, dead letters, what is waiting."""

from shared.bus.described import described
from shared.bus.emitter import Emitter
from shared.bus.serving import Handler, Life, serve
from shared.bus.watching import Heartbeat, Letter, StreamState, Watch

__all__ = ["Emitter", "Handler", "Heartbeat", "Letter", "Life", "StreamState", "Watch", "described", "serve"]
