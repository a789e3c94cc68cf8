"""The base of every value that crosses a boundary: frozen, strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; equal when all its fields are."""

    model_config = ConfigDict(frozen=True, extra="forbid")
