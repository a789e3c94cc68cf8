"""The one place that knows the broker's ways: reading in batches, handing over, leases, dead letters, what is waiting."""

from shared.bus.emitter import Emitter
from shared.bus.serving import Handler, Life, serve
from shared.bus.watching import Letter, StreamState, Watch

__all__ = ["Emitter", "Handler", "Letter", "Life", "StreamState", "Watch", "serve"]
