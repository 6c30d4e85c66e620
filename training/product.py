"""A linear layer that can be trained as it will be shipped: with 8-bit integers for what goes in and what it weighs.

The graphs are quantised dynamically by ONNX Runtime: inputs with one scale and zero point a window, weights with one
scale a channel, in seven bits: with eight, a sum of two products can run over in the 16 bits of AVX2's instruction,
which makes results depend on the processor. While `Product.quantised` is set, every product is computed on the
rounded values, and the gradient passes as if nothing were rounded (Jacob et al. 2018).
"""

from __future__ import annotations

from typing import ClassVar, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

WEIGHT_STEPS: Final = 64
INPUT_STEPS: Final = 255
_TINY: Final = 1e-6


class Product(nn.Linear):
    """A linear layer; on rounded values while :attr:`quantised`.

    `by_row`: each row is divided by its largest value before the product and multiplied by it after, which changes
    nothing but gives every word a scale of its own: it more than halves what rounding does to the scores where inputs
    are uneven.
    """

    quantised: ClassVar[bool] = False

    def __init__(self, width: int, out: int, by_row: bool = False) -> None:
        super().__init__(width, out)
        self.by_row = by_row

    def forward(self, x: Tensor) -> Tensor:
        """As a linear layer gives."""
        exported = torch.onnx.is_in_onnx_export()
        if not Product.quantised and not exported:
            return functional.linear(x, self.weight, self.bias)
        scale = x.detach().abs().amax(-1, keepdim=True) + _TINY if self.by_row else None
        given = x if scale is None else x / scale
        if not exported:
            given = rounded_input(given)
        made = functional.linear(given, self.weight if exported else rounded_weight(self.weight))
        return (made if scale is None else made * scale) + self.bias


def rounded_weight(weight: Tensor) -> Tensor:
    """Weights (out x in) in seven bits and a scale a channel, as `quantize_dynamic` rounds them."""
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=_TINY) / WEIGHT_STEPS
    found = (weight.detach() / scale).round().clamp(-WEIGHT_STEPS, WEIGHT_STEPS) * scale
    return weight + (found - weight).detach()


def rounded_input(x: Tensor) -> Tensor:
    """Inputs in eight bits with a scale and a zero point for each of the first axis, as `DynamicQuantizeLinear` has
    it."""
    given = x.detach().float()
    flat = given.flatten(1)
    shape = (-1,) + (1,) * (x.dim() - 1)
    low, high = flat.amin(1).clamp(max=0).view(shape), flat.amax(1).clamp(min=0).view(shape)
    scale = (high - low).clamp(min=_TINY) / INPUT_STEPS
    zero = (-low / scale).round().clamp(0, INPUT_STEPS)
    found = ((given / scale).round() + zero).clamp(0, INPUT_STEPS).sub(zero) * scale
    return x + (found.to(x.dtype) - x).detach()
